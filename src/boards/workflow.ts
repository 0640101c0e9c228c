import { type DecideContext, type FollowUp, workflowOf } from '../workflow/workflow.js';
import {
  AddItemInput,
  AddSeatsInput,
  BoardInput,
  DropItemInput,
  EditInput,
  FoundInput,
  OfficesInput,
  RaiseInput,
  SetUpInput,
} from './inputs.js';
import type { BoardRecord, BoardState } from './record.js';
import { type BoardTemplate, TEMPLATES, type TemplateName } from './templates.js';
import type { BoardChanges, BoardNotice, BoardRole } from './terms.js';

const { command, table } = workflowOf<BoardRecord, BoardState, BoardRole, BoardNotice, BoardChanges>();

/** The rest of a template's boards, those above before those below. */
const foundOthers = (record: BoardRecord, template: TemplateName): readonly FollowUp[] =>
  TEMPLATES[template].boards.slice(1).map((_board, index) => ({
    kind: 'board',
    id: null,
    command: 'found',
    input: { partnershipId: record.partnershipId, template, at: index + 1 },
  }));

const templateOf = (template: TemplateName, at: number): BoardTemplate => {
  const board: BoardTemplate | undefined = TEMPLATES[template].boards[at];
  if (!board) throw new Error(`The template "${template}" has no board ${at}.`);
  return board;
};

/** A template's board. Its seats are made with it, vacant; from then on each is a piece of work of its own. */
const changesOf = (record: BoardRecord, template: BoardTemplate): BoardChanges => ({
  addSeats: template.seats,
  fields: {
    // The draft knows whether another partnership already has a board of that name.
    slug: record.reference,
    name: template.name,
    kind: template.kind,
    phase: template.phase ?? null,
    reportsToId: record.reportsToId,
    twoPart: template.twoPart ?? false,
  },
});

/** Whoever may raise something for part B, or read it: a member in person, whatever office a deputy acts for. */
const isMember = ({ memberIds }: BoardRecord, { personId, deputyId }: DecideContext): boolean =>
  memberIds.includes(deputyId ?? personId ?? 0);

/**
 * A board (DOMAIN 1.2 to 1.7): its seats, its chair, whom it reports to, and what waits for its next agenda.
 * Meetings, seats, decisions and actions are pieces of work of their own.
 */
