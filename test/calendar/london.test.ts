import { describe, expect, it } from 'vitest';
import { atLondon, isTimeOfDay, londonDate, londonTime } from '../../src/calendar/london.js';

const utc = (text: string): Date => new Date(`${text}Z`);

describe('the clock in England', () => {
  it('is an hour ahead of UTC in summer and not in winter', () => {
    expect(londonTime(utc('2026-11-10T15:45:59'))).toBe('15:45');
    expect(londonTime(utc('2026-07-10T15:45:00'))).toBe('16:45');
    expect(londonDate(utc('2026-07-10T23:30:00'))).toBe('2026-07-11');
    expect(londonDate(utc('2026-11-10T23:30:00'))).toBe('2026-11-10');
    expect(atLondon('2026-07-10', '08:00')).toEqual(utc('2026-07-10T07:00:00'));
    expect(atLondon('2026-11-10', '08:00')).toEqual(utc('2026-11-10T08:00:00'));
  });

  it('skips 01:00 to 02:00 on 28 March 2027: a time in the gap is taken an hour later', () => {
    expect(londonTime(utc('2027-03-28T00:59:00'))).toBe('00:59');
    expect(londonTime(utc('2027-03-28T01:00:00'))).toBe('02:00');
    expect(atLondon('2027-03-28', '00:59')).toEqual(utc('2027-03-28T00:59:00'));
    expect(atLondon('2027-03-28', '01:30')).toEqual(utc('2027-03-28T01:30:00'));
    expect(londonTime(atLondon('2027-03-28', '01:30'))).toBe('02:30');
    expect(atLondon('2027-03-28', '08:00')).toEqual(utc('2027-03-28T07:00:00'));
  });

  it('shows 01:00 to 02:00 twice on 31 October 2027: the first of the two is meant', () => {
    expect(londonTime(utc('2027-10-31T00:30:00'))).toBe('01:30');
    expect(londonTime(utc('2027-10-31T01:30:00'))).toBe('01:30');
    expect(atLondon('2027-10-31', '01:30')).toEqual(utc('2027-10-31T00:30:00'));
    expect(atLondon('2027-10-31', '02:00')).toEqual(utc('2027-10-31T02:00:00'));
    expect(londonDate(utc('2027-10-30T23:30:00'))).toBe('2027-10-31');
  });

  it('refuses what is not a time of day', () => {
    expect(['08:00', '23:59'].every(isTimeOfDay)).toBe(true);
    expect(['8:00', '24:00', '12:60', 'noon'].some(isTimeOfDay)).toBe(false);
    expect(() => atLondon('2027-02-01', '24:10')).toThrow(RangeError);
  });
});
