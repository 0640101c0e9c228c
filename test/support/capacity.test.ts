import { expect, test } from 'vitest';
import { daysFrom } from '../../src/calendar/localDate.js';
import { cardText } from '../../src/chat/plainText.js';
import { capacityCard, capacityRows, type Demand } from '../../src/support/capacity.js';
import { readTerm, termName, termOf, windowFrom } from '../../src/support/window.js';

function demand(changes: Partial<Demand>): Demand {
  return {
    area: 'Phonics',
    phase: 'Primary',
    timing: 'Spring term 2027',
    askedOn: '2026-11-09',
    halfDays: 6,
    matchedOn: null,
    givenUp: false,
    gone: false,
    ...changes,
  };
}

const TODAY = '2026-11-30';

test('where leaders are short comes first; what nobody needs any more does not count', () => {
  const rows = capacityRows(
    [
      demand({ matchedOn: '2026-11-10' }),
      demand({ matchedOn: '2026-11-25' }),
      demand({ gone: true }),
      demand({ area: 'EAL', phase: 'Secondary', givenUp: true }),
      demand({ area: 'Maths', askedOn: '2026-11-27' }),
    ],
    [
      { areas: ['Phonics', 'Maths'], phases: ['Primary'], halfDaysLeft: 10 },
      { areas: ['Phonics'], phases: ['Primary'], halfDaysLeft: 4 },
    ],
    daysFrom,
    TODAY,
  );
  expect(
    rows.map(({ area, requests, unmatched, slow, leaders, halfDaysLeft, recruit }) => ({
      area,
      requests,
      unmatched,
      slow,
      leaders,
      halfDaysLeft,
      recruit,
    })),
  ).toEqual([
    { area: 'EAL', requests: 1, unmatched: 1, slow: 0, leaders: 0, halfDaysLeft: 0, recruit: true },
    { area: 'Phonics', requests: 2, unmatched: 0, slow: 1, leaders: 2, halfDaysLeft: 14, recruit: false },
    { area: 'Maths', requests: 1, unmatched: 0, slow: 0, leaders: 1, halfDaysLeft: 10, recruit: false },
  ]);
  const text = cardText(capacityCard(rows));
  expect(text).toContain('EAL (recruit)');
  expect(text).toContain('Leaders are needed in 1 place');
});

test('days that do not suffice call for recruiting before anybody goes without', () => {
  const [row] = capacityRows(
    [demand({ askedOn: '2026-11-28' }), demand({ askedOn: '2026-11-28' })],
    [{ areas: ['Phonics'], phases: ['Primary'], halfDaysLeft: 11 }],
    daysFrom,
    TODAY,
  );
  expect(row).toMatchObject({ unmatched: 0, halfDaysWanted: 12, halfDaysLeft: 11, recruit: true });
});

test('terms as people type them', () => {
  const read = (text: string) => {
    const term = readTerm(text, '2026-11-09');
    return term && termName(term);
  };
  expect(read('Spring term 2027')).toBe('Spring term 2027');
  expect(read('spring 2028')).toBe('Spring term 2028');
  expect(read('autumn')).toBe('Autumn term 2026');
  expect(read('summer')).toBe('Summer term 2027');
  expect(read('soon')).toBeNull();
  expect(termName(readTerm('autumn', '2027-02-01')!)).toBe('Autumn term 2027');
  expect(termOf('2027-04-15').term).toBe('Spring');
  expect(windowFrom('Autumn term 2027', '2026-11-09')).toBe('2027-09-01');
  expect(windowFrom('As soon as possible', '2026-11-09')).toBe('2026-11-09');
});
