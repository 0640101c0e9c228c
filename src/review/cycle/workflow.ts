import { formatDate } from '../../calendar/localDate.js';
import { schoolDays, workingDays } from '../../calendar/units.js';
import { type FollowUp, SYSTEM } from '../../workflow/workflow.js';
import { CycleInput, MatchInput } from './inputs.js';
import { command, table } from './part.js';
import { acceptWarnings, exclude, pin, swap, unpin } from './planEditing.js';
import { basisOf, type CycleRecord, unexplained, withoutLead } from './record.js';
import { afterSome, cancel, publishSome, running, totals } from './running.js';

/** Fewer schools cannot review one another in turn. */
const FEWEST_SCHOOLS = 3;

/** Asks every member school's head (entry/workflow.ts). */
const askSchools = (record: CycleRecord): readonly FollowUp[] =>
  record.schoolsToAsk.map(({ id: schoolId }) => ({
    kind: 'entry',
    id: null,
    command: 'ask',
    input: { cycleId: record.id, schoolId },
  }));

const beforeClose = (n: number) => ({
  before: schoolDays(n),
  of: (record: CycleRecord) => record.answersBy,
});

const match = (label: string, to: 'proposed' | 'same') =>
  command({
    by: ['programmeLead', 'organiser'],
    input: MatchInput,
    prepared: true,
    to,
    label,
    ...(to === 'proposed' && { style: 'primary' as const }),
    restartsClock: true,
    refuse: (record, { plan }) =>
      plan.basis === basisOf(record.entries)
        ? null
        : 'An answer came in while the plan was being made. Please match again.',
    set: (_record, { plan }) => ({ plan }),
    note: 'No own school, no same trust, no mutual pair in a rotation, loads level; no message leaves yet.',
    answer: record =>
      `The plan is ready: ${record.plan?.visits.length ?? 0} reviews. Nobody has been told yet; look at it, then publish.`,
  });

/**
 * A cycle of peer reviews in one partnership: heads opt in, the plan is made and published, and each school's
 * review then runs by itself (DOMAIN 2.4).
 */
