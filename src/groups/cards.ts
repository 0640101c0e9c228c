import { formatDate } from '../calendar/localDate.js';
import type { Card, CardElement, Fact } from '../chat/card.js';
import { buttons } from '../workflow/buttons.js';
import type { Viewer } from '../workflow/parties.js';
import type { At } from '../workflow/process.js';
import { inDays } from './days.js';
import { recommendationLine } from './recommendation/line.js';
import type { GroupRecord } from './record.js';
import { missingTerms, TERMS_FIELDS, TERMS_WORDS, type Terms } from './termsOfReference.js';
import { type SeenGroup, seeGroup } from './visibility.js';
import { milestoneWords, RAG_TONES, RAG_WORDS, STATE_WORDS } from './words.js';
import { groupWorkflow } from './workflow.js';

export const NOT_YOURS: CardElement = { type: 'text', text: 'You no longer take part in this.' };

/** A group as a viewer sees it: the highlight for a board, the whole for lead, deputy and sponsor. */
export function groupCard(group: GroupRecord, viewer: Viewer, at: At): Card {
  const entity = { kind: groupWorkflow.kind, id: group.id, version: group.version };
  const seen = seeGroup(group, viewer, at.today);
  if (!seen) return { entity, title: 'A task-and-finish group', body: [NOT_YOURS], actions: [] };
  return {
    entity,
    title: seen.title,
    status: groupStatus(seen),
    body: [...body(seen, at), ...waiting(seen)],
    actions: buttons(groupWorkflow, group, viewer),
  };
}

/** The terms of reference in full, for whoever may read the group's papers. */
export function termsCard(group: GroupRecord, viewer: Viewer, at: At): Card {
  const seen = seeGroup(group, viewer, at.today);
  if (!seen?.papers) return { title: 'Terms of reference', body: [NOT_YOURS], actions: [] };
  const { budget } = seen;
  return {
    title: `${seen.title}: terms of reference`,
    status: { text: STATE_WORDS[seen.state], tone: 'neutral' },
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'Serves', value: seen.priority },
          { label: 'Purpose', value: seen.papers.purpose },
          ...peopleFacts(seen),
          { label: 'Reports by', value: formatDate(seen.endsOn) },
          ...termsFacts(seen.papers.terms),
          {
            label: 'Days',
            value: `${inDays(budget.lleHalfDays)} of LLEs, ${inDays(budget.sleHalfDays)} of SLEs`,
          },
          ...(budget.cashPence > 0 ? [{ label: 'Money', value: `£${budget.cashPence / 100}` }] : []),
          {
            label: 'Tolerance',
            value: `${budget.timeTolerance} school days, ${budget.dayTolerance} % of the days`,
          },
        ],
      },
      {
        type: 'list',
        items: seen.milestones.map(({ title, dueOn }) => `${title}: ${formatDate(dueOn)}`),
      },
    ],
    actions: [],
  };
}

export function termsFacts(terms: Terms): Fact[] {
  return TERMS_FIELDS.flatMap(field =>
    terms[field] === '' ? [] : [{ label: TERMS_WORDS[field], value: terms[field] }],
  );
}

/** How a group stands, in words and a tone. */
export function groupStatus(seen: Pick<SeenGroup, 'state' | 'rag'>): Card['status'] & object {
  if (seen.state === 'active') return { text: RAG_WORDS[seen.rag], tone: RAG_TONES[seen.rag] };
  return { text: STATE_WORDS[seen.state], tone: 'neutral' };
}

function body(seen: SeenGroup, at: At): CardElement[] {
  switch (seen.state) {
    case 'new':
    case 'proposed':
    case 'declined':
      return [{ type: 'facts', facts: [...basics(seen), ...proposedBy(seen)] }];
    case 'scoping':
    case 'withBoard':
      return [{ type: 'facts', facts: basics(seen) }, ...draftedTerms(seen)];
    case 'active':
    case 'paused':
      return [...highlight(seen, at), ...whole(seen)];
    case 'draftReport':
    case 'factCheck':
    case 'boardReview':
    case 'implementing':
    case 'closed':
    case 'stopped':
      return [{ type: 'facts', facts: basics(seen) }, ...recommendations(seen), ...notes(seen)];
  }
}

function basics(seen: SeenGroup): Fact[] {
  return [
    { label: 'Serves', value: seen.priority },
    ...(seen.papers ? [{ label: 'Purpose', value: seen.papers.purpose }] : []),
    ...peopleFacts(seen),
    ...(seen.lead ? [{ label: 'Reports by', value: formatDate(seen.endsOn) }] : []),
  ];
}

