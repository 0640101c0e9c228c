import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Card, CardElement } from '../chat/card.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { personViewer } from '../workflow/parties.js';
import type { AnyWorkflow } from '../workflow/workflow.js';
import { balancesOf, daysOfPerson } from './balance.js';
import { STATUS } from './cards.js';
import { loadReview } from './load.js';
import { type SeenReview, see } from './visibility.js';
import { reviewWorkflow } from './workflow.js';

const table = reviewWorkflow as unknown as AnyWorkflow;

/** Reviews listed of one school, the newest first: what a head looks back on. */
const MOST_REVIEWS = 20;

/** What somebody has given and received: their own days as a reviewer, and those of the schools that they head. */
export async function balanceCard(tx: Tx, personId: number, today: LocalDate): Promise<Card> {
  const own = await daysOfPerson(tx, personId, today);
  const schools = await schoolsLedBy(tx, personId, today);
  const balances = await balancesOf(
    tx,
    schools.map(school => school.id),
    today,
  );
  const rows = schools.map(({ id, name }) => {
    const { given = 0, received = 0, toGive = 0, toReceive = 0 } = balances.get(id) ?? {};
    return [
      name,
      days(given),
      days(received),
      days(given - received),
      `${days(toGive)} / ${days(toReceive)}`,
    ];
  });
  return {
    title: 'Reviewer days given and received',
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'You have given', value: daysInWords(own.given) },
          { label: 'Agreed or asked for later', value: daysInWords(own.toGive) },
        ],
      },
      ...(rows.length > 0
        ? [
            {
              type: 'table',
              columns: ['School', 'Given', 'Received', 'Balance', 'To give / to receive'],
              rows,
            } as const,
            {
              type: 'text',
              style: 'subtle',
              text: 'A reviewer out for one day is one day given by the home school and received by the reviewed one. In a bank a school that gave more is asked for less next time.',
            } as const,
          ]
        : []),
    ],
    actions: [],
  };
}

/** The reviews of the schools that somebody heads, the newest first, as far as a host head sees them. */
export async function historyCard(tx: Tx, personId: number, today: LocalDate): Promise<Card> {
  const schools = await schoolsLedBy(tx, personId, today);
  if (schools.length === 0) {
    return {
      title: 'No school of yours',
      body: [{ type: 'text', text: 'A school’s own reviews are shown to its head. /review lists yours.' }],
      actions: [],
    };
  }
  const body: CardElement[] = [];
  for (const { id, name } of schools) {
    const rows = await tx.review.findMany({
      where: { hostSchoolId: id },
      select: { id: true },
      orderBy: { id: 'desc' },
      take: MOST_REVIEWS,
    });
    const seen: SeenReview[] = [];
    for (const row of rows) {
      const record = await loadReview(tx, row.id, today);
      if (record) seen.push(see(record, personViewer(table, record, personId)));
    }
    body.push({ type: 'text', style: 'strong', text: name });
    body.push(
      seen.length === 0
        ? { type: 'text', text: 'It has not been reviewed yet.' }
        : {
            type: 'table',
            columns: ['Review', 'Cycle', 'When', 'Team', 'How far', 'Follow-up'],
            rows: seen.map(rowOf),
          },
    );
  }
  return { title: 'The reviews of your school', body, actions: [] };
}

function rowOf(seen: SeenReview): string[] {
  return [
    seen.reference,
    seen.cycle ?? '',
    seen.on ? formatDate(seen.on, 'short') : 'no day',
    (seen.team ?? []).map(member => `${member.name} (${member.school})`).join(', '),
    STATUS[seen.state].text,
    seen.followUpOn ? formatDate(seen.followUpOn, 'short') : '–',
  ];
}

function days(n: number): string {
  return `${n}`.replace('-', '−');
}

function daysInWords(n: number): string {
  return `${n} day${n === 1 ? '' : 's'}`;
}
