import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import type { CalendarEntry } from '../../src/calendar/calendarEntry.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { dueDate, dueFrom, dueInstant, owedBefore, rollToSchoolDay } from '../../src/calendar/dueDate.js';
import { addDays, type LocalDate } from '../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import {
  calendarDays,
  type DaySpan,
  hours,
  SpanSchema,
  schoolDays,
  spanInWords,
  workingDays,
} from '../../src/calendar/units.js';

const bankHolidays = bundledBankHolidays();
const entries = demonstrationCalendar();
const calendar = new SchoolCalendar({ entries, bankHolidays });
const only2026 = new SchoolCalendar({
  entries: entries.filter(entry => entry.from >= '2026-09-01' && entry.to <= '2027-07-21'),
  bankHolidays,
});

const withInset = (date: LocalDate): SchoolCalendar =>
  new SchoolCalendar({
    entries,
    schoolEntries: [{ kind: 'inset', from: date, to: date, title: '' }],
    bankHolidays,
  });

describe('the worked dates of the review process', () => {
  it('counts ten school days back across half term, and ten working days through it', () => {
    expect(dueDate('2026-11-10', schoolDays(10), calendar, 'before')).toEqual({
      date: '2026-10-20',
      provisional: false,
    });
    expect(dueDate('2026-11-10', workingDays(10), calendar, 'before').date).toBe('2026-10-27');
  });

  it('puts the report ten working days on', () => {
    expect(dueDate('2026-11-24', workingDays(10), calendar)).toEqual({
      date: '2026-12-08',
      provisional: false,
    });
  });

  it.each<[LocalDate, LocalDate, LocalDate]>([
    ['2026-11-24', '2027-02-22', '2027-02-22'],
    ['2027-02-02', '2027-05-03', '2027-05-04'],
    ['2027-03-02', '2027-05-31', '2027-06-07'],
    ['2027-05-18', '2027-08-16', '2027-09-01'],
  ])('rolls the follow-up of a review on %s from %s to %s', (review, plain, rolled) => {
    const due = dueDate(review, calendarDays(90), calendar);
    expect(due).toEqual({ date: plain, provisional: false });
    expect(rollToSchoolDay(due, calendar)).toEqual({ date: rolled, provisional: false });
  });

  it('rolls one day further where that school has its INSET day', () => {
    const school = withInset('2027-02-22');
    expect(rollToSchoolDay(dueDate('2026-11-24', calendarDays(90), school), school).date).toBe('2027-02-23');
  });

  it('still gives September when next year is not imported, and says that it is provisional', () => {
    expect(rollToSchoolDay('2027-08-16', only2026)).toEqual({ date: '2027-09-01', provisional: true });
    expect(dueDate('2027-07-19', schoolDays(5), only2026)).toEqual({ date: '2027-09-03', provisional: true });
    expect(dueDate('2027-07-19', schoolDays(2), only2026)).toEqual({
      date: '2027-07-21',
      provisional: false,
    });
  });
});

