import type { LocalDate } from '../../calendar/localDate.js';
import { londonDate } from '../../calendar/london.js';
import type { DaySpan } from '../../calendar/units.js';
import { type Due, type SpanOf, workflowOf } from '../../workflow/workflow.js';
import { ProgrammeRulesSchema } from '../programme.js';
import type { ReviewRecord, ReviewState } from '../record.js';
import type { Changes, Notice, Role } from '../terms.js';

// What every part of the review's table is written with.

export const { command, table } = workflowOf<ReviewRecord, ReviewState, Role, Notice, Changes>();

type States = Parameters<typeof table>[0]['states'];

/** A line of a state's clock. */
export type Timer = NonNullable<States[ReviewState]['due']>[number];

/** Some states of the table: workflow.ts puts them together. */
export function phase<S extends ReviewState>(states: { readonly [N in S]: States[N] }) {
  return states;
}

type PastDue = Extract<Due<ReviewRecord>, { past: unknown }>;

const USUAL = ProgrammeRulesSchema.parse({}).deadlines;
type Deadline = keyof typeof USUAL;

/** A deadline of the programme's rules, so many of its own units later (or, negative, earlier) than it stands there. */
function span(name: Deadline, more: number): SpanOf<ReviewRecord> {
  const moved = ({ unit, n }: DaySpan): DaySpan => ({ unit, n: Math.max(0, n + more) });
  return { usual: moved(USUAL[name]), for: record => moved(record.cycle.rules.deadlines[name]) };
}

/**
 * Before T, in days of the host; `more` days earlier than the deadline. What would fall into the host's holidays is
 * owed before them (DOMAIN 2.4, worked dates). Nothing falls due once it is no longer needed.
 */
export function beforeVisit(
  name: Deadline,
  more: number,
  needed: (record: ReviewRecord) => boolean,
): Due<ReviewRecord> {
  return {
    before: span(name, more),
    ahead: more,
    calendar: 'host',
    of: record => (needed(record) ? record.on : null),
  };
}

/** After T, in days of the host; `more` days later than the deadline. */
export function afterVisit(name: Deadline, more = 0): PastDue {
  return { past: span(name, more), calendar: 'host', of: record => record.on };
}

/** After the state began, in days of the host. */
export function afterEntry(name: Deadline, more = 0): Due<ReviewRecord> {
  return { past: span(name, more), calendar: 'host', of: enteredOn };
}

/** The day on which the present state began. */
export function enteredOn(record: ReviewRecord): LocalDate {
  return londonDate(record.enteredAt);
}
