import { formatDate } from '../calendar/localDate.js';
import { schoolDays, workingDays } from '../calendar/units.js';
import { SYSTEM, workflowOf } from '../workflow/workflow.js';
import { DeclineInput, PlannedReviewSchema, PostponeInput, SelfEvaluationInput } from './inputs.js';
import {
  awaitedPeople,
  hasAnswered,
  isLastYes,
  lastDay,
  membersBehind,
  outstandingOf,
  type ReviewRecord,
  type ReviewState,
} from './record.js';
import {
  cancel,
  hadTheCall,
  POSTPONED,
  postpone,
  putOff,
  reportDone,
  setDate,
  stepDown,
  tellCycle,
} from './sharedCommands.js';
import type { Changes, Notice, Role } from './terms.js';

const { command, table } = workflowOf<ReviewRecord, ReviewState, Role, Notice, Changes>();

const begin = command({ by: [SYSTEM], to: 'inProgress' });

/** The logistics note goes out on the morning of T (DOMAIN 2.4, row 9). */
const begins = {
  name: 'morning',
  when: { calendar: 'host', on: (record: ReviewRecord) => record.on },
  at: '08:00',
  run: 'begin',
} as const;

/**
 * A peer review of one school, from the plan's proposal to the follow-up (DOMAIN 2.4). T is the first review
 * day. Each state says who may do what, where it leads, and what the clock does when nothing happens.
 */
