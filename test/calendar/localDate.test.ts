import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  academicYear,
  addDays,
  datesBetween,
  dayNumber,
  daysFrom,
  formatDate,
  fromDayNumber,
  isLocalDate,
  LocalDateSchema,
  localDate,
  parseLocalDate,
  weekday,
} from '../../src/calendar/localDate.js';

describe('a local date', () => {
  it('accepts only days that exist', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    for (const wrong of [
      '2027-02-29',
      '2027-02-31',
      '2027-13-01',
      '2027-1-1',
      '27-01-01',
      '',
      '2027-01-01T00:00',
    ]) {
      expect(isLocalDate(wrong), wrong).toBe(false);
      expect(parseLocalDate(wrong), wrong).toBeNull();
      expect(LocalDateSchema.safeParse(wrong).success, wrong).toBe(false);
    }
    expect(() => localDate('31/02/2027')).toThrow('"31/02/2027" is not a date');
  });

  it('counts days across months, leap days and clock changes', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(addDays('2027-11-01', -1)).toBe('2027-10-31');
    expect(daysFrom('2026-11-24', '2027-02-22')).toBe(90);
    expect(datesBetween('2026-10-30', '2026-11-01')).toEqual(['2026-10-30', '2026-10-31', '2026-11-01']);
    expect(datesBetween('2026-11-01', '2026-10-30')).toEqual([]);
  });

  it('goes to a number and back, keeps the order and advances the weekday by one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), day => {
        const date = fromDayNumber(day);
        expect(dayNumber(date)).toBe(day);
        expect(date < addDays(date, 1)).toBe(true);
        expect(weekday(addDays(date, 1))).toBe((weekday(date) % 7) + 1);
      }),
      { seed: 20261122 },
    );
  });

  it('knows the weekday, the academic year and the words', () => {
    expect(weekday('2026-11-10')).toBe(2);
    expect(weekday('1969-12-28')).toBe(7);
    expect(academicYear('2026-08-31')).toBe(2025);
    expect(academicYear('2026-09-01')).toBe(2026);
    expect(formatDate('2026-11-10')).toBe('Tuesday 10 November 2026');
    expect(formatDate('2027-02-05', 'short')).toBe('Fri 5 Feb 2027');
    expect(formatDate('2027-02-05', 'day')).toBe('5 February');
  });
});
