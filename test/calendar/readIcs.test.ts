import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { readCalendarFile } from '../../src/calendar/readCalendarFile.js';
import { readIcs } from '../../src/calendar/readIcs.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';

const testdata = path.join(import.meta.dirname, 'testdata');
const sheffield = readFileSync(path.join(testdata, 'sheffield-la-school_holidays.ics'));

/** A calendar of events given as lines of properties, written as an exporter would, with CRLF. */
function ics(...events: string[][]): string {
  const body = events.flatMap(lines => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...body, 'END:VCALENDAR', ''].join('\r\n');
}
const day = (date: string, title: string): string[] => [`DTSTART;VALUE=DATE:${date}`, `SUMMARY:${title}`];
const one = (...lines: string[]) => readIcs(ics(lines));

describe("Sheffield's calendar", () => {
  const read = readCalendarFile(sheffield, 'sheffield.ics');
  const calendar = new SchoolCalendar({ entries: read.entries, bankHolidays: bundledBankHolidays() });

  it('is read whole: holidays, half terms and bank holidays, their last day included', () => {
    expect(read.problems).toEqual([]);
    const count = (kind: string): number => read.entries.filter(entry => entry.kind === kind).length;
    expect([count('holiday'), count('halfTerm'), count('bankHoliday')]).toEqual([15, 6, 24]);
    expect(read.entries).toContainEqual({
      kind: 'halfTerm',
      from: '2027-02-13',
      to: '2027-02-21',
      title: 'February half-term',
    });
  });

  it('opens exactly on the days that the council lists in its other file', () => {
    const file = JSON.parse(readFileSync(path.join(testdata, 'sheffield-la-term_dates.json'), 'utf8'));
    for (const year of file.academic_years) {
      const dates: string[] = year.dates.map((entry: { date: string }) => entry.date);
      const first = dates[0] as `${number}-${number}-${number}`;
      const last = dates.at(-1) as typeof first;
      expect(dates.length).toBeGreaterThan(180);
      expect(dates.filter(date => !calendar.isSchoolDay(date as typeof first))).toEqual([]);
      expect(calendar.countSchoolDays(first, last)).toBe(dates.length);
      expect(calendar.isKnownThroughout(first, last)).toBe(true);
    }
  });
});

