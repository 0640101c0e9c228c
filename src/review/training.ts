import { formatDate, type LocalDate, parseLocalDate } from '../calendar/localDate.js';
import { type Answer, done, refused } from '../chat/answer.js';
import type { Card } from '../chat/card.js';
import { presentOn } from '../network/current.js';
import { findPerson } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { programmesOf } from './programme/queries.js';

/** Trainings listed at once, those that end first: whom to invite to the next one. */
const MOST_LISTED = 40;

const HOW =
  'Write it as /review training jane@school.sch.uk 2026-09-12 2029-09-12: who, the day of the training, the last day on which it is valid.';

/**
 * Answers '/review training': one's own validity, for those who run programmes everybody's, and with a person and
 * two dates behind it a training is recorded (DOMAIN 2.2). A second time with the same day changes its end.
 */
export async function trainingAnswer(
  tx: Tx,
  personId: number,
  typed: string,
  today: LocalDate,
): Promise<Answer> {
  const { mayCreate } = await programmesOf(tx, personId, today);
  if (typed === '') return { type: 'card', card: await trainingCard(tx, personId, mayCreate, today) };
  if (!mayCreate)
    return refused('Training is recorded by programme leads and coordinators. /review training shows yours.');
  const [, who = '', from = '', to = ''] =
    /^(.+?)\s+(\d{4}-\d{2}-\d{2})\s+(?:to\s+)?(\d{4}-\d{2}-\d{2})$/i.exec(typed) ?? [];
  const completedOn = parseLocalDate(from);
  const validTo = parseLocalDate(to);
  if (!completedOn || !validTo) return refused(`I could not read that. ${HOW}`);
  if (completedOn > today)
    return refused('That training is still to come. Record it when it has taken place.');
  if (validTo < completedOn) return refused('It would end before it took place. Look at both dates again.');
  const [person, ...others] = await findPerson(tx, who);
  if (!person) return refused(`Nobody is on record as "${who}". Give the e-mail address.`);
  if (others.length > 0) return refused(`Several people are called "${who}". Give the e-mail address.`);
  await tx.reviewerTraining.upsert({
    where: { personId_completedOn: { personId: person.id, completedOn } },
    create: { personId: person.id, completedOn, validTo },
    update: { validTo },
  });
  return done(`${person.name}: trained on ${formatDate(completedOn)}, valid to ${formatDate(validTo)}.`);
}

async function trainingCard(tx: Tx, personId: number, all: boolean, today: LocalDate): Promise<Card> {
  const rows = await tx.reviewerTraining.findMany({
    where: all ? { person: presentOn(today) } : { personId },
    include: { person: { select: { name: true } } },
    orderBy: [{ validTo: 'asc' }, { id: 'asc' }],
  });
  // Of several trainings of one person the one that holds longest counts.
  const latest = [...new Map(rows.map(row => [row.personId, row])).values()].slice(0, MOST_LISTED);
  return {
    title: all ? 'Reviewers’ training' : 'Your reviewer training',
    body: [
      latest.length === 0
        ? { type: 'text', text: all ? 'No training is on record.' : 'None is on record for you.' }
        : {
            type: 'table',
            columns: ['Who', 'Trained on', 'Valid to'],
            rows: latest.map(({ person, completedOn, validTo }) => [
              person.name,
              dateWords(completedOn),
              `${dateWords(validTo)}${validTo < today ? ' (lapsed: is not asked to review)' : ''}`,
            ]),
          },
      ...(all ? [{ type: 'text', style: 'subtle', text: HOW } as const] : []),
    ],
    actions: [],
  };
}

function dateWords(text: string): string {
  const date = parseLocalDate(text);
  return date ? formatDate(date, 'short') : text;
}
