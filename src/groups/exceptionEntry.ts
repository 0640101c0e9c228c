import type { LocalDate } from '../calendar/localDate.js';

/** One time that a group left its tolerance, or asked: for its sponsor to decide (DOMAIN 4.4). */
export interface ExceptionEntry {
  readonly id: number;
  readonly number: number;
  readonly state: string;
  readonly cause: string;
  readonly what: string;
  /** The milestone whose date is out of tolerance, and what was expected of it; null for other causes. */
  readonly milestoneId: number | null;
  readonly forecastOn: LocalDate | null;
  /** Half days that had been used, when it is about them. */
  readonly halfDaysUsed: number | null;
  readonly raisedOn: LocalDate;
  readonly decision: string | null;
  readonly decidedOn: LocalDate | null;
  readonly late: boolean;
}

/** The exception that waits to be decided, or null. */
export function openException({
  exceptions,
}: {
  readonly exceptions: readonly ExceptionEntry[];
}): ExceptionEntry | null {
  return exceptions.find(({ state }) => state === 'raised' || state === 'withChair') ?? null;
}
