import { expect, test } from 'vitest';
import { halfTermNamed, halfTermOn, halfTermsOf } from '../../../src/boards/halfTerm/period.js';
import { demonstrationCalendar } from '../../../src/calendar/demonstrationCalendar.js';
import { addDays, datesBetween } from '../../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../../src/calendar/schoolCalendar.js';

const calendar = new SchoolCalendar({ entries: demonstrationCalendar(), bankHolidays: [] });

test('a year has six half terms that cover each of its days once', () => {
  const terms = halfTermsOf(2026, calendar);
  expect(terms.map(({ name, from, to }) => `${name} ${from} ${to}`)).toMatchInlineSnapshot(`
    [
      "2026-27 HT1 2026-09-01 2026-11-01",
      "2026-27 HT2 2026-11-02 2027-01-03",
      "2026-27 HT3 2027-01-04 2027-02-21",
      "2026-27 HT4 2027-02-22 2027-04-11",
      "2026-27 HT5 2027-04-12 2027-06-06",
      "2026-27 HT6 2027-06-07 2027-08-31",
    ]
  `);
  for (const day of datesBetween('2026-09-01', '2027-08-31')) {
    expect(terms.filter(({ from, to }) => from <= day && day <= to)).toHaveLength(1);
  }
  expect(terms[1]?.from).toBe(addDays(terms[0]?.to ?? '2026-09-01', 1));
});

test('it is named as people write it', () => {
  const ht2 = halfTermsOf(2026, calendar)[1];
  for (const typed of ['2026-27 HT2', '2026/27 ht2', 'HT2', '2', 'half term 2', '2026-2027 2'])
    expect(halfTermNamed(typed, '2027-03-01', calendar)).toEqual(ht2);
  expect(halfTermNamed('', '2026-11-30', calendar)).toEqual(ht2);
  expect(halfTermOn('2026-12-25', calendar)).toEqual(ht2);
  for (const typed of ['HT9', 'Christmas', '2026-27 HT0'])
    expect(halfTermNamed(typed, '2027-03-01', calendar)).toBeNull();
});
