import path from 'node:path';
import { expect, test } from 'vitest';
import { clearDemo } from '../../src/demo/clear.js';
import { createDemo, findDemo, isEmpty } from '../../src/demo/demo.js';
import { importSchools } from '../../src/import/schools/importSchools.js';
import { keepBankHolidays } from '../../src/network/bankHolidays.js';
import type { Store } from '../../src/store/open.js';
import { supportSettings } from '../../src/support/settings.js';
import { eachStore } from '../fakes/database.js';

const NOW = new Date('2026-11-09T08:30:00Z');
const BARNET = path.resolve(import.meta.dirname, '../network/testdata/gias/20260602/302-barnet.csv');

/** A deployment with its visit, a cover, a programme, a calendar link and a file: what the playground leaves. */
async function use(store: Store): Promise<void> {
  const { db } = store;
  const demo = await findDemo(store);
  const [personId = 0, deputyId = 0] = Object.values(demo?.cast ?? {});
  const partnership = await db.partnership.findFirstOrThrow({ where: { parentId: { not: null } } });
  const designation = await db.designation.findFirstOrThrow();
  const school = await db.school.findFirstOrThrow({ where: { id: { not: designation.homeSchoolId } } });
  const began = { version: 1, enteredAt: NOW, enteredVersion: 1 };
  const request = await db.supportRequest.create({
    data: {
      ...began,
      reference: 'SR-2026-0001',
      state: 'active',
      schoolId: school.id,
      partnershipId: partnership.id,
      requesterId: personId,
      area: 'phonics',
      need: 'Help with phonics.',
      timing: 'Spring term 2027',
      createdAt: NOW,
    },
  });
  const home = { homeSchoolId: designation.homeSchoolId };
  const approach = await db.approach.create({
    data: {
      ...home,
      requestId: request.id,
      designationId: designation.id,
      status: 'accepted',
      askedAt: NOW,
    },
  });
  await db.visit.create({
    data: {
      ...home,
      requestId: request.id,
      approachId: approach.id,
      personId: designation.personId,
      on: '2026-11-09',
      halfDays: 2,
      summary: 'Planned the term.',
      at: NOW,
    },
  });
  await db.cover.create({
    data: {
      ...began,
      reference: 'CV-2026-0001',
      state: 'running',
      personId,
      deputyId,
      from: '2026-11-09',
      to: '2026-12-18',
      createdAt: NOW,
    },
  });
  await db.reviewProgramme.create({
    data: {
      ...began,
      reference: 'RP-2026-0001',
      name: 'Reviews',
      state: 'open',
      partnershipId: partnership.id,
      preset: 'triads',
      rules: {},
      createdAt: NOW,
    },
  });
}

eachStore('taking the demonstration away', open => {
  test('leaves what was imported, and nothing of the demonstration, whatever was done in it', async () => {
    const store = await open();
    const { db } = store;
    await createDemo(store, NOW);
    await store.transaction(tx =>
      importSchools(tx, BARNET, { now: NOW, today: '2026-11-09', date: '2026-06-02' }),
    );
    await keepBankHolidays(db, [{ date: '2026-12-25', title: 'Christmas Day' }]);
    await use(store);
    const imported = await db.school.count({ where: { laCode: '302' } });
    const kept = await db.setting.count({ where: { key: { startsWith: 'bankHolidays' } } });

    const cleared = await clearDemo(store);

    expect(cleared?.pieces).toBe(1);
    expect(await db.school.count()).toBe(imported);
    expect([await db.person.count(), await db.partnership.count(), await db.cover.count()]).toEqual([
      0, 0, 0,
    ]);
    expect([
      await db.supportRequest.count(),
      await db.visit.count(),
      await db.reviewProgramme.count(),
    ]).toEqual([0, 0, 0]);
    expect(await db.setting.count()).toBe(kept);
    expect(kept).toBe(2);
    expect((await supportSettings(db, 1)).triageMode).toBe('coordinator');
    // A second time there is nothing to take away, and without an import the store is as new.
    expect(await clearDemo(store)).toBeNull();
    await db.schoolUrn.deleteMany();
    await db.school.deleteMany();
    expect(await isEmpty(store)).toBe(true);
  });
});
