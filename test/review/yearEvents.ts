import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addDays, type LocalDate } from '../../src/calendar/localDate.js';
import { importSchools } from '../../src/import/schools/importSchools.js';
import { PREPARING } from '../../src/review/phases/steps.js';
import { isWorkingDay, step } from './naiveCalendar.js';
import type { Year } from './year.js';

/** A school of the year, with the people who can be sent. */
export interface YearPlace {
  readonly id: number;
  readonly urn: number;
  readonly head: number;
  readonly deputy: number;
  /** Days on which it is closed beside its authority's. */
  readonly inset: readonly LocalDate[];
}

/** Who and what a year's events happen to. */
export interface YearWorld {
  readonly lead: number;
  readonly places: readonly YearPlace[];
  /** Does not answer in time, and joins late. */
  readonly silent: YearPlace;
  /** Becomes an academy: its row is in this file of schools. */
  readonly converting: { readonly place: YearPlace; readonly file: string };
  /** Gets another head. */
  readonly losingHead: YearPlace;
  /** Where files may be written. */
  readonly folder: string;
}

/** What goes otherwise than planned in a year of reviews: each once, as soon as it can (issue 8). */
export const EVENTS = [
  'changes its head',
  'converts',
  'declines',
  'falls ill',
  'has had the call',
  'joins late',
  'loses a reviewer',
  'publishes',
] as const;

type Happening = (typeof EVENTS)[number];

/** Makes things happen in the evening of a day, and names champions. */
export class YearEvents {
  readonly happened = new Set<Happening>();
  readonly #year: Year;
  readonly #cycle: number;
  readonly #world: YearWorld;
  readonly #gone = new Set<number>();

  constructor(year: Year, cycle: number, world: YearWorld) {
    this.#year = year;
    this.#cycle = cycle;
    this.#world = world;
  }

