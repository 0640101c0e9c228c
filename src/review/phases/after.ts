import { formatDate } from '../../calendar/localDate.js';
import { schoolDays } from '../../calendar/units.js';
import { SYSTEM } from '../../workflow/workflow.js';
import {
  ActionChoiceInput,
  ActionInput,
  ImpactInput,
  PersonInput,
  RatingInput,
  ReleaseInput,
  WorkshopDateInput,
} from '../inputs.js';
import { unrated } from '../parts.js';
import { MOST_ACTIONS, type ReviewRecord } from '../record.js';
import { afterEntry, afterVisit, command, phase, type Timer } from './phase.js';
import { nameChampion } from './preparing.js';
import { tellCycle } from './sideStates.js';
import { mySide } from './steps.js';

// Rows 14 to 18 of DOMAIN 2.4: what the school makes of its report.

/** How long before the follow-up both sides are told of its day. */
const FOLLOW_UP_NOTICE = schoolDays(10);

/** Ratings that have not come this long after they were due are not waited for. */
const RATINGS_LATE = 5;

const releaseReport = command({
  by: ['hostHead'],
  input: ReleaseInput,
  to: 'same',
  label: 'Let somebody read the report',
  set: (_record, { readers }) => ({ release: readers }),
  tell: { reader: 'reportReleased' },
  note: 'To people by name; it can be taken back, and every reading is on record (DOMAIN 2.6, 7.2).',
  answer: record => `These can now open the report: ${record.readers.map(({ name }) => name).join(', ')}.`,
});

const revokeReport = command({
  by: ['hostHead'],
  input: PersonInput,
  to: 'same',
  label: 'Take a reader back',
  spent: record => record.readers.length === 0,
  refuse: (record, { personId }) =>
    record.readers.some(({ id }) => id === personId) ? null : 'The report is not open to that person.',
  set: (_record, { personId }) => ({ revoke: [personId] }),
  answer: ({ readers }) =>
    readers.length > 0
      ? `Still open to ${readers.map(({ name }) => name).join(', ')}.`
      : 'Nobody beside you and the author can open it any more.',
});

const bookWorkshop = command({
  by: ['improvementChampion'],
  input: WorkshopDateInput,
  to: ['workshopBooked', 'same'],
  label: 'Book the workshop',
  style: 'primary',
  restartsClock: true,
  next: ({ state }) => (state === 'workshopBooked' ? 'same' : 'workshopBooked'),
  refuse: (record, { on }, { today, calendars }) => {
    if (on < today) return `${formatDate(on)} is behind us. Choose a later day.`;
    const closed = calendars.default.closedBecause(on);
    return closed
      ? `${record.host.name} is closed on ${formatDate(on)} (${closed}). Choose another day.`
      : null;
  },
  set: (_record, { on }) => ({ fields: { workshopOn: on } }),
  tell: { hostHead: 'workshopBooked' },
  answer: record =>
    `The workshop is on ${record.workshopOn ? formatDate(record.workshopOn) : 'the day'}. Write down at most three actions there.`,
});

const addAction = command({
  by: ['improvementChampion', 'hostHead'],
  input: ActionInput,
  to: 'same',
  label: 'Add an action',
  spent: record => record.actions.length >= MOST_ACTIONS,
  refuse: (record, { dueOn }, { today }) => {
    if (record.actions.length >= MOST_ACTIONS)
      return 'There are three actions already. Take one out, or leave it at three: more are not done.';
    return dueOn <= today ? `${formatDate(dueOn)} is not ahead of us. Choose a later day.` : null;
  },
  set: (_record, { text, owner, dueOn, measure }) => ({
    addAction: { text, ownerRole: owner, dueOn, measure },
  }),
  note: 'An action has an owner by post, a date and a measure; there are at most three (DOMAIN 2.4, row 15).',
  answer: record => `${record.actions.length} of at most three actions are written down.`,
});

const dropAction = command({
  by: ['improvementChampion', 'hostHead'],
  input: ActionChoiceInput,
  to: 'same',
  label: 'Take an action out',
  spent: record => record.actions.length === 0,
  refuse: (record, { actionId }) =>
    record.actions.some(({ id }) => id === actionId) ? null : 'That action is not there any more.',
  set: (_record, { actionId }) => ({ dropAction: actionId }),
  answer: record => `${record.actions.length} actions are written down.`,
});

