import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import type { PersonFacts } from './record.js';

/** People by id, with whether they are still there. */
export type PeopleById = ReadonlyMap<number, PersonFacts>;

/** The people of these ids as of a day; nulls are passed over. */
export async function peopleById(
  tx: Tx,
  ids: readonly (number | null)[],
  today: LocalDate,
): Promise<PeopleById> {
  const wanted = [...new Set(ids.filter(id => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.person.findMany({
    where: { id: { in: wanted } },
    select: { id: true, name: true, leftOn: true },
  });
  return new Map(
    rows.map(({ id, name, leftOn }) => [id, { id, name, left: leftOn !== null && leftOn <= today }]),
  );
}

/** One of them: null for none; a person who is no longer on record at all has left. */
export function personOf(people: PeopleById, id: number): PersonFacts;
export function personOf(people: PeopleById, id: number | null): PersonFacts | null;
export function personOf(people: PeopleById, id: number | null): PersonFacts | null {
  if (id === null) return null;
  return people.get(id) ?? { id, name: 'somebody who has left', left: true };
}
