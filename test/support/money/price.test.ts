import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BilledLine, billed, type Deployment, rechargeLines } from '../../../src/support/money/lines.js';
import { RATE_PRESETS } from '../../../src/support/money/presets.js';
import { pounds, priceOf, type Terms } from '../../../src/support/money/price.js';
import { nearest } from '../../../src/support/money/rates.js';
import { groupedBy, totalsOf } from '../../../src/support/money/report.js';
import { termName } from '../../../src/support/window.js';

function terms(preset: keyof typeof RATE_PRESETS, role: string, changes: Partial<Terms> = {}): Terms {
  const { days, mode, basisPoints, fixedPence, vatBasisPoints } = RATE_PRESETS[preset]!;
  return { dayPence: days[role]!, mode, basisPoints, fixedPence, vatBasisPoints, ...changes };
}

describe('the price of days (DOMAIN 3.3)', () => {
  test.each([
    ['fairfields', 'SLE', 2, { home: 29_750, brokerage: 5250, net: 35_000, vat: 0, gross: 35_000 }],
    ['fairfields', 'LLE', 2, { home: 38_250, brokerage: 6750, net: 45_000, vat: 0, gross: 45_000 }],
    ['fairfields', 'NLE', 2, { home: 46_750, brokerage: 8250, net: 55_000, vat: 0, gross: 55_000 }],
    ['northernAlliance', 'SLE', 2, { home: 42_000, brokerage: 6300, net: 48_300, vat: 0, gross: 48_300 }],
    ['yarlside', 'SLE', 2, { home: 30_000, brokerage: 5000, net: 35_000, vat: 0, gross: 35_000 }],
    ['yarlside', 'SLE', 3, { home: 45_000, brokerage: 7500, net: 52_500, vat: 0, gross: 52_500 }],
    ['hillingdon', 'LLE', 2, { home: 50_000, brokerage: 0, net: 50_000, vat: 0, gross: 50_000 }],
    ['hillingdon', 'SLE', 59, { home: 1_032_500, brokerage: 0, net: 1_032_500, vat: 0, gross: 1_032_500 }],
    ['london', 'SLE', 1, { home: 17_500, brokerage: 0, net: 17_500, vat: 0, gross: 17_500 }],
    // Half a day of £350 with 15% inside: £148.75 and £26.25.
    ['fairfields', 'SLE', 1, { home: 14_875, brokerage: 2625, net: 17_500, vat: 0, gross: 17_500 }],
  ] as const)('%s %s, %i half days', (preset, role, halfDays, price) => {
    expect(priceOf(halfDays, terms(preset, role))).toEqual(price);
  });

  test('£420 and 15% on top is £483.00 before VAT and £579.60 with it', () => {
    const price = priceOf(2, terms('northernAlliance', 'SLE', { vatBasisPoints: 2000 }));
    expect([pounds(price.net), pounds(price.vat), pounds(price.gross)]).toEqual([
      '£483.00',
      '£96.60',
      '£579.60',
    ]);
  });

  test('a half penny is rounded once, and the parts still add up', () => {
    const price = priceOf(1, {
      dayPence: 33_333,
      mode: 'inclusive',
      basisPoints: 1500,
      fixedPence: null,
      vatBasisPoints: 0,
    });
    expect(price).toEqual({ home: 14_167, brokerage: 2500, net: 16_667, vat: 0, gross: 16_667 });
  });

  test('pounds as people write them', () => {
    expect([0, 5, 5250, -5250, 103_250_000].map(pounds)).toEqual([
      '£0.00',
      '£0.05',
      '£52.50',
      '-£52.50',
      '£1,032,500.00',
    ]);
  });
});

test('the nearest node’s newest card holds; one that has ended does not', () => {
  const card = (partnershipId: number, from: string, dayPence: number, to: string | null = null) => ({
    partnershipId,
    role: 'SLE',
    from,
    to,
    dayPence,
  });
  const cards = [
    card(1, '2020-09-01', 30_000),
    card(2, '2025-09-01', 35_000, '2026-08-31'),
    card(2, '2026-09-01', 36_000),
  ];
  const on = (day: Parameters<typeof nearest>[3], nodes = [2, 1]) =>
    nearest(cards, nodes, ['SLE'], day)?.dayPence;
  expect(on('2025-10-01')).toBe(35_000);
  expect(on('2026-09-01')).toBe(36_000);
  expect(on('2024-01-01')).toBe(30_000);
  expect(on('2019-01-01')).toBeUndefined();
});

const VISITS = [
  { on: '2027-01-12', halfDays: 2, homeSchool: 'Home Primary' },
  { on: '2027-01-26', halfDays: 1, homeSchool: 'Home Primary' },
  { on: '2027-02-09', halfDays: 2, homeSchool: 'Own Primary' },
] as const;

function deployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    reference: 'SR-2026-0042',
    school: 'Receiving Primary',
    payer: 'school',
    terms: { ...terms('fairfields', 'SLE'), payer: 'school', trigger: 'onSignature' },
    halfDays: 6,
    agreedOn: '2026-11-16',
    completedOn: null,
    visits: VISITS,
    ...changes,
  };
}