  get #db() {
    return this.#year.store.db;
  }

  async evening(today: LocalDate): Promise<void> {
    if (!isWorkingDay(today)) return;
    await this.#planned(today);
    await this.#unplanned(today);
    await this.#champions();
  }

  async #once(what: Happening, when: boolean, happens: () => Promise<void>): Promise<void> {
    if (!when || this.happened.has(what)) return;
    await happens();
    this.happened.add(what);
  }

  #reviews() {
    return this.#db.review.findMany({ include: { team: true }, orderBy: { id: 'asc' } });
  }

  async #headOf(reviewId: number): Promise<number> {
    const { hostHeadIds } = await this.#year.record(reviewId);
    return hostHeadIds[0]!;
  }

  /** Publishing, two who decline once everybody is asked, and the school that joins late. */
  async #planned(today: LocalDate): Promise<void> {
    const year = this.#year;
    const { lead, silent } = this.#world;
    await this.#once('publishes', today >= '2026-10-21', async () => {
      await year.must('cycle', this.#cycle, 'match', lead);
      await year.must('cycle', this.#cycle, 'publish', lead);
    });
    // A county's plan is published in pieces, which go on by the clock.
    const { state: cycle } = await this.#db.reviewCycle.findUniqueOrThrow({ where: { id: this.#cycle } });
    await this.#once('declines', cycle === 'running', async () => {
      const [first, second] = (await this.#reviews()).filter(({ state }) => state === 'proposed');
      for (const [review, reason] of [
        [first!, 'conflict'],
        [second!, 'workload'],
      ] as const) {
        const peer = review.team.find(member => member.role === 'peerReviewer')!;
        await year.must('review', review.id, 'decline', peer.personId, { reason });
      }
    });
    await this.#once('joins late', this.happened.has('publishes') && today >= '2026-11-03', async () => {
      const entry = await this.#db.reviewEntry.findFirstOrThrow({ where: { schoolId: silent.id } });
      const reviewers = [silent.head, silent.deputy].map(String);
      await year.must('entry', entry.id, 'optIn', silent.head, { reviewers });
      await year.must('cycle', this.#cycle, 'mend', lead);
    });
  }

  /** The call, an illness, a conversion, a reviewer and a head who leave. */
  async #unplanned(today: LocalDate): Promise<void> {
    const year = this.#year;
    const { places, converting, losingHead, folder } = this.#world;
    const all = await this.#reviews();
    const prepared = all.filter(({ state }) => (PREPARING as readonly string[]).includes(state));
    const tomorrow = step(today, 1, isWorkingDay);
    const called = prepared.find(({ on }) => on === tomorrow);
    await this.#once('has had the call', called !== undefined, async () => {
      await year.must('review', called!.id, 'hadTheCall', await this.#headOf(called!.id));
    });
    const ill = all.find(({ state, on }) => state === 'inProgress' && on === today);
    const mayFallIll = this.happened.has('has had the call') && ill !== undefined;
    await this.#once('falls ill', mayFallIll, async () => {
      await year.must('review', ill!.id, 'postpone', await this.#headOf(ill!.id), { reason: 'illness' });
    });
    await this.#once('converts', today >= '2027-01-11', async () => {
      const { urn } = converting.place;
      const file = path.join(folder, `converted-${urn}-${year.store.dialect}.csv`);
      const text = readFileSync(converting.file, 'utf8')
        .split('\n')
        .map(line => (line.startsWith(`${urn},`) ? line.replace(`${urn},`, `${CONVERTED_URN},`) : line))
        .join('\n');
      writeFileSync(file, text);
      const now = year.clock.now();
      await year.store.transaction(tx => importSchools(tx, file, { now, today, date: today }));
    });
    const isDeputy = (id: number): boolean => places.some(({ deputy }) => deputy === id);
    const losing = prepared.find(
      ({ on, team }) =>
        on !== null &&
        on > addDays(today, 30) &&
        team.some(({ personId, leftReason }) => leftReason === null && isDeputy(personId)),
    );
    await this.#once('loses a reviewer', today >= '2026-11-23' && losing !== undefined, async () => {
      const gone = losing!.team.find(
        ({ personId, leftReason }) => leftReason === null && isDeputy(personId),
      )!;
      await this.#leaves(gone.personId, today);
      const home = places.find(({ deputy }) => deputy === gone.personId)!;
      await year.must('review', losing!.id, 'stepDown', home.head, { reason: 'other' });
    });
    await this.#once('changes its head', today >= '2027-02-08', async () => {
      await this.#leaves(losingHead.head, today);
      const { id: personId } = await this.#db.person.create({ data: { name: 'The new head' } });
      await this.#db.roleAssignment.create({
        data: { personId, role: 'headteacher', schoolId: losingHead.id, from: today },
      });
      await this.#db.account.create({
        data: { personId, platform: 'slack', externalId: 'UNEW', state: 'bound' },
      });
    });
  }

  async #champions(): Promise<void> {
    const { places, lead } = this.#world;
    const reported = (await this.#reviews()).filter(
      ({ state, championId }) => state === 'reported' && championId === null,
    );
    for (const review of reported) {
      const team = new Set(review.team.map(({ personId }) => personId));
      // Each time it begins with another school, so that no deputy runs all the workshops.
      const first = review.id % places.length;
      const champion = [...places.slice(first), ...places.slice(0, first)].find(
        place => place.id !== review.hostSchoolId && !team.has(place.deputy) && !this.#gone.has(place.deputy),
      )!;
      await this.#year.must('review', review.id, 'nameChampion', lead, { personId: champion.deputy });
    }
  }

  async #leaves(personId: number, today: LocalDate): Promise<void> {
    this.#gone.add(personId);
    await this.#db.person.update({ where: { id: personId }, data: { leftOn: today } });
    await this.#db.roleAssignment.updateMany({ where: { personId }, data: { to: addDays(today, -1) } });
  }
}

/** The number that the converted school gets. */
export const CONVERTED_URN = 159_999;
