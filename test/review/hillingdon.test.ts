import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { importSchools } from '../../src/import/schools/importSchools.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import { reviewTotals } from '../../src/review/totals.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { FINDING, Year } from './year.js';
import { everyDeadlineFallsWhereItShould, nobodyIsBothered } from './yearChecks.js';
import { CONVERTED_URN, EVENTS, YearEvents, type YearPlace } from './yearEvents.js';

const GIAS = path.resolve(import.meta.dirname, '../network/testdata/gias/20260602/312-hillingdon.csv');

const SINCE: LocalDate = '2025-09-01';
const BEGINS = atLondon('2026-09-07', '09:00');

/** Twelve of the borough's secondaries; the first five choose INSET days of their own. */
const SCHOOLS = 12;
const INSET: readonly LocalDate[] = ['2026-11-27', '2027-01-04', '2027-02-22', '2027-05-28', '2027-06-25'];

/** Whole days after which somebody who never looks would look. */
const NEVER = 999;

/** A simulated year of these is about a minute of work on a quiet machine, and many on one that others use. */
const LONG = 1_200_000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-year-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The real schools, with invented people, a calendar and accounts. */
async function borough(store: Store) {
  const { db } = store;
  await store.transaction(tx =>
    importSchools(tx, GIAS, { now: BEGINS, today: londonDate(BEGINS), date: '2026-06-02' }),
  );
  await db.calendarEntry.createMany({
    data: demonstrationCalendar().map(({ kind, from, to, title, strength }) => ({
      laCode: '312',
      kind,
      from,
      to,
      title,
      hard: strength !== 'soft',
      source: 'test',
    })),
  });
  const { id: partnershipId } = await db.partnership.create({
    data: { slug: 'hash', name: 'Hillingdon secondary heads', tier: 'cluster' },
  });
  let accounts = 0;
  const person = async (name: string, role: string, at: { schoolId?: number; partnershipId?: number }) => {
    const { id } = await db.person.create({
      data: {
        name,
        roles: { create: { role, from: SINCE, ...at } },
        accounts: { create: { platform: 'slack', externalId: `U${++accounts}`, state: 'bound' } },
      },
    });
    return id;
  };
  const rows = await db.school.findMany({
    where: { phase: 'Secondary', status: 'open' },
    orderBy: { urn: 'asc' },
    take: SCHOOLS,
  });
  const places: YearPlace[] = [];
  for (const [n, { id, urn }] of rows.entries()) {
    await db.membership.create({ data: { schoolId: id, partnershipId, from: SINCE } });
    const own = INSET[n];
    if (own) {
      await db.calendarEntry.create({
        data: { schoolId: id, kind: 'inset', from: own, to: own, title: 'INSET', hard: true, source: 'test' },
      });
    }
    // Every third school lets somebody come along to learn.
    if (n % 3 === 0) await person(`Trainee ${n}`, 'seniorLeader', { schoolId: id });
    places.push({
      id,
      urn: urn ?? 0,
      head: await person(`Head ${n}`, 'headteacher', { schoolId: id }),
      deputy: await person(`Deputy ${n}`, 'deputy', { schoolId: id }),
      inset: own ? [own] : [],
    });
  }
  return {
    partnershipId,
    places,
    lead: await person('Lena Lead', 'programmeLead', { partnershipId }),
    clusterLead: await person('Cleo Cluster', 'clusterLead', { partnershipId }),
    moderator: await person('Mo Moderator', 'qaModerator', { partnershipId }),
  };
}

eachStore('a year of real Hillingdon secondaries (issue 8)', open => {
  // Two minutes a store: with CONVENOR_LONG=1.
  test.runIf(process.env.CONVENOR_LONG)(
    'from opening to closed, with declines, a late joiner, two postponements, a conversion and leavers',
    async () => {
      const store = await open();
      const { db } = store;
      const { partnershipId, places, lead, moderator } = await borough(store);
      const silent = places[SCHOOLS - 1]!;
      let events: YearEvents | null = null;
      // A third of the people let things wait until they are reminded; the school that joins late never looks.
      const patience = (id: number): number =>
        id === silent.head && !events?.happened.has('publishes') ? NEVER : id % 3 === 0 ? 5 : 0;
      const year = new Year(store, BEGINS, { patience, evening: async today => events?.evening(today) });
      const cycle = await year.must('cycle', null, 'open', lead, {
        clusterIds: String(partnershipId),
        name: 'Secondary reviews 2026/27',
        answersBy: '2026-10-16',
        windowFrom: '2026-12-01',
        windowTo: '2027-05-14',
      });
      const rules = ProgrammeRulesSchema.parse({ qaEvery: 4, observers: 1 });
      await db.reviewCycle.update({ where: { id: cycle }, data: { rules } });

      events = new YearEvents(year, cycle, {
        lead,
        places,
        silent,
        converting: { place: places[1]!, file: GIAS },
        losingHead: places[4]!,
        folder,
      });
      await year.until(
        '2027-11-30',
        async () => (await db.reviewCycle.findUniqueOrThrow({ where: { id: cycle } })).state === 'closed',
      );

      // Everything happened, and everything came to its end.
      expect([...events.happened].toSorted()).toEqual([...EVENTS]);
      const ended = await db.review.findMany();
      expect(ended.map(({ state }) => state)).toEqual(Array(SCHOOLS).fill('closed'));
      expect(await db.timer.count({ where: { status: 'pending' } })).toBe(0);
      expect(await db.waiting.count()).toBe(0);
      const converted = await db.school.findUniqueOrThrow({ where: { id: places[1]!.id } });
      expect(converted.urn).toBe(CONVERTED_URN);
      expect(await reviewTotals(db, cycle)).toMatchObject({
        reviews: SCHOOLS,
        held: SCHOOLS,
        reports: SCHOOLS,
        workshops: SCHOOLS,
        followedUp: SCHOOLS,
        actions: SCHOOLS,
        rags: { green: SCHOOLS, amber: 0, red: 0 },
        improvedPercent: 100,
        rating: 4,
      });

      // Every fourth report was read by the moderator, who heard of nothing else.
      expect(ended.filter(({ qualityOn }) => qualityOn !== null)).toHaveLength(SCHOOLS / 4);
      const toModerator = await db.message.findMany({
        where: { personId: moderator },
        select: { notice: true },
      });
      expect(toModerator.filter(({ notice }) => notice === 'qualityAsked')).toHaveLength(SCHOOLS / 4);
      for (const { notice } of toModerator) expect(['qualityAsked', 'qualityDue']).toContain(notice);

      // Observers came along, each once, to a school other than their own, and no day was given by it.
      const observers = await db.reviewTeamMember.findMany({
        where: { role: 'observer', leftReason: null },
        include: { review: true },
      });
      expect(observers.map(({ attended }) => attended)).toEqual(Array(SCHOOLS / 3).fill(true));
      expect(new Set(observers.map(({ personId }) => personId)).size).toBe(SCHOOLS / 3);
      for (const { schoolId, review } of observers) expect(schoolId).not.toBe(review.hostSchoolId);

      await nobodyIsBothered(store, places);
      await everyDeadlineFallsWhereItShould(store, places);

      // What reports find, and where they lie, is nowhere but in the store.
      const said = JSON.stringify(year.platform.posts.map(({ shown }) => shown));
      expect(said.length).toBeGreaterThan(100_000);
      expect(said.includes(FINDING)).toBe(false);
      expect(year.logged.join()).not.toContain(FINDING);
      expect(JSON.stringify(await db.auditEntry.findMany())).not.toContain(FINDING);
    },
    LONG,
  );
});
