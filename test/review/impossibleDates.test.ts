import { describe, expect, it } from 'vitest';
import { daysInWords, daysMeant, readImpossibleDays } from '../../src/review/entry/impossibleDates.js';

const WINDOW = { from: '2026-11-09', to: '2027-03-19' } as const;

function read(text: string): readonly string[] {
  const result = readImpossibleDays(text);
  if (!result.ok) throw new Error(result.problem);
  return daysMeant(result.days, WINDOW);
}

describe('days that are impossible, as heads write them', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['none', []],
    ['3 Feb', ['2027-02-03']],
    ['3 Feb, 10-12 Feb', ['2027-02-03', '2027-02-10', '2027-02-11', '2027-02-12']],
    ['3rd February 2027 and 5th of March', ['2027-02-03', '2027-03-05']],
    ['Wed 3 Feb; Thursday 4 Feb.', ['2027-02-03', '2027-02-04']],
    ['2, 4 and 9 Feb', ['2027-02-02', '2027-02-04', '2027-02-09']],
    ['30 Nov – 2 Dec', ['2026-11-30', '2026-12-01', '2026-12-02']],
    ['31 Dec to 2 Jan', ['2026-12-31', '2027-01-01', '2027-01-02']],
    ['3/2, 4.2.2027', ['2027-02-03', '2027-02-04']],
    ['2027-02-03\n2027-02-05', ['2027-02-03', '2027-02-05']],
    ['Feb 3', ['2027-02-03']],
    ['10 until 11 Feb', ['2027-02-10', '2027-02-11']],
    ['14 August', []],
  ])('reads "%s"', (text, days) => {
    expect(read(text)).toEqual(days);
  });

  it.each(['31 Feb', 'Mondays', '3 Smarch', '12-10 Feb', 'Feb', '3 Jan - 3 Jun', '40/2'])(
    'says of "%s" that it cannot be read, and how to write it',
    text => {
      expect(readImpossibleDays(text)).toMatchObject({
        ok: false,
        problem: expect.stringContaining('Write days like 3 Feb, or 10-12 Feb'),
      });
    },
  );

  it('says them back so that a telephone shows them in two lines: a week in a row is one', () => {
    expect(daysInWords(['2027-03-09', '2027-03-11', '2027-03-12', '2027-03-15', '2027-03-23'])).toBe(
      'Tue 9 Mar 2027, Thu 11 Mar 2027 to Mon 15 Mar 2027, Tue 23 Mar 2027',
    );
    expect(daysInWords(['2027-03-09', '2027-03-10'])).toBe('Tue 9 Mar 2027, Wed 10 Mar 2027');
    expect(daysInWords([])).toBe('');
  });
});
