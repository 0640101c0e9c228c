import { formatDate } from '../../calendar/localDate.js';
import type { Action, Card, CardElement, Fact } from '../../chat/card.js';
import { buttons, verb } from '../../workflow/buttons.js';
import { OPEN } from '../../workflow/handle.js';
import type { Viewer } from '../../workflow/parties.js';
import { Refused } from '../../workflow/process.js';
import { itemLine } from '../cards.js';
import { FOR_MEMBERS, OUTCOME_WORDS } from '../words.js';
import { packFiles, packSections } from './pack.js';
import type { ActionLine, DecisionLine, MeetingRecord, MeetingState } from './record.js';
import { type SeenMeeting, seeInvitation, seeMeeting, seePartBOf } from './visibility.js';
import { meetingWorkflow } from './workflow.js';

const STATUS: Readonly<Record<MeetingState, NonNullable<Card['status']>>> = {
  new: { text: 'Not planned', tone: 'neutral' },
  planned: { text: 'Planned', tone: 'neutral' },
  packIssued: { text: 'The pack is out', tone: 'good' },
  held: { text: 'Held; minutes open', tone: 'attention' },
  closed: { text: 'Closed', tone: 'good' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

/** A meeting: when and where, what stands on its agenda, what is to be decided. Nothing of part B. */
export function meetingCard(meeting: MeetingRecord, viewer: Viewer): Card {
  const entity = { kind: meetingWorkflow.kind, id: meeting.id, version: meeting.version };
  const seen = seeMeeting(meeting, viewer);
  if (!seen) return invitationCard(meeting, viewer);
  return {
    entity,
    title: `${seen.boardName}, ${formatDate(seen.on)}`,
    status: STATUS[seen.state],
    body: [
      { type: 'facts', facts: factsOf(seen) },
      ...decisionSections(seen.decisions, viewer),
      ...minuted(seen),
      ...actionList(seen.actions),
      { type: 'text', style: 'subtle', text: nextStep(seen) },
    ],
    actions: buttons(meetingWorkflow, meeting, viewer),
  };
}

function invitationCard(meeting: MeetingRecord, viewer: Viewer): Card {
  const entity = { kind: meetingWorkflow.kind, id: meeting.id, version: meeting.version };
  const seen = seeInvitation(meeting, viewer);
  if (!seen)
    return {
      entity,
      title: 'A board meeting',
      body: [{ type: 'text', text: 'This meeting is not yours to see (any more).' }],
      actions: [],
    };
  return {
    entity,
    title: `${seen.boardName}, ${formatDate(seen.on)}`,
    body: [
      {
        type: 'text',
        text:
          seen.owing.length > 0
            ? `The report of ${seen.owing.join(' and ')} is wanted for its pack.`
            : 'Your board’s report is in. Thank you.',
      },
    ],
    actions: buttons(meetingWorkflow, meeting, viewer),
  };
}

function factsOf(seen: SeenMeeting): Fact[] {
  const { agenda } = seen;
  const groups = agenda.boards.flatMap(board => board.highlights);
  const attention = groups.flatMap(highlight => highlight.attention).length;
  const counted = (n: number, one: string, many: string) => (n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]);
  const partA = [
    ...counted(agenda.boards.filter(board => board.paper).length, 'paper', 'papers'),
    ...counted(groups.length, 'group', 'groups'),
    ...counted(attention, 'point that needs a look', 'points that need a look'),
    ...counted(agenda.decisions.length, 'decision', 'decisions'),
    ...counted(agenda.overdue.length, 'overdue action', 'overdue actions'),
    ...counted(agenda.outcomes.length, 'outcome', 'outcomes'),
    ...counted(agenda.raised.length, 'item raised', 'items raised'),
  ];
  return [
    { label: 'Reference', value: seen.reference },
    { label: 'At', value: [seen.startsAt, seen.place].filter(Boolean).join(', ') },
    { label: 'Part A', value: partA.join(', ') || 'nothing yet' },
    ...(seen.owing.length > 0 && seen.state === 'planned'
      ? [{ label: 'Papers owed by', value: seen.owing.join(', ') }]
      : []),
    ...(seen.packOn ? [{ label: 'Pack sent', value: formatDate(seen.packOn) }] : []),
  ];
}

function decisionSections(decisions: readonly DecisionLine[], viewer: Viewer): CardElement[] {
  const records = viewer.roles.some(role => ['chair', 'deputy', 'coordinators'].includes(role));
  return decisions.map(decision => ({
    type: 'section',
    title: `${decision.reference}: ${decisionWords(decision)}`,
    body: [
      { type: 'text', text: decision.question },
      ...(decision.wording
        ? [{ type: 'text' as const, text: decision.wording, style: 'subtle' as const }]
        : []),
    ],
    actions: [decisionAction(decision, records)],
  }));
}

function decisionWords({ outcome }: DecisionLine): string {
  const known = outcome as keyof typeof OUTCOME_WORDS | null;
  return known ? OUTCOME_WORDS[known] : 'to be decided';
}

function decisionAction({ id, state }: DecisionLine, records: boolean): Action {
  const entity = { kind: 'decision', id };
  return state === 'awaiting' && records
    ? { verb: verb('decision', 'decide'), label: 'Record the decision', entity }
    : { verb: verb('decision', OPEN), label: 'Open', entity };
}

function minuted({ items }: SeenMeeting): CardElement[] {
  const lines = items.flatMap(item => (item.minute ? [`${item.title}: ${item.minute}`] : []));
  return lines.length > 0
    ? [
        { type: 'text', style: 'strong', text: 'Minuted' },
        { type: 'list', items: lines },
      ]
    : [];
}

function actionList(actions: readonly ActionLine[]): CardElement[] {
  if (actions.length === 0) return [];
  return [
    { type: 'text', style: 'strong', text: 'Actions' },
    { type: 'list', items: actions.map(actionWords) },
  ];
}

function actionWords({ reference, owner, text, dueOn, state }: ActionLine): string {
  const end = state === 'done' ? 'done' : state === 'dropped' ? 'dropped' : `by ${formatDate(dueOn)}`;
  return `${reference}: ${owner.name}, ${end}: ${text}`;
}

function nextStep(seen: SeenMeeting): string {
  switch (seen.state) {
    case 'planned':
      return 'Papers are chased ten school days before; the pack goes out five before. Raise something until then.';
    case 'packIssued':
      return 'Press The pack to read it. At the meeting, press The meeting is on.';
    case 'held':
      return `Record decisions above. For an action type: /board ${seen.slug} action @name "what" due:2027-03-01`;
    case 'closed':
      return 'The minutes are closed. Actions are chased until they are done.';
    default:
      return 'What was raised waits for the next meeting.';
  }
}

/** The looks of a meeting: answers to the one who asks, kept by no chat platform. */
export function meetingShow(name: string, meeting: MeetingRecord, viewer: Viewer): Card {
  if (name === 'partB') return partBCard(meeting, viewer);
  const seen = seeMeeting(meeting, viewer);
  if (!seen) throw new Refused('The pack is for members of the board.');
  return {
    title: `${seen.boardName}, ${formatDate(seen.on)}: ${seen.packOn ? 'the pack' : 'the agenda so far'}`,
    body: [
      ...(seen.packOn
        ? []
        : [
            {
              type: 'text' as const,
              style: 'subtle' as const,
              text: 'As it stands today; the pack goes out five school days before.',
            },
          ]),
      ...packSections(seen.agenda),
      ...packFiles(seen),
    ],
    actions: [],
  };
}

function partBCard(meeting: MeetingRecord, viewer: Viewer): Card {
  const seen = seePartBOf(meeting, viewer);
  if (!seen) throw new Refused(FOR_MEMBERS);
  const actions = seen.actions.map(actionWords);
  const lines = seen.items.map(item => `${itemLine(item)}${item.minute ? ` – minuted: ${item.minute}` : ''}`);
  const decided = seen.decisions.map(({ reference, question }) => `${reference}: ${question}`);
  const list = (title: string, items: readonly string[]): CardElement[] =>
    items.length > 0
      ? [
          { type: 'text', style: 'strong', text: title },
          { type: 'list', items },
        ]
      : [];
  return {
    title: `${meeting.boardName}, ${formatDate(meeting.on)}: part B`,
    body: [
      { type: 'text', style: 'subtle', text: 'For members alone. It goes into no pack, list or export.' },
      ...(lines.length + actions.length + decided.length === 0
        ? [{ type: 'text' as const, text: 'Nothing has been raised for part B.' }]
        : []),
      ...list('To discuss', lines),
      ...list('Decided', decided),
      ...list('Actions', actions),
    ],
    actions: [],
  };
}
