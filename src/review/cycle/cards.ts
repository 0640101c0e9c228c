import { formatDate } from '../../calendar/localDate.js';
import type { Action, Card, CardElement, Fact, Tone } from '../../chat/card.js';
import { STATUS as REVIEW_STATUS } from '../cards.js';
import { ENDED, OBSERVER } from '../record.js';
import { byWhen, RECIPROCITY_WORDS, TEAM_ROLE_WORDS, whenInWords } from '../words.js';
import {
  type CyclePlan,
  type CycleState,
  loads,
  openWarnings,
  type PlannedSchool,
  toMend,
} from './record.js';
import { type SeenCycle, unanswered } from './visibility.js';
import { ACCEPT_WORDS } from './words.js';

const KIND = 'cycle';

const STATUS: Readonly<Record<CycleState, { readonly text: string; readonly tone: Tone }>> = {
  new: { text: 'Not opened', tone: 'neutral' },
  open: { text: 'Open for answers', tone: 'attention' },
  matching: { text: 'Answers closed: to be matched', tone: 'attention' },
  proposed: { text: 'Plan to be published', tone: 'attention' },
  publishing: { text: 'The plan is being published', tone: 'good' },
  running: { text: 'Running', tone: 'good' },
  closed: { text: 'Closed', tone: 'good' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

/** A cycle as one viewer sees it: answers while it is open, the plan while it is proposed, then its reviews. */
export function cycleCard(seen: SeenCycle, actions: readonly Action[]): Card {
  const known = seen.roles.length > 0;
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: known ? `Review cycle ${seen.reference}: ${seen.name ?? ''}` : `Review cycle ${seen.reference}`,
    status: known ? STATUS[seen.state] : { text: 'Nothing is needed from you', tone: 'neutral' },
    body: known
      ? [
          { type: 'facts', facts: factsOf(seen) },
          ...bodyOf(seen),
          { type: 'text', text: nextStep(seen), style: 'strong' },
        ]
      : [{ type: 'text', text: 'This cycle is not yours to see (any more).' }],
    actions,
  };
}

/** The plan alone, for looking it up later. */
export function planCard(seen: SeenCycle): Card {
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: `The plan of ${seen.name ?? seen.reference}`,
    body: seen.plan ? planBody(seen.plan) : [{ type: 'text', text: 'There is no plan.' }],
    actions: [{ verb: `${KIND}.open`, label: 'Back to the cycle' }],
  };
}

