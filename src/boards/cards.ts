import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Action, Card, CardElement, Fact } from '../chat/card.js';
import { BOARD_KIND_TITLES } from '../network/boards.js';
import { buttons, verb } from '../workflow/buttons.js';
import { OPEN } from '../workflow/handle.js';
import type { Viewer } from '../workflow/parties.js';
import type { At } from '../workflow/process.js';
import { type AgendaItem, type BoardRecord, vacancies } from './record.js';
import { type SeenBoard, seeBoard } from './visibility.js';
import { boardWorkflow } from './workflow.js';

const GONE: CardElement = { type: 'text', text: 'This board is not yours to see (any more).' };

/** A board: who chairs it, when it next meets, what waits for its agenda. */
export function boardCard(board: BoardRecord, viewer: Viewer, at: At): Card {
  const entity = { kind: boardWorkflow.kind, id: board.id, version: board.version };
  const seen = seeBoard(board, viewer);
  if (!seen) return { entity, title: 'A board', body: [GONE], actions: [] };
  return {
    entity,
    title: seen.boardName,
    status: statusOf(seen),
    body: [{ type: 'facts', facts: factsOf(seen, at) }, ...waitingOf(seen)],
    actions: [...meetingActions(seen, viewer), ...buttons(boardWorkflow, board, viewer)],
  };
}

function statusOf(seen: SeenBoard): NonNullable<Card['status']> {
  if (seen.state === 'dissolved') return { text: 'Dissolved', tone: 'neutral' };
  if (!seen.chair && !seen.deputy) return { text: 'No chair', tone: 'attention' };
  const title = BOARD_KIND_TITLES[seen.kind];
  return { text: title.charAt(0).toUpperCase() + title.slice(1), tone: 'neutral' };
}

function factsOf(seen: SeenBoard, { today }: At): Fact[] {
  const empty = vacancies(seen).length;
  const held = seen.seats.length - empty;
  const ending = seen.seats.filter(seat => seat.to !== null && seat.to >= today).map(seat => seat.to ?? '');
  const next = ending.sort()[0];
  return [
    { label: 'To type', value: `/board ${seen.slug}` },
    ...(seen.phase ? [{ label: 'Phase', value: seen.phase }] : []),
    { label: 'Chair', value: seen.chair?.name ?? 'nobody yet' },
    ...(seen.deputy ? [{ label: 'Deputy', value: seen.deputy.name }] : []),
    {
      label: 'Seats',
      value: seen.seats.length === 0 ? 'none' : `${held} of ${seen.seats.length} held`,
    },
    ...(next ? [{ label: 'Next term to end', value: formatDate(next as LocalDate) }] : []),
    ...(seen.reportsToName ? [{ label: 'Reports to', value: seen.reportsToName }] : []),
    ...(seen.below.length > 0
      ? [{ label: 'Report to it', value: seen.below.map(board => board.name).join(', ') }]
      : []),
    {
      label: 'Next meeting',
      value: seen.nextMeeting
        ? `${formatDate(seen.nextMeeting.on)} (${seen.nextMeeting.reference})`
        : 'none planned',
    },
    ...(seen.awaitingDecisions > 0
      ? [{ label: 'To be decided', value: String(seen.awaitingDecisions) }]
      : []),
  ];
}

function waitingOf({ waiting }: SeenBoard): CardElement[] {
  if (waiting.length === 0) return [];
  return [
    { type: 'text', style: 'strong', text: 'Waits for the next agenda (part A)' },
    { type: 'list', items: waiting.map(itemLine) },
  ];
}

function meetingActions(seen: SeenBoard, viewer: Viewer): Action[] {
  const mayPlan = viewer.roles.some(role => ['chair', 'coordinators'].includes(role));
  if (seen.state !== 'active') return [];
  const plan = {
    verb: verb('meeting', 'plan'),
    label: 'Plan a meeting',
    values: { boardId: String(seen.id) },
  };
  return [
    ...(seen.nextMeeting
      ? [
          {
            verb: verb('meeting', OPEN),
            label: 'Next meeting',
            entity: { kind: 'meeting', id: seen.nextMeeting.id },
          },
        ]
      : mayPlan
        ? [plan]
        : []),
  ];
}

/** An item on one line: its title, what it says, who raised it. */
export function itemLine(item: AgendaItem): string {
  const who = item.raisedBy
    ? ` (${item.raisedBy.name})`
    : item.sourceReference
      ? ` (${item.sourceReference})`
      : '';
  return `${item.title}${who}${item.note ? `: ${item.note}` : ''}`;
}
