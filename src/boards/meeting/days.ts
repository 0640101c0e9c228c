import { addDays, type LocalDate, weekday } from '../../calendar/localDate.js';
import type { SchoolCalendar } from '../../calendar/schoolCalendar.js';
import type { MeetingRecord } from './record.js';
import { refuseDay } from './workflow.js';

/** School days of notice that let papers be chased ten school days before, with some days to write them. */
const NOTICE = 15;

/** Days offered at once. */
const OFFERED = 3;

/** How far ahead is looked, in calendar days: a year. */
const LOOKED_AT = 365;

const TUESDAY = 2;
const THURSDAY = 4;

/** The next days on which a board can meet: Tuesdays to Thursdays in term, far enough from its neighbours. */
export function offeredDays(
  meeting: Pick<MeetingRecord, 'others' | 'reference'>,
  today: LocalDate,
  calendar: SchoolCalendar,
): readonly LocalDate[] {
  const days: LocalDate[] = [];
  const last = addDays(today, LOOKED_AT);
  for (
    let day = calendar.addSchoolDays(today, NOTICE);
    day < last && days.length < OFFERED;
    day = addDays(day, 1)
  ) {
    const middle = weekday(day) >= TUESDAY && weekday(day) <= THURSDAY;
    if (middle && refuseDay(meeting, day, today, calendar) === null) days.push(day);
  }
  return days;
}
