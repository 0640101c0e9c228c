import { loadReview } from '../../src/review/load.js';
import { reviewProcesses } from '../../src/review/processes.js';
import type { Store } from '../../src/store/open.js';
import type { Process } from '../../src/workflow/process.js';
import type { WorkRecord } from '../../src/workflow/workflow.js';
import { boardAtWork } from '../boards/cast.js';
import { startedGroup } from '../groups/cast.js';
import { aRecord as aReview } from '../review/aRecord.js';
import { acceptAll, entryOf, published, castOf as reviewCast } from '../review/cast.js';
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
  const cycle = await published(review);
  const { store } = review.world;
  const first = await store.db.review.findFirstOrThrow({ orderBy: { id: 'asc' } });
  await acceptAll(review, first.id);
  const [place] = review.places;
  if (!place) throw new Error('The cast has no schools.');
  const { id: programme } = await review.world.must('programme', null, 'create', review.lead, {
    name: 'Primary peer reviews',
    preset: 'rotation',
    partnershipId: String(review.world.partnershipId),
  });
  for (const [kind, id] of [
    ['programme', programme],
    ['cycle', cycle],
    ['entry', await entryOf(review, place)],
  ] as const)
    made.set(kind, await played(store, reviewProcesses(), kind, id, review.world.today));
  const real = await loadReview(store.db, first.id, review.world.today);
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
  ] as const)
    made.set(kind, await played(groups.world.store, processes, kind, id, today));

  const boards = await boardAtWork(await open());
  for (const kind of ['board', 'seat', 'decision', 'meeting', 'action', 'event'] as const)
    made.set(kind, await played(boards.world.store, processes, kind, boards[kind], boards.world.today));
  return made;
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
