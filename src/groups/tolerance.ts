import { dueDate } from '../calendar/dueDate.js';
import { addMonths, formatDate, type LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { schoolDays } from '../calendar/units.js';
import { openException } from './exceptionEntry.js';
import { type GroupRecord, halfDaysBudget, halfDaysUsed } from './record.js';

/** Months by which a sponsor may put off a group's end, all extensions and pauses together; more is the chair's (DOMAIN 4.4). */
export const SPONSORS_MONTHS = 6;

/** The latest end that a sponsor may grant without the chair. */
export function sponsorsLimit(group: Pick<GroupRecord, 'agreedEndsOn' | 'endsOn'>): LocalDate {
  return addMonths(group.agreedEndsOn ?? group.endsOn, SPONSORS_MONTHS);
}

/** Why a group is out of tolerance. `lead`: its lead says so. */
export const CAUSES = ['lead', 'red', 'time', 'days'] as const;
export type Cause = (typeof CAUSES)[number];

/** A breach of tolerance, in a sentence for the sponsor. */
export interface Breach {
  readonly cause: Cause;
  readonly what: string;
}

/**
 * The breach that a group's record shows and that nobody has been asked to decide yet (DOMAIN 4.3, 4.4): a lead who
 * answers red, days beyond the budget and its tolerance, a milestone forecast or overdue beyond the tolerated
 * school days. Null while an exception is open: one decision at a time.
 */
export function newBreach(group: GroupRecord, calendar: SchoolCalendar): Breach | null {
  if (openException(group)) return null;
  return redBreach(group) ?? daysBreach(group) ?? timeBreach(group, calendar);
}

function redBreach({ checkIns, exceptions }: GroupRecord): Breach | null {
  const answers = checkIns.flatMap(({ answer }) => answer ?? []);
  const lastNotRed = answers.findLastIndex(({ rag }) => rag !== 'red');
  const turned = answers[lastNotRed + 1];
  // Red goes to the sponsor when it begins; as long as it lasts, their decision stands.
  if (!turned || exceptions.some(({ cause, raisedOn }) => cause === 'red' && raisedOn >= turned.answeredOn))
    return null;
  const blocker = answers.at(-1)?.blocker;
  return { cause: 'red', what: blocker || 'The lead says it is stuck.' };
}

function daysBreach(group: GroupRecord): Breach | null {
  const used = halfDaysUsed(group);
  const budget = halfDaysBudget(group);
  const most = (budget * (100 + group.budget.dayTolerance)) / 100;
  if (used <= most || group.exceptions.some(({ cause }) => cause === 'days')) return null;
  return { cause: 'days', what: `${used / 2} days are used; the budget is ${budget / 2}.` };
}

function timeBreach(group: GroupRecord, calendar: SchoolCalendar): Breach | null {
  const { timeTolerance } = group.budget;
  for (const { title, dueOn, forecastOn, doneOn } of group.milestones) {
    if (doneOn) continue;
    const latest = dueDate(dueOn, schoolDays(timeTolerance), calendar).date;
    const expected = forecastOn !== null && forecastOn > group.asOf ? forecastOn : group.asOf;
    const asked = group.exceptions.some(({ cause, raisedOn }) => cause === 'time' && raisedOn >= dueOn);
    const foreseen = group.exceptions.some(
      ({ cause, what }) => cause === 'time' && forecastOn !== null && what === slip(title, dueOn, forecastOn),
    );
    if (expected > latest && !asked && !foreseen)
      return { cause: 'time', what: slip(title, dueOn, forecastOn) };
  }
  return null;
}

function slip(title: string, dueOn: LocalDate, forecastOn: LocalDate | null): string {
  return forecastOn
    ? `"${title}" is due ${formatDate(dueOn)} and is expected ${formatDate(forecastOn)}.`
    : `"${title}" was due ${formatDate(dueOn)} and is not done.`;
}
