import { owedBefore } from '../../calendar/dueDate.js';
import { formatDate } from '../../calendar/localDate.js';
import { workingDays } from '../../calendar/units.js';
import { SYSTEM } from '../../workflow/workflow.js';
import { daysTouched } from '../dayPlan.js';
import { BriefingInput, DayPlanInput, FocusInput, PersonInput, SelfEvaluationInput } from '../inputs.js';
import { wasThere } from '../parts.js';
import type { ReviewRecord } from '../record.js';
import { observers, unanswered } from './observing.js';
import { beforeVisit, command, phase, type Timer } from './phase.js';
import { cancel, hadTheCall, lose, moved, movedInto, postpone, stepDown } from './sideStates.js';
import {
  mineToAgree,
  mySide,
  needsBriefing,
  needsFocus,
  needsPlan,
  needsSelfEvaluation,
  PREPARING,
  preparingState,
} from './steps.js';

// Rows 5 to 8 of DOMAIN 2.4. The steps are owed in their order and may be done in any: whatever is missing is
// reminded of by its own deadline, whichever state the review is in.

/** The lead may go ahead without a self-evaluation from here on (DOMAIN 2.4, row 7: go or no-go at T-3). */
const GO_OR_NO_GO = workingDays(3);

const proposeFocus = command({
  by: ['hostHead', 'leadReviewer'],
  input: FocusInput,
  to: PREPARING,
  label: 'Lines of enquiry',
  restartsClock: true,
  next: record => preparingState(record, { focusOn: null }),
  set: (record, { lines }, { personId }) => ({
    fields: { linesOfEnquiry: lines, focusBy: mySide(record, personId), focusOn: null },
  }),
  tell: { toAgree: 'focusProposed' },
  note: 'One to three. One side proposes, the other agrees; whoever changes them asks the other again.',
  answer: () => 'Proposed. The other side agrees with one press, or changes them.',
});

const agreeFocus = command({
  by: ['hostHead', 'leadReviewer'],
  to: PREPARING,
  label: 'Agree the lines of enquiry',
  style: 'primary',
  restartsClock: true,
  spent: (record, personId) => !mineToAgree(record, record.focus, personId),
  refuse: (record, _input, { personId }) =>
    mineToAgree(record, record.focus, personId ?? 0)
      ? null
      : 'There is nothing here that waits for your yes.',
  next: (record, _input, { today }) => preparingState(record, { focusOn: today }),
  set: (_record, _input, { today }) => ({ fields: { focusOn: today } }),
  tell: { hostHead: 'focusAgreed', leadReviewer: 'focusAgreed', peerReviewer: 'focusAgreed' },
  answer: () => 'The lines of enquiry are agreed; the team sees them.',
});

const proposePlan = command({
  by: ['hostHead', 'leadReviewer'],
  input: DayPlanInput,
  to: PREPARING,
  label: 'Day plan',
  restartsClock: true,
  refuse: (record, { plan }) => {
    const days = daysTouched(record);
    return plan.some(session => session.day > days)
      ? `This review touches ${days === 1 ? 'one day' : `${days} days`}. Take the later sessions out.`
      : null;
  },
  next: record => preparingState(record, { planOn: null }),
  set: (record, { plan, prompts }, { personId }) => ({
    fields: {
      dayPlan: plan,
      planBy: mySide(record, personId),
      planOn: null,
      // Only the lead turns the prompts on (DOMAIN 2.5).
      ...(mySide(record, personId) === 'lead' && { sessionPrompts: prompts }),
    },
  }),
  tell: { toAgree: 'planProposed' },
  note: 'It begins as the usual day for the length of the visit (DOMAIN 2.5).',
  answer: () => 'Proposed. The other side agrees with one press, or changes it.',
});

const agreePlan = command({
  by: ['hostHead', 'leadReviewer'],
  to: PREPARING,
  label: 'Agree the day plan',
  style: 'primary',
  restartsClock: true,
  spent: (record, personId) => !mineToAgree(record, record.dayPlan, personId),
  refuse: (record, _input, { personId }) =>
    mineToAgree(record, record.dayPlan, personId ?? 0)
      ? null
      : 'There is nothing here that waits for your yes.',
  next: (record, _input, { today }) => preparingState(record, { planOn: today }),
  set: (_record, _input, { today }) => ({ fields: { planOn: today } }),
  tell: {
    hostHead: 'planAgreed',
    hostLead: 'planAgreed',
    leadReviewer: 'planAgreed',
    peerReviewer: 'planAgreed',
  },
  answer: () => 'The day plan is agreed. /review timetable shows it at any time.',
});

