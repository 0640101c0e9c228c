import { describe, expect, it } from 'vitest';
import { readCalendarCsv } from '../../src/calendar/readCalendarCsv.js';
import { readCalendarFile } from '../../src/calendar/readCalendarFile.js';
import { readDate } from '../../src/calendar/readDate.js';

describe('a CSV calendar', () => {
  it('takes both ways of writing a date, several delimiters, and kinds in words', () => {
    const read = readCalendarCsv(
      [
        'kind,from,to,title',
        'term,2026-09-01,2026-12-18,Autumn term',
        'half term,26/10/2026,30/10/2026,',
        'INSET,27/11/2026,,"Training, all staff"',
        'bankHoliday,2026-12-25,2026-12-25,Christmas Day',
        'Christmas break,19/12/2026,3/1/2027,',
        'soft blocked,7.12.2026,11.12.2026,Nativity week',
        'blocked,8 December 2026,,Diocesan inspection',
        'open,Wed 28 October 2026,,',
      ].join('\n'),
    );
    expect(read.problems).toEqual([]);
    expect(read.entries).toEqual([
      { kind: 'term', from: '2026-09-01', to: '2026-12-18', title: 'Autumn term' },
      { kind: 'halfTerm', from: '2026-10-26', to: '2026-10-30', title: '' },
      { kind: 'inset', from: '2026-11-27', to: '2026-11-27', title: 'Training, all staff' },
      { kind: 'bankHoliday', from: '2026-12-25', to: '2026-12-25', title: 'Christmas Day' },
      { kind: 'holiday', from: '2026-12-19', to: '2027-01-03', title: '' },
      { kind: 'blocked', strength: 'soft', from: '2026-12-07', to: '2026-12-11', title: 'Nativity week' },
      { kind: 'blocked', from: '2026-12-08', to: '2026-12-08', title: 'Diocesan inspection' },
      { kind: 'open', from: '2026-10-28', to: '2026-10-28', title: '' },
    ]);
    const semicolons = 'Event;Start date;End date\r\nHalf term, autumn;26/10/2026;30/10/2026\r\n';
    expect(readCalendarCsv(semicolons).entries).toMatchObject([
      { kind: 'halfTerm', title: 'Half term, autumn' },
    ]);
    const excel = Buffer.from(
      '\uFEFFName\tFirst day\tLast day\r\nEaster holiday\t26/03/2027\t09/04/2027\r\n',
      'utf16le',
    );
    expect(readCalendarFile(excel, 'terms.txt').entries).toMatchObject([
      { kind: 'holiday', to: '2027-04-09' },
    ]);
  });

  it('sets rows apart that are for one school', () => {
    const read = readCalendarCsv('URN,kind,from\n,INSET,01/09/2026\n102400,INSET,27/11/2026\n');
    expect(read.entries).toMatchObject([{ from: '2026-09-01' }]);
    expect(read.ofSchools).toMatchObject([{ school: '102400', row: 3, entry: { from: '2026-11-27' } }]);
  });

  it('names row and column of every fault, and reads the other rows', () => {
    const read = readCalendarCsv(
      [
        'Kind,From,To,Title',
        'INSET,31/02/2027,,',
        'INSET,27/11/2026,,fine',
        '',
        'disco,04/12/2026,,',
        'half term,30/10/2026,26/10/2026,"two',
        'lines"',
        'INSET,,soon,',
        'INSET,01/09/26,,',
        ',05/09/2026,,',
        'INSET,Tuesday 27 November 2026,,',
      ].join('\n'),
    );
    expect(read.entries).toMatchObject([{ title: 'fine' }]);
    expect(read.problems.map(({ row, column, problem }) => [row, column, problem])).toEqual([
      [2, 'From', '"31/02/2027" is a day that does not exist.'],
      [5, 'Kind', '"disco" is no kind of calendar entry.'],
      [6, 'To', 'The last day, 2026-10-26, is before the first, 2026-10-30.'],
      [8, 'From', 'The date is missing.'],
      [8, 'To', '"soon" is not a date.'],
      [9, 'From', '"01/09/26" has a year of two digits.'],
      [10, 'Title', 'Nothing says what this row is.'],
      [
        11,
        'From',
        '"Tuesday 27 November 2026" does not agree with itself: that day is Friday 27 November 2026.',
      ],
    ]);
    expect(read.problems.every(({ whatToDo }) => whatToDo.length > 10)).toBe(true);
  });

  it.each([
    ['a missing column of dates', 'kind,title\nINSET,x', 'no column "from"'],
    ['a missing column of kinds', 'from,to\n01/09/2026,', 'no column "kind" or "title"'],
    ['no rows', 'kind,from,to\n', 'no rows'],
    ['an open quotation mark', 'kind,from\nINSET,"27/11/2026\nINSET,28/11/2026\n', 'quotation mark'],
    ['a web page', '<html><table><tr><td>Term</td></tr></table></html>', 'web page'],
    ['nothing but spaces', ' \n \n', 'The file is empty'],
  ])('says what is wrong with %s', (_, text, problem) => {
    const read = readCalendarCsv(text);
    expect(read.entries).toEqual([]);
    expect(read.problems).toHaveLength(1);
    expect(read.problems[0]?.problem).toContain(problem);
  });
});

describe('a date as people write it', () => {
  it.each([
    ['2026-10-26', '2026-10-26'],
    [' 26/10/2026 ', '2026-10-26'],
    ['6-9-2026', '2026-09-06'],
    ['2026-10-26T00:00:00', '2026-10-26'],
    ['Monday, 26th October 2026', '2026-10-26'],
    ['1st of Sept 2026', '2026-09-01'],
  ])('%s is %s', (written, date) => {
    expect(readDate(written)).toEqual({ date });
  });

  it.each(['10/26/2026', '26 Octember 2026', 'w/b 26 October', '2026', '29/02/2027'])(
    '%s is refused',
    written => {
      expect(readDate(written)).toHaveProperty('problem');
    },
  );
});