function factsOf(seen: SeenCycle): Fact[] {
  const { windowFrom, windowTo } = seen;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['Partnership', seen.partnership],
    ['Clusters', seen.clusters?.filter(each => each !== seen.partnership).join(', ')],
    ['Programme', seen.programme],
    ['Programme lead', seen.lead],
    ['Answers by', seen.answersBy && formatDate(seen.answersBy)],
    [
      'Reviews',
      windowFrom && windowTo && `${formatDate(windowFrom, 'short')} to ${formatDate(windowTo, 'short')}`,
    ],
    ['Kind', seen.reciprocity && RECIPROCITY_WORDS[seen.reciprocity]],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function bodyOf(seen: SeenCycle): CardElement[] {
  switch (seen.state) {
    case 'open':
    case 'matching':
      return answers(seen);
    case 'proposed':
      return seen.plan ? planBody(seen.plan) : answers(seen);
    case 'publishing':
    case 'running':
    case 'closed':
      return reviews(seen);
    default:
      return [];
  }
}

function answers(seen: SeenCycle): CardElement[] {
  const { entries = [] } = seen;
  const names = (state: string) =>
    entries
      .filter(entry => entry.state === state)
      .map(entry => entry.school.name)
      .join(', ');
  const missing = unanswered(seen);
  const facts = [
    { label: 'Take part', value: names('optedIn') },
    { label: 'Not this cycle', value: names('declined') },
    { label: 'No answer yet', value: missing.join(', ') },
  ].filter(fact => fact.value !== '');
  return [
    {
      type: 'progress',
      label: 'Schools that have answered',
      done: entries.length - missing.length,
      of: entries.length,
    },
    ...(facts.length > 0 ? [{ type: 'facts', facts } as const] : []),
  ];
}

function planBody(plan: CyclePlan): CardElement[] {
  const inOrder = plan.visits.toSorted((a, b) => (a.on ?? '9').localeCompare(b.on ?? '9'));
  const warned = inOrder.filter(visit => openWarnings(plan, visit).length > 0);
  const kept = inOrder.filter(visit => plan.edits.pinned.includes(visit.school.id));
  return [
    {
      type: 'table',
      columns: ['When', 'Reviewed', 'By'],
      rows: inOrder.map(visit => [when(visit), visit.school.name, by(visit)]),
    },
    { type: 'text', text: 'Why', style: 'strong' },
    { type: 'list', items: inOrder.map(visit => `${visit.school.name}: ${visit.why.join(' ')}`) },
    ...(warned.length > 0
      ? [
          { type: 'text', text: 'Worth a look', style: 'strong' } as const,
          {
            type: 'list',
            items: warned.map(visit => `${visit.school.name}: ${openWarnings(plan, visit).join(' ')}`),
          } as const,
        ]
      : []),
    {
      type: 'table',
      columns: ['School', 'Gives', 'Takes'],
      rows: loads(plan).map(({ school, gives, takes }) => [school, `${gives}`, `${takes}`]),
    },
    { type: 'list', items: plan.remarks },
    ...(kept.length > 0
      ? [
          {
            type: 'text',
            text: `Kept when matching again: ${kept.map(visit => visit.school.name).join(', ')}.`,
          } as const,
        ]
      : []),
    ...plan.edits.accepted.map(
      ({ schoolId, reason }): CardElement => ({
        type: 'text',
        style: 'subtle',
        text: `Accepted for ${plan.visits.find(visit => visit.school.id === schoolId)?.school.name ?? 'a school'}: ${ACCEPT_WORDS[reason].toLowerCase()}.`,
      }),
    ),
  ];
}

function when({ on, startsPm, halfDays }: PlannedSchool): string {
  return on ? whenInWords(on, startsPm, halfDays) : 'no day yet';
}

function by({ team, observers }: PlannedSchool): string {
  if (team.length === 0) return 'nobody yet';
  return [...team, ...observers.map(each => ({ ...each, role: OBSERVER }) as const)]
    .map(({ person, school, role }) => `${person.name}, ${school.name} (${TEAM_ROLE_WORDS[role]})`)
    .join('; ');
}

function reviews({ reviews = [] }: SeenCycle): CardElement[] {
  const inOrder = reviews.toSorted((a, b) => (a.on ?? '9').localeCompare(b.on ?? '9'));
  return [
    {
      type: 'progress',
      label: 'Reviews that have ended',
      done: reviews.filter(review => ENDED.includes(review.state)).length,
      of: reviews.length,
    },
    {
      type: 'table',
      columns: ['Review', 'School', 'When', 'How far'],
      rows: inOrder.map(({ reference, host, on, state }) => [
        reference,
        host,
        on ? formatDate(on, 'short') : '–',
        REVIEW_STATUS[state].text,
      ]),
    },
  ];
}

function nextStep(seen: SeenCycle): string {
  const runs = seen.roles.includes('programmeLead') || seen.roles.includes('organiser');
  switch (seen.state) {
    case 'new':
      return 'It is not opened yet.';
    case 'open':
      return `Heads answer${byWhen(seen.answersBy)}; they are reminded. Then the plan is made.`;
    case 'matching':
      return runs
        ? 'Press Match: the plan is made from the answers, and shown to you alone.'
        : 'The programme lead has the plan made.';
    case 'proposed':
      if (!runs) return 'The programme lead is looking at the plan.';
      return seen.planOutdated
        ? 'An answer has changed since this plan was made. Match again before publishing.'
        : 'Nobody has been told yet. Publish it, change it, or match again.';
    case 'publishing':
      return 'The reviews are started a few at a time; nothing is needed from you.';
    case 'running':
      if (runs && toMend({ entries: seen.entries ?? [], reviews: seen.reviews ?? [] }))
        return 'A school waits for a place, or a team for somebody: one press looks for both.';
      return 'Each review runs by itself; you hear when one needs you.';
    case 'closed':
      return 'Every review has ended.';
    case 'cancelled':
      return 'The cycle is cancelled.';
  }
}