const holdWorkshop = command({
  by: ['improvementChampion', 'hostHead'],
  to: 'workshopDone',
  label: 'The workshop has been held',
  style: 'primary',
  refuse: (record, _input, { today }) => {
    if (record.workshopOn && today < record.workshopOn)
      return `The workshop is on ${formatDate(record.workshopOn)}. Say so when it has been held, or book another day.`;
    return record.actions.length === 0 ? 'Write down at least one action first; at most three.' : null;
  },
  set: (_record, _input, { today }) => ({ fields: { workshopDoneOn: today } }),
  tell: { hostHead: 'workshopDone', leadReviewer: 'workshopDone' },
  answer: record =>
    `Thank you. The follow-up looks at ${record.actions.length === 1 ? 'the action' : 'the actions'} on ${record.followUpOn ? formatDate(record.followUpOn) : 'a day to be set'}.`,
});

const fallDue = command({ by: [SYSTEM], to: 'followUpDue' });

const followUp: readonly Timer[] = [
  {
    name: 'followUp-10',
    when: { before: FOLLOW_UP_NOTICE, calendar: 'host', of: record => record.followUpOn },
    tell: { hostHead: 'followUpSoon', leadReviewer: 'followUpSoon' },
  },
  {
    name: 'followUp',
    when: { calendar: 'host', on: record => record.followUpOn },
    at: '08:00',
    run: 'fallDue',
  },
];

const shows = {
  documents: {
    by: ['hostHead', 'leadReviewer', 'reader', 'policyReader'],
    label: 'Documents',
  },
  actions: { by: ['hostHead', 'leadReviewer', 'improvementChampion'], label: 'The actions' },
  readings: { by: ['hostHead'], label: 'Who has read it' },
} as const;

const workshopReminders: readonly Timer[] = [
  {
    name: 'workshop-5',
    when: workshop(-5),
    tell: { awaitedWorkshop: 'workshopDue' },
  },
  { name: 'workshop', when: workshop(0), tell: { awaitedWorkshop: 'workshopDue' } },
  {
    name: 'workshop+5',
    when: workshop(5),
    tell: { awaitedWorkshop: 'workshopDue', clusterLead: 'workshopOverdue' },
  },
];

/** A programme may do without a workshop. */
function workshop(more: number): Timer['when'] {
  return { ...afterVisit('workshop', more), of: record => (record.cycle.rules.workshop ? record.on : null) };
}

