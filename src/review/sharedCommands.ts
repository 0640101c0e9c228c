import { dueDate, rollToSchoolDay } from '../calendar/dueDate.js';
import { formatDate } from '../calendar/localDate.js';
import { calendarDays } from '../calendar/units.js';
import { type FollowUp, SYSTEM, workflowOf } from '../workflow/workflow.js';
import { refuseDate } from './dates.js';
import { DateInput, DeclineInput, PostponeInput, ReportInput } from './inputs.js';
import { membersBehind, type PostponeReason, type ReviewRecord, type ReviewState } from './record.js';
import type { Changes, Notice, Role } from './terms.js';

// The commands that several states of the review's table accept (workflow.ts).

const { command } = workflowOf<ReviewRecord, ReviewState, Role, Notice, Changes>();

/** When the school and the team look at what came of it: 90 calendar days on (DOMAIN 2.4, row 17). */
const FOLLOW_UP = calendarDays(90);

/** A running cycle closes with its last review. */
export const tellCycle = (record: ReviewRecord): readonly FollowUp[] =>
  record.cycle.state === 'running'
    ? [{ kind: 'cycle', id: record.cycle.id, command: 'reviewEnded', input: {} }]
    : [];

export const cancel = command({
  by: ['programmeLead', 'organiser', SYSTEM],
  to: 'cancelled',
  label: 'Cancel this review',
  style: 'danger',
  confirm: 'Cancel this review? The host and the team are told.',
  follow: tellCycle,
  answer: record => `${record.reference} is cancelled, and everybody in it has been told.`,
});

/** The day did not hold: it is kept as refused, and everybody will be asked about the next one. */
export const putOff = (record: ReviewRecord, reason: PostponeReason): Changes => ({
  fields: {
    postponedFor: reason,
    on: null,
    startsPm: false,
    refusedDates: record.on ? [...record.refusedDates, record.on] : record.refusedDates,
  },
});

export const POSTPONED =
  'It is postponed. The team is told that it is, not why: the reason goes to the lead reviewer and the programme lead alone.';

export const postpone = command({
  by: ['hostHead', 'leadReviewer', 'programmeLead', 'organiser'],
  input: PostponeInput,
  to: 'postponed',
  label: 'Postpone',
  set: (record, { reason }) => putOff(record, reason),
  note: 'The review keeps its place in the cycle; the reason is shown to lead reviewer and programme lead alone.',
  answer: () => POSTPONED,
});

export const hadTheCall = command({
  by: ['hostHead'],
  to: 'postponed',
  label: "We've had the call",
  confirm: 'Postpone this review? Only the lead reviewer and the programme lead see why.',
  set: record => putOff(record, 'ofsted'),
  answer: () => POSTPONED,
});

export const stepDown = command({
  by: ['leadReviewer', 'peerReviewer', 'reviewerHead'],
  input: DeclineInput,
  to: 'replacing',
  label: 'I can no longer come',
  set: (record, { reason }, { personId }) => ({
    leave: { memberIds: membersBehind(record, personId ?? 0).map(member => member.id), reason },
  }),
  note: 'Only a replacement and their head are asked; the day and the others stay.',
  answer: () => 'Thank you for saying so early. The programme lead looks for somebody else.',
});

export const setDate = command({
  by: ['programmeLead', 'organiser'],
  input: DateInput,
  to: 'proposed',
  label: 'Choose a day',
  style: 'primary',
  refuse: (record, { on }, { calendars, today }) => refuseDate(record, on, calendars, today),
  set: (_record, { on }) => ({
    fields: { on, startsPm: false, postponedFor: null },
    askAgain: true,
  }),
  answer: record =>
    `${record.on ? formatDate(record.on) : 'The day'} is proposed; the host head and the team are asked.`,
});

export const reportDone = command({
  by: ['leadReviewer'],
  input: ReportInput,
  to: 'reported',
  label: 'The report is with the school',
  style: 'primary',
  set: (record, { link }, { today, calendars }) => ({
    fields: {
      reportDoneOn: today,
      reportLink: link,
      ...(record.on && {
        followUpOn: rollToSchoolDay(dueDate(record.on, FOLLOW_UP, calendars.default), calendars.default).date,
      }),
    },
  }),
  tell: { hostHead: 'reportDone', programmeLead: 'reportDone' },
  note: 'The report itself is never kept here: at most a link, for the host head and its author (DOMAIN 2.6).',
  answer: record =>
    `Thank you. The follow-up is due on ${record.followUpOn ? formatDate(record.followUpOn) : 'a day to be set'}.`,
});
