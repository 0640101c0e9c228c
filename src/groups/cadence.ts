import { dueDate } from '../calendar/dueDate.js';
import { addDays, type LocalDate, weekday } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { schoolDays } from '../calendar/units.js';
import type { GroupRecord } from './record.js';

const TUESDAY = 2;
const THURSDAY = 4;

/** Days looked at in search of one on which a lead may be asked: a year, more than any closure lasts. */
const FURTHEST = 366;

/**
 * Whether a lead may be asked on a day: a Tuesday to Thursday on which the lead's school is open and nothing, such
 * as the key stage 2 tests of a primary, must be kept free for (DOMAIN 4.4, 6).
 */
export function isPromptDay(day: LocalDate, calendar: SchoolCalendar): boolean {
  if (weekday(day) < TUESDAY || weekday(day) > THURSDAY || !calendar.isSchoolDay(day)) return false;
  return !calendar.blockedBy(day, null).some(({ strength }) => strength === 'hard');
}

/**
 * The day of a group's next check-in: so many school days after the one before (after its start or its going on
 * again, for the first), and then the first day on which a lead may be asked.
 */
export function nextPromptOn(
  group: Pick<GroupRecord, 'lastPromptOn' | 'enteredAt' | 'cadence' | 'asOf'>,
  calendar: SchoolCalendar,
): LocalDate {
  const since = londonDate(group.enteredAt);
  const from = group.lastPromptOn !== null && group.lastPromptOn > since ? group.lastPromptOn : since;
  const due = dueDate(from, schoolDays(group.cadence), calendar).date;
  let day = laterOf(due, group.asOf);
  for (let looked = 0; looked < FURTHEST && !isPromptDay(day, calendar); looked++) day = addDays(day, 1);
  return day;
}

function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a >= b ? a : b;
}
