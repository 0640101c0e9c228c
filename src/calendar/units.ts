import { z } from 'zod';

/**
 * A length of time in the unit in which a programme states it. The four are not interchangeable: a school
 * owes its deadlines in its own school days, an officer in working days (DOMAIN 0 item 8 and 6).
 * Plain data, so it may stand in a workflow table and in the store.
 */
export type Span = HourSpan | DaySpan;

export interface HourSpan {
  readonly unit: 'hours';
  readonly n: number;
}

/** Any span that is counted in whole days of some kind. */
export interface DaySpan {
  readonly unit: 'calendarDays' | 'workingDays' | 'schoolDays';
  readonly n: number;
}

type SpanUnit = Span['unit'];

/** For reading a span of days back from a programme's rules. */
export const DaySpanSchema = z.object({
  unit: z.enum(['calendarDays', 'workingDays', 'schoolDays']),
  n: z.int().nonnegative(),
}) satisfies z.ZodType<DaySpan>;

/** For reading a span back from a plan or from the store. */
export const SpanSchema = z.union([
  z.object({ unit: z.literal('hours'), n: z.number().nonnegative() }),
  DaySpanSchema,
]) satisfies z.ZodType<Span>;

/** Hours by the clock, whatever the day. */
export function hours(n: number): HourSpan {
  return { unit: 'hours', n };
}

/** Days, each of them counted. */
export function calendarDays(n: number): DaySpan {
  return { unit: 'calendarDays', n };
}

/** Monday to Friday less the bank holidays of England and Wales: what an officer works. */
export function workingDays(n: number): DaySpan {
  return { unit: 'workingDays', n };
}

/** Days on which that school is open to pupils. */
export function schoolDays(n: number): DaySpan {
  return { unit: 'schoolDays', n };
}

const NOUN: Record<SpanUnit, string> = {
  hours: 'hour',
  calendarDays: 'day',
  workingDays: 'working day',
  schoolDays: 'school day',
};

/** A span in words: "3 school days", "1 working day", "48 hours". */
export function spanInWords(span: Span): string {
  return `${span.n} ${NOUN[span.unit]}${span.n === 1 ? '' : 's'}`;
}

/** School days, working days, days: as people write and shorten them. */
const WRITTEN_SPAN = /^(\d{1,3})\s*(school|working|calendar)?\s*(?:days?|d)$/i;

/** A span of days as people type it: "10 school days", "1 working day", "90 days"; null for anything else. */
export function readDaySpan(text: string): DaySpan | null {
  const [, n, kind] = WRITTEN_SPAN.exec(text.trim()) ?? [];
  if (n === undefined) return null;
  const unit = { school: 'schoolDays', working: 'workingDays', calendar: 'calendarDays' } as const;
  return { unit: unit[(kind?.toLowerCase() ?? 'calendar') as keyof typeof unit], n: Number(n) };
}
