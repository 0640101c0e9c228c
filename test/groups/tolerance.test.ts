import { describe, expect, test } from 'vitest';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import type { ExceptionEntry } from '../../src/groups/exceptionEntry.js';
import type { AnsweredRag } from '../../src/groups/rag.js';
import { DEFAULT_BUDGET } from '../../src/groups/record.js';
import { type Breach, newBreach } from '../../src/groups/tolerance.js';
import { aGroup, aMilestone } from './aGroup.js';

const calendar = new SchoolCalendar({ entries: demonstrationCalendar(), bankHolidays: [] });

type Group = Parameters<typeof aGroup>[0];

const breach = (group: Group) => newBreach(aGroup(group), calendar);

/** What a sponsor has decided about a breach that was found on a day. */
function decided(found: Breach | null, raisedOn: LocalDate): ExceptionEntry {
  if (!found) throw new Error('Nothing was out of tolerance.');
  return {
    ...{ id: 1, number: 1, state: 'decided', milestoneId: null, forecastOn: null, halfDaysUsed: null },
    ...{ decision: 'accept', decidedOn: raisedOn, late: false },
    ...found,
    raisedOn,
  };
}

/** The answers of a lead, one a fortnight, as the record has them. */
function answers(...given: readonly { rag?: AnsweredRag; on?: LocalDate; halfDays?: number }[]) {
  return given.map(({ rag = 'green', on = '2026-11-10', halfDays = 0 }, index) => ({
    id: index + 1,
    number: index + 1,
    state: 'answered' as const,
    promptedOn: on,
    answers: 1,
    answer: {
      ...{ rag, done: 'Something', next: '', blocker: '', halfDaysUsed: halfDays, groupLeaderId: null },
      ...{ fromRed: '', unchanged: false, late: false, answeredOn: on },
      by: { id: 1, name: 'Lena Lead', left: false },
    },
  }));
}

describe('a date beyond tolerance', () => {
  const visits = aMilestone({ id: 1, title: 'Twelve schools visited', dueOn: '2027-01-15' });
  const data = aMilestone({ id: 2, title: 'Data read', dueOn: '2027-01-22' });

  test('is put to the sponsor when the forecast passes the tolerated school days, and once', () => {
    const within = { ...visits, forecastOn: '2027-01-29' } as const;
    expect(breach({ milestones: [within] })).toBeNull();
    const beyond = { ...visits, forecastOn: '2027-03-05' } as const;
    const found = breach({ milestones: [beyond] });
    expect(found).toMatchObject({ cause: 'time', milestoneId: 1, forecastOn: '2027-03-05' });
    const exceptions = [decided(found, '2026-11-09')];
    expect(breach({ milestones: [beyond], exceptions })).toBeNull();
    expect(breach({ milestones: [{ ...beyond, forecastOn: '2027-03-26' }], exceptions })).not.toBeNull();
  });

  test('and again when that day has gone by too', () => {
    const late = { ...visits, forecastOn: '2027-03-05' } as const;
    const exceptions = [decided(breach({ milestones: [late] }), '2026-11-09')];
    const after = breach({ milestones: [late], exceptions, asOf: '2027-03-09' });
    expect(after?.what).toContain('was expected Friday 5 March 2027 and is not done');
    const both = [...exceptions, decided(after, '2027-03-09')];
    expect(breach({ milestones: [late], exceptions: both, asOf: '2027-04-20' })).toBeNull();
  });

  test('of one milestone, decided, does not silence another', () => {
    const asOf = '2027-03-01';
    const found = breach({ milestones: [visits, data], asOf });
    expect(found).toMatchObject({ milestoneId: 1, what: expect.stringContaining('is not done') });
    const exceptions = [decided(found, asOf)];
    expect(breach({ milestones: [visits, data], exceptions, asOf })).toMatchObject({ milestoneId: 2 });
    const both = [...exceptions, decided(breach({ milestones: [visits, data], exceptions, asOf }), asOf)];
    expect(breach({ milestones: [visits, data], exceptions: both, asOf: '2027-04-20' })).toBeNull();
  });
});

describe('days beyond tolerance', () => {
  const budget = { ...DEFAULT_BUDGET, lleHalfDays: 0, sleHalfDays: 20, dayTolerance: 20 };
  const used = (halfDays: number, exceptions: readonly ExceptionEntry[] = []) =>
    breach({ budget, exceptions, checkIns: answers({ halfDays }) });

  test('are put to the sponsor beyond the tolerated share, and again after as many more', () => {
    expect(used(24)).toBeNull();
    const found = used(25);
    expect(found).toMatchObject({
      cause: 'days',
      halfDaysUsed: 25,
      what: '12.5 days are used; the budget is 10.',
    });
    const once = [decided(found, '2026-11-10')];
    expect(used(25, once)).toBeNull();
    expect(used(29, once)).toBeNull();
    expect(used(30, once)).toMatchObject({ halfDaysUsed: 30 });
    expect(used(30, [...once, decided(used(30, once), '2026-12-01')])).toBeNull();
  });
});

describe('red', () => {
  test('is put to the sponsor when it begins, stands as long as it lasts, and again when it comes back', () => {
    const first = answers({}, { rag: 'red', on: '2026-11-24' });
    const found = breach({ checkIns: first });
    expect(found).toMatchObject({ cause: 'red' });
    const exceptions = [decided(found, '2026-11-24')];
    const lasting = answers({}, { rag: 'red', on: '2026-11-24' }, { rag: 'red', on: '2026-12-08' });
    expect(breach({ checkIns: lasting, exceptions })).toBeNull();
    const back = answers(
      { rag: 'red', on: '2026-11-24' },
      { on: '2026-12-08' },
      { rag: 'red', on: '2027-01-05' },
    );
    expect(breach({ checkIns: back, exceptions })).toMatchObject({ cause: 'red' });
  });

  test('nothing is asked while the sponsor has something to decide', () => {
    const checkIns = answers({ rag: 'red' });
    const open = { ...decided(breach({ checkIns }), '2026-11-01'), state: 'raised', decision: null };
    expect(breach({ checkIns, exceptions: [open] })).toBeNull();
  });
});
