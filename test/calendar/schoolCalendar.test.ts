import { describe, expect, it } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { NATIONAL_WINDOWS } from '../../src/calendar/blockedWindows.js';
import type { CalendarEntry, CalendarEntryKind } from '../../src/calendar/calendarEntry.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';

const bankHolidays = bundledBankHolidays();
const authority = demonstrationCalendar();

function entry(kind: CalendarEntryKind, from: LocalDate, to: LocalDate = from, title = ''): CalendarEntry {
  return { kind, from, to, title };
}
function school(...schoolEntries: CalendarEntry[]): SchoolCalendar {
  return new SchoolCalendar({
    entries: authority,
    schoolEntries,
    bankHolidays,
    blockedWindows: NATIONAL_WINDOWS,
  });
}
const calendar = school();

describe('a school calendar', () => {
  it.each<[LocalDate, string | null]>([
    ['2026-11-10', null],
    ['2026-11-14', 'weekend'],
    ['2026-10-28', 'half term'],
    ['2026-12-23', 'Christmas holiday'],
    ['2026-12-25', 'bank holiday: Christmas Day'],
    ['2027-03-26', 'bank holiday: Good Friday'],
    ['2027-05-31', 'Spring bank holiday'],
    ['2027-08-16', 'summer holiday'],
    ['2031-07-29', 'summer holiday (assumed)'],
    ['2031-12-30', 'Christmas holiday (assumed)'],
    ['2031-12-28', 'weekend'],
    ['2019-04-19', 'bank holiday: Good Friday'],
    ['2031-05-20', null],
  ])('is closed on %s because of: %s', (date, because) => {
    expect(calendar.closedBecause(date)).toBe(because);
    expect(calendar.isSchoolDay(date)).toBe(because === null);
  });

  it('keeps 195 teaching days in each year of the demonstration, of which schools choose five for INSET', () => {
    for (const [from, to] of [
      ['2025-09-01', '2026-08-31'],
      ['2026-09-01', '2027-08-31'],
      ['2027-09-01', '2028-08-31'],
    ] as const) {
      expect(calendar.countSchoolDays(from, to), from).toBe(195);
    }
  });

  it('tells a school day from a working day', () => {
    expect(calendar.isSchoolDay('2026-10-27')).toBe(false);
    expect(calendar.isWorkingDay('2026-10-27')).toBe(true);
    expect(calendar.isWorkingDay('2027-05-03')).toBe(false);
    expect(calendar.countWorkingDays('2026-12-21', '2027-01-03')).toBe(7);
  });

  it("takes a bank holiday that the authority states for a day off, and a school's own for a closure only", () => {
    const jubilee = entry('bankHoliday', '2027-06-10', '2027-06-10', 'Jubilee');
    const stated = new SchoolCalendar({ entries: [...authority, jubilee], bankHolidays });
    expect(stated.closedBecause('2027-06-10')).toBe('bank holiday: Jubilee');
    expect(stated.isWorkingDay('2027-06-10')).toBe(false);
    expect(school(jubilee).isSchoolDay('2027-06-10')).toBe(false);
    expect(school(jubilee).isWorkingDay('2027-06-10')).toBe(true);
  });

  it('finds the open day on or after, and on or before', () => {
    expect(calendar.nextSchoolDay('2026-11-10')).toBe('2026-11-10');
    expect(calendar.nextSchoolDay('2026-10-24')).toBe('2026-11-02');
    expect(calendar.previousSchoolDay('2026-11-01')).toBe('2026-10-23');
  });

  it('names the closure by its own title, and a closed gap between terms as outside term', () => {
    const terms = new SchoolCalendar({ entries: authority.filter(e => e.kind === 'term'), bankHolidays });
    expect(terms.closedBecause('2026-12-22')).toBe('outside term');
    expect(terms.closedBecause('2026-10-27')).toBeNull();
    expect(
      school(entry('holiday', '2027-06-10', '2027-06-10', 'polling station')).closedBecause('2027-06-10'),
    ).toBe('polling station');
  });
});

