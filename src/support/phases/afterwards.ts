import { calendarDays, schoolDays, workingDays } from '../../calendar/units.js';
import { EvaluationInput, ImpactInput, QualityInput, ReflectionInput } from '../inputs.js';
import { command, type SupportStateSpec } from '../terms.js';
import { takeOver } from './shared.js';

/** What it achieved, and whether it lasted (DOMAIN 3.6). Causes for concern are settled before the 90 days, not after. */
export const afterwards = {
  evaluationDue: {
    says: 'The receiving head says how effective it was, the leader what was hard.',
    tell: {
      receivingHead: 'evaluationAsked',
      leader: 'reflectionAsked',
      coordinator: 'finished',
      homeHead: 'finished',
    },
    waitsOn: ['awaitedSide'],
    accepts: {
      evaluate: command({
        by: ['receivingHead'],
        input: EvaluationInput,
        to: ['same', 'qualityCheck'],
        label: 'Say how effective it was',
        style: 'primary',
        spent: record => record.evaluation !== null,
        refuse: record => (record.evaluation === null ? null : 'You have said so already. Thank you.'),
        next: record => (record.reflection === null ? 'same' : 'qualityCheck'),
        set: (_record, { rating, comment }) => ({ evaluation: { party: 'receivingHead', rating, comment } }),
        tell: { coordinator: 'evaluated' },
        answer: () =>
          'Thank you. The leader reads it when they have given their own; the partnership sees only totals. In 90 days you get one more question: did it last?',
      }),
      reflect: command({
        by: ['leader'],
        input: ReflectionInput,
        to: ['same', 'qualityCheck'],
        label: 'Say what was hard',
        style: 'primary',
        spent: record => record.reflection !== null,
        refuse: record => (record.reflection === null ? null : 'You have said so already. Thank you.'),
        next: record => (record.evaluation === null ? 'same' : 'qualityCheck'),
        set: (_record, { comment }) => ({ evaluation: { party: 'leader', rating: null, comment } }),
        answer: () => 'Thank you. Only the coordinator reads this.',
      }),
      closeUnevaluated: command({
        by: ['system'],
        to: ['qualityCheck', 'closed'],
        next: record => (record.evaluation === null ? 'closed' : 'qualityCheck'),
        set: (record, _input, { now }) =>
          record.evaluation === null ? { fields: { closedAt: now, outcome: 'not evaluated' } } : {},
        note: 'An evaluation without the leader’s words counts; none at all closes it as not evaluated.',
      }),
      takeOver,
    },
    deadline: 'remind10',
    due: [
      { name: 'remind5', when: { after: schoolDays(5) }, tell: { awaitedSide: 'evaluationAsked' } },
      { name: 'remind10', when: { after: schoolDays(10) }, tell: { awaitedSide: 'evaluationAsked' } },
      {
        name: 'overdue',
        when: { after: schoolDays(15) },
        tell: { awaitedSide: 'evaluationAsked', coordinator: 'evaluationOverdue' },
      },
      { name: 'close', when: { after: schoolDays(30) }, run: 'closeUnevaluated' },
    ],
  },

  qualityCheck: {
    says: 'The coordinator reads both sides, sees to causes for concern and signs it off.',
    waitsOn: ['coordinator'],
    accepts: {
      signOff: command({
        by: ['coordinator'],
        input: QualityInput,
        to: 'signedOff',
        label: 'Sign it off',
        style: 'primary',
        refuse: (record, { note }) =>
          note === null &&
          (record.evaluation?.rating === 'notEffective' || record.endedEarly === 'notWorking')
            ? 'It did not work for one side. Say in a sentence what was done about that.'
            : null,
        set: (_record, { note }, { today }) => ({
          fields: { signedOffOn: today, ...(note !== null && { qualityNote: note }) },
        }),
        tell: { leader: 'thanked', receivingHead: 'signedOff' },
        answer: record =>
          `${record.reference} is signed off. The head is asked once more 90 days after its end.`,
      }),
      takeOver,
    },
    deadline: 'remind10',
    due: [
      { name: 'remind10', when: { after: workingDays(10) }, tell: { coordinator: 'qualityWaits' } },
      {
        name: 'remind20',
        when: { after: workingDays(20) },
        tell: { coordinator: 'qualityWaits', programmeLead: 'qualityWaits' },
      },
    ],
  },

  signedOff: {
    says: 'It is signed off. 90 days after its end the head is asked whether it lasted.',
    accepts: {
      askImpact: command({ by: ['system'], to: 'impactCheck' }),
    },
    deadline: 'impact',
    due: [
      {
        name: 'impact',
        when: { past: calendarDays(90), roll: true, of: record => record.completedOn },
        run: 'askImpact',
      },
    ],
  },

  impactCheck: {
    says: 'The head is asked one question: did it last?',
    tell: { receivingHead: 'impactAsked' },
    waitsOn: ['receivingHead'],
    accepts: {
      answerImpact: command({
        by: ['receivingHead'],
        input: ImpactInput,
        to: 'closed',
        label: 'Say whether it lasted',
        style: 'primary',
        set: (_record, { lasting, comment }, { now }) => ({
          evaluation: { party: 'impact', rating: lasting, comment },
          fields: { closedAt: now },
        }),
        tell: { coordinator: 'impactAnswered', leader: 'impactAnswered' },
        answer: () => 'Thank you. That closes the request; the partnership sees only totals.',
      }),
      closeUnanswered: command({
        by: ['system'],
        to: 'closed',
        set: (_record, _input, { now }) => ({ fields: { closedAt: now } }),
      }),
    },
    deadline: 'remind10',
    due: [
      { name: 'remind10', when: { after: schoolDays(10) }, tell: { receivingHead: 'impactAsked' } },
      { name: 'close', when: { after: schoolDays(20) }, run: 'closeUnanswered' },
    ],
  },

  closed: { says: 'It is done.', ends: true, accepts: {} },
  terminated: { says: 'It ended before any work was done.', ends: true, accepts: {} },
} as const satisfies Readonly<Record<string, SupportStateSpec>>;
