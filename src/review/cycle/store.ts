import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { NEW } from '../../workflow/workflow.js';
import { officersOf } from '../cycleFacts.js';
import { ProgrammeRulesSchema } from '../programme.js';
import { openersOf, schoolsOf } from './load.js';
import { nodesToOpenIn } from './queries.js';
import type { CycleRecord } from './record.js';
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
  if (personId === null || nodes.length === 0) throw new Refused(NO_ORGANISER);
  const node = nodes.find(each => each.id === Number(values.partnershipId)) ?? null;
  if (!node) throw new Refused('Choose one of the partnerships in which you run reviews.');
  const officers = await officersOf(tx, node.id, today);
  return {
    id: 0,
    reference: 'New cycle',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    name: '',
    partnership: { id: node.id, name: node.name },
    lead: { id: personId, name: (await personNames(tx, [personId])).get(personId) ?? '' },
    ...officers,
    openerIds: openersOf(officers),
    schoolsToAsk: await schoolsOf(tx, node.id, today),
    answersBy: today,
    windowFrom: today,
    windowTo: today,
    rules: ProgrammeRulesSchema.parse({}),
    entries: [],
    plan: null,
    reviews: [],
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
      leadId: draft.lead.id,
      rules: fields.rules ?? draft.rules,
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
