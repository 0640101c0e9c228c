import { describe, expect, it } from 'vitest';
import { ProgrammeRulesSchema } from '../../../src/review/programme.js';
import type { ReviewRecord, ReviewState } from '../../../src/review/record.js';
import { aRecord, PEOPLE } from '../aRecord.js';
import { at, bare, give, timers } from './table.js';

describe('rows 5 to 8: what is done before the visit', () => {
  it('rows 5 to 8: lines of enquiry in school days, plan and self-evaluation in working days, the team in school days', () => {
    expect(timers(aRecord('scheduled', bare), '2026-10-19')).toEqual({
      'focus-3': at('2026-10-22'),
      focus: at('2026-11-03'),
      'plan-2': at('2026-11-06'),
      plan: at('2026-11-10'),
      'selfEvaluation-2': at('2026-11-13'),
      selfEvaluation: at('2026-11-17'),
      'selfEvaluation+1': at('2026-11-18'),
      goOrNoGo: at('2026-11-19'),
      'briefing-1': at('2026-11-19'),
      briefing: at('2026-11-20'),
      morning: at('2026-11-24', '08:00'),
    });
  });

  it('T = 10 November: ten working days before are in half term, so it is owed before; ten school days before are 20 October', () => {
    const record = aRecord('scheduled', { ...bare, on: '2026-11-10' });
    expect(timers(record, '2026-10-01').plan).toBe(at('2026-10-23'));
    expect(timers(record, '2026-10-01')['plan-2']).toBe(at('2026-10-21'));
    const rules = ProgrammeRulesSchema.parse({ deadlines: { planAgreed: { unit: 'schoolDays', n: 10 } } });
    const inSchoolDays = { ...record, cycle: { ...record.cycle, rules } };
    expect(timers(inSchoolDays, '2026-10-01').plan).toBe(at('2026-10-20'));
    expect(timers(inSchoolDays, '2026-10-01')['plan-2']).toBe(at('2026-10-16'));
  });

  it('asks for what a visit after the Easter holidays needs before them, when somebody is there to do it', () => {
    expect(timers(aRecord('scheduled', { ...bare, on: '2027-04-12' }), '2027-02-01')).toMatchObject({
      'selfEvaluation-2': at('2027-03-23'),
      selfEvaluation: at('2027-03-25'),
      goOrNoGo: at('2027-03-25'),
      'briefing-1': at('2027-03-23'),
    });
  });

  it('reminds of what is still missing and of nothing else', () => {
    const { focus, dayPlan } = aRecord('briefed');
    const names = (state: ReviewState, changes: Partial<ReviewRecord>) =>
      Object.keys(timers(aRecord(state, { ...bare, ...changes }), '2026-10-19'));
    expect(names('planAgreed', { focus, dayPlan })).toEqual([
      'selfEvaluation-2',
      'selfEvaluation',
      'selfEvaluation+1',
      'goOrNoGo',
      'briefing-1',
      'briefing',
      'morning',
    ]);
    expect(Object.keys(timers(aRecord('briefed'), '2026-10-19'))).toEqual(['morning']);
  });

  it('says nothing late when a review is agreed a week before', () => {
    expect(Object.keys(timers(aRecord('scheduled', bare), '2026-11-18'))).toEqual([
      'selfEvaluation+1',
      'goOrNoGo',
      'briefing-1',
      'briefing',
      'morning',
    ]);
  });

  it('a side cannot agree to what it proposed itself', () => {
    const record = aRecord('scheduled', {
      ...bare,
      focus: { what: ['How well do pupils write?'], by: 'host', on: null },
    });
    expect(give(record, 'agreeFocus', PEOPLE.hostHead)).toMatchObject({ ok: false, why: 'rule' });
    expect(give(record, 'agreeFocus', PEOPLE.leadReviewer)).toMatchObject({ ok: true, to: 'focusAgreed' });
    expect(give(record, 'agreeFocus', PEOPLE.peerReviewer)).toMatchObject({ ok: false, why: 'notYours' });
  });

  it('steps may come early: the state is the last one without a gap', () => {
    const early = give(aRecord('scheduled', bare), 'sendSelfEvaluation', PEOPLE.hostHead, {
      link: 'https://example.org/sef',
    });
    expect(early).toMatchObject({ ok: true, to: 'scheduled', restartsClock: true });
    const last = aRecord('scheduled', {
      focus: { what: ['Writing'], by: 'lead', on: null },
      briefedOn: null,
    });
    expect(give(last, 'agreeFocus', PEOPLE.hostHead)).toMatchObject({ ok: true, to: 'selfEvaluated' });
  });

  it('one to three lines of enquiry', () => {
    const record = aRecord('scheduled', bare);
    expect(give(record, 'proposeFocus', PEOPLE.leadReviewer, {})).toMatchObject({
      ok: false,
      fields: { line1: expect.any(String) },
    });
    expect(give(record, 'proposeFocus', PEOPLE.leadReviewer, { line1: 'A', line3: 'C' })).toMatchObject({
      ok: true,
      changes: { fields: { linesOfEnquiry: ['A', 'C'], focusBy: 'lead' } },
    });
  });

  it('a day plan has its times in order, and no more days than the visit', () => {
    const record = aRecord('focusAgreed');
    const plan = (text: string) => give(record, 'proposePlan', PEOPLE.leadReviewer, { plan: text });
    expect(plan('Arrival')).toMatchObject({ ok: false, fields: { plan: expect.stringContaining('09:15') } });
    expect(plan('10:00 Tea\n09:00 Arrival')).toMatchObject({
      ok: false,
      fields: { plan: expect.stringContaining('in order') },
    });
    expect(plan('09:00 Arrival\nDay 2\n09:00 More')).toMatchObject({ ok: false, why: 'rule' });
    expect(plan('9.00 Arrival\n15:00 Feedback')).toMatchObject({ ok: true, to: 'focusAgreed' });
  });

  it('go or no-go is the lead’s, from T-3 working days on', () => {
    const record = aRecord('planAgreed', { selfEvaluationLink: null, briefedOn: null });
    const early = give(record, 'goAhead', PEOPLE.leadReviewer, {}, '2026-11-18');
    expect(early).toMatchObject({ ok: false, text: expect.stringContaining('Thursday 19 November 2026') });
    expect(give(record, 'goAhead', PEOPLE.leadReviewer, {}, '2026-11-19')).toMatchObject({
      ok: true,
      to: 'selfEvaluated',
    });
    expect(give(record, 'goAhead', PEOPLE.hostHead, {}, '2026-11-19')).toMatchObject({
      ok: false,
      why: 'notYours',
    });
  });
});
