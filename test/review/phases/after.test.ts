import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../src/calendar/localDate.js';
import { ProgrammeRulesSchema } from '../../../src/review/programme.js';
import type { ReviewRecord } from '../../../src/review/record.js';
import { decide } from '../../../src/workflow/decide.js';
import { aRecord, PEOPLE } from '../aRecord.js';
import { at, contextOn, enteredOn, give, table, timers } from './table.js';

/** When the follow-up of a review falls whose report the head accepts. */
function followUpOf(on: LocalDate, today: LocalDate, ...inset: LocalDate[]): unknown {
  const record = aRecord('factCheck', { on });
  const context = contextOn(today, PEOPLE.hostHead, ...inset);
  const decision = decide(
    table,
    record,
    { name: 'acceptReport', input: {}, personId: PEOPLE.hostHead },
    context,
  );
  if (!decision.ok) throw new Error(decision.text);
  return (decision.changes as { fields: { followUpOn: LocalDate } }).fields.followUpOn;
}

describe('rows 15 to 18: what follows the report', () => {
  it.each<[LocalDate, LocalDate, LocalDate[], LocalDate]>([
    ['2026-11-24', '2026-12-08', [], '2027-02-22'],
    ['2026-11-24', '2026-12-08', ['2027-02-22'], '2027-02-23'],
    ['2027-02-02', '2027-02-09', [], '2027-05-04'],
    ['2027-03-02', '2027-03-09', [], '2027-06-07'],
    ['2027-05-18', '2027-05-25', [], '2027-09-01'],
  ])('a review on %s, reported on %s (INSET %j), is followed up on %s', (on, reported, inset, followUp) => {
    expect(followUpOf(on, reported, ...inset)).toBe(followUp);
  });

  it('row 15: the workshop by T+15 school days, with +10, +15 and +20', () => {
    const record = aRecord('reported', { champion: null });
    expect(timers(record, '2026-12-01')).toEqual({
      'workshop-5': at('2026-12-08'),
      workshop: at('2026-12-15'),
      'workshop+5': at('2027-01-05'),
      'followUp-10': at('2027-02-01'),
      followUp: at('2027-02-22', '08:00'),
    });
    const rules = ProgrammeRulesSchema.parse({ workshop: false });
    expect(Object.keys(timers({ ...record, cycle: { ...record.cycle, rules } }, '2026-12-01'))).toEqual([
      'followUp-10',
      'followUp',
    ]);
  });

  it('row 17: the follow-up is announced ten school days before, and chased 5 and 10 school days after', () => {
    expect(timers(aRecord('workshopDone'), '2026-12-01')).toEqual({
      'followUp-10': at('2027-02-01'),
      followUp: at('2027-02-22', '08:00'),
    });
    expect(timers(aRecord('followUpDue'), '2027-02-22')).toEqual({
      'followUp+5': at('2027-03-01'),
      'followUp+10': at('2027-03-08'),
    });
  });

  it('row 18: both sides have ten school days to say how it went; then it closes without them', () => {
    expect(timers(aRecord('impactReviewed', enteredOn('2027-02-22')), '2027-02-22')).toEqual({
      'ratings-5': at('2027-03-01'),
      ratings: at('2027-03-08'),
      close: at('2027-03-15'),
    });
  });

  it('a champion is nobody of the team and not the host’s head', () => {
    const name = (personId: number) =>
      give(aRecord('reported'), 'nameChampion', PEOPLE.clusterLead, { personId });
    for (const personId of [PEOPLE.leadReviewer, PEOPLE.peerReviewer, PEOPLE.hostHead])
      expect(name(personId)).toMatchObject({ ok: false, why: 'rule' });
    expect(name(PEOPLE.stranger)).toMatchObject({ ok: true });
  });

  it('three actions at most, each with owner, date and measure; none, and the workshop was not held', () => {
    const [action] = aRecord('workshopBooked').actions;
    const input = { text: 'Read daily', owner: 'senco', dueOn: '2027-02-01', measure: 'Logs' };
    const three = [1, 2, 3].map(id => ({ ...action!, id }));
    const add = (actions: ReviewRecord['actions']) =>
      give(aRecord('workshopBooked', { actions }), 'addAction', PEOPLE.champion, input, '2026-12-14');
    expect(add(three)).toMatchObject({ ok: false, why: 'rule' });
    expect(add(three.slice(1))).toMatchObject({ ok: true });
    const hold = (actions: ReviewRecord['actions'], today: LocalDate) =>
      give(aRecord('workshopBooked', { actions }), 'holdWorkshop', PEOPLE.champion, {}, today);
    expect(hold([], '2026-12-14')).toMatchObject({ ok: false });
    expect(hold(three, '2026-12-11')).toMatchObject({ ok: false });
    expect(hold(three, '2026-12-14')).toMatchObject({ ok: true, to: 'workshopDone' });
  });

  it('every action gets its colour, and the last rating closes', () => {
    const impact = (input: object) =>
      give(aRecord('followUpDue'), 'reviewImpact', PEOPLE.hostHead, { impact: 'some', ...input });
    expect(impact({})).toMatchObject({ ok: false, why: 'rule' });
    expect(impact({ rag1: 'amber' })).toMatchObject({
      ok: true,
      changes: { rate: [{ actionId: 51, rag: 'amber', evidenceLink: null }] },
    });
    const rate = (changes: Partial<ReviewRecord>, input: object) =>
      give(aRecord('impactReviewed', changes), 'rate', PEOPLE.hostHead, { rating: '4', ...input });
    expect(rate({}, {})).toMatchObject({ ok: true, to: 'impactReviewed' });
    expect(rate({ hostRating: 4 }, {})).toMatchObject({ ok: false, why: 'rule' });
    expect(rate({ leadRating: 3 }, { goodPractice: 'Phonics', nameUs: 'true' })).toMatchObject({
      ok: true,
      to: 'closed',
      changes: { fields: { goodPractice: 'Phonics', nameUs: true } },
    });
    expect(rate({}, { nameUs: true })).toMatchObject({ changes: { fields: { nameUs: false } } });
  });
});
