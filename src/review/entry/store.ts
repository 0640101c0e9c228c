import { headsOf } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { NEW } from '../../workflow/workflow.js';
import { AskInput } from './inputs.js';
import { entryCycle, entryReference } from './load.js';
import { sendablePeople } from './people.js';
import type { EntryRecord } from './record.js';
import type { EntryChanges } from './terms.js';

/** The question-to-be to one school. Throws when the cycle or the school is not there. */
export async function draftEntry(tx: Tx, { values, now, today }: StartRequest): Promise<EntryRecord> {
  const { cycleId, schoolId } = AskInput.parse(values);
  const cycle = await tx.reviewCycle.findUniqueOrThrow({ where: { id: cycleId } });
  const school = await tx.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { id: true, name: true, phase: true },
  });
  return {
    id: 0,
    reference: entryReference(cycle.reference, school.name),
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    cycle: await entryCycle(tx, cycle, today),
    school,
    headIds: await headsOf(tx, school.id, today),
    hosts: true,
    apartIds: [],
    impossible: [],
    focus: null,
    reviewers: [],
    trainees: [],
    late: false,
    ownReviewIds: [],
    sentToIds: [],
  };
}

/** Writes a new entry and returns its id. */
export async function insertEntry(tx: Tx, draft: EntryRecord, to: Transition): Promise<number> {
  const { id } = await tx.reviewEntry.create({
    data: {
      cycleId: draft.cycle.id,
      schoolId: draft.school.id,
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      impossible: [],
      apartIds: [],
      reviewerIds: [],
      traineeIds: [],
    },
  });
  return id;
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster.
 * @throws Refused for somebody whom the school cannot send
 */
export async function saveEntry(
  tx: Tx,
  record: EntryRecord,
  to: Transition,
  changes: EntryChanges | undefined,
): Promise<boolean> {
  const { impossible, reviewerIds, traineeIds, apartIds, ...fields } = changes?.fields ?? {};
  const sent = [...(reviewerIds ?? []), ...(traineeIds ?? [])];
  if (sent.length > 0) {
    const known = await sendablePeople(tx, [record.school.id], to.today);
    if (!sent.every(id => known.some(person => person.id === id)))
      throw new Refused(
        `Somebody you chose is not on record as a leader of ${record.school.name}. Open the form again and choose from its list.`,
      );
  }
  const { count } = await tx.reviewEntry.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      ...fields,
      ...(impossible && { impossible: [...impossible] }),
      ...(apartIds && { apartIds: [...apartIds] }),
      ...(reviewerIds && { reviewerIds: [...reviewerIds] }),
      ...(traineeIds && { traineeIds: [...traineeIds] }),
    },
  });
  return count > 0;
}