const sendSelfEvaluation = command({
  by: ['hostHead', 'hostLead'],
  input: SelfEvaluationInput,
  to: PREPARING,
  label: 'Send the self-evaluation link',
  restartsClock: true,
  next: (record, { link }) => preparingState(record, { selfEvaluationLink: link }),
  set: (_record, { link }) => ({ fields: { selfEvaluationLink: link } }),
  tell: { leadReviewer: 'selfEvaluationSent', peerReviewer: 'selfEvaluationSent' },
  note: 'A link, never the document. Another link replaces it.',
  answer: () => 'Thank you. The team can open it; nobody else sees the link.',
});

const goAhead = command({
  by: ['leadReviewer'],
  to: PREPARING,
  label: 'Go ahead without it',
  confirm: 'Go ahead without a self-evaluation? Otherwise postpone the review.',
  restartsClock: true,
  spent: record => !needsSelfEvaluation(record),
  refuse: (record, _input, { today, calendars }) => {
    if (!needsSelfEvaluation(record)) return 'There is nothing to decide: the self-evaluation is settled.';
    const from = record.on && owedBefore(record.on, GO_OR_NO_GO, 0, calendars.default);
    return from && today < from
      ? `The school still has time: decide from ${formatDate(from)} on, if nothing has come by then.`
      : null;
  },
  next: (record, _input, { today }) => preparingState(record, { goneAheadOn: today }),
  set: (_record, _input, { today }) => ({ fields: { goneAheadOn: today } }),
  tell: { hostHead: 'goingAhead', programmeLead: 'goingAhead' },
  answer: () => 'The review goes ahead. The school can still send the link.',
});

const briefTeam = command({
  by: ['leadReviewer'],
  input: BriefingInput,
  to: PREPARING,
  label: 'The team has met',
  restartsClock: true,
  next: (record, _input, { today }) => preparingState(record, { briefedOn: today }),
  set: (_record, { logistics, assurance }, { today }) => ({
    fields: { briefedOn: today, logistics, assuranceOn: assurance ? today : null },
  }),
  tell: { hostHead: 'briefed', hostLead: 'briefed', peerReviewer: 'briefed' },
  note: 'With a checklist for the day and whether letters of assurance have been seen: yes or no, never a letter.',
  answer: ({ assuranceOn }) =>
    assuranceOn
      ? 'Noted. A short message goes to everybody at eight on the morning.'
      : 'Noted. Letters of assurance are still to be seen: ask the school to confirm them before the day.',
});

/** Who runs the workshop afterwards. Named at any time, by those who run the programme or lead the cluster. */
export const nameChampion = command({
  by: ['programmeLead', 'organiser', 'clusterLead'],
  input: PersonInput,
  to: 'same',
  label: 'Name the improvement champion',
  refuse: (record, { personId }) => {
    if (wasThere(record).includes(personId))
      return 'The champion must not have been on the review team, nor have watched it. Choose somebody else.';
    return record.hostHeadIds.includes(personId)
      ? 'The champion comes from another school. Choose somebody else.'
      : null;
  },
  set: (_record, { personId }) => ({ fields: { championId: personId } }),
  tell: { improvementChampion: 'championNamed', hostHead: 'championNamed' },
  answer: record => `${record.champion?.name ?? 'The champion'} is asked to run the improvement workshop.`,
});

const nameHostLead = command({
  by: ['hostHead'],
  input: PersonInput,
  to: 'same',
  label: 'Name who looks after the day',
  set: (_record, { personId }) => ({ fields: { hostLeadId: personId } }),
  tell: { hostLead: 'hostLeadNamed' },
  answer: record =>
    `${record.hostLead?.name ?? 'Your colleague'} sees the day plan and gets the morning’s message.`,
});

/** Everybody learns once that the day holds: when the last yes came, whichever state that leads to. */
const announce = command({
  by: [SYSTEM],
  to: 'same',
  tell: {
    hostHead: 'scheduled',
    hostLead: 'scheduled',
    leadReviewer: 'scheduled',
    peerReviewer: 'scheduled',
    observer: 'scheduled',
    reviewerHead: 'scheduled',
    programmeLead: 'scheduled',
  },
});

/** The review begins on the morning of T, whatever is still missing (DOMAIN 2.4, row 9: 08:00). */
const begin = command({ by: [SYSTEM], to: 'inProgress', set: unanswered });