describe('the recharge schedule', () => {
  test('billed on signature; the home school and the broker by the month of the visits', () => {
    const lines = rechargeLines(deployment()).map(({ key, party, netPence, billedOn }) => [
      key,
      party,
      netPence,
      billedOn,
    ]);
    expect(lines).toEqual([
      ['SR-2026-0042/payer/S', 'Receiving Primary', 105_000, '2026-11-16'],
      ['SR-2026-0042/home/2027-01', 'Home Primary', 44_625, '2027-01-31'],
      ['SR-2026-0042/broker/2027-01', 'The broker', 7875, '2027-01-31'],
      ['SR-2026-0042/home/2027-02', 'Own Primary', 29_750, '2027-02-28'],
      ['SR-2026-0042/broker/2027-02', 'The broker', 5250, '2027-02-28'],
    ]);
  });

  test('a deployment that ends early is credited for the days nobody worked', () => {
    const lines = rechargeLines(deployment({ completedOn: '2027-02-10' }));
    const credit = lines.find(line => line.key.endsWith('/payer/A'));
    expect(credit).toMatchObject({ netPence: -17_500, halfDays: -1, billedOn: '2027-02-10' });
    expect(totalsOf(billed(lines, new Map(), '2027-03-01')).billed).toBe(87_500);
  });

  test('by the month, or on completion, billed to whoever pays', () => {
    const monthly = deployment({ payer: 'la', terms: { ...deployment().terms, trigger: 'monthlyByVisit' } });
    const payer = (each: Deployment) =>
      rechargeLines(each).flatMap(line =>
        line.direction === 'owedByPayer' ? [[line.party, line.netPence]] : [],
      );
    expect(payer(monthly)).toEqual([
      ['The local authority', 52_500],
      ['The local authority', 35_000],
    ]);
    const onCompletion = { ...monthly, terms: { ...monthly.terms, trigger: 'onCompletion' as const } };
    expect(payer(onCompletion)).toEqual([]);
    expect(payer({ ...onCompletion, completedOn: '2027-02-10' })).toEqual([['The local authority', 87_500]]);
  });

  test('what is open after 28 days is late, either way; brokerage is never open', () => {
    const lines = rechargeLines(deployment());
    const on = (today: Parameters<typeof billed>[2], paid: [string, number][] = []) =>
      totalsOf(billed(lines, new Map(paid), today));
    expect(on('2026-12-14')).toMatchObject({ owedByPayers: 105_000, late: 0 });
    expect(on('2026-12-15')).toMatchObject({ late: 105_000 });
    expect(on('2026-12-15', [['SR-2026-0042/payer/S', 100_000]])).toMatchObject({
      owedByPayers: 5000,
      late: 5000,
    });
    expect(on('2027-03-31', [['SR-2026-0042/payer/S', 105_000]])).toEqual({
      billed: 105_000,
      owedByPayers: 0,
      owedToHomeSchools: 74_375,
      brokerage: 13_125,
      late: 74_375,
    });
  });

  test('totals by term add up to the whole', () => {
    const lines = billed(rechargeLines(deployment()), new Map(), '2027-03-31');
    const terms = groupedBy(lines, (line: BilledLine) => termName(line.term));
    expect(terms.map(each => [each.name, each.totals.billed, each.totals.brokerage])).toEqual([
      ['Autumn term 2026', 105_000, 0],
      ['Spring term 2027', 0, 13_125],
    ]);
  });

  test('however the days fall, the lines add up to days × price, to the penny', () => {
    const visit = fc.record({
      on: fc
        .integer({ min: 0, max: 150 })
        .map(day => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10)),
      halfDays: fc.integer({ min: 1, max: 4 }),
      homeSchool: fc.constantFrom('A', 'B'),
    });
    const price = fc.record({
      dayPence: fc.integer({ min: 1, max: 99_999 }),
      mode: fc.constantFrom('inclusive', 'additive', 'none'),
      basisPoints: fc.option(fc.integer({ min: 0, max: 3000 })),
      fixedPence: fc.constant(5000),
      vatBasisPoints: fc.constantFrom(0, 2000),
      payer: fc.constant('school'),
      trigger: fc.constantFrom('onSignature', 'monthlyByVisit', 'onCompletion'),
    });
    fc.assert(
      fc.property(
        fc.array(visit, { minLength: 1, maxLength: 9 }),
        price,
        fc.integer({ min: 0, max: 6 }),
        (visits, made, more) => {
          const worked = visits.reduce((sum, each) => sum + each.halfDays, 0);
          const all = {
            ...deployment(),
            visits,
            terms: made,
            halfDays: worked + more,
            completedOn: '2027-07-01',
          } as Deployment;
          const lines = rechargeLines(all);
          const sum = (direction: string) =>
            lines
              .filter(line => line.direction === direction)
              .reduce((total, line) => total + line.netPence, 0);
          const whole = priceOf(worked, all.terms);
          expect(sum('owedByPayer')).toBe(whole.net);
          expect(sum('owedToHome')).toBe(whole.home);
          expect(sum('brokerage')).toBe(whole.brokerage);
          expect(lines.reduce((total, line) => total + line.vatPence, 0)).toBe(whole.vat);
          expect(new Set(lines.map(line => line.key)).size).toBe(lines.length);
        },
      ),
      { numRuns: 500, seed: 20261128 },
    );
  });
});
