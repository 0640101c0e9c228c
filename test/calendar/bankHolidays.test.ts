import { describe, expect, it } from 'vitest';
import {
  BANK_HOLIDAYS_URL,
  bankHolidayWarning,
  bundledBankHolidays,
  type FetchText,
  parseBankHolidays,
  refreshBankHolidays,
} from '../../src/calendar/bankHolidays.js';

const bundled = bundledBankHolidays();

function feed(events: readonly { date: string; title: string }[]): string {
  return JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events } });
}
function answering(body: string, status = 200): FetchText {
  return async url => {
    expect(url).toBe(BANK_HOLIDAYS_URL);
    return { ok: status === 200, status, text: async () => body };
  };
}

describe('the bundled bank holidays', () => {
  it('are those of England and Wales, on the day they are taken', () => {
    const dates = bundled.filter(({ date }) => date >= '2026-12-01' && date < '2027-06-01');
    expect(dates.map(({ date }) => date)).toEqual([
      '2026-12-25',
      '2026-12-28',
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-03',
      '2027-05-31',
    ]);
    // St Patrick's Day and 2 January are holidays elsewhere in the same file.
    expect(bundled.some(({ date }) => date === '2026-03-17' || date === '2026-01-02')).toBe(false);
  });

  it('are put in order however the feed has them', () => {
    const [first, second] = bundled;
    const shuffled = [second, first].flatMap(holiday => (holiday ? [holiday] : []));
    expect(parseBankHolidays(feed(shuffled))).toEqual([first, second]);
  });

  it('warn when less than half a year remains, and after they have run out', () => {
    expect(bankHolidayWarning('2026-11-22')).toBeNull();
    expect(bankHolidayWarning('2028-06-30')).toBeNull();
    expect(bankHolidayWarning('2028-07-05')).toContain('on file end on Sunday 31 December 2028');
    expect(bankHolidayWarning('2028-07-05')).toContain('npx convenor import bank-holidays gov.uk');
    expect(bankHolidayWarning('2029-02-01')).toContain('on file ended on');
    expect(bankHolidayWarning('2026-11-22', [])).toContain('No bank holidays are known');
  });
});

describe('refreshing them', () => {
  const nextYear = [
    '2029-01-01',
    '2029-03-30',
    '2029-04-02',
    '2029-05-07',
    '2029-05-28',
    '2029-08-27',
    '2029-12-25',
    '2029-12-26',
  ].map(date => ({ date, title: 'Holiday' }));

  it('says what is new and what is gone', async () => {
    const moved = bundled.map(holiday =>
      holiday.date === '2027-05-03' ? { ...holiday, date: '2027-05-07' } : holiday,
    );
    const refresh = await refreshBankHolidays(answering(feed([...moved, ...nextYear])));
    expect(refresh).toMatchObject({ ok: true, removed: [{ date: '2027-05-03' }] });
    if (!refresh.ok) return;
    expect(refresh.added.map(({ date }) => date)).toEqual([
      '2027-05-07',
      ...nextYear.map(({ date }) => date),
    ]);
    expect(parseBankHolidays(refresh.text)).toEqual(refresh.holidays);
  });

  it('does not call the years that the feed no longer carries removed', async () => {
    const shorter = bundled.filter(({ date }) => date >= '2020-01-01');
    expect(await refreshBankHolidays(answering(feed(shorter)))).toMatchObject({
      ok: true,
      added: [],
      removed: [],
    });
  });

  it.each<[string, FetchText, string]>([
    ['a page instead of the file', answering('<!doctype html><title>Sorry</title>'), 'it is not JSON'],
    ['another file', answering('{"scotland":{"events":[]}}'), 'england-and-wales'],
    [
      'a date that does not exist',
      answering(feed([{ date: '2027-02-30', title: 'x' }])),
      'england-and-wales.events.0.date',
    ],
    ['an error of the server', answering('', 503), 'status 503'],
    [
      'a list that ends earlier',
      answering(feed(bundled.filter(({ date }) => date < '2028-01-01'))),
      'ends in 2027',
    ],
    [
      'a year with a hole',
      answering(feed(bundled.filter(({ date }) => date !== '2027-05-03'))),
      'only 7 bank holidays in 2027',
    ],
    ['no network', async () => Promise.reject(new Error('getaddrinfo ENOTFOUND')), 'ENOTFOUND'],
  ])('keeps what there is on %s', async (_, fetchText, reason) => {
    const refresh = await refreshBankHolidays(fetchText);
    expect(refresh.ok).toBe(false);
    if (refresh.ok) return;
    expect(refresh.problem).toContain(reason);
    expect(refresh.problem).toContain('were kept');
  });
});
