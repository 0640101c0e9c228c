import type { Tx } from '../../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { NEW } from '../../workflow/workflow.js';
import { nodesToOpenIn } from '../cycle/queries.js';
import { officersOf } from '../cycleFacts.js';
import { ProgrammeRulesSchema } from '../programme.js';
import type { ProgrammeRecord } from './record.js';
import type { ProgrammeChanges } from './terms.js';

/** The running series of programme references: 'RP-2026-0001'. */
const SERIES = 'RP';

/** What somebody is told who may set up no programme anywhere. */
export const NO_KEEPER =
  'A review programme is set up by a programme lead or a coordinator, and you are not on record as one. Ask your coordinator to put that right.';

/**
 * The programme-to-be of somebody who runs reviews, in the partnership chosen.
 * @throws Refused when the person may set up none there
 */
export async function draftProgramme(
  tx: Tx,
  { personId, values, now, today }: StartRequest,
): Promise<ProgrammeRecord> {
  const nodes = personId === null ? [] : await nodesToOpenIn(tx, personId, today);
  if (nodes.length === 0) throw new MayNotBegin(NO_KEEPER);
  const node = nodes.find(each => each.id === Number(values.partnershipId));
  if (!node) throw new Refused('Choose one of the partnerships in which you run reviews.');
  return {
    id: 0,
    reference: 'New programme',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    name: '',
    partnership: { id: node.id, name: node.name },
    rules: ProgrammeRulesSchema.parse({}),
    ...(await officersOf(tx, node.id, today)),
    running: 0,
  };
}

/** Writes a new programme and returns its id. */
export async function insertProgramme(
  tx: Tx,
  draft: ProgrammeRecord,
  to: Transition,
  changes: ProgrammeChanges,
): Promise<number> {
  const { id } = await tx.reviewProgramme.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      name: changes.name ?? draft.name,
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      partnershipId: draft.partnership.id,
      preset: changes.preset ?? 'rotation',
      rules: changes.rules ?? draft.rules,
      createdAt: to.now,
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveProgramme(
  tx: Tx,
  record: ProgrammeRecord,
  to: Transition,
  changes: ProgrammeChanges | undefined,
): Promise<boolean> {
  const { count } = await tx.reviewProgramme.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      ...(changes?.name !== undefined && { name: changes.name }),
      ...(changes?.rules && { rules: changes.rules }),
    },
  });
  return count > 0;
}
