import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { londonDate, londonTime, type TimeOfDay } from '../../src/calendar/london.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { nextSendTime, notAtNight, type SendPreferences } from '../../src/calendar/sendWindow.js';

const calendar = new SchoolCalendar({
  entries: demonstrationCalendar(),
  bankHolidays: bundledBankHolidays(),
});

/** When a message that is ready at `now` leaves; both in UTC. */
function sent(now: string, preferences: SendPreferences): string {
  return nextSendTime(new Date(`${now}:00Z`), calendar, preferences)
    .toISOString()
    .slice(0, 16);
}
const quiet = (from: TimeOfDay, until: TimeOfDay) => [{ from, until }];

describe('routine messages', () => {
  it.each([
    ['2026-11-10T10:12', '2026-11-10T10:12', 'at once while the window is open'],
    ['2026-11-10T06:00', '2026-11-10T08:00', 'at eight when it is early'],
    ['2026-11-10T17:29', '2026-11-10T17:29', 'in the last minute'],
    ['2026-11-10T17:30', '2026-11-11T08:00', 'the next morning from half past five'],
    ['2026-11-13T18:00', '2026-11-16T08:00', 'after the weekend'],
    ['2026-10-26T10:00', '2026-11-02T08:00', 'after half term'],
    ['2026-12-18T17:45', '2027-01-04T08:00', 'after Christmas'],
    ['2027-07-21T16:40', '2027-09-01T07:00', 'after the summer, by the clock in England'],
    ['2027-07-21T16:20', '2027-07-21T16:20', 'at 17:20 in England although that is 16:20 UTC'],
  ])('ready at %s leave at %s: %s', (now, leaves) => {
    expect(sent(now, { urgency: 'routine' })).toBe(leaves);
  });

  it('reach an officer in half term but not on a bank holiday', () => {
    expect(sent('2026-10-26T10:00', { urgency: 'routine', days: 'workingDays' })).toBe('2026-10-26T10:00');
    expect(sent('2027-03-25T19:00', { urgency: 'routine', days: 'workingDays' })).toBe('2027-03-30T07:00');
  });

  it("wait for the end of a person's quiet hours", () => {
    const lessons = quiet('09:00', '15:00');
    expect(sent('2026-11-10T10:00', { urgency: 'routine', quiet: lessons })).toBe('2026-11-10T15:00');
    expect(sent('2026-11-10T08:59', { urgency: 'routine', quiet: lessons })).toBe('2026-11-10T08:59');
    expect(sent('2026-11-10T16:00', { urgency: 'routine', quiet: quiet('15:30', '09:30') })).toBe(
      '2026-11-11T09:30',
    );
  });

  it('are not dropped by quiet hours that leave no time at all', () => {
    expect(sent('2026-11-10T10:00', { urgency: 'routine', quiet: quiet('00:00', '23:59') })).toBe(
      '2026-11-10T10:00',
    );
  });
});

describe('prompts', () => {
  it.each([
    ['2026-11-10T10:00', '2026-11-10T15:45'],
    ['2026-11-10T16:10', '2026-11-10T16:10'],
    ['2026-11-10T17:30', '2026-11-11T15:45'],
    ['2027-05-28T20:00', '2027-06-07T14:45'],
  ])('ready at %s leave at %s', (now, leaves) => {
    expect(sent(now, { urgency: 'prompt' })).toBe(leaves);
  });

  it('come at the time that a person chose, even before eight or in the evening', () => {
    expect(sent('2026-11-10T06:00', { urgency: 'prompt', promptTime: '07:45' })).toBe('2026-11-10T07:45');
    expect(sent('2026-11-10T10:00', { urgency: 'prompt', promptTime: '18:30' })).toBe('2026-11-10T18:30');
    expect(sent('2026-11-10T10:00', { urgency: 'prompt', promptTime: '23:00' })).toBe('2026-11-10T19:59');
  });

  it('move past quiet hours, and before them when nothing is left after', () => {
    expect(sent('2026-11-10T10:00', { urgency: 'prompt', quiet: quiet('15:30', '16:30') })).toBe(
      '2026-11-10T16:30',
    );
    expect(sent('2026-11-10T10:00', { urgency: 'prompt', quiet: quiet('15:00', '18:00') })).toBe(
      '2026-11-10T10:00',
    );
    expect(sent('2026-11-10T16:00', { urgency: 'prompt', quiet: quiet('15:00', '18:00') })).toBe(
      '2026-11-11T08:00',
    );
    const twice = [...quiet('10:00', '11:00'), ...quiet('15:00', '18:00')];
    expect(sent('2026-11-10T09:00', { urgency: 'prompt', quiet: twice })).toBe('2026-11-10T11:00');
  });
});

describe('urgent messages', () => {
  it('pass holidays, weekends and quiet hours, but not the night', () => {
    expect(sent('2026-10-28T10:00', { urgency: 'urgent', quiet: quiet('09:00', '15:00') })).toBe(
      '2026-10-28T10:00',
    );
    expect(sent('2026-12-25T19:59', { urgency: 'urgent' })).toBe('2026-12-25T19:59');
    expect(sent('2026-12-24T20:00', { urgency: 'urgent' })).toBe('2026-12-25T07:00');
    expect(sent('2027-03-27T21:00', { urgency: 'urgent' })).toBe('2027-03-28T06:00');
  });
});

it('is never earlier than now, is stable, and is always inside 07:00 to 20:00 on a day that counts', () => {
  const time = fc.integer({ min: 0, max: 1439 }).map(m => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return `${two(Math.floor(m / 60))}:${two(m % 60)}` as TimeOfDay;
  });
  const preferences = fc.record({
    urgency: fc.constantFrom('prompt' as const, 'routine' as const, 'urgent' as const),
    promptTime: time,
    quiet: fc.array(fc.record({ from: time, until: time }), { maxLength: 2 }),
    days: fc.constantFrom('schoolDays' as const, 'workingDays' as const),
  });
  const start = Date.UTC(2026, 8, 1);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 * 1440 }), preferences, (minute, chosen) => {
      const now = new Date(start + minute * 60_000);
      const at = nextSendTime(now, calendar, chosen);
      expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime());
      expect(nextSendTime(at, calendar, chosen)).toEqual(at);
      const [date, clock] = [londonDate(at), londonTime(at)];
      expect(clock >= '07:00' && clock < '20:00').toBe(true);
      if (chosen.urgency !== 'urgent') {
        expect(chosen.days === 'workingDays' ? calendar.isWorkingDay(date) : calendar.isSchoolDay(date)).toBe(
          true,
        );
      }
    }),
    { seed: 1545, numRuns: 500 },
  );
});

it('what the clock causes at night waits for the morning, also on the nights on which the clocks change', () => {
  const moved = (now: string) =>
    notAtNight(new Date(`${now}:00Z`))
      .toISOString()
      .slice(0, 16);
  expect(moved('2026-11-10T12:00')).toBe('2026-11-10T12:00');
  expect(moved('2026-11-10T20:00')).toBe('2026-11-11T07:00');
  expect(moved('2026-11-10T06:59')).toBe('2026-11-10T07:00');
  expect(moved('2027-03-28T00:30')).toBe('2027-03-28T06:00');
  expect(moved('2027-10-30T20:30')).toBe('2027-10-31T07:00');
});
