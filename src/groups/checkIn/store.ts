import type { Tx } from '../../store/open.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { NEW } from '../../workflow/workflow.js';
import { loadGroup } from '../load.js';
import type { CheckInRecord } from '../record.js';
import type { CheckInChanges } from '../terms.js';

/** The next prompt of a group. @throws Refused when there is no such group */
export async function draftCheckIn(tx: Tx, start: StartRequest): Promise<CheckInRecord> {
  const { values, now, today } = start;
  const group = await loadGroup(tx, Number(values.groupId), today);
  if (!group) throw new Refused('There is no such group.');
  const last = await tx.checkIn.findFirst({
    where: { groupId: group.id },
    orderBy: { number: 'desc' },
    select: { number: true },
  });
  const number = (last?.number ?? 0) + 1;
  return {
    id: 0,
    reference: `${group.reference} check-in ${number}`,
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    number,
    promptedOn: today,
    group,
    answer: null,
    unchanged: false,
    late: false,
    answeredBy: null,
  };
}

/** Writes a new prompt and returns its id. */
export async function insertCheckIn(tx: Tx, draft: CheckInRecord, to: Transition): Promise<number> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { id } = await tx.checkIn.create({
    data: {
      groupId: draft.group.id,
      number: draft.number,
      state,
      version,
      enteredAt,
      enteredVersion,
      promptedOn: draft.promptedOn,
    },
  });
  return id;
}

/** Writes a state and an answer where the version is still the record's; false when somebody was faster. */
export async function saveCheckIn(
  tx: Tx,
  record: CheckInRecord,
  to: Transition,
  changes: CheckInChanges | undefined,
): Promise<boolean> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { count } = await tx.checkIn.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state,
      version,
      enteredAt,
      enteredVersion,
      ...(changes?.answer && { ...changes.answer, answeredById: to.personId, answeredAt: to.now }),
    },
  });
  return count > 0;
}