export const reviewWorkflow = table({
  kind: 'review',
  title: 'Peer review',
  deputiesShownTo: ['programmeLead'],

  roles: {
    hostHead: { title: 'the host head', people: record => record.hostHeadIds },
    leadReviewer: {
      title: 'the lead reviewer',
      people: ({ team }) => team.filter(each => each.role === 'leadReviewer').map(each => each.person.id),
      side: 'team',
    },
    peerReviewer: {
      title: 'a peer reviewer',
      people: ({ team }) => team.filter(each => each.role === 'peerReviewer').map(each => each.person.id),
      side: 'team',
    },
    reviewerHead: {
      title: "the head of a reviewer's school",
      people: ({ team }) => [...new Set(team.flatMap(member => member.headIds))],
    },
    programmeLead: {
      title: 'the programme lead',
      people: record => [record.cycle.lead.id],
      standIn: 'organiser',
      side: 'organisers',
    },
    organiser: {
      title: 'another organiser of the programme',
      people: record => record.cycle.organiserIds,
      side: 'organisers',
    },
    clusterLead: { title: 'the cluster lead', people: record => record.cycle.clusterLeadIds },
    awaitedAnswer: { title: 'everybody who has not answered yet', people: awaitedPeople },
  },

  states: {
    new: {
      says: 'A published plan has a team for this school.',
      accepts: {
        propose: command({
          by: [SYSTEM],
          input: PlannedReviewSchema,
          to: ['proposed', 'undated'],
          next: (_record, { on }) => (on ? 'proposed' : 'undated'),
          set: (_record, { on, startsPm, team, why }) => ({ fields: { on, startsPm, why }, join: team }),
        }),
      },
    },

    undated: {
      says: 'The plan found a team and no day; the programme lead chooses one.',
      tell: { programmeLead: 'dateNeeded' },
      waitsOn: ['programmeLead'],
      accepts: { setDate, cancel },
      deadline: 'remind10',
      due: [
        { name: 'remind5', when: { after: schoolDays(5) }, tell: { programmeLead: 'newDateDue' } },
        { name: 'remind10', when: { after: schoolDays(10) }, tell: { programmeLead: 'newDateDue' } },
      ],
    },

    proposed: {
      says: 'Host head, reviewers and their heads are asked to accept team and day (5 school days).',
      tell: { awaitedAnswer: 'asked' },
      waitsOn: ['awaitedAnswer'],
      accepts: {
        accept: command({
          by: ['hostHead', 'leadReviewer', 'peerReviewer', 'reviewerHead'],
          to: ['same', 'scheduled', 'undated'],
          label: 'Accept',
          style: 'primary',
          spent: hasAnswered,
          refuse: (record, _input, { personId }) =>
            hasAnswered(record, personId ?? 0) ? 'You have already accepted. We wait for the others.' : null,
          next: (record, _input, { personId, today }) => {
            if (!isLastYes(record, personId ?? 0)) return 'same';
            return record.on && record.on > today ? 'scheduled' : 'undated';
          },
          set: (record, _input, { personId }) => {
            const { host, own, release } = outstandingOf(record, personId ?? 0);
            return { yes: { own, release }, ...(host && { fields: { hostAnswer: 'yes' } }) };
          },
          note: 'One press answers for all a person stands for. A day gone by before the last yes is chosen anew.',
          answer: record =>
            record.state === 'scheduled'
              ? 'Everybody has accepted: the day holds.'
              : 'Accepted. The day holds when everybody has accepted.',
        }),
        decline: command({
          by: ['hostHead', 'leadReviewer', 'peerReviewer', 'reviewerHead'],
          input: DeclineInput,
          to: 'replacing',
          label: 'Decline',
          set: (record, { reason }, { personId }) => {
            const memberIds = membersBehind(record, personId ?? 0).map(member => member.id);
            if (!record.hostHeadIds.includes(personId ?? 0)) return { leave: { memberIds, reason } };
            // The host cannot take the day, or will not have the team: whichever it is, is looked for anew.
            return reason === 'conflict'
              ? {
                  leave: { memberIds: record.team.map(member => member.id), reason },
                  fields: { hostAnswer: 'no' },
                }
              : {
                  fields: {
                    hostAnswer: 'no',
                    refusedDates: record.on ? [...record.refusedDates, record.on] : record.refusedDates,
                    on: null,
                    startsPm: false,
                  },
                };
          },
          note: 'A conflict needs no words, and nobody but the programme lead learns who declined.',
          answer: () => 'Thank you for the clear answer. The programme lead looks for another way.',
        }),
        cancel,
      },
      deadline: 'remind5',
      due: [
        {
          name: 'remind3',
          when: { after: schoolDays(3), calendar: 'host' },
          tell: { awaitedAnswer: 'answerDue' },
        },
        {
          name: 'remind5',
          when: { after: schoolDays(5), calendar: 'host' },
          tell: { awaitedAnswer: 'answerDue', programmeLead: 'answersMissing' },
        },
      ],
    },

    replacing: {
      says: 'Somebody cannot take part: the programme lead has the plan repaired.',
      tell: { programmeLead: 'replacementNeeded' },
      waitsOn: ['programmeLead'],
      accepts: {
        repair: command({
          by: ['programmeLead', 'organiser'],
          input: PlannedReviewSchema,
          prepared: true,
          to: ['proposed', 'undated'],
          next: (_record, { on }) => (on ? 'proposed' : 'undated'),
          label: 'Find a replacement',
          style: 'primary',
          set: (record, { on, startsPm, team, why }) => {
            const staying = new Set(record.team.map(member => member.person.id));
            const moved = on !== record.on || startsPm !== record.startsPm;
            return {
              fields: { on, startsPm, why, ...(record.hostAnswer === 'no' && { hostAnswer: null }) },
              join: team.filter(member => !staying.has(member.personId)),
              ...(moved && { askAgain: true }),
            };
          },
          tell: { hostHead: 'teamChanged' },
          note: 'All other reviews stay as they are. Asked are only those who are new, or everybody when the day moves.',
          answer: () => 'The plan is repaired; those whom it changes are asked.',
        }),
        cancel,
      },
      deadline: 'remind2',
      due: [
        { name: 'remind2', when: { after: workingDays(2) }, tell: { programmeLead: 'stillReplacing' } },
        { name: 'remind5', when: { after: workingDays(5) }, tell: { programmeLead: 'stillReplacing' } },
      ],
    },

    scheduled: {
      says: 'The day holds. The host sends a link to its self-evaluation by T-5 working days.',
      now: record => `The day holds: ${record.on ? formatDate(record.on) : 'to be set'}.`,
      tell: {
        hostHead: 'scheduled',
        leadReviewer: 'scheduled',
        peerReviewer: 'scheduled',
        reviewerHead: 'scheduled',
        programmeLead: 'scheduled',
      },
      waitsOn: ['hostHead'],
      accepts: {
        sendSelfEvaluation: command({
          by: ['hostHead'],
          input: SelfEvaluationInput,
          to: 'prepared',
          label: 'Send the self-evaluation link',
          style: 'primary',
          set: (_record, { link }) => ({ fields: { selfEvaluationLink: link } }),
          tell: { leadReviewer: 'selfEvaluationSent', peerReviewer: 'selfEvaluationSent' },
          answer: () => 'Thank you. The team can open it; nobody else sees the link.',
        }),
        postpone,
        hadTheCall,
        stepDown,
        begin,
        cancel,
      },
      deadline: 'T-5',
      due: [
        {
          name: 'T-7',
          when: { before: workingDays(7), of: record => record.on },
          tell: { hostHead: 'selfEvaluationDue' },
        },
        {
          name: 'T-5',
          when: { before: workingDays(5), of: record => record.on },
          tell: { hostHead: 'selfEvaluationDue' },
        },
        {
          name: 'T-4',
          when: { before: workingDays(4), of: record => record.on },
          tell: { hostHead: 'selfEvaluationMissing', leadReviewer: 'selfEvaluationMissing' },
        },
        {
          name: 'T-3',
          when: { before: workingDays(3), of: record => record.on },
          tell: { leadReviewer: 'goOrNoGo', programmeLead: 'goOrNoGo' },
        },
        begins,
      ],
    },

    prepared: {
      says: 'The team has the link to the self-evaluation and waits for the day.',
      accepts: {
        sendSelfEvaluation: command({
          by: ['hostHead'],
          input: SelfEvaluationInput,
          to: 'same',
          label: 'Send another link',
          set: (_record, { link }) => ({ fields: { selfEvaluationLink: link } }),
          tell: { leadReviewer: 'selfEvaluationSent', peerReviewer: 'selfEvaluationSent' },
          answer: () => 'The team now sees the new link.',
        }),
        postpone,
        hadTheCall,
        stepDown,
        begin,
        cancel,
      },
      due: [begins],
    },

    inProgress: {
      says: 'The review takes place; the head hears the verbal feedback at the end of the last day.',
      tell: { hostHead: 'today', leadReviewer: 'today', peerReviewer: 'today' },
      accepts: {
        hold: command({ by: [SYSTEM], to: 'reportDue' }),
        postpone,
        hadTheCall,
        cancel,
      },
      due: [{ name: 'end', when: { calendar: 'host', on: lastDay }, at: '17:30', run: 'hold' }],
    },

    reportDue: {
      says: 'The lead reviewer writes the report: asked for at T+5 working days, due at T+10.',
      tell: { leadReviewer: 'reportAsked' },
      waitsOn: ['leadReviewer'],
      accepts: {
        reportDone,
        notHeld: command({
          by: ['hostHead', 'leadReviewer', 'programmeLead', 'organiser'],
          input: PostponeInput,
          to: 'postponed',
          label: 'It did not take place',
          set: (record, { reason }) => putOff(record, reason),
          answer: () => POSTPONED,
        }),
        lapse: command({ by: [SYSTEM], to: 'lapsed' }),
        cancel,
      },
      deadline: 'T+10',
      due: [
        {
          name: 'T+5',
          when: { past: workingDays(5), of: record => record.on },
          tell: { leadReviewer: 'reportDueNow' },
        },
        {
          name: 'T+6',
          when: { past: workingDays(6), of: record => record.on },
          tell: { leadReviewer: 'reportDueNow', programmeLead: 'reportOverdue' },
        },
        {
          name: 'T+10',
          when: { past: workingDays(10), of: record => record.on },
          tell: { leadReviewer: 'reportOverdue', programmeLead: 'reportOverdue' },
        },
        { name: 'T+20', when: { past: workingDays(20), of: record => record.on }, run: 'lapse' },
      ],
    },

    lapsed: {
      says: 'No report came within 20 working days; the programme lead decides what follows.',
      tell: { leadReviewer: 'reportLapsed', programmeLead: 'reportLapsed' },
      waitsOn: ['leadReviewer', 'programmeLead'],
      accepts: {
        reportDone,
        closeUnreported: command({
          by: ['programmeLead', 'organiser'],
          to: 'closed',
          label: 'Close without a report',
          style: 'danger',
          confirm: 'Close this review without a report?',
          follow: tellCycle,
          answer: record => `${record.reference} is closed without a report.`,
        }),
      },
    },

    reported: {
      says: 'The school has its report; the follow-up comes 90 calendar days after T, on an open school day.',
      now: record =>
        `The school has its report; the follow-up is on ${record.followUpOn ? formatDate(record.followUpOn) : 'a day to be set'}.`,
      accepts: { fallDue: command({ by: [SYSTEM], to: 'followUpDue' }) },
      due: [
        {
          name: 'followUp-10',
          when: { before: schoolDays(10), calendar: 'host', of: record => record.followUpOn },
          tell: { hostHead: 'followUpSoon', leadReviewer: 'followUpSoon' },
        },
        {
          name: 'followUp',
          when: { calendar: 'host', on: record => record.followUpOn },
          at: '08:00',
          run: 'fallDue',
        },
      ],
    },

    followUpDue: {
      says: 'Host head and lead reviewer look at what came of the review (10 school days).',
      tell: { hostHead: 'followUpNow', leadReviewer: 'followUpNow' },
      waitsOn: ['hostHead', 'leadReviewer'],
      accepts: {
        followUpDone: command({
          by: ['hostHead', 'leadReviewer'],
          to: 'closed',
          label: 'The follow-up is done',
          style: 'primary',
          tell: { programmeLead: 'closed', leadReviewer: 'closed', hostHead: 'closed' },
          follow: tellCycle,
          answer: () => 'Thank you. That closes the review.',
        }),
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
    },

    postponed: {
      says: 'It is put off; the programme lead offers another day within 10 school days.',
      tell: {
        leadReviewer: 'postponedWhy',
        programmeLead: 'postponedWhy',
        hostHead: 'postponed',
        peerReviewer: 'postponed',
        reviewerHead: 'postponed',
      },
      waitsOn: ['programmeLead'],
      accepts: { setDate, cancel },
      deadline: 'newDate10',
      due: [
        {
          name: 'newDate5',
          when: { after: schoolDays(5), calendar: 'host' },
          tell: { programmeLead: 'newDateDue' },
        },
        {
          name: 'newDate10',
          when: { after: schoolDays(10), calendar: 'host' },
          tell: { programmeLead: 'newDateDue' },
        },
      ],
    },

    closed: { says: 'It is done.', ends: true, accepts: {} },
    cancelled: {
      says: 'It does not take place.',
      ends: true,
      tell: {
        hostHead: 'cancelled',
        leadReviewer: 'cancelled',
        peerReviewer: 'cancelled',
        reviewerHead: 'cancelled',
        programmeLead: 'cancelled',
      },
      accepts: {},
    },
  },
});
