import type { LocalDate } from '../../calendar/localDate.js';
import { schoolDays, workingDays } from '../../calendar/units.js';
import { type FollowUp, SYSTEM } from '../../workflow/workflow.js';
import { awaitedPeople, hasAnswered, isLastYes, membersBehind, outstandingOf } from '../acceptance.js';
import { DeclineInput, type PlannedReview, PlannedReviewSchema } from '../inputs.js';
import { OBSERVER, type PreparingState, type ReviewRecord, type ReviewState } from '../record.js';
import { observers, observersUndated } from './observing.js';
import { command, enteredOn, phase } from './phase.js';
import { cancel, hadTheCall, lose, moved, movedInto, setDate } from './sideStates.js';
import { PREPARING, preparingState } from './steps.js';

/** Once asked, people have the programme's school days to answer (DOMAIN 2.4, row 3: five). */
const answer = (earlier: number) => ({
  calendar: 'host',
  of: enteredOn,
  past: {
    usual: schoolDays(5 - earlier),
    for: ({ cycle }: ReviewRecord) => schoolDays(Math.max(1, cycle.rules.acceptanceSchoolDays - earlier)),
  },
});

/** What a repaired plan changes: whether the day moves, and who is new. */
function compared(record: ReviewRecord, { on, startsPm, team }: PlannedReview) {
  const staying = new Set(record.team.map(member => member.person.id));
  return {
    moved: on !== record.on || startsPm !== record.startsPm,
    joining: team.filter(member => !staying.has(member.personId)),
  };
}

function nobodyToAsk(record: ReviewRecord, planned: PlannedReview): boolean {
  const { moved, joining } = compared(record, planned);
  return !moved && joining.length === 0 && record.hostAnswer === 'yes' && awaitedPeople(record).length === 0;
}

/** Where the last yes leads. A day gone by before it is chosen anew. */
const agreed = (record: ReviewRecord, today: LocalDate): PreparingState | 'undated' =>
  record.on && record.on > today ? preparingState(record) : 'undated';

/** Where that is a day that holds, everybody hears of it. */
const announced = ({ id, state }: ReviewRecord): readonly FollowUp[] =>
  (PREPARING as readonly ReviewState[]).includes(state)
    ? [{ kind: 'review', id, command: 'announce', input: {} }]
    : [];

/** Rows 2 to 4 of DOMAIN 2.4: a plan proposes team and day, and everybody says yes; a no is repaired. */
export const agreeing = phase({
  new: {
    says: 'A published plan has a team for this school.',
    accepts: {
      propose: command({
        by: [SYSTEM],
        input: PlannedReviewSchema,
        to: ['proposed', 'undated'],
        next: (_record, { on }) => (on ? 'proposed' : 'undated'),
        set: (_record, { on, startsPm, team, observers: comers, why }) => ({
          fields: { on, startsPm, why },
          join: [...team, ...comers.map(each => ({ ...each, role: OBSERVER }) as const)],
        }),
      }),
    },
  },

  undated: {
    says: 'It has a team and no day; the programme lead chooses one.',
    tell: { programmeLead: 'dateNeeded' },
    waitsOn: ['programmeLead'],
    accepts: { setDate, lose, moved, movedInto, ...observersUndated, cancel },
    deadline: 'remind10',
    due: [
      { name: 'remind5', when: { after: schoolDays(5) }, tell: { programmeLead: 'newDateDue' } },
      { name: 'remind10', when: { after: schoolDays(10) }, tell: { programmeLead: 'newDateDue' } },
    ],
  },

  proposed: {
    says: 'Host head, reviewers and their heads are asked to accept team and day (5 school days).',
    tell: { awaitedAnswer: 'asked', askedToObserve: 'askedToObserve' },
    waitsOn: ['awaitedAnswer'],
    accepts: {
      accept: command({
        by: ['hostHead', 'leadReviewer', 'peerReviewer', 'reviewerHead'],
        to: ['same', ...PREPARING, 'undated'],
        label: 'Accept',
        style: 'primary',
        spent: hasAnswered,
        refuse: (record, _input, { personId }) =>
          hasAnswered(record, personId ?? 0) ? 'You have already accepted. We wait for the others.' : null,
        next: (record, _input, { personId, today }) =>
          isLastYes(record, personId ?? 0) ? agreed(record, today) : 'same',
        set: (record, _input, { personId }) => {
          const { host, own, release } = outstandingOf(record, personId ?? 0);
          return { yes: { own, release }, ...(host && { fields: { hostAnswer: 'yes' } }) };
        },
        follow: announced,
        note: 'One press answers for all a person stands for. A day gone by before the last yes is chosen anew.',
        answer: record =>
          record.state === 'proposed'
            ? 'Accepted. The day holds when everybody has accepted.'
            : 'Everybody has accepted: the day holds.',
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
      settle: command({
        by: [SYSTEM],
        to: [...PREPARING, 'undated'],
        next: (record, _input, { today }) => agreed(record, today),
        follow: announced,
        note: 'The one yes that was missing is no longer anybody’s to give.',
      }),
      hadTheCall,
      lose,
      moved,
      movedInto,
      ...observers,
      cancel,
    },
    deadline: 'remind5',
    due: [
      {
        name: 'remind3',
        when: answer(2),
        tell: { awaitedAnswer: 'answerDue', askedToObserve: 'askedToObserve' },
      },
      {
        name: 'remind5',
        when: answer(0),
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
        by: ['programmeLead', 'organiser', SYSTEM],
        input: PlannedReviewSchema,
        prepared: true,
        to: ['proposed', 'undated', ...PREPARING],
        next: (record, planned) => {
          if (!planned.on) return 'undated';
          // A team that goes on smaller than it was, on the day it agreed to, has nothing left to be asked.
          return nobodyToAsk(record, planned) ? preparingState(record) : 'proposed';
        },
        label: 'Find a replacement',
        style: 'primary',
        set: (record, planned) => {
          const { on, startsPm, team, why } = planned;
          const { moved, joining } = compared(record, planned);
          // A champion is nobody of the team (DOMAIN 2.3).
          const clash = team.some(member => member.personId === record.champion?.id);
          return {
            fields: {
              on,
              startsPm,
              why,
              ...(record.hostAnswer === 'no' && { hostAnswer: null }),
              ...(clash && { championId: null }),
            },
            join: joining,
            ...(moved && { askAgain: true }),
          };
        },
        tell: { hostHead: 'teamChanged' },
        note: 'All other reviews stay as they are. Asked are only those who are new, or everybody when the day moves.',
        answer: () => 'The plan is repaired; those whom it changes are asked.',
      }),
      lose,
      moved,
      movedInto,
      ...observers,
      cancel,
    },
    deadline: 'remind2',
    due: [
      { name: 'remind2', when: { after: workingDays(2) }, tell: { programmeLead: 'stillReplacing' } },
      { name: 'remind5', when: { after: workingDays(5) }, tell: { programmeLead: 'stillReplacing' } },
    ],
  },
});
