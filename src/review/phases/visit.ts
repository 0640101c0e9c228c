import { workingDays } from '../../calendar/units.js';
import { SYSTEM } from '../../workflow/workflow.js';
import { sessionPromptAt, sessionsSaidBy, sessionToSay } from '../dayPlan.js';
import { FeedbackInput } from '../inputs.js';
import { lastDay } from '../record.js';
import { command, phase } from './phase.js';
import { nameChampion } from './preparing.js';
import { lapse, lateReport } from './reporting.js';
import { cancel, hadTheCall, notHeld, postpone, safeguarding } from './sideStates.js';

/** The lead ticks that the head has heard it, says who else did, and who of the team was there. */
const giveFeedback = command({
  by: ['leadReviewer'],
  input: FeedbackInput,
  to: 'feedbackGiven',
  label: 'The feedback has been given',
  style: 'primary',
  refuse: (record, _input, { today, calendars }) => {
    const last = lastDay(record, calendars.default);
    return last && today < last
      ? 'The review has days to come. The head hears the feedback at the end of the last.'
      : null;
  },
  set: (_record, { listeners, attended }, { today }) => ({
    fields: { feedbackOn: today, feedbackTo: listeners },
    attended,
  }),
  answer: () => 'Thank you. Next is the draft of the report: give its link here when the team can read it.',
});

/** Rows 9 and 10 of DOMAIN 2.4: the day or days, and the verbal feedback at their end. */
export const visit = phase({
  inProgress: {
    says: 'The review takes place; the head hears the verbal feedback at the end of the last day.',
    tell: {
      hostHead: 'today',
      hostLead: 'today',
      leadReviewer: 'today',
      peerReviewer: 'today',
      observer: 'today',
    },
    waitsOn: ['leadReviewer'],
    accepts: {
      giveFeedback,
      saySession: command({
        by: [SYSTEM],
        to: 'same',
        restartsClock: true,
        set: (record, _input, { now, calendars }) => ({
          fields: { sessionsSaid: sessionsSaidBy(record, calendars.default, now) },
        }),
        note: 'Only where the lead has turned it on (DOMAIN 2.5).',
        tell: { leadReviewer: 'nextSession', peerReviewer: 'nextSession' },
      }),
      hold: command({ by: [SYSTEM], to: 'feedbackDue' }),
      safeguarding,
      nameChampion,
      hadTheCall,
      postpone,
      cancel,
    },
    deadline: 'feedback',
    due: [
      {
        name: 'session',
        when: { calendar: 'host', on: (record, calendar) => sessionToSay(record, calendar)?.on ?? null },
        at: { of: sessionPromptAt },
        run: 'saySession',
      },
      {
        name: 'feedback',
        when: { calendar: 'host', on: lastDay },
        tell: { leadReviewer: 'feedbackAsked' },
      },
      { name: 'end', when: { calendar: 'host', on: lastDay }, at: '17:30', run: 'hold' },
    ],
    shows: {
      documents: { by: ['hostHead', 'hostLead', 'leadReviewer', 'peerReviewer'], label: 'Documents' },
      timetable: {
        by: ['hostHead', 'hostLead', 'leadReviewer', 'peerReviewer', 'observer'],
        label: 'The timetable',
      },
    },
  },

  feedbackDue: {
    says: 'The visit is over; the lead reviewer says who heard the verbal feedback.',
    waitsOn: ['leadReviewer'],
    accepts: { giveFeedback, notHeld, safeguarding, nameChampion, lapse, cancel },
    deadline: 'feedback+1',
    due: [
      {
        name: 'feedback+1',
        when: { after: workingDays(1), calendar: 'host' },
        tell: { leadReviewer: 'feedbackAsked' },
      },
      {
        name: 'feedback+3',
        when: { after: workingDays(3), calendar: 'host' },
        tell: { leadReviewer: 'feedbackAsked', programmeLead: 'feedbackMissing' },
      },
      ...lateReport,
    ],
  },
});