describe('what is known', () => {
  it('ends with the imported dates and never closes a school for ever', () => {
    expect(calendar.knownRange()).toEqual({ from: '2025-07-23', to: '2028-08-31' });
    expect(calendar.isKnown('2027-08-16')).toBe(true);
    expect(calendar.isKnown('2028-09-04')).toBe(false);
    expect(calendar.isSchoolDay('2028-09-04')).toBe(true);
    expect(new SchoolCalendar({ entries: [], bankHolidays }).knownRange()).toBeNull();
  });

  it('takes a missing term for unknown, not for a holiday', () => {
    const gap = new SchoolCalendar({
      entries: authority.filter(e => e.kind === 'term' && !e.title.startsWith('Spring term 2027')),
      bankHolidays,
    });
    expect(gap.isKnown('2027-02-03')).toBe(false);
    expect(gap.isSchoolDay('2027-02-03')).toBe(true);
    expect(gap.isKnownThroughout('2026-12-01', '2027-04-20')).toBe(false);
    expect(gap.isKnownThroughout('2027-05-20', '2027-05-10')).toBe(true);
  });

  it('assumes the holiday that follows the last known term', () => {
    const early = (to: LocalDate): SchoolCalendar =>
      new SchoolCalendar({ entries: [entry('term', '2027-04-12', to, 'Term')], bankHolidays });
    expect(early('2027-07-16').closedBecause('2027-07-20')).toBe('summer holiday (assumed)');
    expect(early('2027-07-16').nextSchoolDay('2027-07-17')).toBe('2027-09-01');
    expect(early('2027-05-28').isSchoolDay('2027-07-20')).toBe(true);
    const autumn = new SchoolCalendar({ entries: [entry('term', '2026-09-01', '2026-12-17')], bankHolidays });
    expect(autumn.nextSchoolDay('2026-12-18')).toBe('2027-01-04');
  });

  it('works from a list of holidays alone, and notices where a holiday must be missing', () => {
    const holidays = authority.filter(e => e.kind === 'halfTerm' || e.kind === 'holiday');
    const listed = new SchoolCalendar({ entries: holidays, bankHolidays });
    expect(listed.isKnown('2026-11-10')).toBe(true);
    expect(listed.isSchoolDay('2026-11-10')).toBe(true);
    expect(listed.closedBecause('2026-10-27')).toBe('half term');
    const gap = new SchoolCalendar({ entries: holidays.filter(e => e.from !== '2026-10-26'), bankHolidays });
    const late = holidays.map(e => (e.from === '2027-07-22' ? { ...e, from: '2027-07-27' as const } : e));
    expect(new SchoolCalendar({ entries: late, bankHolidays }).isSchoolDay('2027-07-23')).toBe(true);
    expect(gap.isKnown('2026-11-10')).toBe(false);
    expect(gap.isSchoolDay('2026-11-10')).toBe(true);
  });
});