export const cycleWorkflow = table({
  kind: 'cycle',
  title: 'Review cycle',

  roles: {
    opener: {
      title: 'a programme lead, cluster lead or coordinator of the partnership',
      people: record => record.openerIds,
      side: 'organisers',
    },
    programmeLead: {
      title: 'the programme lead',
      people: record => [record.lead.id],
      standIn: 'organiser',
      side: 'organisers',
    },
    organiser: {
      title: 'another organiser of the programme',
      people: record => record.organiserIds,
      side: 'organisers',
    },
    clusterLead: { title: 'the cluster lead', people: record => record.clusterLeadIds },
    chaser: {
      title: 'the cluster lead, while a school has not answered',
      people: ({ entries, clusterLeadIds }) =>
        entries.some(({ state }) => state === 'asked') ? clusterLeadIds : [],
    },
    mender: {
      title: 'the programme lead, while a school waits for its place in the running cycle',
      people: ({ state, entries, lead }) =>
        state === 'running' && entries.some(entry => entry.state === 'optedIn') ? [lead.id] : [],
      standIn: 'organiser',
      side: 'organisers',
    },
  },

  states: {
    new: {
      says: 'Somebody who runs reviews in a partnership opens a cycle.',
      accepts: {
        open: command({
          by: ['opener'],
          input: CycleInput,
          to: 'open',
          refuse: (record, { answersBy }, { today }) => {
            if (answersBy <= today) return 'The day by which heads answer is not ahead of us.';
            return record.schoolsToAsk.length < FEWEST_SCHOOLS
              ? `${record.partnership.name} has ${record.schoolsToAsk.length} schools; a cycle needs at least ${FEWEST_SCHOOLS}.`
              : null;
          },
          set: (_record, { name, answersBy, windowFrom, windowTo }) => ({
            fields: { name, answersBy, windowFrom, windowTo },
          }),
          follow: askSchools,
          tell: { clusterLead: 'opened' },
          answer: record =>
            `${record.name} (${record.reference}) is open: the heads of ${record.entries.length} schools are asked to answer by ${formatDate(record.answersBy)}.`,
        }),
      },
    },

    open: {
      says: 'Heads are asked whether their schools take part; they are reminded 10, 5 and 1 school days before the close.',
      accepts: {
        closeAnswers: command({
          by: ['programmeLead', 'organiser', SYSTEM],
          to: 'matching',
          label: 'Close answers now',
          answer: () => 'Answers are closed. Late ones still count until the plan is published.',
        }),
        cancel,
      },
      deadline: 'close',
      due: [
        // With each reminder to the heads the list of those who have not answered (DOMAIN 2.4, row 0).
        { name: 'list-10', when: beforeClose(10), tell: { chaser: 'unanswered' } },
        { name: 'list-5', when: beforeClose(5), tell: { chaser: 'unanswered' } },
        {
          name: 'list-1',
          when: beforeClose(1),
          tell: { programmeLead: 'unanswered', chaser: 'unanswered' },
        },
        { name: 'close', when: { on: record => record.answersBy }, at: '17:30', run: 'closeAnswers' },
      ],
    },

    matching: {
      says: 'Answers are closed: the programme lead has the plan made.',
      tell: { programmeLead: 'answersClosed' },
      waitsOn: ['programmeLead'],
      accepts: { match: match('Match', 'proposed'), cancel },
      deadline: 'remind2',
      due: [
        { name: 'remind2', when: { after: workingDays(2) }, tell: { programmeLead: 'matchingDue' } },
        { name: 'remind5', when: { after: workingDays(5) }, tell: { programmeLead: 'matchingDue' } },
      ],
    },

    proposed: {
      says: 'The plan is made and nobody has been told: the programme lead looks at it and publishes it.',
      waitsOn: ['programmeLead'],
      shows: {
        edit: { by: ['programmeLead', 'organiser'], label: 'Change the plan' },
        map: { by: ['programmeLead', 'organiser'], label: 'Who reviews whom' },
      },
      accepts: {
        publish: command({
          by: ['programmeLead', 'organiser'],
          to: ['running', 'publishing'],
          next: afterSome,
          label: 'Publish the plan',
          style: 'primary',
          confirm: 'Publish the plan? Every host head, reviewer and reviewers’ head is asked to accept.',
          refuse: ({ plan, entries }) => {
            if (!plan) return 'There is no plan yet. Match first.';
            if (plan.basis !== basisOf(entries))
              return 'An answer has changed since this plan was made. Match again, then publish.';
            const unsaid = unexplained(plan).map(visit => visit.school.name);
            if (unsaid.length > 0)
              return `You changed the team of ${unsaid.join(', ')}, and something is less than it should be. Open "Change the plan" and accept it with a reason, or choose somebody else.`;
            const missing = withoutLead(plan).map(visit => visit.school.name);
            return missing.length > 0
              ? `Nobody leads the review of ${missing.join(', ')}. Ask for more people to send, or take the school out, and match again.`
              : null;
          },
          follow: publishSome,
          tell: { clusterLead: 'published' },
          answer: record =>
            `Published: ${record.plan?.visits.length ?? 0} reviews. Host heads, reviewers and their heads are asked to accept within ${record.rules.acceptanceSchoolDays} school days.`,
        }),
        match: match('Match again', 'same'),
        pin,
        unpin,
        exclude,
        swap,
        acceptWarnings,
        cancel,
      },
      deadline: 'remind3',
      due: [{ name: 'remind3', when: { after: workingDays(3) }, tell: { programmeLead: 'planWaits' } }],
    },

    ...running,

    closed: {
      says: 'Every review of the cycle has ended.',
      ends: true,
      shows: { totals },
      tell: { programmeLead: 'closed', clusterLead: 'closed' },
      accepts: {},
    },
    cancelled: { says: 'The cycle was cancelled.', ends: true, accepts: {} },
  },
});
