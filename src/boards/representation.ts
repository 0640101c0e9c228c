import type { LocalDate } from '../calendar/localDate.js';
import type { Card, CardElement } from '../chat/card.js';
import { currentOn } from '../network/current.js';
import type { Tx } from '../store/open.js';
import type { BoardRecord } from './record.js';

/**
 * Whom the seats of a board speak for (DOMAIN 1.7): shares by the phase and the type of the holders' schools, and how
 * many sit on a board for the first time ("not just the usual suspects").
 */
export async function representationCard(tx: Tx, board: BoardRecord, today: LocalDate): Promise<Card> {
  const holders = board.seats.flatMap(seat => (seat.holder ? [seat.holder.id] : []));
  const posts = await tx.roleAssignment.findMany({
    where: { personId: { in: holders }, schoolId: { not: null }, ...currentOn(today) },
    select: { personId: true, school: { select: { phase: true, typeGroup: true } } },
    orderBy: { id: 'asc' },
  });
  const schoolOf = (id: number) => posts.find(post => post.personId === id)?.school;
  const terms = await tx.seatTerm.findMany({
    where: { seat: { boardId: board.id }, endedOn: null, personId: { in: holders } },
    select: { first: true },
  });
  const first = terms.filter(term => term.first).length;
  return {
    title: `${board.boardName}: whom its seats speak for`,
    body: [
      {
        type: 'facts',
        facts: [
          {
            label: 'Seats',
            value: `${board.seats.length}, of which ${board.seats.length - holders.length} vacant`,
          },
          { label: 'Sit on a board for the first time', value: share(first, holders.length) },
        ],
      },
      ...shares(
        'By constituency',
        board.seats.map(seat => seat.constituency),
      ),
      ...shares(
        'By the phase of the seat',
        board.seats.map(seat => seat.phase ?? 'Any'),
      ),
      ...shares(
        'By the phase of the holder’s school',
        holders.map(id => schoolOf(id)?.phase ?? 'No school'),
      ),
      ...shares(
        'By the type of the holder’s school',
        holders.map(id => schoolOf(id)?.typeGroup ?? 'No school, or unknown'),
      ),
    ],
    actions: [],
  };
}

function shares(title: string, values: readonly string[]): CardElement[] {
  if (values.length === 0) return [];
  const counted = new Map<string, number>();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  const rows = [...counted]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, n]) => [name, share(n, values.length)]);
  return [
    { type: 'text', style: 'strong', text: title },
    { type: 'table', columns: ['', 'Seats'], rows },
  ];
}

const PERCENT = 100;

function share(n: number, of: number): string {
  return of === 0 ? 'none' : `${n} of ${of} (${Math.round((n / of) * PERCENT)}%)`;
}
