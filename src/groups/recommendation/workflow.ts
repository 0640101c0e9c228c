import { addDays, addMonths, type LocalDate } from '../../calendar/localDate.js';
import { schoolDays } from '../../calendar/units.js';
import { BoardAnswer } from '../../workflow/boardQuestion.js';
import { type FollowUp, workflowOf } from '../../workflow/workflow.js';
import { NewRecommendationInput, ReasonInput } from '../inputs.js';
import { groupWorkflow } from '../workflow.js';
import {
  AddInput,
  AmendInput,
  DoneInput,
  ImpactInput,
  LeaderDaysInput,
  PlanInput,
  ProgressInput,
  RejectInput,
} from './inputs.js';
import { wordsOf } from './line.js';
import {
  IMPACT_MONTHS,
  ORIGIN_KIND,
  type RecommendationChanges,
  type RecommendationNotice,
  type RecommendationRecord,
  type RecommendationRole,
  WITH_LEADERS,
} from './record.js';
import type { RecommendationState } from './states.js';

const { command, table } = workflowOf<
  RecommendationRecord,
  RecommendationState,
  RecommendationRole,
  RecommendationNotice,
  RecommendationChanges
>();

const partOf = (role: keyof typeof groupWorkflow.roles) => (record: RecommendationRecord) =>
  groupWorkflow.roles[role].people?.(record.group) ?? [];

/** School days from one chase to the next: about a term (DOMAIN 4.4). */
const A_TERM = 60;

/** The group hears of it while it waits for that. */
const tellGroup =
  (state: string, name: string) =>
  ({ group }: RecommendationRecord): readonly FollowUp[] =>
    group.state === state ? [{ kind: 'group', id: group.id, command: name, input: {} }] : [];

const decidedByBoard = tellGroup('boardReview', 'recommendationDecided');
const settledForGroup = tellGroup('implementing', 'recommendationSettled');

const beforeBoard = ({ group }: RecommendationRecord): string | null =>
  group.state === 'boardReview' ? null : 'The report is not with the board yet.';

const whileWritten = ({ group }: RecommendationRecord): string | null =>
  group.state === 'draftReport' || group.state === 'factCheck'
    ? null
    : 'The report is with the board, which may amend it.';

/** The day on which impact is asked for next. */
const impactOn = ({ doneOn, impactsAsked }: RecommendationRecord): LocalDate | null => {
  const months = IMPACT_MONTHS[impactsAsked];
  return doneOn && months ? addMonths(doneOn, months) : null;
};

/** Leaves a request for support with the head of the school that is to be helped: nobody asks in a head's name. */
const suggestSupport = (record: RecommendationRecord): readonly FollowUp[] => {
  const { id, resource, schoolId, area, supportAsked } = record;
  if (resource !== 'deployment' || schoolId === null || supportAsked.includes(schoolId)) return [];
  const input = { schoolId, area: area ?? '', need: wordsOf(record), originKind: ORIGIN_KIND, originId: id };
  return [{ kind: 'support', id: null, command: 'suggest', input }];
};

const needsNoLeader = ({ resource }: RecommendationRecord): string | null =>
  resource !== null && WITH_LEADERS.includes(resource)
    ? null
    : 'This recommendation needs no leaders’ days. Press "Change owner or date" and choose a network or training.';

const plan = (first: boolean) =>
  command({
    by: ['sponsor', 'chair', 'coordinators'],
    input: PlanInput,
    to: 'underway',
    label: first ? 'Give it an owner' : 'Change owner or date',
    ...(first && { style: 'primary' as const }),
    note: 'For a leader’s days the head of the school gets a request for support, and sends it or does not.',
    set: (_record, { schoolId = null, area = null, ...fields }) => ({
      fields: { ...fields, schoolId, area },
      ...(!WITH_LEADERS.includes(fields.resource) && { releaseDays: true as const }),
    }),
    restartsClock: true,
    follow: suggestSupport,
    tell: { owner: 'yours' },
    answer: record =>
      `${record.owner?.name ?? 'The owner'} is told, and asked each term how far it is.${record.resource === 'deployment' ? ' The head of the school has a request for support before them, and alone decides whether to send it.' : ''}`,
  });

const drop = command({
  by: ['sponsor', 'chair'],
  input: ReasonInput,
  to: 'dropped',
  label: 'Give it up',
  reason: () => null,
  set: (_record, { reason }) => ({ fields: { dropReason: reason }, releaseDays: true }),
  follow: settledForGroup,
  tell: { owner: 'dropped', lead: 'dropped' },
  answer: () => 'Given up; the reason is kept with it.',
});

