import { formatDate } from '../../calendar/localDate.js';
import { schoolDays, workingDays } from '../../calendar/units.js';
import { workflowOf } from '../../workflow/workflow.js';
import {
  AnswerInput,
  EvidenceInput,
  InviteInput,
  MoveEventInput,
  OutcomeInput,
  PlanEventInput,
} from './inputs.js';
import { EVIDENCE_DAYS, type EventRecord, type EventState, type Invitee } from './record.js';
import type { EventChanges, EventNotice, EventRole } from './terms.js';

const { command, table } = workflowOf<EventRecord, EventState, EventRole, EventNotice, EventChanges>();

const insiders = (invitees: readonly Invitee[]): readonly number[] =>
  invitees.flatMap(invitee => invitee.personId ?? []);

const eventDay = (record: EventRecord) => record.on;

const mine = (record: EventRecord, personId: number | null): Invitee | undefined =>
  record.invitees.find(invitee => invitee.personId !== null && invitee.personId === personId);

const officers = (record: EventRecord): readonly number[] => [
  ...new Set([...record.memberIds, ...record.coordinatorIds]),
];

/**
 * One discussion of an expert consultative group (DOMAIN 1.5): ad hoc, on an issue that the strategic group has
 * decided on; attendees are invited for it; evidence comes ten school days before; each outcome goes onto the
 * strategic group's next agenda by itself.
 */