describe('an event', () => {
  it.each<[string, string[], string, string]>([
    ['of a day without an end', day('20261127', 'INSET'), '2026-11-27', '2026-11-27'],
    [
      'whose end is exclusive',
      [...day('20261026', 'Half term'), 'DTEND;VALUE=DATE:20261031'],
      '2026-10-26',
      '2026-10-30',
    ],
    [
      'whose end repeats its day',
      [...day('20261127', 'INSET'), 'DTEND;VALUE=DATE:20261127'],
      '2026-11-27',
      '2026-11-27',
    ],
    [
      'in UTC, by the day in England',
      ['DTSTART:20270704T230000Z', 'DTEND:20270705T230000Z', 'SUMMARY:INSET'],
      '2027-07-05',
      '2027-07-05',
    ],
    [
      'with a zone',
      [
        'DTSTART;TZID=Europe/London:20261127T083000',
        'DTEND;TZID="Europe/London":20261127T153000',
        'SUMMARY:INSET',
      ],
      '2026-11-27',
      '2026-11-27',
    ],
    [
      'with a zone abroad',
      ['DTSTART;TZID=America/New_York:20261126T200000', 'SUMMARY:INSET'],
      '2026-11-27',
      '2026-11-27',
    ],
    [
      "with Outlook's name of a zone",
      [
        'DTSTART;TZID=GMT Standard Time:20261127T000000',
        'DTEND;TZID=GMT Standard Time:20261128T000000',
        'SUMMARY:INSET',
      ],
      '2026-11-27',
      '2026-11-27',
    ],
    ['with a duration', [...day('20261026', 'Half term'), 'DURATION:P5D'], '2026-10-26', '2026-10-30'],
    [
      'with an alarm inside',
      [
        ...day('20261127', 'INSET'),
        'BEGIN:VALARM',
        'TRIGGER:-P1D',
        'DURATION:P9D',
        'SUMMARY:Wake up',
        'END:VALARM',
      ],
      '2026-11-27',
      '2026-11-27',
    ],
  ])('%s', (_, lines, from, to) => {
    const read = one(...lines);
    expect(read.problems).toEqual([]);
    expect(read.entries).toMatchObject([{ from, to }]);
  });

  it('has its title unfolded and its escapes undone', () => {
    const read = one(
      'DTSTART;VALUE=DATE:20261127',
      'SUMMARY:INSET day\\, all sta',
      ' ff\\; bring lunch\\nHall',
    );
    expect(read.entries[0]?.title).toBe('INSET day, all staff; bring lunch Hall');
  });

  it.each([
    ['Staff Training Day', 'inset'],
    ['INSET: safeguarding', 'inset'],
    ['School closed - PD Day', 'inset'],
    ['Autumn Half-Term Holiday', 'halfTerm'],
    ['Easter break', 'holiday'],
    ['St Mary’s: School closed for polling day', 'holiday'],
    ['Early May Bank Holiday', 'bankHoliday'],
    ['KS2 SATs week', 'blocked'],
    ["Year 6 parents' evening", 'blocked'],
    ['School open (snow make-up)', 'open'],
  ])('called "%s" is taken as %s', (title, kind) => {
    expect(one(...day('20270312', title)).entries.map(entry => entry.kind)).toEqual([kind]);
  });

  it('that lasts for a term is a term, and two that mark its ends make one', () => {
    const whole = one(...day('20260901', 'Autumn Term 2026'), 'DTEND;VALUE=DATE:20261219');
    expect(whole.entries).toEqual([
      { kind: 'term', from: '2026-09-01', to: '2026-12-18', title: 'Autumn Term 2026' },
    ]);
    const ends = readIcs(
      ics(
        day('20261218', 'End of Autumn term'),
        day('20260901', 'Autumn term starts'),
        day('20270104', 'First day of Spring term'),
        day('20270325', 'Last day of term'),
      ),
    );
    expect(ends.problems).toEqual([]);
    expect(ends.entries.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['term', '2026-09-01', '2026-12-18'],
      ['term', '2027-01-04', '2027-03-25'],
    ]);
  });
});

describe('two ends', () => {
  it('that lie further apart than any term are not made one', () => {
    const read = readIcs(ics(day('20260901', 'Autumn term starts'), day('20270721', 'End of summer term')));
    expect(read.entries).toEqual([]);
    expect(read.problems.map(({ row }) => row)).toEqual([3, 7]);
  });

  it('on one day are its beginning and its end', () => {
    const read = readIcs(ics(day('20261027', 'Half term ends'), day('20261027', 'Half term starts')));
    expect(read.entries).toMatchObject([{ kind: 'halfTerm', from: '2026-10-27', to: '2026-10-27' }]);
  });
});

