import { dueDate } from '../calendar/dueDate.js';
import { addMonths, formatDate, type LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { schoolDays } from '../calendar/units.js';
import { type ExceptionEntry, openException } from './exceptionEntry.js';
import { type GroupRecord, halfDaysBudget, halfDaysUsed, type Milestone } from './record.js';

/** Months by which a sponsor may put off a group's end, all extensions and pauses together; more is the chair's (DOMAIN 4.4). */
export const SPONSORS_MONTHS = 6;

/** The latest end that a sponsor may grant without the chair. */
export function sponsorsLimit(group: Pick<GroupRecord, 'agreedEndsOn' | 'endsOn'>): LocalDate {
  return addMonths(group.agreedEndsOn ?? group.endsOn, SPONSORS_MONTHS);
}

/** Why a group is out of tolerance. `lead`: its lead says so. */
export const CAUSES = ['lead', 'red', 'time', 'days'] as const;
export type Cause = (typeof CAUSES)[number];

/** What a breach is of, so that the same is not put to a sponsor twice. */
export type BreachOf = Pick<ExceptionEntry, 'milestoneId' | 'forecastOn' | 'halfDaysUsed'>;

/** A breach of tolerance, in a sentence for the sponsor. */
export interface Breach extends Partial<BreachOf> {
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

/** Days beyond the budget, and again each time as many more as the budget tolerates have been used since. */
function daysBreach(group: GroupRecord): Breach | null {
  const used = halfDaysUsed(group);
  const budget = halfDaysBudget(group);
  const tolerated = (budget * group.budget.dayTolerance) / 100;
  const decided = group.exceptions.filter(({ cause }) => cause === 'days');
  const known = Math.max(budget, ...decided.map(each => each.halfDaysUsed ?? 0));
  // Without any tolerance each further half day would be asked about: then a day at a time.
  const most = decided.length > 0 ? known + Math.max(tolerated, 2) : budget + tolerated;
  if (used <= most) return null;
  return {
    cause: 'days',
    what: `${used / 2} days are used; the budget is ${budget / 2}.`,
    halfDaysUsed: used,
  };
}

function timeBreach(group: GroupRecord, calendar: SchoolCalendar): Breach | null {
  for (const milestone of group.milestones) {
    const breach = milestone.doneOn ? null : slipOf(milestone, group, calendar);
    if (breach) return breach;
  }
  return null;
}

/** What a milestone's dates show and nobody has been asked about: a forecast once, and its passing once more. */
function slipOf(milestone: Milestone, group: GroupRecord, calendar: SchoolCalendar): Breach | null {
  const { id, title, dueOn, forecastOn } = milestone;
  const { asOf } = group;
  const latest = dueDate(dueOn, schoolDays(group.budget.timeTolerance), calendar).date;
  const asked = group.exceptions.filter(({ cause, milestoneId }) => cause === 'time' && milestoneId === id);
  const due = `"${title}" was due ${formatDate(dueOn)}`;
  if (forecastOn !== null && forecastOn >= asOf) {
    if (forecastOn <= latest || asked.some(each => each.forecastOn === forecastOn)) return null;
    const what = `"${title}" is due ${formatDate(dueOn)} and is expected ${formatDate(forecastOn)}.`;
    return { cause: 'time', what, milestoneId: id, forecastOn };
  }
  const passed = forecastOn ?? dueOn;
  if (asOf <= latest || asked.some(({ raisedOn }) => raisedOn > passed)) return null;
  const expected = forecastOn ? `, was expected ${formatDate(forecastOn)}` : '';
  return { cause: 'time', what: `${due}${expected} and is not done.`, milestoneId: id };
}
