import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { loadGroup, toAnswer, workOf } from '../load.js';
import { peopleById } from '../peopleById.js';
import type { CheckInEntry, CheckInState } from '../rag.js';
import type { GroupRecord } from '../record.js';
import type { CheckInRecord } from './record.js';

/** A check-in with its group as of a day, or null when there is none. */
export async function loadCheckIn(tx: Tx, id: number, today: LocalDate): Promise<CheckInRecord | null> {
  const row = await tx.checkIn.findUnique({
    where: { id },
    include: { answers: { orderBy: { number: 'asc' } } },
  });
  const group = row && (await loadGroup(tx, row.groupId, today));
  if (!row || !group) return null;
  const people = await peopleById(
    tx,
    row.answers.map(({ answeredById }) => answeredById),
    today,
  );
  return {
    ...workOf(row),
    reference: `${group.reference} check-in ${row.number}`,
    state: row.state as CheckInState,
    number: row.number,
    promptedOn: row.promptedOn as LocalDate,
    group,
    answers: row.answers.map(answer => ({ number: answer.number, ...toAnswer(answer, people) })),
    before: answerBefore(group, row.number),
  };
}

/** The newest answer to a prompt before the one of that number. */
export function answerBefore(group: GroupRecord, number: number): NonNullable<CheckInEntry['answer']> | null {
  return group.checkIns.findLast(entry => entry.number < number && entry.answer !== null)?.answer ?? null;
}
