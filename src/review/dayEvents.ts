import { type CalendarEvent, hoursOf } from '../calendar/calendarEvent.js';
import { addDays, type LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { calendarOfSchool } from '../network/calendars.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { personViewer } from '../workflow/parties.js';
import type { AnyWorkflow } from '../workflow/workflow.js';
import { loadReview } from './load.js';
import { daysOfReview, type ReviewRecord } from './record.js';
import { type SeenReview, see } from './visibility.js';
import { reviewWorkflow } from './workflow.js';

/** Days of the past that stay in a calendar: a school year. */
const KEPT_DAYS = 365;

const table = reviewWorkflow as unknown as AnyWorkflow;

/** Those whose own day a review is. Whoever releases or runs it is not away for it. */
const AWAY: readonly string[] = ['hostHead', 'leadReviewer', 'peerReviewer', 'observer'];

/** The days of a person's reviews, as host or on the team; also those that they were on and no longer are. */
export async function reviewEvents(tx: Tx, personId: number, today: LocalDate): Promise<CalendarEvent[]> {
  const schools = (await schoolsLedBy(tx, personId, today)).map(school => school.id);
  const rows = await tx.review.findMany({
    where: {
      OR: [{ hostSchoolId: { in: schools } }, { team: { some: { personId } } }],
      AND: [{ OR: [{ on: null }, { on: { gte: addDays(today, -KEPT_DAYS) } }] }],
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const events: CalendarEvent[] = [];
  for (const { id } of rows) {
    const record = await loadReview(tx, id, today);
    if (record) events.push(...eventsOf(record, personId, await calendarOfSchool(tx, record.host.id)));
  }
  return events;
}

/**
 * One event for every day of a review, as one person may see it. Pure. A review that has lost its day is
 * cancelled on the last one it had, so that the copy in the calendar goes; with a new day the same event moves.
 */
export function eventsOf(record: ReviewRecord, personId: number, calendar: SchoolCalendar): CalendarEvent[] {
  const seen = see(record, personViewer(table, record, personId));
  const mine = seen.roles.some(role => AWAY.includes(role));
  const left = record.former.some(({ person }) => person.id === personId);
  if (!mine && !left) return [];
  const on = record.on ?? record.refusedDates.at(-1) ?? null;
  if (on === null) return [];
  const gone = !mine || record.on === null || record.state === 'cancelled';
  const asked = record.state === 'proposed' || record.state === 'replacing' || seen.mineToObserve;
  const days = daysOfReview(record, on, calendar);
  // It had a day more when it began in an afternoon; that one is taken back by name.
  const spare = days.length < longest(record) ? [days.at(-1) ?? on] : [];
  return [...days, ...spare].map((day, n) => ({
    uid: `review-${record.id}-day-${n + 1}`,
    sequence: record.version,
    status: gone || n >= days.length ? 'cancelled' : asked ? 'tentative' : 'confirmed',
    title: mine ? titleOf(seen) : `Peer review ${record.reference}`,
    ...(mine && seen.host && !seen.roles.includes('hostHead') && { location: seen.host }),
    ...(mine && { description: `/review show ${record.reference} in chat shows everything about it.` }),
    ...hoursOf(day, partOf(record, n, days.length)),
    changedAt: record.enteredAt,
  }));
}

/** Most days that a review of this length can take, wherever in a day it begins. */
function longest({ halfDays }: Pick<ReviewRecord, 'halfDays'>): number {
  return Math.ceil((halfDays + 1) / 2);
}

function titleOf(seen: SeenReview): string {
  return seen.roles.includes('hostHead')
    ? `Your peer review (${seen.reference})`
    : `Peer review at ${seen.host ?? 'another school'} (${seen.reference})`;
}

/** Which part of its n-th day a review takes. */
function partOf(
  { halfDays, startsPm }: Pick<ReviewRecord, 'halfDays' | 'startsPm'>,
  n: number,
  days: number,
): 'am' | 'pm' | 'day' {
  if (n === 0 && startsPm) return 'pm';
  const endsAtNoon = (halfDays + (startsPm ? 1 : 0)) % 2 === 1;
  return n === days - 1 && endsAtNoon ? 'am' : 'day';
}
