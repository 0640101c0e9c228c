import type { ReviewProblem } from './problem.js';

/** Days or half days of the round as points, and back. */
export interface PointCalendar {
  /** 1: a point is a school day; 2: a point is half a day (morning first). */
  perDay: 1 | 2;
  dates: string[];
  /** Per day: weeks since the first Monday (by the date, so a holiday week counts), and 0 = Monday. */
  week: Int32Array;
  weekday: Int32Array;
  index: Map<string, number>;
}

const DAY_MS = 86_400_000;
/** Days since 1970-01-01 of a local date, counted in UTC so that no zone shifts it. */
const dayNumber = (date: string): number => Math.round(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / DAY_MS);
/** 1970-01-01 was a Thursday, so day -3 was a Monday. */
const weekNumber = (date: string): number => Math.floor((dayNumber(date) + 3) / 7);

/** Reads the calendar of a problem. Half days are points only where some visit has half a day in its length. */
export function pointCalendar(problem: ReviewProblem): PointCalendar {
  const halves = problem.schools.some(school => !Number.isInteger(school.visitDays ?? 1));
  const dates = [...problem.calendar];
  const first = dates.length > 0 ? weekNumber(dates[0]!) : 0;
  return {
    perDay: halves ? 2 : 1,
    dates,
    week: Int32Array.from(dates, date => weekNumber(date) - first),
    weekday: Int32Array.from(dates, date => (((dayNumber(date) + 3) % 7) + 7) % 7),
    index: new Map(dates.map((date, t) => [date, t])),
  };
}

/** The week of a date relative to the first week of the calendar. */
export function weekOf(calendar: PointCalendar, date: string): number {
  return weekNumber(date) - (calendar.dates.length > 0 ? weekNumber(calendar.dates[0]!) : 0);
}

/** Points of a list of dates or half days; those outside the calendar are left out. Sorted, without repeats. */
export function pointsOf(calendar: PointCalendar, dates: readonly string[]): number[] {
  const points = new Set<number>();
  for (const date of dates) {
    const day = calendar.index.get(date.slice(0, 10));
    if (day === undefined) continue;
    const half = date.slice(11);
    if (calendar.perDay === 1) {
      // A half day cannot hold a whole-day visit.
      if (half === '') points.add(day);
      continue;
    }
    if (half !== 'pm') points.add(day * 2);
    if (half !== 'am') points.add(day * 2 + 1);
  }
  return [...points].sort((a, b) => a - b);
}

/** The day index of a point. */
export function dayOf(calendar: PointCalendar, point: number): number {
  return calendar.perDay === 2 ? point >> 1 : point;
}

/** A point as text: the date, with ` am` or ` pm` where points are half days and the visit does not fill the day. */
export function pointText(calendar: PointCalendar, point: number, duration: number): string {
  const date = calendar.dates[dayOf(calendar, point)]!;
  if (calendar.perDay === 1 || (duration % 2 === 0 && point % 2 === 0)) return date;
  return `${date} ${point % 2 === 0 ? 'am' : 'pm'}`;
}

/**
 * Starts of a visit of `duration` points among free points: consecutive, in one week, on days that follow one
 * another in the calendar; whole-day visits start in the morning.
 */
export function visitStarts(calendar: PointCalendar, free: readonly number[], duration: number): number[] {
  const has = new Set(free);
  return free.filter(t => {
    if (calendar.perDay === 2 && duration % 2 === 0 && t % 2 === 1) return false;
    for (let k = 1; k < duration; k++) {
      if (!has.has(t + k) || calendar.week[dayOf(calendar, t + k)] !== calendar.week[dayOf(calendar, t)])
        return false;
    }
    return true;
  });
}
