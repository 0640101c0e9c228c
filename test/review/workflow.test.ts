import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { atLondon } from '../../src/calendar/london.js';
import { cycleNotices } from '../../src/review/cycle/notices.js';
import { cycleWorkflow } from '../../src/review/cycle/workflow.js';
import { entryNotices } from '../../src/review/entry/notices.js';
import type { EntryRecord } from '../../src/review/entry/record.js';
import { entryWorkflow } from '../../src/review/entry/workflow.js';
import { reviewNotices } from '../../src/review/notices.js';
import type { ReviewRecord } from '../../src/review/record.js';
import { reviewWorkflow } from '../../src/review/workflow.js';
import { decide } from '../../src/workflow/decide.js';
import { scheduleOf } from '../../src/workflow/schedule.js';
import type { AnyWorkflow, DecideContext } from '../../src/workflow/workflow.js';
import { aRecord, calendarWith, PEOPLE } from './aRecord.js';

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

/** What marking the report done leads to. */
function followUpOf(on: LocalDate, today: LocalDate, ...inset: LocalDate[]): unknown {
  const record = aRecord('reportDue', { on });
  const context = contextOn(today, PEOPLE.leadReviewer, ...inset);
  const decision = decide(
    table,
    record,
    { name: 'reportDone', input: {}, personId: PEOPLE.leadReviewer },
    context,
  );
  if (!decision.ok) throw new Error(decision.text);
  return (decision.changes as { fields: { followUpOn: LocalDate } }).fields.followUpOn;
}

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

  it('asks for the report at T+5 working days and owes it at T+10: 8 December for 24 November', () => {
    expect(timers(aRecord('reportDue'), '2026-11-24')).toEqual({
      'T+5': at('2026-12-01'),
      'T+6': at('2026-12-02'),
      'T+10': at('2026-12-08'),
      'T+20': at('2026-12-22'),
    });
  });

  it('reminds of the self-evaluation at T-7, T-5 and T-4 working days, and of go or no-go at T-3', () => {
    expect(timers(aRecord('scheduled'), '2026-11-09')).toEqual({
      'T-7': at('2026-11-13'),
      'T-5': at('2026-11-17'),
      'T-4': at('2026-11-18'),
      'T-3': at('2026-11-19'),
      morning: at('2026-11-24', '08:00'),
    });
  });

  it('says nothing late when a review is agreed a week before', () => {
    expect(Object.keys(timers(aRecord('scheduled'), '2026-11-18'))).toEqual(['T-4', 'T-3', 'morning']);
  });

  it('ends a review of a day and a half on the second day', () => {
    const record = aRecord('inProgress', { halfDays: 3 });
    expect(timers(record, '2026-11-24')).toEqual({ end: at('2026-11-25', '17:30') });
    expect(timers(aRecord('inProgress'), '2026-11-24')).toEqual({ end: at('2026-11-24', '17:30') });
  });

  it('counts answers in school days: asked before half term, reminded after it', () => {
    const record = aRecord('proposed', { on: '2026-12-08' });
    expect(timers(record, '2026-10-22')).toEqual({ remind3: at('2026-11-03'), remind5: at('2026-11-05') });
  });

  it('announces the follow-up ten school days before, and chases it 5 and 10 school days after', () => {
    expect(timers(aRecord('reported'), '2026-12-01')).toEqual({
      'followUp-10': at('2027-02-01'),
      followUp: at('2027-02-22', '08:00'),
    });
    expect(timers(aRecord('followUpDue'), '2027-02-22')).toEqual({
      'followUp+5': at('2027-03-01'),
      'followUp+10': at('2027-03-08'),
    });
  });

  it('wants a new day within ten school days of a postponement', () => {
    expect(timers(aRecord('postponed', { on: null }), '2026-11-23')).toEqual({
      newDate5: at('2026-11-30'),
      newDate10: at('2026-12-07'),
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
      [hostHead, { team: [lead, both] }, 'scheduled'],
      [reviewerHead, { hostAnswer: 'yes', team: [lead, own] }, 'scheduled'],
      [peerReviewer, { hostAnswer: 'yes', team: [lead, second!] }, 'proposed'],
      [leadReviewer, { hostAnswer: 'yes', team: [first!, both] }, 'scheduled'],
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