/** An impact that nobody answers is recorded as not known, and asked for again at the next occasion. */
const next = ({ impactsAsked }: RecommendationRecord): RecommendationState =>
  impactsAsked >= IMPACT_MONTHS.length ? 'settled' : 'done';

/**
 * One recommendation of a closing report (DOMAIN 4.4): decided by the board, given an owner, a date, a measure and
 * what it needs, chased each term until it is done, and asked after at six and twelve months. It outlives its group.
 */
export const recommendationWorkflow = table({
  kind: 'recommendation',
  title: 'Recommendation',

  roles: {
    lead: { title: 'the group lead', people: partOf('lead') },
    deputy: { title: 'the deputy', people: partOf('deputy') },
    members: { title: 'a member', people: partOf('members') },
    sponsor: { title: 'a sponsor', people: partOf('sponsor') },
    chair: { title: "the board's chair", people: partOf('chair') },
    chairAlone: {
      title: "the board's chair, where the board itself is not set up here",
      people: partOf('chairAlone'),
    },
    coordinators: { title: 'a coordinator', people: partOf('coordinators') },
    owner: { title: 'its owner', people: ({ owner }) => (owner && !owner.left ? [owner.id] : []) },
  },

  states: {
    new: {
      says: 'The lead adds it to the report.',
      accepts: {
        add: command({
          by: ['system'],
          input: AddInput,
          to: 'drafted',
          set: (_record, { text, because }) => ({ fields: { text, because } }),
        }),
      },
    },

    drafted: {
      says: 'It stands in the report, for the board to accept, amend or reject.',
      accepts: {
        change: command({
          by: ['lead', 'deputy'],
          input: NewRecommendationInput,
          to: 'same',
          label: 'Change it',
          refuse: whileWritten,
          spent: record => whileWritten(record) !== null,
          set: (_record, fields) => ({ fields }),
          answer: () => 'Changed.',
        }),
        takeOut: command({
          by: ['lead', 'deputy'],
          to: 'dropped',
          label: 'Take it out',
          refuse: whileWritten,
          spent: record => whileWritten(record) !== null,
          answer: () => 'Taken out of the report.',
        }),
        accept: command({
          by: ['chairAlone'],
          to: 'toPlan',
          label: 'Accept',
          style: 'primary',
          refuse: beforeBoard,
          spent: record => beforeBoard(record) !== null,
          set: (_record, _input, { today }) => ({ fields: { outcome: 'accepted', decidedOn: today } }),
          follow: decidedByBoard,
          answer: () => 'Accepted. Its sponsor gives it an owner and a date.',
        }),
        amend: command({
          by: ['chairAlone'],
          input: AmendInput,
          to: 'toPlan',
          label: 'Amend',
          refuse: beforeBoard,
          spent: record => beforeBoard(record) !== null,
          set: (_record, { wording }, { today }) => ({
            fields: { outcome: 'amended', wording, decidedOn: today },
          }),
          follow: decidedByBoard,
          answer: () => 'Accepted as amended. Its sponsor gives it an owner and a date.',
        }),
        boardDecided: command({
          by: ['system'],
          input: BoardAnswer,
          to: ['toPlan', 'rejected'],
          note: 'Where the partnership has set its board up, the question stands on the agenda of its next meeting.',
          next: (_record, { outcome }) => (outcome === 'rejected' ? 'rejected' : 'toPlan'),
          set: (_record, { outcome, wording, decidedOn, decisionReference }) => ({
            fields: { outcome, wording, decidedOn, decisionReference },
          }),
          reason: (_record, { outcome, decisionReference }) => `${outcome} ${decisionReference}`,
          follow: decidedByBoard,
        }),
        reject: command({
          by: ['chairAlone'],
          input: RejectInput,
          to: 'rejected',
          label: 'Reject',
          refuse: beforeBoard,
          spent: record => beforeBoard(record) !== null,
          set: (_record, { wording }, { today }) => ({
            fields: { outcome: 'rejected', wording, decidedOn: today },
          }),
          follow: decidedByBoard,
          answer: () => 'Not accepted; the reason stands in the report.',
        }),
      },
    },

    toPlan: {
      says: 'The board has accepted it; it needs an owner, a date and a measure.',
      tell: { sponsor: 'toPlan' },
      waitsOn: ['sponsor'],
      deadline: 'late',
      accepts: { plan: plan(true), drop },
      due: [
        { name: 'remind', when: { after: schoolDays(10) }, tell: { sponsor: 'toPlan' } },
        {
          name: 'late',
          when: { after: schoolDays(20) },
          tell: { sponsor: 'toPlan', chair: 'toPlanOverdue' },
        },
      ],
    },

    underway: {
      says: 'Its owner sees to it, and is asked each term how far it is.',
      waitsOn: ['owner'],
      deadline: 'overdue',
      accepts: {
        done: command({
          by: ['owner', 'sponsor'],
          input: DoneInput,
          to: 'done',
          label: 'It is done',
          style: 'primary',
          set: (_record, { text }, { today }) => ({
            fields: { doneOn: today, outcomeText: text },
            releaseDays: true,
          }),
          follow: settledForGroup,
          tell: { sponsor: 'done', lead: 'done' },
          answer: () => 'Thank you. You are asked after six and twelve months what has come of it.',
        }),
        progress: command({
          by: ['owner', 'sponsor'],
          input: ProgressInput,
          to: 'same',
          label: 'How far it is',
          restartsClock: true,
          set: (_record, { text }) => ({ progress: { kind: 'chase', impact: null, text } }),
          answer: () => 'Noted.',
        }),
        setAside: command({
          by: ['sponsor', 'chair', 'coordinators'],
          input: LeaderDaysInput,
          to: 'same',
          label: 'Set a leader’s days aside',
          note: "For a network or training: booked in the leader's own year.",
          refuse: needsNoLeader,
          spent: record => needsNoLeader(record) !== null,
          set: (_record, setAside) => ({ setAside }),
          answer: () => 'Set aside, and booked in the leader’s year.',
        }),
        logDays: command({
          by: ['owner', 'sponsor'],
          input: LeaderDaysInput,
          to: 'same',
          label: 'Log days',
          refuse: ({ leaderDays }, { designationId }) =>
            leaderDays.some(each => each.designationId === designationId)
              ? null
              : 'No days of that leader are set aside for this. Ask the sponsor to set them aside.',
          spent: ({ leaderDays }) => leaderDays.length === 0,
          set: (_record, workDays) => ({ workDays }),
          answer: () => 'Logged.',
        }),
        chase: command({
          by: ['system'],
          to: 'same',
          restartsClock: true,
          tell: { owner: 'chased' },
        }),
        plan: plan(false),
        drop,
      },
      due: [
        { name: 'chase', when: { after: schoolDays(A_TERM) }, run: 'chase' },
        {
          name: 'overdue',
          when: { on: ({ dueOn }) => dueOn && addDays(dueOn, 1) },
          tell: { owner: 'overdue', sponsor: 'overdue' },
        },
      ],
    },

    done: {
      says: 'It is done; what came of it is asked for after six and twelve months.',
      accepts: {
        askImpact: command({
          by: ['system'],
          to: 'impactAsked',
          set: ({ impactsAsked }) => ({ fields: { impactsAsked: impactsAsked + 1 } }),
        }),
      },
      due: [{ name: 'impact', when: { on: impactOn }, run: 'askImpact' }],
    },

    impactAsked: {
      says: 'Its owner says what has come of it.',
      tell: { owner: 'impactAsked' },
      waitsOn: ['owner'],
      deadline: 'pass',
      accepts: {
        impact: command({
          by: ['owner', 'sponsor'],
          input: ImpactInput,
          to: ['done', 'settled'],
          label: 'Say what came of it',
          style: 'primary',
          next,
          set: ({ impactsAsked }, { impact, text }) => ({
            progress: { kind: impactsAsked === 1 ? 'impact6' : 'impact12', impact, text },
          }),
          tell: { sponsor: 'impactGiven', chair: 'impactGiven' },
          answer: () => 'Thank you. The board reads it with the recommendation.',
        }),
        pass: command({ by: ['system'], to: ['done', 'settled'], next, note: 'Recorded as not answered.' }),
      },
      due: [
        { name: 'remind', when: { after: schoolDays(5) }, tell: { owner: 'impactAsked' } },
        {
          name: 'sponsor',
          when: { after: schoolDays(10) },
          tell: { owner: 'impactAsked', sponsor: 'impactAsked' },
        },
        { name: 'pass', when: { after: schoolDays(20) }, run: 'pass' },
      ],
    },

    settled: { says: 'It is done and was asked after.', ends: true, accepts: {} },
    rejected: { says: 'The board did not accept it.', tell: { lead: 'rejected' }, ends: true, accepts: {} },
    dropped: { says: 'It was taken out or given up.', ends: true, accepts: {} },
  },
});
