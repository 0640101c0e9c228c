import type { LocalDate } from '../../src/calendar/localDate.js';
import { atLondon } from '../../src/calendar/london.js';
import type { Planner } from '../../src/review/match/planner.js';
import { planReviews } from '../../src/review/plan/plan.js';
import { reviewProcesses } from '../../src/review/processes.js';
import type { Store } from '../../src/store/open.js';
import { World } from '../fakes/world.js';

/** What the lead opens in every story, unless the story says otherwise. The world begins on 9 November 2026. */
const OPENED = {
  name: 'Peer reviews 2026/27',
  answersBy: '2026-11-30',
  windowFrom: '2027-01-18',
  windowTo: '2027-03-19',
} as const;

const NAMES = ['Ash', 'Beech', 'Cedar', 'Damson', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy'];

/** Two of the schools are of one trust, two of another. */
const TRUSTS: Readonly<Record<string, string>> = {
  Ash: 'Oak Trust',
  Beech: 'Oak Trust',
  Fir: 'Pine Trust',
  Gorse: 'Pine Trust',
};

/** Plans with the first, short search alone: enough for the few schools of a story, in a seventh of the time. */
export const quickPlanner: Planner = {
  plan: async problem => planReviews(problem, { seed: 1, moves: 40_000 }),
};

/** A school of the story with the people who can be sent. */
export interface Place {
  readonly id: number;
  readonly name: string;
  readonly head: number;
  readonly deputy: number;
}

export interface Cast {
  readonly world: World;
  readonly lead: number;
  readonly clusterLead: number;
  readonly places: readonly Place[];
}

/** A partnership of primary schools (nine have names), each with a head and a deputy; Lena leads the programme. */
export async function castOf(store: Store, schools = NAMES.length): Promise<Cast> {
  const world = await World.create(store, reviewProcesses(quickPlanner));
  const lead = await world.officer('Lena Lead', 'programmeLead');
  const clusterLead = await world.officer('Cleo Cluster', 'clusterLead');
  const places: Place[] = [];
  for (let n = 0; n < schools; n++) {
    const name = NAMES[n] ?? `School ${n + 1}`;
    const trust = TRUSTS[name];
    const id = await world.school(`${name} Primary`, {
      easting: 500_000 + 1000 * (n % 3),
      northing: 180_000 + 1000 * Math.floor(n / 3),
      ...(trust && { trust }),
    });
    const head = await world.head(`Head of ${name}`, id);
    const deputy = await world.person(`Deputy of ${name}`);
    await world.role(deputy, 'deputy', { schoolId: id });
    places.push({ id, name: `${name} Primary`, head, deputy });
  }
  return { world, lead, clusterLead, places };
}

/** A cycle is opened; returns its id. */
export async function openCycle(
  { world, lead }: Cast,
  more: { readonly rulesOf?: string } = {},
): Promise<number> {
  const { id } = await world.must('cycle', null, 'open', lead, {
    clusterIds: String(world.partnershipId),
    ...OPENED,
    ...more,
  });
  return id;
}

/** The entry of a school in the only cycle. */
export async function entryOf({ world }: Cast, place: Place): Promise<number> {
  const row = await world.store.db.reviewEntry.findFirstOrThrow({ where: { schoolId: place.id } });
  return row.id;
}

/** A school's head opts in, offering head and deputy. */
export async function optIn(
  cast: Cast,
  place: Place,
  answer: {
    readonly impossible?: string;
    readonly focus?: string;
    readonly hosts?: 'yes' | 'no';
    readonly apart?: string;
  } = {},
): Promise<string> {
  const reviewers = [String(place.head), String(place.deputy)];
  const { text } = await cast.world.must('entry', await entryOf(cast, place), 'optIn', place.head, {
    ...answer,
    reviewers,
  });
  return text;
}

/** Everybody opts in, answers close, the plan is made and published; returns the cycle. */
export async function published(cast: Cast): Promise<number> {
  const { world, lead, places } = cast;
  const cycle = await openCycle(cast);
  for (const place of places) await optIn(cast, place);
  await world.must('cycle', cycle, 'closeAnswers', lead);
  await world.must('cycle', cycle, 'match', lead);
  await world.must('cycle', cycle, 'publish', lead);
  return cycle;
}

/** Everybody who is asked about a review accepts. */
export async function acceptAll({ world }: Cast, review: number): Promise<void> {
  for (;;) {
    const next = await world.store.db.waiting.findFirst({
      where: { entityKind: 'review', entityId: review, role: 'awaitedAnswer' },
      orderBy: { personId: 'asc' },
    });
    if (!next) return;
    await world.must('review', review, 'accept', next.personId);
  }
}

/** A review with its team, as the store has it. */
export function reviewRow({ world }: Cast, id: number) {
  return world.store.db.review.findUniqueOrThrow({
    where: { id },
    include: { team: { where: { leftReason: null }, orderBy: { id: 'asc' } }, hostSchool: true },
  });
}

/** A review of the first school, put on a day by hand, so that a story's dates are known. */
export async function reviewOn(cast: Cast, on: LocalDate): Promise<number> {
  const { world, places } = cast;
  const cycle = await world.store.db.reviewCycle.findFirstOrThrow();
  const [host, first, second] = places;
  if (!host || !first || !second) throw new Error('The cast is too small.');
  const result = await world.must('review', null, 'propose', null, {
    cycleId: cycle.id,
    schoolId: host.id,
    on,
    startsPm: false,
    halfDays: 2,
    team: [
      { personId: first.head, schoolId: first.id, role: 'leadReviewer' },
      { personId: second.deputy, schoolId: second.id, role: 'peerReviewer' },
    ],
    why: [],
  });
  return result.id;
}

/** The pending timers of a piece of work, by name, in London time. */
export async function pendingTimers(
  { world }: Cast,
  kind: string,
  id: number,
): Promise<Record<string, string>> {
  const rows = await world.store.db.timer.findMany({
    where: { entityKind: kind, entityId: id, status: 'pending' },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
  });
  return Object.fromEntries(rows.map(row => [row.name, row.dueAt.toISOString()]));
}

/** An instant as {@link pendingTimers} gives it. */
export function instant(date: LocalDate, time: `${number}:${number}` = '15:45'): string {
  return atLondon(date, time).toISOString();
}

/** The lead reviewer's, the host head's and a champion's people on a review. */
export async function partsOf(cast: Cast, id: number) {
  const row = await reviewRow(cast, id);
  const host = cast.places.find(place => place.id === row.hostSchoolId);
  const lead = row.team.find(member => member.role === 'leadReviewer');
  const onTeam = new Set(row.team.map(member => member.personId));
  const champion = cast.places
    .filter(place => place.id !== row.hostSchoolId)
    .flatMap(place => [place.deputy, place.head])
    .find(person => !onTeam.has(person));
  if (!host || !lead || champion === undefined) throw new Error('The review has no host, lead or champion.');
  return {
    host: host.head,
    deputy: host.deputy,
    lead: lead.personId,
    peers: row.team.filter(member => member.role === 'peerReviewer').map(member => member.personId),
    champion,
    team: row.team,
  };
}

/** From the agreed day until the team is briefed. */
export async function prepare(cast: Cast, id: number): Promise<void> {
  const { world } = cast;
  const { host, lead } = await partsOf(cast, id);
  await world.must('review', id, 'proposeFocus', host, { line1: 'How well do pupils write?' });
  await world.must('review', id, 'agreeFocus', lead);
  await world.must('review', id, 'proposePlan', lead, {
    plan: '08:45 Arrival\n09:00 Leading meeting\n15:00 Feedback',
  });
  await world.must('review', id, 'agreePlan', host);
  await world.must('review', id, 'sendSelfEvaluation', host, { link: `https://example.org/sef-${id}` });
  await world.must('review', id, 'briefTeam', lead, { logistics: ['room', 'signIn'], assurance: true });
}

/** From the end of the visit until the report is with the school. */
export async function report(cast: Cast, id: number): Promise<void> {
  const { world } = cast;
  const { host, lead, peers, team } = await partsOf(cast, id);
  await world.must('review', id, 'giveFeedback', lead, {
    listeners: ['head'],
    attended: team.map(member => String(member.id)),
  });
  await world.must('review', id, 'submitDraft', lead, { link: `https://example.org/draft-${id}` });
  for (const peer of peers) await world.must('review', id, 'confirmDraft', peer);
  await world.must('review', id, 'acceptReport', host);
}

/** From the report to the school's actions. */
export async function workshop(cast: Cast, id: number, on: LocalDate): Promise<void> {
  const { world, lead } = cast;
  const { champion } = await partsOf(cast, id);
  await world.must('review', id, 'nameChampion', lead, { personId: champion });
  await world.must('review', id, 'bookWorkshop', champion, { on });
  await world.must('review', id, 'addAction', champion, {
    text: 'Teach writing every day',
    owner: 'subjectLeader',
    dueOn: '2027-07-01',
    measure: 'Books show it',
  });
  await world.untilInstant(atLondon(on, '16:00'));
  await world.must('review', id, 'holdWorkshop', champion);
}

/** From the day the follow-up falls due until the review is closed. */
export async function followUp(cast: Cast, id: number): Promise<void> {
  const { world } = cast;
  const { host, lead } = await partsOf(cast, id);
  const actions = await world.store.db.reviewAction.count({ where: { reviewId: id } });
  await world.must('review', id, 'reviewImpact', host, {
    impact: 'some',
    ...(actions > 0 && { rag1: 'green' }),
  });
  await world.must('review', id, 'rate', host, { rating: '4' });
  await world.must('review', id, 'rate', lead, { rating: '3' });
}