describe("a school's own calendar over its authority's", () => {
  it('adds INSET days and closures', () => {
    const own = school(entry('inset', '2026-11-27'));
    expect(own.closedBecause('2026-11-27')).toBe('INSET day');
    expect(own.isWorkingDay('2026-11-27')).toBe(true);
    expect(own.isSchoolDay('2026-11-26')).toBe(true);
  });

  it('may open on a day that the authority closes, a single Saturday included', () => {
    const own = school(
      entry('open', '2026-10-28'),
      entry('open', '2026-11-14'),
      entry('open', '2027-02-15', '2027-02-21'),
    );
    expect(own.isSchoolDay('2026-10-28')).toBe(true);
    expect(own.isSchoolDay('2026-11-14')).toBe(true);
    expect(own.isSchoolDay('2027-02-19')).toBe(true);
    expect(own.isSchoolDay('2027-02-20')).toBe(false);
  });

  const ownTerms = [
    entry('term', '2026-08-27', '2026-12-16', 'Autumn'),
    entry('term', '2027-01-06', '2027-03-25', 'Spring'),
    entry('term', '2027-04-13', '2027-07-14', 'Summer'),
  ];

  it('replaces the terms of the years it states, keeps half terms, and leaves other years alone', () => {
    const own = school(
      ...ownTerms.map(term => (term.from === '2026-08-27' ? { ...term, from: '2026-09-03' as const } : term)),
    );
    expect(own.closedBecause('2026-09-02')).toBe('outside term');
    expect(own.isSchoolDay('2026-12-17')).toBe(false);
    expect(own.closedBecause('2026-10-28')).toBe('half term');
    expect(own.closedBecause('2027-07-15')).toBe('outside term');
    expect(own.isSchoolDay('2027-09-01')).toBe(true);
    expect(own.isSchoolDay('2026-07-21')).toBe(true);
  });

  it("lets a term that begins in August end the authority's summer holiday", () => {
    const own = school(entry('term', '2026-08-27', '2026-10-16', 'Term 1'));
    expect(own.isSchoolDay('2026-08-27')).toBe(true);
    expect(own.closedBecause('2026-08-26')).toBe('summer holiday');
    expect(own.isSchoolDay('2026-06-10')).toBe(true);
    const whole = school(entry('term', '2026-07-22', '2026-10-16', 'Term 1'));
    expect(whole.isSchoolDay('2026-07-22')).toBe(true);
  });

  it('takes its own half term instead, two weeks long or in another week', () => {
    const own = school(
      ...ownTerms.slice(1),
      entry('term', '2026-09-03', '2026-12-16'),
      entry('halfTerm', '2026-10-19', '2026-10-23'),
    );
    expect(own.isSchoolDay('2026-10-28')).toBe(true);
    expect(own.isSchoolDay('2026-10-20')).toBe(false);
    const split = school(
      entry('term', '2026-09-01', '2026-10-09'),
      entry('term', '2026-10-19', '2026-12-18'),
      entry('term', '2027-01-04', '2027-02-12'),
      entry('term', '2027-02-22', '2027-03-25'),
      entry('term', '2027-04-12', '2027-05-28'),
      entry('term', '2027-06-07', '2027-07-21'),
    );
    expect(split.isSchoolDay('2026-10-28')).toBe(true);
    expect(split.closedBecause('2026-10-14')).toBe('outside term');
  });
});

describe('blocked windows', () => {
  it('keep the key stage 2 tests free in schools with a Year 6, and mark an unannounced year', () => {
    expect(calendar.blockedBy('2027-05-12', 'Primary')).toMatchObject([
      { name: 'key stage 2 tests', strength: 'hard', provisional: true },
    ]);
    expect(
      calendar.blockedBy('2026-05-14', 'All-through').map(window => [window.strength, window.provisional]),
    ).toEqual([
      ['hard', false],
      ['soft', false],
    ]);
    expect(calendar.blockedBy('2027-05-14', 'Primary')).toEqual([]);
    expect(calendar.blockedBy('2027-05-06', 'Primary').map(window => window.strength)).toEqual(['soft']);
    expect(calendar.blockedBy('2027-05-12', 'Secondary')).toEqual([]);
    expect(calendar.blockedBy('2027-05-12', null)).toEqual([]);
    expect(calendar.isSchoolDay('2027-05-12')).toBe(true);
  });

  it('are added by a school in its own calendar, for itself whatever its phase', () => {
    const own = school(
      { ...entry('blocked', '2026-12-07', '2026-12-11', 'nativity week'), strength: 'soft' },
      entry('blocked', '2026-12-08', '2026-12-08', 'diocesan inspection'),
    );
    expect(own.blockedBy('2026-12-08', null).map(window => window.name)).toEqual([
      'diocesan inspection',
      'nativity week',
    ]);
  });
});
