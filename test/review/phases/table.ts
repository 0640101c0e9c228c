import type { LocalDate } from '../../../src/calendar/localDate.js';
import { atLondon } from '../../../src/calendar/london.js';
import type { ReviewRecord } from '../../../src/review/record.js';
import { reviewWorkflow } from '../../../src/review/workflow.js';
import { decide } from '../../../src/workflow/decide.js';
import { scheduleOf } from '../../../src/workflow/schedule.js';
import type { AnyWorkflow, DecideContext } from '../../../src/workflow/workflow.js';
import { calendarWith } from '../aRecord.js';

// What the tests of the review's phases ask its table with.

export const table = reviewWorkflow as unknown as AnyWorkflow;

/** Ten o'clock of a day in the year of the worked dates, for whoever acts; with INSET days where a test wants them. */
export function contextOn(
  today: LocalDate,
  personId: number | null = null,
  ...inset: LocalDate[]
): DecideContext {
  const host = calendarWith(...inset);
  return { now: atLondon(today, '10:00'), today, personId, calendars: { default: host, host } };
}

/** The timers of a state that a review enters on a day, as London would read them. */
export function timers(
  record: ReviewRecord,
  today: LocalDate,
  ...inset: LocalDate[]
): Record<string, string> {
  const scheduled = scheduleOf(table, record, contextOn(today, null, ...inset));
  return Object.fromEntries(scheduled.map(timer => [timer.name, timer.dueAt.toISOString()]));
}

/** An instant as {@link timers} gives it. */
export const at = (date: LocalDate, time: `${number}:${number}` = '15:45') =>
  atLondon(date, time).toISOString();

/** A review whose day holds and of which nothing has been prepared. */
export const bare: Partial<ReviewRecord> = {
  focus: { what: [], by: null, on: null },
  dayPlan: { what: null, by: null, on: null },
  selfEvaluationLink: null,
  briefedOn: null,
};

export const enteredOn = (date: LocalDate): Partial<ReviewRecord> => ({ enteredAt: atLondon(date, '10:00') });

/** What a command of the review's table comes to, without doing it. */
export const give = (
  record: ReviewRecord,
  name: string,
  personId: number,
  input: object = {},
  today: LocalDate = '2026-11-09',
) => decide(table, record, { name, input, personId }, contextOn(today, personId));
