import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../src/calendar/localDate.js';
import type { ReviewRecord } from '../../../src/review/record.js';
import { decide } from '../../../src/workflow/decide.js';
import { aRecord, PEOPLE, SECRETS } from '../aRecord.js';
import { at, contextOn, enteredOn, give, table, timers } from './table.js';

describe('rows 11 to 14: the report', () => {
  it('row 11: the draft at T+5 working days, with +3, +5 and +6; the report at T+10: 8 December for 24 November', () => {
    for (const state of ['feedbackGiven', 'draftReport'] as const)
      expect(timers(aRecord(state), '2026-11-24')).toEqual({
        'draft-2': at('2026-11-27'),
        draft: at('2026-12-01'),
        'draft+1': at('2026-12-02'),
        report: at('2026-12-08'),
        lapse: at('2026-12-22'),
      });
  });

  it('row 12: the moderator has two working days, reminded on both', () => {
    expect(timers(aRecord('qualityCheck', enteredOn('2026-12-01')), '2026-12-01')).toEqual({
      'quality-1': at('2026-12-02'),
      quality: at('2026-12-03'),
      report: at('2026-12-08'),
      lapse: at('2026-12-22'),
    });
  });

  it('row 13: the head checks the facts by T+10 working days, reminded at +8, +9 and +10', () => {
    expect(timers(aRecord('factCheck'), '2026-12-01')).toEqual({
      'check-2': at('2026-12-04'),
      'check-1': at('2026-12-07'),
      check: at('2026-12-08'),
      lapse: at('2026-12-22'),
    });
  });

  it('row 13: a draft that comes late leaves the head two working days', () => {
    const confirm = (today: LocalDate) =>
      decide(
        table,
        aRecord('draftReport', { qualitySampled: false }),
        { name: 'confirmDraft', input: {}, personId: PEOPLE.peerReviewer },
        contextOn(today, PEOPLE.peerReviewer),
      );
    expect(confirm('2026-12-07')).toMatchObject({ changes: { fields: { factCheckBy: '2026-12-09' } } });
    expect(confirm('2026-12-01')).toMatchObject({ changes: { fields: { factCheckBy: '2026-12-08' } } });
  });

  it('row 13: in a holiday no head checks anything: it is owed on the first day back, reminded on days of school', () => {
    const confirmed = give(
      aRecord('draftReport', { on: '2026-12-15', qualitySampled: false }),
      'confirmDraft',
      PEOPLE.peerReviewer,
      {},
      '2026-12-17',
    );
    expect(confirmed).toMatchObject({ changes: { fields: { factCheckBy: '2027-01-04' } } });
    const record = aRecord('factCheck', { on: '2026-12-15', factCheckBy: '2027-01-04' });
    expect(timers(record, '2026-12-17')).toMatchObject({
      'check-2': at('2026-12-17'),
      'check-1': at('2026-12-18'),
      check: at('2027-01-04'),
    });
  });

  it('does not lapse before the head’s time to check is over and the lead can finish', () => {
    const late = { on: '2026-11-24', factCheckBy: '2027-01-04' } as const;
    for (const state of ['factCheck', 'finalising'] as const) {
      // The days that it has in any case: T+20 working days.
      expect(timers(aRecord(state), '2026-12-08')).toMatchObject({ lapse: at('2026-12-22') });
      // A draft that came on the last days of term: the head has until the first day back.
      expect(timers(aRecord(state, late), '2026-12-17')).toMatchObject({ lapse: at('2027-01-06') });
      // A visit before the summer: the head has until school begins again.
      const summer = { on: '2027-07-13', factCheckBy: '2027-09-02' } as const;
      expect(timers(aRecord(state, summer), '2027-07-20')).toMatchObject({ lapse: at('2027-09-06') });
    }
  });

  it('does not lapse a second time when a report is brought after all', () => {
    expect(timers(aRecord('draftReport', { lapsedOn: '2026-12-22' }), '2027-01-11')).toEqual({});
    expect(timers(aRecord('draftReport'), '2027-01-11')).toHaveProperty('lapse');
  });

  it('a draft is confirmed by everybody and by version: a new one asks all again', () => {
    const record = aRecord('draftReport', { qualitySampled: false });
    const submitted = give(record, 'submitDraft', PEOPLE.leadReviewer, { link: SECRETS.draft }, '2026-12-01');
    expect(submitted).toMatchObject({ ok: true, to: 'draftReport', restartsClock: true });
    const again = aRecord('draftReport', { draftRound: 2 });
    const hashes = [record, again].map(each => {
      const decided = give(each, 'submitDraft', PEOPLE.leadReviewer, { link: SECRETS.draft });
      return decided.ok && (decided.changes as { confirm: { hash: string } }).confirm.hash;
    });
    expect(new Set(hashes).size).toBe(2);
    const [lead, peer] = record.team;
    const confirmed = aRecord('draftReport', {
      team: [
        { ...lead!, confirmed: 'abc123' },
        { ...peer!, confirmed: 'an older one' },
      ],
    });
    expect(give(confirmed, 'confirmDraft', PEOPLE.peerReviewer)).toMatchObject({
      ok: true,
      to: 'qualityCheck',
    });
    const twice = aRecord('draftReport', { team: [lead!, { ...peer!, confirmed: 'abc123' }] });
    expect(give(twice, 'confirmDraft', PEOPLE.peerReviewer)).toMatchObject({ ok: false, why: 'rule' });
  });

  it('a sampled report goes to a moderator who has no part in it; without one it goes to the school', () => {
    const [lead, peer] = aRecord('draftReport').team;
    const team = [{ ...lead!, confirmed: 'abc123' }, peer!];
    const confirm = (changes: Partial<ReviewRecord>) =>
      give(aRecord('draftReport', { team, ...changes }), 'confirmDraft', PEOPLE.peerReviewer);
    const { cycle } = aRecord('draftReport');
    expect(confirm({})).toMatchObject({ to: 'qualityCheck' });
    expect(confirm({ qualitySampled: false })).toMatchObject({ to: 'factCheck' });
    expect(confirm({ cycle: { ...cycle, qaModeratorIds: [PEOPLE.peerReviewer] } })).toMatchObject({
      to: 'factCheck',
    });
  });

  it('the lead finishes without the head only once the time to check is over', () => {
    const input = { link: SECRETS.report };
    const on = (today: LocalDate) =>
      give(aRecord('factCheck'), 'finishUnanswered', PEOPLE.leadReviewer, input, today);
    expect(on('2026-12-08')).toMatchObject({ ok: false, why: 'rule' });
    expect(on('2026-12-09')).toMatchObject({ ok: true, to: 'reported' });
  });
});
