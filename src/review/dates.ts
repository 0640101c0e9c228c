import { addDays, formatDate, type LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import type { Calendars } from '../workflow/workflow.js';
import { daysOfReview, type ReviewRecord } from './record.js';

/** Days offered at once for a review that has lost its day (DOMAIN 2.4, side states). */
const DAYS_OFFERED = 3;

/** School days of the host looked through for days to offer: a term has about sixty-five. */
const LOOKED_THROUGH = 130;

/** The name under which a record's calendars hold that of a reviewer's home school. */
export function homeCalendar(schoolId: number): string {
  return `school ${schoolId}`;
}

/** Why a review cannot begin in the morning of that day, in a sentence for whoever chose it; null when it can. */
export function refuseDate(
  record: ReviewRecord,
  on: LocalDate,
  calendars: Calendars,
  today: LocalDate,
): string | null {
  if (on <= today) return `${formatDate(on)} is not ahead of us. Choose a later day.`;
  for (const day of daysOfReview({ ...record, startsPm: false }, on, calendars.default)) {
    const words = formatDate(day);
    const closed = closedFor(record.host.name, record.host.phase, day, calendars.default);
    if (closed) return closed;
    for (const { school } of record.team) {
      const calendar = calendars[homeCalendar(school.id)];
      const away = calendar && closedFor(school.name, school.phase, day, calendar);
      if (away) return away;
    }
    if (record.takenDates.includes(day))
      return `On ${words} the host or somebody on the team is in another review. Choose another day.`;
    if (record.refusedDates.includes(day))
      return `${words} was tried before and did not work. Choose another day.`;
  }
  return null;
}

/** The next days on which everybody could, with the programme's notice: what is offered at once. */
export function offeredDates(
  record: ReviewRecord,
  calendars: Calendars,
  today: LocalDate,
): readonly LocalDate[] {
  const offered: LocalDate[] = [];
  let day = calendars.default.addSchoolDays(today, record.cycle.rules.noticeSchoolDays);
  for (let looked = 0; looked < LOOKED_THROUGH && offered.length < DAYS_OFFERED; looked++) {
    if (refuseDate(record, day, calendars, today) === null) offered.push(day);
    day = calendars.default.nextSchoolDay(addDays(day, 1));
  }
  return offered;
}

function closedFor(school: string, phase: string, day: LocalDate, calendar: SchoolCalendar): string | null {
  const reason = calendar.closedBecause(day);
  if (reason) return `${school} is closed on ${formatDate(day)} (${reason}). Choose another day.`;
  const blocked = calendar.blockedBy(day, phase).find(window => window.strength === 'hard');
  return blocked ? `${formatDate(day)} falls into ${blocked.name} at ${school}. Choose another day.` : null;
}
