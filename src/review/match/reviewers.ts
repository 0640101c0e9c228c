import type { LocalDate } from '../../calendar/localDate.js';
import { schoolsOfConcern } from '../../network/conflicts.js';
import type { Tx } from '../../store/open.js';
import { type Sendable, sendablePeople } from '../entry/people.js';
import type { ProgrammeRules } from '../programme.js';

/**
 * The people whom these schools can send, as the programme has it (DOMAIN 2.3): none from a school that is in a
 * category of concern now, none whose training has lapsed, and where the programme asks for training none without.
 * Why somebody is left out is told to nobody.
 */
export async function reviewersOf(
  tx: Tx,
  schoolIds: readonly number[],
  rules: ProgrammeRules,
  today: LocalDate,
): Promise<Sendable[]> {
  const people = await sendablePeople(tx, schoolIds, today, rules.ledBy);
  const concern = await schoolsOfConcern(tx, today);
  const validTo = await trainedUntil(
    tx,
    people.map(person => person.id),
  );
  return people.filter(({ id, schoolId }) => {
    if (concern.has(schoolId)) return false;
    const until = validTo.get(id);
    return until === undefined ? !rules.trainingRequired : until >= today;
  });
}

/**
 * The people whom these schools can send to observe: training is what they come for, so none is asked for. None from
 * a school that is in a category of concern now (DOMAIN 2.3).
 */
export async function traineesOf(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<Sendable[]> {
  const concern = await schoolsOfConcern(tx, today);
  return (await sendablePeople(tx, schoolIds, today)).filter(({ schoolId }) => !concern.has(schoolId));
}

/** The last day on which each person's training is valid; people without any are missing. */
async function trainedUntil(tx: Tx, personIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.reviewerTraining.findMany({
    where: { personId: { in: [...personIds] } },
    select: { personId: true, validTo: true },
    orderBy: { validTo: 'asc' },
  });
  return new Map(rows.map(row => [row.personId, row.validTo]));
}
