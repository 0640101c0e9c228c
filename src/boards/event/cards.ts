import { formatDate } from '../../calendar/localDate.js';
import type { Card, CardElement } from '../../chat/card.js';
import { titleAndAddress } from '../../chat/webAddress.js';
import { buttons } from '../../workflow/buttons.js';
import type { Viewer } from '../../workflow/parties.js';
import { Refused } from '../../workflow/process.js';
import { EVIDENCE_DAYS, type EventRecord, type EventState } from './record.js';
import { type SeenEvent, seeEvent } from './visibility.js';
import { eventWorkflow } from './workflow.js';

const STATUS: Readonly<Record<EventState, NonNullable<Card['status']>>> = {
  new: { text: 'Not planned', tone: 'neutral' },
  planned: { text: 'Planned', tone: 'neutral' },
  held: { text: 'Held; outcomes open', tone: 'attention' },
  closed: { text: 'Closed', tone: 'good' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

const ANSWERS = { comes: 'comes', declines: 'cannot come' } as const;

/** A discussion of a consultative group: the issue, when, what evidence has come, who comes. */
export function eventCard(event: EventRecord, viewer: Viewer): Card {
  const entity = { kind: eventWorkflow.kind, id: event.id, version: event.version };
  const seen = seeEvent(event, viewer);
  if (!seen)
    return {
      entity,
      title: 'A consultative event',
      body: [{ type: 'text', text: 'This is not yours to see (any more).' }],
      actions: [],
    };
  return {
    entity,
    title: seen.issue,
    status: STATUS[seen.state],
    body: [
      {
        type: 'facts',
        facts: [
          { label: 'Reference', value: seen.reference },
          { label: 'With', value: seen.boardName },
          {
            label: 'When',
            value: [`${formatDate(seen.on)}, ${seen.startsAt}`, seen.place].filter(Boolean).join(', '),
          },
          {
            label: 'Asked for by',
            value: seen.decision ? `${seen.decision.boardName} (${seen.decision.reference})` : '',
          },
          { label: 'Evidence', value: `by ${EVIDENCE_DAYS} school days before` },
          { label: 'Coming', value: String(seen.coming) },
        ],
      },
      ...inviteeList(seen),
      ...evidenceList(seen),
      ...list(
        'What came out',
        (seen.outcomes ?? []).map(({ title }) => title),
      ),
    ],
    actions: buttons(eventWorkflow, event, viewer),
  };
}

/** What was sent to be read beforehand: a title and a link, as it was asked for; otherwise as it was written. */
function evidenceList({ evidence }: SeenEvent): CardElement[] {
  if (evidence.length === 0) return [];
  const parts = evidence.map(({ from, what }) => ({ from, what, kept: titleAndAddress(what) }));
  const items = parts.flatMap(({ from, what, kept }) => (kept ? [] : [`${from}: ${what}`]));
  return [
    { type: 'text', style: 'strong', text: 'Evidence' },
    ...(items.length > 0 ? [{ type: 'list', items } as const] : []),
    ...parts.flatMap(({ from, kept }): CardElement[] =>
      kept ? [{ type: 'link', label: [from, kept.title].filter(Boolean).join(': '), url: kept.url }] : [],
    ),
  ];
}

function inviteeList({ invitees }: SeenEvent): CardElement[] {
  return list(
    'Invited',
    (invitees ?? []).map(({ name, organisation, answer, personId }) => {
      const who = organisation ? `${name}, ${organisation}` : name;
      return `${who}: ${answer ? ANSWERS[answer] : 'no answer yet'}${personId === null ? ' (from outside)' : ''}`;
    }),
  );
}

function list(title: string, items: readonly string[]): CardElement[] {
  return items.length > 0
    ? [
        { type: 'text', style: 'strong', text: title },
        { type: 'list', items },
      ]
    : [];
}

/** The looks of an event: the invitation to copy, and what its outcomes led to. */
export function eventShow(name: string, event: EventRecord, viewer: Viewer): Card {
  const seen = seeEvent(event, viewer);
  if (!seen?.invitees) throw new Refused('That is for those who plan the discussion.');
  return name === 'invitation' ? invitationCard(seen) : traceCard(seen);
}

function invitationCard(seen: SeenEvent): Card {
  const outsiders = (seen.invitees ?? []).filter(each => each.personId === null).map(each => each.name);
  return {
    title: 'Invitation, to copy',
    body: [
      {
        type: 'text',
        style: 'subtle',
        text:
          outsiders.length > 0
            ? `For ${outsiders.join(', ')}, who ${outsiders.length === 1 ? 'has' : 'have'} no account here.`
            : 'Nobody from outside is on the list yet.',
      },
      {
        type: 'text',
        text: [
          `${seen.boardName} invites you to a discussion: ${seen.issue}`,
          `${formatDate(seen.on)}, ${seen.startsAt}${seen.place ? `, ${seen.place}` : ''}.`,
          `The question comes from ${seen.decision?.boardName ?? 'our partnership'}, which takes up what comes out of it.`,
          `If you have evidence that people should read beforehand, please send its title and a link by ${EVIDENCE_DAYS} school days before. Evidence is welcome even if you cannot come.`,
        ].join('\n\n'),
      },
    ],
    actions: [],
  };
}

function traceCard(seen: SeenEvent): Card {
  const outcomes = seen.outcomes ?? [];
  return {
    title: `${seen.reference}: what came of it`,
    body:
      outcomes.length > 0
        ? [
            {
              type: 'table',
              columns: ['Outcome', 'The board', 'Actions'],
              rows: outcomes.map(({ title, minute, actions }) => [
                title,
                minute ?? 'not discussed yet',
                actions
                  .map(each => `${each.reference} ${each.state}${each.result ? `: ${each.result}` : ''}`)
                  .join('; ') || 'none yet',
              ]),
            },
          ]
        : [{ type: 'text', text: 'No outcome is recorded yet.' }],
    actions: [],
  };
}
