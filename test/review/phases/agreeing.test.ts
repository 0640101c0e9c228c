import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../src/calendar/localDate.js';
import type { ReviewRecord } from '../../../src/review/record.js';
import { decide } from '../../../src/workflow/decide.js';
import { aRecord, PEOPLE } from '../aRecord.js';
import { at, bare, contextOn, enteredOn, table, timers } from './table.js';

describe('rows 3 and 4: a date and a team that everybody agrees to', () => {
  it('row 3: counts answers in school days: asked before half term, reminded after it', () => {
    const record = aRecord('proposed', { on: '2026-12-08', ...enteredOn('2026-10-22') });
    expect(timers(record, '2026-10-22')).toEqual({ remind3: at('2026-11-03'), remind5: at('2026-11-05') });
  });

  it('wants a new day within ten school days of a postponement', () => {
    expect(timers(aRecord('postponed', { on: null }), '2026-11-23')).toEqual({
      newDate5: at('2026-11-30'),
      newDate10: at('2026-12-07'),
    });
  });
});

describe('accepting', () => {
  const accept = (record: ReviewRecord, personId: number, today: LocalDate = '2026-11-09') =>
    decide(table, record, { name: 'accept', input: {}, personId }, contextOn(today, personId));

  it('waits for the host head, both reviewers and the head who releases one of them', () => {
    const { hostHead, leadReviewer, peerReviewer, reviewerHead } = PEOPLE;
    const [first, second] = aRecord('proposed').team;
    const lead = { ...first!, answer: 'yes' as const };
    const own = { ...second!, answer: 'yes' as const };
    const both = { ...own, release: 'yes' as const };
    const rows: readonly (readonly [number, Partial<ReviewRecord>, string])[] = [
      [hostHead, {}, 'proposed'],
      [hostHead, { team: [lead, own] }, 'proposed'],
      [hostHead, { team: [lead, both], ...bare }, 'scheduled'],
      [hostHead, { team: [lead, both] }, 'briefed'],
      [reviewerHead, { hostAnswer: 'yes', team: [lead, own], ...bare }, 'scheduled'],
      [peerReviewer, { hostAnswer: 'yes', team: [lead, second!] }, 'proposed'],
      [leadReviewer, { hostAnswer: 'yes', team: [first!, both], ...bare }, 'scheduled'],
    ];
    for (const [person, changes, state] of rows)
      expect(accept(aRecord('proposed', changes), person)).toMatchObject({ ok: true, to: state });
  });

  it('answers for everything one person stands for', () => {
    const [lead, peer] = aRecord('proposed').team;
    const record = aRecord('proposed', { team: [lead!, { ...peer!, headIds: [PEOPLE.leadReviewer] }] });
    expect(accept(record, PEOPLE.leadReviewer)).toMatchObject({
      ok: true,
      changes: { yes: { own: [31], release: [32] } },
    });
  });

  it('is refused a second time, and asks for another day when the day has gone by', () => {
    const [lead, peer] = aRecord('proposed').team;
    const done = { ...lead!, answer: 'yes' as const };
    expect(accept(aRecord('proposed', { team: [done, peer!] }), PEOPLE.leadReviewer)).toMatchObject({
      ok: false,
      text: 'You have already accepted. We wait for the others.',
    });
    const last = aRecord('proposed', {
      team: [done, { ...peer!, answer: 'yes', release: 'yes' }],
      on: '2026-11-24',
    });
    expect(accept(last, PEOPLE.hostHead, '2026-11-24')).toMatchObject({ ok: true, to: 'undated' });
  });
});

describe('choosing a day', () => {
  const choose = (on: LocalDate, changes: Partial<ReviewRecord> = {}) =>
    decide(
      table,
      aRecord('postponed', { on: null, ...changes }),
      { name: 'setDate', input: { other: on }, personId: PEOPLE.programmeLead },
      contextOn('2026-11-23', PEOPLE.programmeLead, '2026-12-04'),
    );

  it.each<[LocalDate, string]>([
    ['2026-11-23', 'not ahead of us'],
    ['2026-12-05', 'weekend'],
    ['2026-12-04', 'INSET day'],
    ['2027-02-16', 'half term'],
  ])('refuses %s: %s', (on, why) => {
    const result = choose(on);
    expect(result).toMatchObject({ ok: false, why: 'rule' });
    expect(result.ok ? '' : result.text).toContain(why);
  });

  it('refuses a day that was tried, or on which somebody is in another review', () => {
    expect(choose('2026-12-08', { refusedDates: ['2026-12-08'] })).toMatchObject({ ok: false });
    expect(choose('2026-12-08', { takenDates: ['2026-12-08'] })).toMatchObject({ ok: false });
    expect(choose('2026-12-08')).toMatchObject({ ok: true, to: 'proposed', changes: { askAgain: true } });
  });
});