/** The one thing that a state asks for, first on its card. */
const asked = <C extends object>(spec: C) => ({ ...spec, style: 'primary' as const });

const accepts = {
  agreeFocus,
  agreePlan,
  sendSelfEvaluation,
  proposeFocus,
  proposePlan,
  briefTeam,
  goAhead,
  nameHostLead,
  nameChampion,
  hadTheCall,
  postpone,
  stepDown,
  lose,
  moved,
  movedInto,
  ...observers,
  announce,
  begin,
  cancel,
};

const due: readonly Timer[] = [
  {
    name: 'focus-3',
    when: beforeVisit('focusAgreed', 3, needsFocus),
    tell: { hostHead: 'focusDue', leadReviewer: 'focusDue' },
  },
  {
    name: 'focus',
    when: beforeVisit('focusAgreed', 0, needsFocus),
    tell: { hostHead: 'focusDue', leadReviewer: 'focusDue' },
  },
  {
    name: 'plan-2',
    when: beforeVisit('planAgreed', 2, needsPlan),
    tell: { hostHead: 'planDue', leadReviewer: 'planDue' },
  },
  {
    name: 'plan',
    when: beforeVisit('planAgreed', 0, needsPlan),
    tell: { hostHead: 'planDue', leadReviewer: 'planDue', programmeLead: 'planMissing' },
  },
  {
    name: 'selfEvaluation-2',
    when: beforeVisit('selfEvaluation', 2, needsSelfEvaluation),
    tell: { hostHead: 'selfEvaluationDue' },
  },
  {
    name: 'selfEvaluation',
    when: beforeVisit('selfEvaluation', 0, needsSelfEvaluation),
    tell: { hostHead: 'selfEvaluationDue' },
  },
  {
    name: 'selfEvaluation+1',
    when: beforeVisit('selfEvaluation', -1, needsSelfEvaluation),
    tell: { hostHead: 'selfEvaluationMissing', leadReviewer: 'selfEvaluationMissing' },
  },
  {
    name: 'goOrNoGo',
    when: {
      before: GO_OR_NO_GO,
      ahead: 0,
      calendar: 'host',
      of: record => (needsSelfEvaluation(record) ? record.on : null),
    },
    tell: { leadReviewer: 'goOrNoGo', programmeLead: 'goOrNoGo' },
  },
  {
    name: 'briefing-1',
    when: beforeVisit('teamBriefed', 1, needsBriefing),
    tell: { leadReviewer: 'briefingDue' },
  },
  { name: 'briefing', when: beforeVisit('teamBriefed', 0, needsBriefing) },
  { name: 'morning', when: { calendar: 'host', on: record => record.on }, at: '08:00', run: 'begin' },
];

const shows = {
  documents: {
    by: ['hostHead', 'hostLead', 'leadReviewer', 'peerReviewer'],
    label: 'Documents',
  },
  timetable: {
    by: ['hostHead', 'hostLead', 'leadReviewer', 'peerReviewer', 'observer'],
    label: 'The timetable',
  },
} as const;

const common = { accepts, due, shows };

const dayIn = ({ on }: ReviewRecord): string => (on ? formatDate(on) : 'a day to be set');

export const preparing = phase({
  scheduled: {
    ...common,
    says: 'The day holds. Host and lead agree one to three lines of enquiry by T-15 school days.',
    now: record => `The day holds: ${dayIn(record)}. Next are the lines of enquiry.`,
    waitsOn: ['hostHead', 'leadReviewer'],
    deadline: 'focus',
  },
  focusAgreed: {
    ...common,
    says: 'What is looked at is agreed. Lead and head agree the day plan by T-10 working days.',
    waitsOn: ['leadReviewer', 'hostHead'],
    deadline: 'plan',
  },
  planAgreed: {
    ...common,
    accepts: { ...accepts, sendSelfEvaluation: asked(sendSelfEvaluation) },
    says: 'The day plan is agreed. The host sends a link to its self-evaluation by T-5 working days.',
    waitsOn: ['hostHead'],
    deadline: 'selfEvaluation',
  },
  selfEvaluated: {
    ...common,
    accepts: { ...accepts, briefTeam: asked(briefTeam) },
    says: 'The team can read the self-evaluation and meets before the visit, by T-2 school days.',
    waitsOn: ['leadReviewer'],
    deadline: 'briefing',
  },
  briefed: {
    ...common,
    says: 'Everything is ready; a short note comes at eight on the morning.',
  },
});