describe('counting', () => {
  it('does not count the day itself, takes zero as that day or the next open one, and rolls back on request', () => {
    expect(dueDate('2026-11-13', schoolDays(1), calendar).date).toBe('2026-11-16');
    expect(dueDate('2026-11-13', schoolDays(0), calendar).date).toBe('2026-11-13');
    expect(dueDate('2026-11-14', workingDays(0), calendar).date).toBe('2026-11-16');
    expect(dueDate('2026-10-28', schoolDays(1), calendar, 'before').date).toBe('2026-10-23');
    expect(rollToSchoolDay('2026-10-28', calendar, 'before').date).toBe('2026-10-23');
  });

  // A visit on Monday 12 April 2027, the first school day after Easter: the last one before it is 25 March.
  it.each([
    ['a reminder', 2, '2027-03-23'],
    ['the deadline', 0, '2027-03-25'],
    ['a reminder after it, for which no school day is left,', -1, null],
  ])('puts %s of what is owed for a visit after a holiday before the holiday', (_what, ahead, day) => {
    expect(dueDate('2027-04-12', workingDays(5), calendar, 'before').date).toBe('2027-04-05');
    expect(owedBefore('2027-04-12', workingDays(5 + ahead), ahead, calendar)).toBe(day);
  });

  it('leaves what is owed in the middle of a term where it is', () => {
    for (const ahead of [2, 0, -1])
      expect(owedBefore('2026-12-01', workingDays(5 + ahead), ahead, calendar)).toBe(
        dueDate('2026-12-01', workingDays(5 + ahead), calendar, 'before').date,
      );
  });

  it('is provisional when the way leads through a term that is not known, though its end is', () => {
    const gap = new SchoolCalendar({
      entries: entries.filter(e => e.kind === 'term' && !e.title.startsWith('Spring term 2027')),
      bankHolidays,
    });
    const due = dueDate('2026-12-01', schoolDays(100), gap);
    expect(gap.isKnown(due.date)).toBe(true);
    expect(due.provisional).toBe(true);
  });

  it('calls working days provisional once the bank holidays run out', () => {
    expect(dueDate('2028-12-20', workingDays(3), calendar)).toEqual({
      date: '2028-12-27',
      provisional: false,
    });
    expect(dueDate('2028-12-28', workingDays(3), calendar).provisional).toBe(true);
    expect(rollToSchoolDay({ date: '2026-11-10', provisional: true }, calendar).provisional).toBe(true);
  });

  it('agrees with walking the calendar day by day, near it and far beyond it', () => {
    const walk = (
      from: LocalDate,
      n: number,
      step: 1 | -1,
      open: (date: LocalDate) => boolean,
    ): LocalDate => {
      let date = from;
      for (let left = n; left > 0; ) {
        date = addDays(date, step);
        if (open(date)) left--;
      }
      return date;
    };
    fc.assert(
      fc.property(
        fc.integer({ min: -1500, max: 2600 }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('after' as const, 'before' as const),
        fc.constantFrom('schoolDays' as const, 'workingDays' as const),
        (offset, n, direction, unit) => {
          const from = addDays('2026-09-01', offset);
          const span: DaySpan = { unit, n };
          const open = (date: LocalDate): boolean =>
            unit === 'schoolDays' ? calendar.isSchoolDay(date) : calendar.isWorkingDay(date);
          const { date } = dueDate(from, span, calendar, direction);
          expect(date).toBe(walk(from, n, direction === 'after' ? 1 : -1, open));
          const [low, high] = direction === 'after' ? [addDays(from, 1), date] : [date, addDays(from, -1)];
          const counted =
            unit === 'schoolDays'
              ? calendar.countSchoolDays(low, high)
              : calendar.countWorkingDays(low, high);
          expect(counted).toBe(n);
        },
      ),
      { seed: 610, numRuns: 400 },
    );
  });
});

describe('instants', () => {
  it('lets hours run through the clock change, and days end by the clock in England', () => {
    const friday = new Date('2027-03-26T16:00:00Z');
    expect(dueFrom(friday, hours(48), calendar).at).toEqual(new Date('2027-03-28T16:00:00Z'));
    expect(dueFrom(friday, hours(48), calendar, 'before').at).toEqual(new Date('2027-03-24T16:00:00Z'));
    expect(dueFrom(friday, workingDays(1), calendar)).toEqual({
      at: new Date('2027-03-30T16:30:00Z'),
      provisional: false,
    });
    expect(dueInstant('2027-01-12', '15:45')).toEqual(new Date('2027-01-12T15:45:00Z'));
  });

  it('takes the day in England, which begins an hour before that of UTC in summer', () => {
    const lateOnMonday = new Date('2027-06-14T23:30:00Z');
    expect(dueFrom(lateOnMonday, schoolDays(1), calendar, 'after', '09:00').at).toEqual(
      new Date('2027-06-16T08:00:00Z'),
    );
  });
});

describe('spans', () => {
  it('survive JSON and say themselves', () => {
    for (const span of [hours(48), calendarDays(90), workingDays(5), schoolDays(3)]) {
      expect(SpanSchema.parse(JSON.parse(JSON.stringify(span)))).toEqual(span);
    }
    expect(SpanSchema.safeParse({ unit: 'schoolDays', n: 1.5 }).success).toBe(false);
    expect(SpanSchema.safeParse({ unit: 'fortnights', n: 1 }).success).toBe(false);
    expect([schoolDays(3), workingDays(1), hours(48), calendarDays(90)].map(spanInWords)).toEqual([
      '3 school days',
      '1 working day',
      '48 hours',
      '90 days',
    ]);
  });
});

describe('an authority calendar with nothing in it', () => {
  const none: CalendarEntry[] = [];
  it('counts weekdays less bank holidays, provisionally', () => {
    const empty = new SchoolCalendar({ entries: none, bankHolidays });
    expect(dueDate('2027-03-24', schoolDays(2), empty)).toEqual({ date: '2027-03-30', provisional: true });
    const nothing = new SchoolCalendar({ entries: none, bankHolidays: [] });
    expect(dueDate('2027-03-24', schoolDays(2), nothing).date).toBe('2027-03-26');
    expect(dueDate('2027-03-24', schoolDays(2), nothing, 'before').date).toBe('2027-03-22');
  });
});
