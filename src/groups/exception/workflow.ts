import { workingDays } from '../../calendar/units.js';
import { type FollowUp, workflowOf } from '../../workflow/workflow.js';
import { ExtendInput, ReasonInput } from '../inputs.js';
import { groupWorkflow } from '../workflow.js';
import { AcceptInput, RaiseInput, ReplanInput } from './inputs.js';
import type {
  Decided,
  ExceptionChanges,
  ExceptionNotice,
  ExceptionRecord,
  ExceptionRole,
  ExceptionState,
} from './record.js';

const { command, table } = workflowOf<
  ExceptionRecord,
  ExceptionState,
  ExceptionRole,
  ExceptionNotice,
  ExceptionChanges
>();

const decide = (decision: Decided, late: boolean, reason: string): ExceptionChanges => ({
  decision: { decision, reason, newEndsOn: null, late },
});

/** The group may have ended on its own meanwhile: then there is nothing left to decide. */
const gone = ({ group }: ExceptionRecord): string | null =>
  group.state === 'active' || group.state === 'paused' || group.state === 'draftReport'
    ? null
    : `${group.title} is no longer at work, so there is nothing to decide.`;

/** Without a chair nobody would hear of it. */
const withoutChair = ({ group }: ExceptionRecord): readonly FollowUp[] =>
  group.chairIds.length > 0
    ? []
    : [{ kind: 'group', id: group.id, command: 'chairMissing', input: {}, mayBeTooLate: true }];

/** Its group has stopped, or has written its report: otherwise somebody would be asked for ever. */
const lapse = (late: boolean) =>
  command({
    by: ['system'],
    to: 'lapsed',
    ...(late && { set: () => ({ lapsedLate: true as const }) }),
    tell: late ? { chair: 'lapsed', sponsor: 'lapsed' } : { sponsor: 'lapsed' },
  });

const toLead = { lead: 'decided', deputy: 'decided' } as const;

/** The four decisions; late when the five working days are over and the chair knows. */
const decisions = (by: readonly ('sponsor' | 'chair')[], late: boolean) => ({
  accept: command({
    by,
    input: AcceptInput,
    to: 'decided',
    label: 'Accept it',
    style: 'primary',
    note: 'It goes on as it is.',
    refuse: gone,
    set: (_record, { reason }) => decide('accept', late, reason),
    tell: toLead,
    answer: ({ group }) => `Noted: ${group.title} goes on as it is, and its lead is told.`,
  }),
  replan: command({
    by,
    input: ReplanInput,
    to: 'decided',
    label: 'Replan',
    note: 'The lead may then move milestones.',
    refuse: gone,
    set: (_record, { reason }) => decide('replan', late, reason),
    tell: toLead,
    answer: () => 'The lead is asked to plan anew, and may move the milestones.',
  }),
  extend: command({
    by,
    input: ExtendInput,
    to: 'decided',
    label: 'Extend',
    note: 'Beyond six months in all the chair is asked to grant it.',
    refuse: (record, { endsOn }) =>
      gone(record) ??
      (endsOn <= record.group.endsOn ? 'The group has until that day already. Choose a later one.' : null),
    set: (_record, { endsOn, reason }) => ({
      decision: { decision: 'extend', reason, newEndsOn: endsOn, late },
    }),
    follow: ({ group }, { endsOn, reason }, { personId }) => [
      { kind: 'group', id: group.id, command: 'extend', input: { endsOn, reason, grantedById: personId } },
    ],
    tell: toLead,
    answer: ({ group }) =>
      group.askedExtension
        ? 'That is more than six months beyond the agreed end, so the chair is asked to grant it.'
        : `${group.title} has longer, and its lead is told.`,
  }),
  stop: command({
    by,
    input: ReasonInput,
    to: 'decided',
    label: 'Stop the group',
    style: 'danger',
    reason: () => null,
    refuse: gone,
    set: (_record, { reason }) => decide('stop', late, reason),
    follow: ({ group }, { reason }) => [{ kind: 'group', id: group.id, command: 'stop', input: { reason } }],
    tell: toLead,
    answer: ({ group }) => `${group.title} is stopped, and its lead is told.`,
  }),
});

/**
 * A group that leaves its tolerance (DOMAIN 4.4): the sponsor is told at once and decides within five working
 * days; unanswered it goes to the chair.
 */
export const exceptionWorkflow = table({
  kind: 'exception',
  title: 'Exception report',

  roles: {
    lead: { title: 'the group lead', people: ({ group }) => groupWorkflow.roles.lead.people?.(group) ?? [] },
    deputy: { title: 'the deputy', people: ({ group }) => groupWorkflow.roles.deputy.people?.(group) ?? [] },
    sponsor: { title: 'a sponsor', people: ({ group }) => groupWorkflow.roles.sponsor.people?.(group) ?? [] },
    chair: {
      title: "the board's chair",
      people: ({ group, state, late }) => (state === 'withChair' || late ? group.chairIds : []),
    },
  },

  states: {
    new: {
      says: 'The lead asks, or the forecast leaves tolerance.',
      accepts: { raise: command({ by: ['system'], input: RaiseInput, to: 'raised' }) },
    },
    raised: {
      says: 'The sponsor accepts it, has it replanned, extends the group or stops it.',
      tell: { sponsor: 'raised' },
      waitsOn: ['sponsor'],
      deadline: 'overdue',
      accepts: {
        ...decisions(['sponsor'], false),
        passOn: command({ by: ['system'], to: 'withChair', follow: withoutChair }),
        lapse: lapse(false),
        withdraw: command({
          by: ['lead'],
          to: 'withdrawn',
          label: 'No longer needed',
          refuse: ({ cause }) =>
            cause === 'lead' ? null : 'The record itself shows this one, so the sponsor decides it.',
          spent: ({ cause }) => cause !== 'lead',
          answer: () => 'Taken back.',
        }),
      },
      due: [
        { name: 'remind', when: { after: workingDays(3) }, tell: { sponsor: 'stillOpen' } },
        { name: 'overdue', when: { after: workingDays(5) }, run: 'passOn' },
      ],
    },
    withChair: {
      says: 'Five working days passed without a decision, so the chair decides, or the sponsor late.',
      tell: { chair: 'withChair', sponsor: 'passedOn' },
      waitsOn: ['chair'],
      accepts: { ...decisions(['chair', 'sponsor'], true), lapse: lapse(true) },
      due: [
        {
          name: 'remind',
          when: { after: workingDays(5) },
          tell: { chair: 'withChair', sponsor: 'passedOn' },
        },
      ],
    },
    decided: { says: 'It is decided.', ends: true, accepts: {} },
    withdrawn: { says: 'It was taken back.', ends: true, accepts: {} },
    lapsed: { says: 'Its group was stopped, or reported, before it was decided.', ends: true, accepts: {} },
  },
});
