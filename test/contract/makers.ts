import { coverProcess } from '../../src/cover/process.js';
import { designationProcess } from '../../src/designations/process.js';
import { loadCycle } from '../../src/review/cycle/load.js';
import {
  basisOf,
  type CyclePlan,
  type CycleRecord,
  type PlannedSchool,
} from '../../src/review/cycle/record.js';
import { loadReview } from '../../src/review/load.js';
import type { Store } from '../../src/store/open.js';
import type { Process } from '../../src/workflow/process.js';
import type { WorkRecord } from '../../src/workflow/workflow.js';
import { boardAtWork } from '../boards/cast.js';
import { World } from '../fakes/world.js';
import { reportingParts, startedGroup } from '../groups/cast.js';
import { aRecord as aReview } from '../review/aRecord.js';
import { entryOf, openCycle, optIn, type Place, castOf as reviewCast, reviewOn } from '../review/cast.js';
import { aRecord as aRequest } from '../support/aRecord.js';
import { castOf as supportCast } from '../support/cast.js';

/** Where a process's messages come from: a store in which its forms find people and schools, and records. */
export interface Maker {
  readonly store: Store;
  /** A record of that kind in a state of its table. */
  record(state: string): WorkRecord;
}

/** By kind of process: its records, as a played story or its own tests make them. A process without is no product. */
export async function makers(
  open: () => Promise<Store>,
  processes: readonly Process[],
): Promise<ReadonlyMap<string, Maker>> {
  const made = new Map<string, Maker>();

  const support = await supportCast(await open());
  made.set('support', {
    store: support.world.store,
    record: state =>
      aRequest(state as Parameters<typeof aRequest>[0], {
        partnershipId: support.world.partnershipId,
        school: { id: support.receiving, name: 'Receiving Primary', phase: 'Primary' },
      }),
  });

  const review = await reviewCast(await open());
  const cycle = await openCycle(review);
  for (const each of review.places) await optIn(review, each);
  const { store } = review.world;
  const reviewId = await reviewOn(review, '2027-01-26');
  const [place] = review.places;
  if (!place) throw new Error('The cast has no schools.');
  const { id: programme } = await review.world.must('programme', null, 'create', review.lead, {
    name: 'Primary peer reviews',
    preset: 'rotation',
    partnershipId: String(review.world.partnershipId),
  });
  for (const [kind, id] of [
    ['programme', programme],
    ['entry', await entryOf(review, place)],
  ] as const)
    made.set(kind, await played(store, processes, kind, id, review.world.today));
  const opened = await loadCycle(store.db, cycle, review.world.today);
  if (!opened) throw new Error('The story left no cycle.');
  // Planned by hand: what the planner finds may get better without any message looking different.
  const plan = aPlan(opened.entries, review.places);
  made.set('cycle', { store, record: state => ({ ...opened, state, plan }) });
  const real = await loadReview(store.db, reviewId, review.world.today);
  if (!real) throw new Error('The story left no review.');
  const { host, hostHeadIds, team, cycle: cycleFacts } = real;
  made.set('review', {
    store,
    record: state =>
      aReview(state as Parameters<typeof aReview>[0], { host, hostHeadIds, team, cycle: cycleFacts }),
  });

  const groups = await startedGroup(await open());
  const { today } = groups.world;
  const checkIn = await groups.world.store.db.checkIn.findFirstOrThrow({ orderBy: { id: 'desc' } });
  for (const [kind, id] of [
    ['group', groups.id],
    ['checkIn', checkIn.id],
    ...(await reportingParts(groups)),
  ] as const)
    made.set(kind, await played(groups.world.store, processes, kind, id, today));

  const boards = await boardAtWork(await open());
  for (const kind of ['board', 'seat', 'decision', 'meeting', 'action', 'event'] as const)
    made.set(kind, await played(boards.world.store, processes, kind, boards[kind], boards.world.today));

  const { world: away, id: coverId } = await coverAtWork(await open());
  made.set('cover', await played(away.store, processes, 'cover', coverId, away.today));

  const { world: badged, id: designationId } = await designationAtWork(await open());
  made.set('designation', await played(badged.store, processes, 'designation', designationId, badged.today));
  return made;
}

/** A head who is away, and the deputy head who acts for them. */
async function coverAtWork(store: Store): Promise<{ world: World; id: number }> {
  const world = await World.create(store, [coverProcess]);
  const home = await world.school('Home Primary');
  const head = await world.head('Harriet Home', home);
  const deputy = await world.person('Dan Deputy');
  await world.role(deputy, 'deputy', { schoolId: home });
  const days = { deputyId: String(deputy), to: '2026-11-20' };
  const { id } = await world.must('cover', null, 'begin', head, days);
  return { world, id };
}

/** A leader who has moved to the home school, due for review in two months. */
async function designationAtWork(store: Store): Promise<{ world: World; id: number }> {
  const world = await World.create(store, [designationProcess]);
  const home = await world.school('Home Primary');
  const left = await world.school('Former Primary');
  await world.head('Harriet Home', home);
  await world.officer('Priya Nair', 'coordinator');
  await world.officer('Paul Lead', 'programmeLead');
  const leader = { specialisms: ['phonics'], reviewDue: '2027-01-09' } as const;
  const { designationId: id } = await world.leader('Jo Poole', home, leader);
  await store.db.designation.update({
    where: { id },
    data: { movedFromId: left, trigger: 'moved', endedReason: 'stoodDown' },
  });
  return { world, id };
}

/** Every school is visited by the heads of the two that come after it. */
function aPlan(entries: CycleRecord['entries'], places: readonly Place[]): CyclePlan {
  const visits = entries.map(({ school }, at): PlannedSchool => {
    const team = [1, 2].flatMap(step => {
      const other = entries[(at + step) % entries.length];
      const place = places.find(each => each.id === other?.school.id);
      if (!other || !place) return [];
      const role = step === 1 ? ('leadReviewer' as const) : ('peerReviewer' as const);
      return [{ person: { id: place.head, name: `Head of ${place.name}` }, school: other.school, role }];
    });
    const nobody = { observers: [], why: ['Nobody of the same trust.'], warnings: [] };
    return { school, on: '2027-01-26', startsPm: false, halfDays: 2, team, ...nobody };
  });
  const edits = { pinned: [], excluded: [], swapped: [], accepted: [] };
  return { basis: basisOf(entries), madeOn: '2026-12-01', visits, remarks: [], edits };
}

/** A record that a story left in the store, put into whatever state is asked for. */
async function played(
  store: Store,
  processes: readonly Process[],
  kind: string,
  id: number,
  today: Parameters<Process['load']>[2],
): Promise<Maker> {
  const process = processes.find(each => each.workflow.kind === kind);
  const record = await process?.load(store.db, id, today);
  if (!record) throw new Error(`The story left no ${kind}.`);
  return { store, record: state => ({ ...record, state }) };
}
