import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { addDays, type LocalDate, localDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { importSchools } from '../../src/import/schools/importSchools.js';
import { KeptPlanSchema } from '../../src/review/cycle/plan.js';
import { PREPARING } from '../../src/review/phases/steps.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import { reviewTotals } from '../../src/review/totals.js';
import type { Store } from '../../src/store/open.js';
import { eachStore } from '../fakes/database.js';
import { isSchoolDay, isWorkingDay, step } from './naiveCalendar.js';
import { FINDING, Year } from './year.js';

const GIAS = path.resolve(import.meta.dirname, '../network/testdata/gias/20260602/312-hillingdon.csv');

const SINCE: LocalDate = '2025-09-01';
const BEGINS = atLondon('2026-09-07', '09:00');

/** Twelve of the borough's secondaries; the first five choose INSET days of their own. */
const SCHOOLS = 12;
const INSET: readonly LocalDate[] = ['2026-11-27', '2027-01-04', '2027-02-22', '2027-05-28', '2027-06-25'];

/** A simulated year of these is about a minute of work on a quiet machine, and many on one that others use. */
const LONG = 1_200_000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-year-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Place {
  readonly id: number;
  readonly urn: number;
  readonly head: number;
  readonly deputy: number;
  readonly inset: readonly LocalDate[];
}

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
  const places: Place[] = [];
  for (const [n, { id, urn }] of rows.entries()) {
    await db.membership.create({ data: { schoolId: id, partnershipId, from: SINCE } });
    const own = INSET[n];
    if (own) {
      await db.calendarEntry.create({
        data: { schoolId: id, kind: 'inset', from: own, to: own, title: 'INSET', hard: true, source: 'test' },
      });
    }
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
    person,
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
      const { partnershipId, places, person, lead, moderator } = await borough(store);
      const silent = places[SCHOOLS - 1]!;
      const happened = new Set<string>();
      let cycle = 0;
      const reviews = () => db.review.findMany({ include: { team: true }, orderBy: { id: 'asc' } });
      const headOf = async (schoolId: number): Promise<number> =>
        (await year.record((await db.review.findFirstOrThrow({ where: { hostSchoolId: schoolId } })).id))
          .hostHeadIds[0]!;

      const once = async (what: string, when: boolean, happens: () => Promise<void>): Promise<void> => {
        if (!when || happened.has(what)) return;
        await happens();
        happened.add(what);
      };

      async function evening(today: LocalDate): Promise<void> {
        if (!isWorkingDay(today)) return;
        await once('publishes', today >= '2026-10-21', async () => {
          await year.must('cycle', cycle, 'match', lead);
          await year.must('cycle', cycle, 'publish', lead);
          const [first, second] = await reviews();
          for (const [review, reason] of [
            [first!, 'conflict'],
            [second!, 'workload'],
          ] as const) {
            const peer = review.team.find(member => member.role === 'peerReviewer')!;
            await year.must('review', review.id, 'decline', peer.personId, { reason });
          }
        });
        await once('joins late', happened.has('publishes') && today >= '2026-11-03', async () => {
          const entry = await db.reviewEntry.findFirstOrThrow({ where: { schoolId: silent.id } });
          const reviewers = [silent.head, silent.deputy].map(String);
          await year.must('entry', entry.id, 'optIn', silent.head, { reviewers });
          await year.must('cycle', cycle, 'mend', lead);
        });
        const all = await reviews();
        const prepared = all.filter(({ state }) => (PREPARING as readonly string[]).includes(state));
        const tomorrow = step(today, 1, isWorkingDay);
        const called = prepared.find(({ on }) => on === tomorrow);
        await once('has had the call', called !== undefined, async () => {
          await year.must('review', called!.id, 'hadTheCall', await headOf(called!.hostSchoolId));
        });
        const ill = all.find(({ state, on }) => state === 'inProgress' && on === today);
        await once('falls ill', happened.has('has had the call') && ill !== undefined, async () => {
          await year.must('review', ill!.id, 'postpone', await headOf(ill!.hostSchoolId), {
            reason: 'illness',
          });
        });
        await once('converts', today >= '2027-01-11', async () => {
          const { urn } = places[1]!;
          const file = path.join(folder, `converted-${Date.now()}.csv`);
          const text = readFileSync(GIAS, 'utf8')
            .split('\n')
            .map(line => (line.startsWith(`${urn},`) ? line.replace(`${urn},`, '159999,') : line))
            .join('\n');
          writeFileSync(file, text);
          const { now } = { now: year.clock.now() };
          await store.transaction(tx => importSchools(tx, file, { now, today, date: today }));
        });
        const losing = prepared.find(
          ({ on, team }) =>
            on !== null &&
            on > addDays(today, 30) &&
            team.some(({ personId, leftReason }) => leftReason === null && isDeputy(personId)),
        );
        await once('loses a reviewer', today >= '2026-11-23' && losing !== undefined, async () => {
          const gone = losing!.team.find(
            ({ personId, leftReason }) => leftReason === null && isDeputy(personId),
          )!;
          await leaves(gone.personId, today);
          const home = places.find(({ deputy }) => deputy === gone.personId)!;
          await year.must('review', losing!.id, 'stepDown', home.head, { reason: 'other' });
        });
        await once('changes its head', today >= '2027-02-08', async () => {
          await leaves(places[4]!.head, today);
          await person('The new head', 'headteacher', { schoolId: places[4]!.id });
        });
        for (const review of all.filter(
          ({ state, championId }) => state === 'reported' && championId === null,
        )) {
          const team = new Set(review.team.map(({ personId }) => personId));
          const champion = places.find(
            place => place.id !== review.hostSchoolId && !team.has(place.deputy) && !gone.has(place.deputy),
          )!;
          await year.must('review', review.id, 'nameChampion', lead, { personId: champion.deputy });
        }
      }

      const gone = new Set<number>();
      const isDeputy = (id: number): boolean => places.some(({ deputy }) => deputy === id);
      async function leaves(personId: number, today: LocalDate): Promise<void> {
        gone.add(personId);
        await db.person.update({ where: { id: personId }, data: { leftOn: today } });
        await db.roleAssignment.updateMany({ where: { personId }, data: { to: addDays(today, -1) } });
      }

      // A third of the people let things wait until they are reminded; the school that joins late never looks.
      const patience = (id: number): number =>
        id === silent.head && !happened.has('publishes') ? 999 : id % 3 === 0 ? 5 : 0;
      const year = new Year(store, BEGINS, { patience, evening });
      cycle = await year.must('cycle', null, 'open', lead, {
        clusterIds: String(partnershipId),
        name: 'Secondary reviews 2026/27',
        answersBy: '2026-10-16',
        windowFrom: '2026-12-01',
        windowTo: '2027-05-14',
      });
      const rules = ProgrammeRulesSchema.parse({ qaEvery: 4 });
      await db.reviewCycle.update({ where: { id: cycle }, data: { rules } });

      await year.until(
        '2027-11-30',
        async () => (await db.reviewCycle.findUniqueOrThrow({ where: { id: cycle } })).state === 'closed',
      );

      // Everything happened, and everything came to its end.
      expect([...happened].toSorted()).toEqual([
        'changes its head',
        'converts',
        'falls ill',
        'has had the call',
        'joins late',
        'loses a reviewer',
        'publishes',
      ]);
      const ended = await reviews();
      expect(ended.map(({ state }) => state)).toEqual(Array(SCHOOLS).fill('closed'));
      expect(await db.timer.count({ where: { status: 'pending' } })).toBe(0);
      expect(await db.waiting.count()).toBe(0);
      const converted = await db.school.findUniqueOrThrow({ where: { id: places[1]!.id } });
      expect(converted.urn).toBe(159_999);
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

/** Nobody hears anything routine on a day off, nor twice on a school day (DOMAIN 6). */
async function nobodyIsBothered(store: Store, places: readonly Place[]): Promise<void> {
  const sent = await store.db.message.findMany({
    where: { status: 'sent', urgency: 'routine', personId: { not: null } },
    select: { personId: true, settledAt: true, notice: true },
  });
  expect(sent.length).toBeGreaterThan(200);
  const posts = await store.db.roleAssignment.findMany({ where: { schoolId: { not: null } } });
  const seen = new Set<string>();
  for (const { personId, settledAt, notice } of sent) {
    const day = londonDate(settledAt!);
    const key = `${personId} on ${day}`;
    expect(seen.has(key), `${key}: ${notice}`).toBe(false);
    seen.add(key);
    const schoolId = posts.find(post => post.personId === personId)?.schoolId;
    const place = places.find(({ id }) => id === schoolId);
    expect(place ? isSchoolDay(day, place.inset) : isWorkingDay(day), `${key}: ${notice}`).toBe(true);
  }
}

type Unit = 'SD' | 'WD';

/** DOMAIN 2.4, row by row: how far from T each line of the table's clock falls, in which unit. */
const ROWS: Readonly<Record<string, readonly [number, Unit]>> = {
  'focus-3': [-18, 'SD'],
  focus: [-15, 'SD'],
  'plan-2': [-12, 'WD'],
  plan: [-10, 'WD'],
  'selfEvaluation-2': [-7, 'WD'],
  selfEvaluation: [-5, 'WD'],
  'selfEvaluation+1': [-4, 'WD'],
  goOrNoGo: [-3, 'WD'],
  'briefing-1': [-3, 'SD'],
  briefing: [-2, 'SD'],
  'draft-2': [3, 'WD'],
  draft: [5, 'WD'],
  'draft+1': [6, 'WD'],
  report: [10, 'WD'],
  lapse: [20, 'WD'],
  'workshop-5': [10, 'SD'],
  workshop: [15, 'SD'],
  'workshop+5': [20, 'SD'],
};

/** Every timer of every review that was never moved, against days counted one by one. */
async function everyDeadlineFallsWhereItShould(store: Store, places: readonly Place[]): Promise<void> {
  const reviews = await store.db.review.findMany();
  const { plan } = await store.db.reviewCycle.findFirstOrThrow();
  const planned = new Map(KeptPlanSchema.parse(plan).visits.map(({ schoolId, on }) => [schoolId, on]));
  const unmoved = reviews.filter(({ on, hostSchoolId }) => on === planned.get(hostSchoolId));
  // Not the two that were postponed, nor the one that joined late; a replacement may have moved another.
  expect(unmoved.length).toBeGreaterThanOrEqual(SCHOOLS - 4);
  const checked = new Map<string, number>();
  for (const { id, on, hostSchoolId, followUpOn } of unmoved) {
    const t = localDate(on!);
    const inset = places.find(place => place.id === hostSchoolId)!.inset;
    const school = (day: LocalDate): boolean => isSchoolDay(day, inset);
    const rolled = (day: LocalDate): LocalDate => (school(day) ? day : step(day, 1, school));
    expect(followUpOn).toBe(rolled(addDays(t, 90)));
    const timers = await store.db.timer.findMany({ where: { entityKind: 'review', entityId: id } });
    for (const { name, dueAt, state } of timers) {
      const row = ROWS[name];
      const expected = row
        ? step(t, row[0], row[1] === 'SD' ? school : isWorkingDay)
        : name === 'followUp'
          ? rolled(addDays(t, 90))
          : name === 'followUp-10'
            ? step(localDate(followUpOn!), -10, school)
            : null;
      if (expected === null) continue;
      const time = name === 'followUp' ? '08:00' : '15:45';
      expect(dueAt, `${name} in ${state} of a review on ${t}`).toEqual(atLondon(expected, time));
      checked.set(name, (checked.get(name) ?? 0) + 1);
    }
  }
  expect([...checked.keys()].toSorted()).toEqual(
    [...Object.keys(ROWS), 'followUp', 'followUp-10'].toSorted(),
  );
}