describe('what is not understood is reported at its line, and the rest is read', () => {
  const inset = day('20261127', 'INSET');
  it.each<[string, string[], number, RegExp]>([
    ['an unknown title', day('20261204', 'PTA disco'), 9, /"PTA disco" is not clearly a term/],
    ['a day beside half term', day('20261102', 'Back to school after half term'), 9, /not clearly/],
    ['a holiday that begins on one day', day('20261219', 'Christmas holidays begin'), 9, /not clearly/],
    ['no title', ['DTSTART;VALUE=DATE:20261204'], 7, /This event is not clearly/],
    ['a day that does not exist', day('20270231', 'INSET'), 8, /starts on "20270231", which is not a date/],
    ['no start', ['SUMMARY:INSET'], 8, /"INSET" has no start/],
    [
      'an end before the start',
      [...day('20261204', 'INSET'), 'DTEND;VALUE=DATE:20261201'],
      10,
      /ends before it starts/,
    ],
    ['an end that is no date', [...day('20261204', 'INSET'), 'DTEND:soon'], 10, /cannot be read: "soon"/],
    ['a repetition', [...day('20261204', 'INSET'), 'RRULE:FREQ=WEEKLY'], 10, /repeats/],
    ['a cancellation', [...day('20261204', 'INSET'), 'STATUS:CANCELLED'], 10, /cancelled/],
    ['a term of one day', day('20261204', 'Term'), 9, /lasts 1 day\./],
    ['a beginning without an end', day('20260901', 'Autumn term starts'), 7, /no event says when it ends/],
    ['an end without a beginning', day('20261218', 'Half term ends'), 7, /no event says when it begins/],
    [
      'a stray line',
      [...day('20261204', 'INSET'), 'what is this'],
      10,
      /no part of a calendar: "what is this"/,
    ],
  ])('%s', (_, lines, row, problem) => {
    const read = readIcs(ics(inset, lines));
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]?.problem).toMatch(problem);
    expect(read.problems[0]?.whatToDo).not.toBe('');
    expect(read.problems[0]?.row).toBe(row);
    expect(read.entries[0]).toMatchObject({ kind: 'inset', from: '2026-11-27' });
  });

  it('names the line of the property at fault', () => {
    const read = readIcs(ics(inset, [...day('20261204', 'INSET'), 'RRULE:FREQ=WEEKLY']));
    expect(read.problems[0]).toMatchObject({ row: 10, column: 'RRULE' });
  });
});

describe('bad files', () => {
  it('a web page saved as .ics', () => {
    const page = Buffer.from('<!DOCTYPE html>\n<html><body>Term dates</body></html>');
    expect(readCalendarFile(page, 'terms.ics')).toMatchObject({
      entries: [],
      problems: [{ row: 1, problem: expect.stringContaining('web page') }],
    });
  });

  it('a file that breaks off: what is whole is read, and the loss is said', () => {
    const text = sheffield.toString('utf8');
    const read = readIcs(text.slice(0, text.indexOf('UID:holiday-20251220') + 30));
    expect(read.entries).toHaveLength(2);
    expect(read.problems.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('has no end, so it was left out'),
      expect.stringContaining('breaks off before END:VCALENDAR'),
    ]);
  });

  it('an event whose end is missing in the middle', () => {
    const text = ics(day('20261127', 'INSET'), day('20261204', 'INSET')).replace('END:VEVENT\r\n', '');
    const read = readIcs(text);
    expect(read.entries).toMatchObject([{ from: '2026-12-04' }]);
    expect(read.problems).toMatchObject([{ row: 3, problem: expect.stringContaining('"INSET"') }]);
  });

  it('another encoding, a byte order mark, and lines that end in LF or CR only', () => {
    const text = ics(day('20261127', 'INSET – St John’s'));
    const bytes = Buffer.from(text.replace('–', '\u0096').replace('’', '\u0092'), 'latin1');
    expect(readCalendarFile(bytes, 'a.ics').entries[0]?.title).toBe('INSET – St John’s');
    for (const variant of [`\uFEFF${text}`, text.replaceAll('\r\n', '\n'), text.replaceAll('\r\n', '\r')]) {
      expect(readIcs(variant).entries).toHaveLength(1);
    }
    expect(readCalendarFile(Buffer.from(`\uFEFF${text}`, 'utf16le'), 'a.ics').entries).toHaveLength(1);
  });

  it('no calendar, an empty one, an Excel workbook, nothing', () => {
    expect(readIcs('kind,from,to').problems[0]?.problem).toContain('not an iCalendar file');
    expect(readIcs(ics()).problems[0]?.problem).toContain('holds no events');
    expect(readCalendarFile(Buffer.from('PK\u0003\u0004'), 'a.ics').problems[0]?.problem).toContain('Excel');
    expect(readCalendarFile(Buffer.alloc(0), 'a.csv').problems[0]?.problem).toContain('empty');
  });
});
