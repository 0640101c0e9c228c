import { expect, test } from 'vitest';
import { keepBankHolidays } from '../../src/network/bankHolidays.js';
import { calendarOfAuthority, calendarOfSchool } from '../../src/network/calendars.js';
import { eachStore } from '../fakes/database.js';
import { addSchool } from './makers.js';

const HALF_TERM = {
  kind: 'halfTerm',
  from: '2026-10-26',
  to: '2026-10-30',
  title: 'half term',
  source: 'test',
};
const AUTUMN = { kind: 'term', from: '2026-09-02', to: '2026-12-18', title: 'Autumn', source: 'test' };

eachStore('calendars of schools', open => {
  test('an authority states terms, a school its own training day; every change shows at once', async () => {
    const { db } = await open();
    const school = await addSchool(db, { phase: 'Primary' });
    const other = await addSchool(db, { phase: 'Secondary' });
    expect((await calendarOfSchool(db, school)).isKnown('2026-10-28')).toBe(false);

    await db.calendarEntry.createMany({
      data: [AUTUMN, HALF_TERM].map(entry => ({ ...entry, laCode: '312' })),
    });
    expect((await calendarOfSchool(db, school)).closedBecause('2026-10-28')).toBe('half term');
    expect((await calendarOfAuthority(db, '312')).closedBecause('2026-10-28')).toBe('half term');
    expect(await calendarOfSchool(db, school)).toBe(await calendarOfSchool(db, school));

    const inset = await db.calendarEntry.create({
      data: {
        schoolId: school,
        kind: 'inset',
        from: '2026-11-27',
        to: '2026-11-27',
        title: 'INSET',
        source: 'chat',
      },
    });
    expect((await calendarOfSchool(db, school)).closedBecause('2026-11-27')).toBe('INSET day');
    expect((await calendarOfSchool(db, other)).isSchoolDay('2026-11-27')).toBe(true);

    await db.calendarEntry.update({
      where: { id: inset.id },
      data: { from: '2026-11-26', to: '2026-11-26' },
    });
    expect((await calendarOfSchool(db, school)).isSchoolDay('2026-11-27')).toBe(true);
    expect((await calendarOfSchool(db, school)).isSchoolDay('2026-11-26')).toBe(false);
  });

  test('blocked windows are those of the phase, whatever phase is asked for', async () => {
    const { db } = await open();
    const primary = await calendarOfSchool(db, await addSchool(db, { phase: 'Primary' }));
    const secondary = await calendarOfSchool(db, await addSchool(db, { phase: 'Secondary' }));
    expect(primary.blockedBy('2026-05-12', null).map(window => window.name)).toEqual(['key stage 2 tests']);
    expect(secondary.blockedBy('2026-05-12', 'Secondary').map(window => window.name)).toEqual([
      'GCSE and A level examinations',
    ]);
    await db.calendarEntry.create({
      data: {
        laCode: '312',
        kind: 'blocked',
        from: '2026-12-14',
        to: '2026-12-18',
        title: 'nativity week',
        hard: false,
        phases: ['Primary'],
        source: 'test',
      },
    });
    const again = await calendarOfSchool(
      db,
      (await db.school.findFirstOrThrow({ where: { phase: 'Primary' } })).id,
    );
    expect(again.blockedBy('2026-12-15', null)).toEqual([
      {
        name: 'nativity week',
        from: '2026-12-14',
        to: '2026-12-18',
        strength: 'soft',
        phases: null,
        provisional: false,
      },
    ]);
  });

  test('a newer list of bank holidays counts at once', async () => {
    const { db } = await open();
    const school = await addSchool(db, {});
    expect((await calendarOfSchool(db, school)).closedBecause('2027-05-03')).toMatch('bank holiday');
    await keepBankHolidays(db, [{ date: '2027-05-08', title: 'Coronation' }]);
    expect((await calendarOfSchool(db, school)).closedBecause('2027-05-03')).toBeNull();
    await expect(calendarOfSchool(db, 99_999)).rejects.toThrow('There is no school 99999.');
  });
});
