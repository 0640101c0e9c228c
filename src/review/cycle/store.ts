import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { NEW } from '../../workflow/workflow.js';
import { officersOf } from '../cycleFacts.js';
import { clusterIdsOf } from './inputs.js';
import { openersOf, schoolsOf } from './load.js';
import { commonNode, nodesToOpenIn } from './queries.js';
import type { CycleRecord } from './record.js';
import { chosenRules } from './rulesChoice.js';
import type { CycleChanges } from './terms.js';

/** The running series of cycle references: 'RC-2026-0001'. */
const SERIES = 'RC';

/** What somebody is told who may open no cycle anywhere. */
export const NO_ORGANISER =
  'A review cycle is opened by a programme lead, a cluster lead or a coordinator, and you are not on record as one. Ask your coordinator to put that right.';

/**
 * The cycle-to-be of somebody who runs reviews, in the partnership chosen.
 * @throws Refused when the person may open none, or not there
 */
export async function draftCycle(
  tx: Tx,
  { personId, values, now, today }: StartRequest,
): Promise<CycleRecord> {
  const nodes = personId === null ? [] : await nodesToOpenIn(tx, personId, today);
  if (personId === null || nodes.length === 0) throw new MayNotBegin(NO_ORGANISER);
  const wanted = new Set(clusterIdsOf(values.clusterIds));
  const chosen = nodes.filter(node => wanted.has(node.id));
  if (wanted.size === 0 || chosen.length < wanted.size)
    throw new Refused('Choose from the clusters and partnerships in which you run reviews.');
  const common = commonNode(chosen);
  if (common === null)
    throw new Refused('These clusters are in no partnership together. Open a cycle for each of them.');
  const node = await tx.partnership.findUniqueOrThrow({
    where: { id: common },
    select: { id: true, name: true },
  });
  const officers = await officersOf(tx, node.id, today);
  const choice = await chosenRules(tx, personId, values.rulesOf, today);
  return {
    id: 0,
    reference: 'New cycle',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    name: '',
    partnership: node,
    clusters: chosen.map(({ id, name }) => ({ id, name })),
    programme: choice.programmeId === null ? null : { id: choice.programmeId, name: choice.label },
    lead: { id: personId, name: (await personNames(tx, [personId])).get(personId) ?? '' },
    ...officers,
    // Whoever runs reviews in each of the clusters may open a cycle of all of them.
    openerIds: [...new Set([...openersOf(officers), personId])],
    schoolsToAsk: await schoolsOf(tx, [...wanted], today),
    answersBy: today,
    windowFrom: today,
    windowTo: today,
    rules: choice.rules,
    entries: [],
    plan: null,
    reviews: [],
    leavers: [],
    movers: [],
  };
}

/** Writes a new cycle and returns its id. */
export async function insertCycle(
  tx: Tx,
  draft: CycleRecord,
  to: Transition,
  changes: CycleChanges,
): Promise<number> {
  const fields = changes.fields ?? {};
  const { id } = await tx.reviewCycle.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      createdAt: to.now,
      name: fields.name ?? draft.name,
      partnershipId: draft.partnership.id,
      programmeId: draft.programme?.id ?? null,
      clusterIds: draft.clusters.map(({ id }) => id),
      leadId: draft.lead.id,
      rules: draft.rules,
      answersBy: fields.answersBy ?? draft.answersBy,
      windowFrom: fields.windowFrom ?? draft.windowFrom,
      windowTo: fields.windowTo ?? draft.windowTo,
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveCycle(
  tx: Tx,
  record: CycleRecord,
  to: Transition,
  changes: CycleChanges | undefined,
): Promise<boolean> {
  const { count } = await tx.reviewCycle.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      ...(changes?.plan && { plan: changes.plan }),
    },
  });
  return count > 0;
}