function peopleFacts(seen: SeenGroup): Fact[] {
  const sponsors = [seen.sponsor, seen.schoolSponsor].flatMap(each => each?.name ?? []);
  return [
    ...(seen.lead ? [{ label: 'Led by', value: seen.lead.name }] : []),
    { label: sponsors.length === 1 ? 'Sponsor' : 'Sponsors', value: sponsors.join(' and ') },
  ];
}

function proposedBy(seen: SeenGroup): Fact[] {
  return seen.papers?.proposer ? [{ label: 'Proposed by', value: seen.papers.proposer.name }] : [];
}

function draftedTerms(seen: SeenGroup): CardElement[] {
  if (!seen.papers) return [];
  const missing = missingTerms(seen.papers.terms);
  return [
    {
      type: 'progress',
      label: 'Terms written',
      done: TERMS_FIELDS.length - missing.length,
      of: TERMS_FIELDS.length,
    },
    ...(missing.length > 0
      ? [
          {
            type: 'text' as const,
            text: `Still to write: ${missing.map(field => TERMS_WORDS[field].toLowerCase()).join('; ')}.`,
          },
        ]
      : []),
    ...(seen.papers.returnedBecause
      ? [
          {
            type: 'text' as const,
            style: 'strong' as const,
            text: `The board asks: ${seen.papers.returnedBecause}`,
          },
        ]
      : []),
  ];
}

function highlight(seen: SeenGroup, at: At): CardElement[] {
  const facts: Fact[] = [
    { label: 'Serves', value: seen.priority },
    ...peopleFacts(seen),
    { label: 'Next milestone', value: milestoneWords(seen.milestones, at.today) },
    { label: 'Reports by', value: formatDate(seen.endsOn) },
    ...(seen.pausedUntil ? [{ label: 'Goes on', value: formatDate(seen.pausedUntil) }] : []),
    ...(seen.progress ? [{ label: 'Done', value: seen.progress.done }] : []),
    ...(seen.progress?.next ? [{ label: 'Next', value: seen.progress.next }] : []),
  ];
  const done = seen.milestones.filter(milestone => milestone.doneOn).length;
  return [
    { type: 'facts', facts },
    ...(seen.milestones.length > 1
      ? [{ type: 'progress' as const, label: 'Milestones done', done, of: seen.milestones.length }]
      : []),
  ];
}

function whole(seen: SeenGroup): CardElement[] {
  const { whole: all, papers } = seen;
  const facts: Fact[] = [
    ...(all && papers ? [{ label: 'Purpose', value: papers.purpose }] : []),
    ...(all && papers?.returnedBecause ? [{ label: 'The board asks', value: papers.returnedBecause }] : []),
    ...(all?.deputy ? [{ label: 'Deputy', value: all.deputy.name }] : []),
    ...(all?.cover
      ? [{ label: 'Covers', value: `${all.cover.person.name}, until ${formatDate(all.cover.until)}` }]
      : []),
    ...(all?.lastCheckIn?.blocker ? [{ label: 'In the way', value: all.lastCheckIn.blocker }] : []),
    ...(all && seen.halfDaysUsed > 0
      ? [{ label: 'Days used', value: `${seen.halfDaysUsed / 2} of ${seen.halfDaysBudget / 2}` }]
      : []),
    ...(seen.misses ? [{ label: 'Missed in a row', value: String(seen.misses) }] : []),
  ];
  return facts.length > 0 ? [{ type: 'facts', facts }] : [];
}

function waiting({ papers }: SeenGroup): CardElement[] {
  if (!papers?.askedExtension) return [];
  const { endsOn, reason } = papers.askedExtension;
  return [
    {
      type: 'text',
      style: 'strong',
      text: `The chair is asked to extend it to ${formatDate(endsOn)}: ${reason}`,
    },
  ];
}

function recommendations({ papers }: SeenGroup): CardElement[] {
  const lines = (papers?.recommendations ?? [])
    .filter(({ state }) => state !== 'dropped')
    .map(recommendationLine);
  return lines.length > 0 ? [{ type: 'list', ordered: true, items: lines }] : [];
}

function notes({ whole: all, state }: SeenGroup): CardElement[] {
  if (!all || state !== 'factCheck' || all.factNotes.length === 0) return [];
  return [
    {
      type: 'list',
      items: all.factNotes.map(({ section, text, person }) => `${section}: ${text} (${person.name})`),
    },
  ];
}
