import type { Tx } from '../../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { NEW } from '../../workflow/workflow.js';
import { unworkGroupDays, workGroupDays } from '../days.js';
import { loadGroup } from '../load.js';
import { answerBefore } from './load.js';
import { answerThatCounts, type CheckInRecord } from './record.js';
import type { CheckInChanges } from './terms.js';

/** The next prompt of a group. @throws Refused when there is no such group */
export async function draftCheckIn(tx: Tx, start: StartRequest): Promise<CheckInRecord> {
  const { personId, values, now, today } = start;
  if (personId !== null) throw new MayNotBegin('A check-in is asked for by Convenor.');
  const group = await loadGroup(tx, Number(values.groupId), today);
  if (!group) throw new Refused('There is no such group.');
  const number = (group.checkIns.at(-1)?.number ?? 0) + 1;
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
    answers: [],
    before: answerBefore(group, number),
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

/**
 * Writes a state and one more answer where the version is still the record's; false when somebody was faster.
 * The days it counts move in the ledger: those of the answer before it go back first.
 * @throws Refused when a leader has not that many days left
 */
export async function saveCheckIn(
  tx: Tx,
  record: CheckInRecord,
  to: Transition,
  changes: CheckInChanges | undefined,
): Promise<boolean> {
  const { state, version, enteredAt, enteredVersion, personId, now, today } = to;
  const { count } = await tx.checkIn.updateMany({
    where: { id: record.id, version: record.version },
    data: { state, version, enteredAt, enteredVersion },
  });
  if (count === 0) return false;
  if (!changes?.answer) return true;
  if (personId === null) throw new Error('A check-in is answered by a person.');
  const { answer } = changes;
  const before = answerThatCounts(record);
  const at = { now, today, occasion: `checkIn:${record.id}:v${version}` };
  const { group } = record;
  if (before?.groupLeaderId && before.halfDaysUsed > 0)
    await unworkGroupDays(tx, group, before.groupLeaderId, before.halfDaysUsed, at);
  if (answer.groupLeaderId && answer.halfDaysUsed > 0) {
    const current = before ? ((await loadGroup(tx, group.id, today)) ?? group) : group;
    await workGroupDays(tx, current, answer.groupLeaderId, answer.halfDaysUsed, at);
  }
  await tx.checkInAnswer.create({
    data: {
      checkInId: record.id,
      number: (before?.number ?? 0) + 1,
      ...answer,
      answeredById: personId,
      answeredAt: now,
    },
  });
  return true;
}
