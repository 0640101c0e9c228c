import { addDays, formatDate, type LocalDate, localDate } from '../../calendar/localDate.js';
import { calendarDays } from '../../calendar/units.js';
import { workflowOf } from '../../workflow/workflow.js';
import { AppointInput, RenewInput } from './inputs.js';
import type { SeatRecord, SeatState } from './record.js';
import type { SeatChanges, SeatNotice, SeatRole } from './terms.js';

const { command, table } = workflowOf<SeatRecord, SeatState, SeatRole, SeatNotice, SeatChanges>();

/** The last day of a term of so many years: 1 September 2026 for two years ends on 31 August 2028. */
export function termEnd(from: LocalDate, years: number): LocalDate {
  const year = Number(from.slice(0, 4)) + years;
  // 29 February of a year that has none is 1 March.
  const month = from.slice(5) === '02-29' && year % 4 !== 0 ? '03-01' : from.slice(5);
  return addDays(localDate(`${year}-${month}`), -1);
}

/** How long before its end a term is spoken of, in calendar days: an election or a request takes a half term. */
const WARN_DAYS = [60, 30] as const;

/**
 * One seat of a board (DOMAIN 1.2): whom it speaks for, who holds it and until when. A term that ends is warned of,
 * and then ends by itself; who has sat is kept.
 */
export const seatWorkflow = table({
  kind: 'seat',
  title: 'Seat on a board',

  roles: {
    holder: { title: 'whoever holds the seat', people: record => (record.holder ? [record.holder.id] : []) },
    chair: { title: 'the chair', people: record => record.chairIds },
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds },
    members: { title: 'a member of the board', people: record => record.memberIds },
  },

  states: {
    new: { says: 'Seats are made vacant, with their board.', accepts: {} },

    vacant: {
      says: 'Nobody holds it.',
      now: record => `The seat for ${record.constituency} is vacant.`,
      accepts: {
        appoint: command({
          by: ['chair', 'coordinators'],
          input: AppointInput,
          to: 'held',
          label: 'Appoint',
          style: 'primary',
          refuse: (record, { personId, from, to }, { today }) => {
            const begins = from ?? today;
            const ends = to ?? termEnd(begins, record.termYears);
            if (ends < today) return `That term ended on ${formatDate(ends)}. Give a later last day.`;
            return record.memberIds.includes(personId)
              ? 'They hold a seat on this board already. A person sits once.'
              : null;
          },
          set: (record, { personId, from, to }, { today }) => ({
            fields: {
              holderId: personId,
              from: from ?? today,
              to: to ?? termEnd(from ?? today, record.termYears),
            },
          }),
          tell: { holder: 'appointed' },
          answer: record =>
            `${record.holder?.name ?? 'They'} sits for ${record.constituency}${record.to ? ` until ${formatDate(record.to)}` : ''}.`,
        }),
        abolish: command({
          by: ['chair', 'coordinators'],
          to: 'abolished',
          label: 'Abolish the seat',
          confirm: 'Abolish this seat?',
          answer: record => `There is one seat fewer for ${record.constituency}.`,
        }),
      },
    },

    held: {
      says: 'Somebody holds it for a term.',
      now: record =>
        `${record.holder?.name ?? 'Somebody who has left'} holds it${record.to ? ` until ${formatDate(record.to)}` : ''}.`,
      accepts: {
        renew: command({
          by: ['chair', 'coordinators'],
          input: RenewInput,
          to: 'same',
          label: 'Renew the term',
          restartsClock: true,
          refuse: (record, { to }, { today }) => {
            if (!record.holder) return 'Its holder has left. Vacate the seat and appoint somebody.';
            return to <= (record.to ?? today) || to <= today
              ? 'The new term ends after the present one.'
              : null;
          },
          set: (_record, { to }) => ({ fields: { to } }),
          tell: { holder: 'renewed' },
          answer: record => `Renewed${record.to ? ` until ${formatDate(record.to)}` : ''}.`,
        }),
        vacate: command({
          by: ['holder', 'chair', 'coordinators'],
          to: 'vacant',
          label: 'Vacate the seat',
          confirm: 'Vacate this seat now? Its holder no longer sits on the board.',
          tell: { coordinators: 'vacated', chair: 'vacated' },
          set: () => ({ endsTerm: true, fields: { holderId: null, from: null, to: null } }),
          answer: record => `The seat for ${record.constituency} is vacant.`,
        }),
        expire: command({
          by: ['system'],
          to: 'vacant',
          tell: { coordinators: 'vacated', chair: 'vacated' },
          tellBefore: { holder: 'termEnded' },
          set: () => ({ endsTerm: true, fields: { holderId: null, from: null, to: null } }),
        }),
      },
      due: [
        ...WARN_DAYS.map(n => ({
          name: `termEnds${n}`,
          when: { before: calendarDays(n), of: (record: SeatRecord) => record.to },
          tell: {
            holder: 'termEnding',
            chair: 'termEndingForChair',
            coordinators: 'termEndingForChair',
          } as const,
        })),
        {
          name: 'termEnds',
          // The last day of a term is still served.
          when: { past: calendarDays(1), of: (record: SeatRecord) => record.to },
          at: '07:00',
          run: 'expire',
        },
      ],
    },

    abolished: { says: 'The seat is no more.', ends: true, accepts: {} },
  },
});
