import { formatDate, type LocalDate, localDate } from '../../calendar/localDate.js';
import { londonDate } from '../../calendar/london.js';
import type { Card } from '../../chat/card.js';
import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { STATUS } from '../cards.js';
import { ENDED } from '../record.js';
import { reviewWorkflow } from '../workflow.js';
import type { SeenCycle } from './visibility.js';

/** One review on the board. */
interface BoardRow {
  readonly reference: string;
  readonly host: string;
  readonly on: LocalDate | null;
  readonly status: string;
  /** School days late, or null for in time. */
  readonly dueOn: LocalDate | null;
  readonly late: boolean;
  readonly waitsOn: string;
  readonly ended: boolean;
}

/**
 * Every review of a cycle with how far it is, what is owed by when, and who is waited on; what is late comes first.
 * Who runs the programme reads names; a cluster lead reads whose part it is (DOMAIN 7.3: status only).
 */
export async function boardCard(tx: Tx, seen: SeenCycle, today: LocalDate): Promise<Card> {
  const { reviews = [] } = seen;
  const waiting = await tx.waiting.findMany({
    where: { entityKind: reviewWorkflow.kind, entityId: { in: reviews.map(review => review.id) } },
    orderBy: { id: 'asc' },
  });
  const byName = seen.roles.includes('programmeLead') || seen.roles.includes('organiser');
  const names = byName
    ? await personNames(
        tx,
        waiting.map(row => row.personId),
      )
    : new Map<number, string>();
  const titles: Readonly<Record<string, { readonly title: string }>> = reviewWorkflow.roles;
  const rows = reviews.map((review): BoardRow => {
    const mine = waiting.filter(row => row.entityId === review.id);
    const due = mine.flatMap(row => (row.dueAt ? [londonDate(row.dueAt)] : [])).sort()[0] ?? null;
    const who = mine.map(row => names.get(row.personId) ?? titles[row.role]?.title ?? row.role);
    return {
      reference: review.reference,
      host: review.host,
      on: review.on === null ? null : localDate(review.on),
      status: STATUS[review.state].text,
      dueOn: due,
      late: due !== null && due < today,
      waitsOn: [...new Set(who)].join(', '),
      ended: ENDED.includes(review.state),
    };
  });
  const rank = (row: BoardRow) => (row.ended ? 2 : row.late ? 0 : 1);
  const ordered = rows.toSorted(
    (a, b) => rank(a) - rank(b) || (a.dueOn ?? a.on ?? '9').localeCompare(b.dueOn ?? b.on ?? '9'),
  );
  const late = rows.filter(row => row.late && !row.ended).length;
  return {
    entity: { kind: 'cycle', id: seen.id, version: seen.version },
    title: `The board of ${seen.name ?? seen.reference}`,
    status:
      late === 0
        ? { text: 'Nothing is late', tone: 'good' }
        : { text: `${late} of ${rows.length} late`, tone: 'warning' },
    body: [
      {
        type: 'progress',
        label: 'Reviews that have ended',
        done: rows.filter(row => row.ended).length,
        of: rows.length,
      },
      {
        type: 'table',
        columns: ['Review', 'School', 'Day', 'How far', 'Owed by', 'Waits on'],
        rows: ordered.map(row => [
          row.reference,
          row.host,
          row.on ? formatDate(row.on, 'short') : '–',
          row.status,
          row.dueOn ? `${row.late ? 'LATE: ' : ''}${formatDate(row.dueOn, 'short')}` : '–',
          row.waitsOn || '–',
        ]),
      },
    ],
    actions: [{ verb: 'cycle.open', label: 'Back to the cycle' }],
  };
}