export const eventWorkflow = table({
  kind: 'event',
  title: 'Consultative event',

  roles: {
    officers: { title: 'a member of the consultative group or a coordinator', people: officers },
    invitees: { title: 'somebody invited', people: record => insiders(record.invitees) },
    latest: {
      title: 'whoever was invited last',
      people: record => insiders(record.invitees.slice(-1)),
    },
    silent: {
      title: 'somebody invited who has sent no evidence',
      people: record =>
        insiders(record.invitees.filter(each => each.answer !== 'declines' && each.evidence === null)),
    },
    comers: {
      title: 'somebody who comes',
      people: record => insiders(record.invitees.filter(each => each.answer !== 'declines')),
    },
  },

  states: {
    new: {
      says: 'The strategic group has decided that an issue is to be discussed with experts.',
      accepts: {
        plan: command({
          by: ['officers'],
          input: PlanEventInput,
          to: 'planned',
          note: 'Refused unless a decision of the board above is cited.',
          refuse: (record, { on }, { today, calendars }) => {
            if (!record.consultative)
              return `${record.boardName} is no consultative group. Discussions are planned by one.`;
            if (record.noDecision) return record.noDecision;
            if (on <= today) return `${formatDate(on)} is not to come. Choose a later day.`;
            return calendars.default.isSchoolDay(on)
              ? null
              : `Schools are closed on ${formatDate(on)} (${calendars.default.closedBecause(on) ?? 'closed'}). Choose another day.`;
          },
          set: (_record, { issue, on, startsAt, place }) => ({ fields: { issue, on, startsAt, place } }),
          answer: record =>
            `${record.reference} is planned for ${formatDate(record.on)}, as ${record.decision?.reference ?? 'decided'} asks. Next: invite people.`,
        }),
      },
    },

    planned: {
      says: 'People are invited, and send evidence beforehand.',
      shows: { invitation: { by: ['officers'], label: 'Invitation as text' } },
      accepts: {
        invite: command({
          by: ['officers'],
          input: InviteInput,
          to: 'same',
          label: 'Invite somebody',
          style: 'primary',
          refuse: (record, { personId, name }) =>
            record.invitees.some(each =>
              personId === undefined
                ? each.name.toLowerCase() === name.toLowerCase()
                : each.personId === personId,
            )
              ? 'They are invited already.'
              : null,
          set: (_record, { personId, name, organisation }) => ({
            invite: { personId: personId ?? null, name, organisation },
          }),
          tell: { latest: 'invited' },
          answer: record => {
            const last = record.invitees.at(-1);
            return last?.personId === null
              ? `${last.name} is on the list. Press Invitation as text to copy what to send them.`
              : `${last?.name ?? 'They'} is invited, and told.`;
          },
        }),
        answer: command({
          by: ['invitees'],
          input: AnswerInput,
          to: 'same',
          label: 'Say whether you come',
          set: (record, { answer }, { personId }) => ({
            invitee: { id: mine(record, personId)?.id ?? 0, answer },
          }),
          answer: (record, { answer }) =>
            answer === 'comes'
              ? `Thank you. Evidence is welcome by ten school days before ${formatDate(record.on)}.`
              : 'Thank you for saying so. You can still send evidence.',
        }),
        evidence: command({
          by: ['invitees', 'officers'],
          input: EvidenceInput,
          to: 'same',
          label: 'Send evidence',
          note: 'A title and a link, never the document. An officer enters it for somebody from outside.',
          refuse: (record, { inviteeId }, { personId }) => {
            const officer = officers(record).includes(personId ?? 0);
            const known = record.invitees.some(each => each.id === inviteeId);
            if (officer && inviteeId !== undefined) return known ? null : 'Choose whose evidence it is.';
            return mine(record, personId) ? null : 'Choose whose evidence it is.';
          },
          set: (record, { inviteeId, evidence }, { personId }) => {
            const officer = officers(record).includes(personId ?? 0);
            const id = officer && inviteeId !== undefined ? inviteeId : (mine(record, personId)?.id ?? 0);
            return { invitee: { id, evidence } };
          },
          answer: () => 'Thank you. It is in the list that everybody invited reads beforehand.',
        }),
        move: command({
          by: ['officers'],
          input: MoveEventInput,
          to: 'same',
          label: 'Move it',
          restartsClock: true,
          refuse: (_record, { on }, { today, calendars }) => {
            if (on <= today) return `${formatDate(on)} is not to come. Choose a later day.`;
            return calendars.default.isSchoolDay(on)
              ? null
              : `Schools are closed on ${formatDate(on)}. Choose another day.`;
          },
          set: (_record, { on, startsAt, place }) => ({ fields: { on, startsAt, place } }),
          tell: { comers: 'moved' },
          answer: record => `It is now on ${formatDate(record.on)}; tell those from outside yourself.`,
        }),
        hold: command({
          by: ['officers'],
          to: 'held',
          label: 'It has taken place',
          refuse: (record, _input, { today }) =>
            today < record.on ? `It is on ${formatDate(record.on)}. Move it if it is earlier.` : null,
          answer: () => 'Record what came out: each outcome goes onto the board’s next agenda by itself.',
        }),
        cancel: command({
          by: ['officers'],
          to: 'cancelled',
          label: 'Cancel it',
          style: 'danger',
          confirm: 'Cancel this discussion? Those invited are told.',
          tell: { comers: 'cancelled' },
          answer: () => 'It is cancelled. Tell those from outside yourself.',
        }),
      },
      due: [
        {
          name: 'evidence15',
          when: { before: schoolDays(EVIDENCE_DAYS + 5), of: eventDay },
          tell: { silent: 'evidenceSoon' },
        },
        {
          name: 'evidence10',
          when: { before: schoolDays(EVIDENCE_DAYS), of: eventDay },
          tell: { officers: 'evidenceDue', silent: 'evidenceSoon' },
        },
        { name: 'eve', when: { before: schoolDays(1), of: eventDay }, tell: { comers: 'tomorrow' } },
        {
          name: 'held',
          when: { past: workingDays(1), of: eventDay },
          at: '09:00',
          tell: { officers: 'outcomesOwed' },
        },
      ],
    },

    held: {
      says: 'It has taken place; what came out of it is recorded.',
      shows: { trace: { by: ['officers'], label: 'What came of it' } },
      accepts: {
        outcome: command({
          by: ['officers'],
          input: OutcomeInput,
          to: 'same',
          label: 'Record an outcome',
          style: 'primary',
          note: 'Each becomes an item of part A on the next agenda of the board that asked.',
          follow: (record, { title, note }) =>
            record.decision
              ? [
                  {
                    kind: 'board',
                    id: record.decision.boardId,
                    command: 'addItem',
                    input: {
                      kind: 'outcome',
                      title,
                      note,
                      key: `event:${record.id}:${record.version}`,
                      raisedById: null,
                      sourceKind: 'event',
                      sourceId: record.id,
                      sourceReference: record.reference,
                    },
                  },
                ]
              : [],
          answer: record =>
            `It stands on the next agenda of ${record.decision?.boardName ?? 'the board that asked'}.`,
        }),
        close: command({
          by: ['officers'],
          to: 'closed',
          label: 'Close it',
          refuse: record =>
            record.outcomes.length === 0
              ? 'Record at least one outcome: those who came want to know what it led to.'
              : null,
          tell: { comers: 'fedBack' },
          answer: record => `${record.reference} is closed, and those who came are told.`,
        }),
      },
      due: [
        {
          name: 'outcomes',
          when: { after: workingDays(5) },
          at: '09:00',
          tell: { officers: 'outcomesOwed' },
        },
      ],
    },

    closed: {
      says: 'Its outcomes are with the board that asked.',
      ends: true,
      shows: { trace: { by: ['officers'], label: 'What came of it' } },
      accepts: {},
    },
    cancelled: { says: 'It did not take place.', ends: true, accepts: {} },
  },
});