export const after = phase({
  reported: {
    says: 'The school has its report. A champion who was not on the team runs a workshop by T+15 school days.',
    now: record =>
      record.cycle.rules.workshop
        ? 'The school has its report; next is the improvement workshop.'
        : `The school has its report; the follow-up is on ${record.followUpOn ? formatDate(record.followUpOn) : 'a day to be set'}.`,
    tell: { hostHead: 'reportDone', awaitedWorkshop: 'reportDone', programmeLead: 'reportDone' },
    waitsOn: ['awaitedWorkshop'],
    accepts: { bookWorkshop, releaseReport, revokeReport, nameChampion, fallDue },
    deadline: 'workshop',
    due: [...workshopReminders, ...followUp],
    shows,
  },

  workshopBooked: {
    says: 'The workshop has its day; the champion writes down at most three actions.',
    waitsOn: ['awaitedWorkshop'],
    accepts: {
      holdWorkshop,
      addAction,
      dropAction,
      bookWorkshop: { ...bookWorkshop, label: 'Another day for the workshop' },
      releaseReport,
      revokeReport,
      nameChampion,
      fallDue,
    },
    deadline: 'workshop',
    due: [
      {
        name: 'today',
        when: { calendar: 'host', on: record => record.workshopOn },
        tell: { improvementChampion: 'workshopToday' },
      },
      ...workshopReminders,
      ...followUp,
    ],
    shows,
  },

  workshopDone: {
    says: 'The school works on its actions; the follow-up comes 90 calendar days after T, on an open school day.',
    now: record =>
      `The school works on its actions; the follow-up is on ${record.followUpOn ? formatDate(record.followUpOn) : 'a day to be set'}.`,
    accepts: { fallDue, releaseReport, revokeReport },
    due: followUp,
    shows,
  },

  followUpDue: {
    says: 'Host head and lead reviewer look at what came of the review (10 school days).',
    tell: { hostHead: 'followUpNow', leadReviewer: 'followUpNow' },
    waitsOn: ['hostHead', 'leadReviewer'],
    accepts: {
      reviewImpact: command({
        by: ['hostHead', 'leadReviewer'],
        input: ImpactInput,
        to: 'impactReviewed',
        label: 'The follow-up is done',
        style: 'primary',
        set: (record, { impact, rags, evidence }) => ({
          fields: { impact },
          rate: record.actions.flatMap(({ id }, n) => {
            const rag = rags[n];
            return rag ? [{ actionId: id, rag, evidenceLink: evidence[n] ?? null }] : [];
          }),
        }),
        refuse: (record, { rags }) =>
          record.actions.some((_action, n) => !rags[n]) ? 'Say of each action how far it has come.' : null,
        note: 'Red, amber or green for each action, with a link to evidence where there is some.',
        answer: () => 'Thank you. Last comes one question about how the review went.',
      }),
      releaseReport,
      revokeReport,
    },
    deadline: 'followUp+10',
    due: [
      {
        name: 'followUp+5',
        when: { after: schoolDays(5), calendar: 'host' },
        tell: { hostHead: 'followUpOverdue', leadReviewer: 'followUpOverdue' },
      },
      {
        name: 'followUp+10',
        when: { after: schoolDays(10), calendar: 'host' },
        tell: {
          hostHead: 'followUpOverdue',
          leadReviewer: 'followUpOverdue',
          clusterLead: 'followUpOverdue',
          programmeLead: 'followUpOverdue',
        },
      },
    ],
    shows,
  },

  impactReviewed: {
    says: 'Both sides say how the review went (10 school days); then it is closed.',
    tell: { awaitedRating: 'ratingAsked' },
    waitsOn: ['awaitedRating'],
    accepts: {
      rate: command({
        by: ['hostHead', 'leadReviewer'],
        input: RatingInput,
        to: ['same', 'closed'],
        label: 'Say how it went',
        style: 'primary',
        spent: (record, personId) => !unrated(record).includes(mySide(record, personId)),
        refuse: (record, _input, { personId }) =>
          unrated(record).includes(mySide(record, personId))
            ? null
            : 'You have said how it went. We wait for the other side.',
        next: (record, _input, { personId }) =>
          unrated(record).every(side => side === mySide(record, personId)) ? 'closed' : 'same',
        set: (record, { rating, goodPractice, nameUs }, { personId }) =>
          mySide(record, personId) === 'lead'
            ? { fields: { leadRating: rating } }
            : // Named only on the school's own and explicit yes (DOMAIN 2.6).
              { fields: { hostRating: rating, goodPractice, nameUs: nameUs && goodPractice !== null } },
        follow: closing,
        answer: record =>
          record.state === 'closed'
            ? 'Thank you. That closes the review.'
            : 'Thank you. We wait for the other side.',
      }),
      closeUnrated: command({ by: [SYSTEM], to: 'closed', follow: closing }),
      releaseReport,
      revokeReport,
    },
    deadline: 'ratings',
    due: [
      { name: 'ratings-5', when: afterEntry('impactReview', -5), tell: { awaitedRating: 'ratingAsked' } },
      { name: 'ratings', when: afterEntry('impactReview'), tell: { awaitedRating: 'ratingAsked' } },
      { name: 'close', when: afterEntry('impactReview', RATINGS_LATE), run: 'closeUnrated' },
    ],
    shows,
  },

  closed: {
    says: 'It is done.',
    ends: true,
    tell: { hostHead: 'closed', leadReviewer: 'closed', programmeLead: 'closed' },
    accepts: { releaseReport, revokeReport },
    shows,
  },
});

function closing(record: ReviewRecord) {
  return record.state === 'closed' ? tellCycle(record) : [];
}