export const boardWorkflow = table({
  kind: 'board',
  title: 'Board',

  roles: {
    chair: { title: 'the chair', people: record => record.chairIds },
    deputy: { title: 'the deputy chair', people: record => (record.deputyId ? [record.deputyId] : []) },
    members: { title: 'a member of the board', people: record => record.memberIds },
    // While there is no board yet: whoever may set one up.
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds },
  },

  states: {
    new: {
      says: 'A partnership sets up its boards, from a template or one by one.',
      accepts: {
        setUp: command({
          by: ['coordinators'],
          input: SetUpInput,
          to: 'active',
          note: 'All boards of the template, with their seats and reporting lines, in one commit.',
          set: (record, { template }) => changesOf(record, templateOf(template, 0)),
          follow: (record, { template }) => foundOthers(record, template),
          answer: (record, { template }) =>
            `${record.boardName} is set up${TEMPLATES[template].boards.length > 1 ? `, and ${TEMPLATES[template].boards.length - 1} more` : ''}. Next: fill the seats (press Seats), then name the chair. /board list shows them all.`,
        }),
        found: command({
          by: ['system'],
          input: FoundInput,
          to: 'active',
          set: (record, { template, at }) => changesOf(record, templateOf(template, at)),
        }),
        create: command({
          by: ['coordinators'],
          input: BoardInput,
          to: 'active',
          set: (_record, { slug, name, kind, phase, reportsToId, twoPart }) => ({
            fields: {
              slug,
              name,
              kind,
              phase: phase ?? null,
              reportsToId: reportsToId ?? null,
              twoPart,
            },
          }),
          answer: record =>
            `${record.boardName} is set up. Type /board ${record.slug} to come back to it. Next: add its seats, fill them, and name the chair.`,
        }),
      },
    },

    active: {
      says: 'It works: members raise what should be discussed, meetings are planned, seats are filled.',
      now: record =>
        record.nextMeeting
          ? `${record.boardName} works; ${record.nextMeeting.reference} is its next meeting.`
          : `${record.boardName} works; no meeting is planned.`,
      shows: {
        sits: { by: ['members', 'coordinators'], label: 'Seats' },
        actions: { by: ['members', 'coordinators'], label: 'Actions' },
        decisions: { by: ['members', 'coordinators'], label: 'Decisions' },
        representation: { by: ['members', 'coordinators'], label: 'Representation' },
        halfTerm: { by: ['members', 'coordinators'], label: 'This half term' },
        partB: { by: ['members'], label: 'Part B' },
      },
      accepts: {
        raise: command({
          by: ['members', 'coordinators'],
          input: RaiseInput,
          to: 'same',
          label: 'Raise something',
          style: 'primary',
          note: 'Part B is raised by members alone and shown to nobody else, by any path.',
          refuse: (record, { part }, context) => {
            if (part === 'B' && !isMember(record, context))
              return 'Part B is raised by members of the board themselves. Choose part A.';
            return part === 'B' && !record.twoPart
              ? 'This board has no part B. Raise it for part A, or ask the chair to have a part B (Change).'
              : null;
          },
          set: (_record, { title, note, part }, { personId }) => ({
            addItem: { ...NO_SOURCE, kind: 'raised', part, title, note, raisedById: personId },
          }),
          answer: (record, { part }) =>
            `Thank you. It waits for the next agenda of ${record.boardName}, part ${part}.${part === 'B' ? ' Only members see it.' : ''}`,
        }),
        addItem: command({
          by: ['system'],
          input: AddItemInput,
          to: 'same',
          note: 'The paper of a board below, or what a consultative event found.',
          set: (_record, input) => ({ addItem: { ...input, part: 'A' } }),
        }),
        dropItem: command({
          by: ['members', 'coordinators'],
          input: DropItemInput,
          to: 'same',
          note: 'By whoever raised it, or the chair; what stands in part A also by a coordinator.',
          refuse: (record, { itemId }, context) => {
            const { personId } = context;
            const item = record.waiting.find(each => each.id === itemId);
            const member = isMember(record, context);
            if (!item || (item.part === 'B' && !member))
              return 'That item no longer waits for the next agenda.';
            const mine = item.raisedBy?.id === personId || record.chairIds.includes(personId ?? 0);
            const secretary = item.part === 'A' && record.coordinatorIds.includes(personId ?? 0);
            return mine || secretary ? null : 'Only whoever raised it, or the chair, can take it off.';
          },
          set: (_record, { itemId }) => ({ dropItemId: itemId }),
          answer: () => 'It is off the agenda.',
        }),
        nameOffices: command({
          by: ['chair', 'coordinators'],
          input: OfficesInput,
          to: 'same',
          label: 'Chair and deputy',
          refuse: (record, { chairId, deputyId }) => {
            const seated = (id: number | undefined) =>
              id === undefined || record.seats.some(seat => seat.holder?.id === id);
            if (!seated(chairId)) return 'The chair has to hold a seat. Appoint them first (press Seats).';
            if (!seated(deputyId)) return 'The deputy has to hold a seat. Appoint them first (press Seats).';
            return chairId !== undefined && chairId === deputyId
              ? 'Chair and deputy are two people: choose another deputy, or none.'
              : null;
          },
          set: (_record, { chairId, deputyId }) => ({
            fields: { chairId: chairId ?? null, deputyId: deputyId ?? null },
          }),
          tell: { chair: 'nowChair' },
          answer: record =>
            record.chair
              ? `${record.chair.name} chairs ${record.boardName}${record.deputy ? `, with ${record.deputy.name} as deputy` : ''}.`
              : `${record.boardName} has no chair now. Meetings need one.`,
        }),
        addSeats: command({
          by: ['chair', 'coordinators'],
          input: AddSeatsInput,
          to: 'same',
          label: 'Add seats',
          set: (_record, { constituency, phase, count }) => ({
            addSeats: [{ constituency, count, ...(phase && { phase }) }],
          }),
          answer: (_record, { count }) =>
            `${count} seat${count === 1 ? '' : 's'} added. Press Seats to fill ${count === 1 ? 'it' : 'them'}.`,
        }),
        edit: command({
          by: ['chair', 'coordinators'],
          input: EditInput,
          to: 'same',
          label: 'Change',
          refuse: (record, { reportsToId, apartFromId, twoPart }) => {
            if (reportsToId === record.id || record.below.some(board => board.id === reportsToId))
              return 'A board cannot report to itself, nor to one that reports to it.';
            if (apartFromId === record.id) return 'Choose another board than this one.';
            return !twoPart && record.waiting.some(item => item.part === 'B')
              ? 'Something waits for part B, so part B stays until after the next meeting.'
              : null;
          },
          set: (_record, { name, reportsToId, apartFromId, twoPart, termYears }) => ({
            fields: {
              name,
              reportsToId: reportsToId ?? null,
              apartFromId: apartFromId ?? null,
              twoPart,
              termYears,
            },
          }),
          answer: record => `${record.boardName} is changed.`,
        }),
        dissolve: command({
          by: ['coordinators'],
          to: 'dissolved',
          label: 'Dissolve',
          style: 'danger',
          confirm: 'Dissolve this board? Its record stays, its work stops.',
          refuse: record => {
            if (record.nextMeeting)
              return `${record.nextMeeting.reference} is still planned. Hold it or cancel it first.`;
            if (record.awaitingDecisions > 0)
              return 'Something still waits for its decision. Decide it, or have it decided elsewhere, first.';
            return record.below.length > 0
              ? `${record.below.map(board => board.name).join(', ')} still report to it. Have them report elsewhere first.`
              : null;
          },
          tell: { members: 'dissolved' },
          answer: record => `${record.boardName} is dissolved, and its members have been told.`,
        }),
      },
    },

    dissolved: { says: 'It no longer sits. Its record is kept.', ends: true, accepts: {} },
  },
});

const NO_SOURCE = { key: null, sourceKind: null, sourceId: null, sourceReference: null } as const;
