import { addDays, formatDate } from '../calendar/localDate.js';
import { calendarDays } from '../calendar/units.js';
import { SYSTEM, workflowOf } from '../workflow/workflow.js';
import { CoverInput, UntilInput } from './inputs.js';
import type { CoverChanges, CoverNotice, CoverRecord, CoverRole, CoverState } from './record.js';

/** The longest that anybody covers for somebody in one go, in days: who is away for longer has a successor. */
const LONGEST = 366;

const { command, table } = workflowOf<CoverRecord, CoverState, CoverRole, CoverNotice, CoverChanges>();

/** Why a first and a last day do not do, or null. */
function wrongDays(
  from: `${number}-${number}-${number}`,
  to: typeof from,
  today: typeof from,
): string | null {
  if (to < today) return 'That day has gone by. Give the last day on which somebody acts for you.';
  if (to < from) return 'The last day lies before the first.';
  return to > addDays(today, LONGEST)
    ? `Somebody acts for you for at most a year: until ${formatDate(addDays(today, LONGEST))}. It can be renewed.`
    : null;
}

/**
 * Cover for somebody who is away (DOMAIN 8, "Delegation/absence cover"): a deputy sees what that person would see of
 * open work, is told of it too, and may answer; every answer says for whom it was. It ends by itself, can be ended
 * sooner, does not pass on, and never puts a deputy on two sides (src/workflow/parties.ts).
 */
export const coverWorkflow = table({
  kind: 'cover',
  title: 'Cover',
  personal: true,

  roles: {
    person: { title: 'the person who is away', people: record => [record.person.id] },
    deputy: { title: 'the deputy', people: record => [record.deputy.id] },
  },

  states: {
    new: {
      says: 'Somebody who will be away names a deputy and a last day.',
      accepts: {
        begin: command({
          by: ['person'],
          input: CoverInput,
          to: 'active',
          refuse: (record, { deputyId, from, to }, { today }) =>
            deputyId === record.person.id
              ? 'You cannot act for yourself. Choose somebody else.'
              : wrongDays(from ?? today, to, today),
          set: (_record, { deputyId, from, to }, { today }) => ({
            deputyId,
            to,
            from: from && from > today ? from : today,
          }),
          tell: { deputy: 'named' },
          note: 'The deputy is of the same school or holds office in the same partnership, and is there themselves.',
          answer: record =>
            `${record.deputy.name} acts for you from ${formatDate(record.from)} until ${formatDate(record.to)} and has been told. What they do is recorded as theirs "for ${record.person.name}"; you can go on acting yourself. /me cover changes or ends it.`,
        }),
      },
    },

    active: {
      says: 'The deputy acts for somebody who is away, up to and including the last day.',
      now: record => `${record.deputy.name} acts for ${record.person.name} until ${formatDate(record.to)}.`,
      accepts: {
        change: command({
          by: ['person'],
          input: UntilInput,
          to: 'same',
          label: 'Another last day',
          restartsClock: true,
          refuse: (record, { to }, { today }) => wrongDays(record.from, to, today),
          set: (_record, { to }) => ({ to }),
          tell: { deputy: 'changed' },
          answer: record =>
            `${record.deputy.name} acts for you until ${formatDate(record.to)}, and has been told.`,
        }),
        end: command({
          by: ['person', 'deputy'],
          to: 'ended',
          label: 'End it now',
          style: 'danger',
          confirm: 'End this cover now? Both of you are told, and nothing passes to the deputy any more.',
          answer: record => `${record.deputy.name} no longer acts for ${record.person.name}.`,
        }),
        lapse: command({ by: [SYSTEM], to: 'ended' }),
      },
      due: [
        {
          name: 'lapse',
          when: { past: calendarDays(1), of: record => record.to },
          at: '00:05',
          run: 'lapse',
        },
      ],
    },

    ended: {
      says: 'It is over; what was done in it stays done.',
      tell: { person: 'over', deputy: 'over' },
      ends: true,
      accepts: {},
    },
  },
});
