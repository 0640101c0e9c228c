import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { atLondon } from '../../src/calendar/london.js';
import { cycleNotices } from '../../src/review/cycle/notices.js';
import { cycleWorkflow } from '../../src/review/cycle/workflow.js';
import { entryNotices } from '../../src/review/entry/notices.js';
import type { EntryRecord } from '../../src/review/entry/record.js';
import { entryWorkflow } from '../../src/review/entry/workflow.js';
import { reviewNotices } from '../../src/review/notices.js';
import { HOLDABLE } from '../../src/review/phases/sideStates.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import type { ReviewRecord, ReviewState } from '../../src/review/record.js';
import { reviewWorkflow } from '../../src/review/workflow.js';
import { decide } from '../../src/workflow/decide.js';
import { scheduleOf } from '../../src/workflow/schedule.js';
import type { AnyWorkflow, DecideContext } from '../../src/workflow/workflow.js';
import { aRecord, calendarWith, PEOPLE, SECRETS } from './aRecord.js';

const table = reviewWorkflow as unknown as AnyWorkflow;

function contextOn(today: LocalDate, personId: number | null = null, ...inset: LocalDate[]): DecideContext {
  const host = calendarWith(...inset);
  return { now: atLondon(today, '10:00'), today, personId, calendars: { default: host, host } };
}

/** The timers of a state that a review enters on a day, as London would read them. */
function timers(record: ReviewRecord, today: LocalDate, ...inset: LocalDate[]): Record<string, string> {
  const scheduled = scheduleOf(table, record, contextOn(today, null, ...inset));
  return Object.fromEntries(scheduled.map(timer => [timer.name, timer.dueAt.toISOString()]));
}

const at = (date: LocalDate, time: `${number}:${number}` = '15:45') => atLondon(date, time).toISOString();

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

/** A review whose day holds and of which nothing has been prepared. */
const bare: Partial<ReviewRecord> = {
  focus: { what: [], by: null, on: null },
  dayPlan: { what: null, by: null, on: null },
  selfEvaluationLink: null,
  briefedOn: null,
};

const enteredOn = (date: LocalDate): Partial<ReviewRecord> => ({ enteredAt: atLondon(date, '10:00') });

describe("the review's deadlines on the worked dates of DOMAIN 2.4", () => {
  it.each<[LocalDate, LocalDate, LocalDate[], LocalDate]>([
    ['2026-11-24', '2026-12-08', [], '2027-02-22'],
    ['2026-11-24', '2026-12-08', ['2027-02-22'], '2027-02-23'],
    ['2027-02-02', '2027-02-09', [], '2027-05-04'],
    ['2027-03-02', '2027-03-09', [], '2027-06-07'],
    ['2027-05-18', '2027-05-25', [], '2027-09-01'],
  ])('a review on %s, reported on %s (INSET %j), is followed up on %s', (on, reported, inset, followUp) => {
    expect(followUpOf(on, reported, ...inset)).toBe(followUp);
  });

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

  it('T = 10 November: ten working days before are in half term, ten school days before are 20 October', () => {
    const record = aRecord('scheduled', { ...bare, on: '2026-11-10' });
    expect(timers(record, '2026-10-01').plan).toBe(at('2026-10-27'));
    const rules = ProgrammeRulesSchema.parse({ deadlines: { planAgreed: { unit: 'schoolDays', n: 10 } } });
    const inSchoolDays = { ...record, cycle: { ...record.cycle, rules } };
    expect(timers(inSchoolDays, '2026-10-01').plan).toBe(at('2026-10-20'));
    expect(timers(inSchoolDays, '2026-10-01')['plan-2']).toBe(at('2026-10-16'));
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

  it('rows 9 and 10: prompts before sessions, feedback at the end of the last day', () => {
    const sessions = [
      { day: 1, from: '11:00', what: 'Pupil panel' },
      { day: 2, from: '09:00', what: 'Learning walks' },
    ];
    const dayPlan = { what: sessions, by: 'lead', on: '2026-11-10' } as const;
    const record = aRecord('inProgress', { halfDays: 3, dayPlan, sessionsSaid: 0 });
    const second = { ...record, sessionsSaid: 1 };
    expect(timers(second, '2026-11-24').session).toBe(at('2026-11-25', '08:50'));
    expect(timers(record, '2026-11-24')).toEqual({
      session: at('2026-11-24', '10:50'),
      feedback: at('2026-11-25'),
      end: at('2026-11-25', '17:30'),
    });
    const quiet = aRecord('inProgress', { sessionPrompts: false });
    expect(timers(quiet, '2026-11-24')).toEqual({
      feedback: at('2026-11-24'),
      end: at('2026-11-24', '17:30'),
    });
  });

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

  it('does not lapse a second time when a report is brought after all', () => {
    expect(timers(aRecord('draftReport', { lapsedOn: '2026-12-22' }), '2027-01-11')).toEqual({});
    expect(timers(aRecord('draftReport'), '2027-01-11')).toHaveProperty('lapse');
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

  it('names as each state’s deadline the instant at which the step is owed', () => {
    for (const [name, state] of Object.entries(table.states))
      if (state.deadline)
        expect(
          state.due?.map(timer => timer.name),
          name,
        ).toContain(state.deadline);
  });
});

describe('what the table refuses, in a sentence that says what to do', () => {
  const give = (
    record: ReviewRecord,
    name: string,
    personId: number,
    input: object = {},
    today: LocalDate = '2026-11-09',
  ) => decide(table, record, { name, input, personId }, contextOn(today, personId));

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

  it('feedback is given at the end of the last day, not before', () => {
    const record = aRecord('inProgress', { halfDays: 3 });
    const input = { listeners: 'head', attended: '31,32' };
    expect(give(record, 'giveFeedback', PEOPLE.leadReviewer, input, '2026-11-24')).toMatchObject({
      ok: false,
    });
    expect(give(record, 'giveFeedback', PEOPLE.leadReviewer, input, '2026-11-25')).toMatchObject({
      ok: true,
      to: 'feedbackGiven',
      changes: { fields: { feedbackTo: ['head'] }, attended: [31, 32] },
    });
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

  it('a hold shows the route, and goes back to where it began', () => {
    for (const state of HOLDABLE) {
      const held = give(aRecord(state), 'safeguarding', PEOPLE.peerReviewer);
      expect(held).toMatchObject({
        ok: true,
        to: 'safeguardingHold',
        changes: { fields: { heldFrom: state } },
      });
      const resumed = give(aRecord('safeguardingHold', { heldFrom: state }), 'resume', PEOPLE.programmeLead);
      expect(resumed).toMatchObject({ ok: true, to: state });
    }
    expect(give(aRecord('safeguardingHold'), 'resume', PEOPLE.hostHead)).toMatchObject({
      ok: false,
      why: 'notYours',
    });
  });
});

describe("an entry's reminders", () => {
  it('come 10, 5 and 1 school days before the close, across half term, never in it', () => {
    const lead = { id: PEOPLE.programmeLead, name: 'Lena Lead' };
    const record: EntryRecord = {
      ...aRecord('new'),
      state: 'asked',
      cycle: {
        id: 7,
        reference: 'RC-2026-0001',
        name: 'Peer reviews',
        state: 'open',
        lead,
        organiserIds: [],
        clusterLeadIds: [],
        rules: aRecord('new').cycle.rules,
        answersBy: '2026-11-10',
        windowFrom: '2027-01-18',
        windowTo: '2027-03-19',
      },
      school: { id: 20, name: 'Host Primary', phase: 'Primary' },
      headIds: [PEOPLE.hostHead],
      hosts: true,
      apartIds: [],
      impossible: [],
      focus: null,
      reviewers: [],
      late: false,
    };
    const school = calendarWith();
    const context = { ...contextOn('2026-10-01'), calendars: { default: school, school } };
    const scheduled = scheduleOf(entryWorkflow as unknown as AnyWorkflow, record, context);
    expect(Object.fromEntries(scheduled.map(timer => [timer.name, timer.dueAt.toISOString()]))).toEqual({
      'close-10': at('2026-10-20'),
      'close-5': at('2026-11-03'),
      'close-1': at('2026-11-09'),
      close: at('2026-11-10', '17:30'),
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

describe('the three tables', () => {
  it.each([
    ['cycle', cycleWorkflow, cycleNotices],
    ['entry', entryWorkflow, entryNotices],
    ['review', reviewWorkflow, reviewNotices],
  ] as const)(
    '%s: lead only to states and notices that exist, and use every notice',
    (_kind, workflow, notices) => {
      const states = workflow.states as AnyWorkflow['states'];
      const told = new Set<string>();
      const targets = new Set<string>();
      for (const state of Object.values(states)) {
        const tells = [
          state.tell,
          ...Object.values(state.accepts).flatMap(spec => [spec.tell, spec.tellBefore]),
          ...(state.due ?? []).map(timer => timer.tell),
        ];
        for (const notice of tells.flatMap(tell => Object.values(tell ?? {}))) if (notice) told.add(notice);
        for (const spec of Object.values(state.accepts)) for (const to of [spec.to].flat()) targets.add(to);
        for (const timer of state.due ?? []) if (timer.run) expect(state.accepts).toHaveProperty(timer.run);
        if (state.deadline) expect(state.due?.map(timer => timer.name)).toContain(state.deadline);
        const names = (state.due ?? []).map(timer => timer.name);
        expect(new Set(names).size).toBe(names.length);
      }
      expect([...told].toSorted()).toEqual(Object.keys(notices).toSorted());
      targets.delete('same');
      expect([...targets].toSorted()).toEqual(
        Object.keys(states)
          .filter(name => name !== 'new')
          .toSorted(),
      );
    },
  );
});
