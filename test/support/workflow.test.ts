import { describe, expect, test } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import type { SupportRecord, SupportState } from '../../src/support/record.js';
import { supportWorkflow } from '../../src/support/workflow.js';
import { decide } from '../../src/workflow/decide.js';
import { scheduleOf } from '../../src/workflow/schedule.js';
import { aRecord, PEOPLE } from './aRecord.js';

const calendar = new SchoolCalendar({
  entries: demonstrationCalendar(),
  bankHolidays: bundledBankHolidays(),
});
const NOW = atLondon('2026-11-18', '10:00');

function context(personId: number | null, now = NOW) {
  return { now, today: londonDate(now), personId, calendars: { default: calendar } };
}

type Who = keyof typeof PEOPLE | 'clock';

function give(record: SupportRecord, name: string, who: Who, input: unknown = {}) {
  const personId = who === 'clock' ? null : PEOPLE[who];
  return decide(supportWorkflow, record, { name, input, personId }, context(personId));
}

const ASK = { area: 'phonics', need: 'Someone to plan with.', timing: 'Spring term 2027' };
const WHY = { reason: 'The offer of the English hub fits better.' };
const NO = { reason: 'days' };
const TEXT = { days: 3, startsOn: '2026-11-23', endsOn: '2027-03-19', purpose: 'Plan Year 1 phonics.' };
const VISIT = { on: '2026-11-18', days: 1, summary: 'Planned together.' };
const RATED = { rating: 'effective' };

/** state, command, who may give it, input, where it leads. Nobody else may, and no other state accepts it. */
const TABLE: readonly (readonly [SupportState, string, readonly Who[], unknown, SupportState])[] = [
  ['new', 'submit', ['receivingHead'], ASK, 'submitted'],
  ['submitted', 'claim', ['coordinators', 'coordinator'], {}, 'matching'],
  ['submitted', 'withdraw', ['requester', 'receivingHead'], {}, 'withdrawn'],
  ['matching', 'approach', ['coordinator'], { designationId: '12' }, 'approached'],
  ['submitted', 'welcomeOwnTrust', ['requester', 'receivingHead'], {}, 'submitted'],
  ['matching', 'welcomeOwnTrust', ['requester', 'receivingHead'], {}, 'matching'],
  ['matching', 'decline', ['coordinator'], WHY, 'declined'],
  ['matching', 'takeOver', ['coordinators'], {}, 'matching'],
  ['matching', 'withdraw', ['requester', 'receivingHead'], {}, 'withdrawn'],
  ['approached', 'acceptWork', ['leader'], {}, 'approached'],
  ['approached', 'refuseWork', ['leader'], NO, 'matching'],
  ['approached', 'approveRelease', ['homeHead'], {}, 'approached'],
  ['approached', 'refuseRelease', ['homeHead'], NO, 'matching'],
  ['approached', 'findAnother', ['coordinator'], {}, 'matching'],
  ['approached', 'takeOver', ['coordinators'], {}, 'approached'],
  ['approached', 'withdraw', ['requester', 'receivingHead'], {}, 'withdrawn'],
  ['agreementDraft', 'propose', ['coordinator'], TEXT, 'agreementProposed'],
  ['agreementDraft', 'findAnother', ['coordinator'], {}, 'matching'],
  ['agreementDraft', 'takeOver', ['coordinators'], {}, 'agreementDraft'],
  ['agreementDraft', 'withdraw', ['requester', 'receivingHead'], {}, 'withdrawn'],
  ['agreementProposed', 'accept', ['receivingHead', 'homeHead', 'leader'], {}, 'agreementProposed'],
  [
    'agreementProposed',
    'redraft',
    ['receivingHead', 'homeHead', 'leader', 'coordinator'],
    WHY,
    'agreementDraft',
  ],
  ['agreementProposed', 'findAnother', ['coordinator'], {}, 'matching'],
  ['agreementProposed', 'takeOver', ['coordinators'], {}, 'agreementProposed'],
  ['agreementProposed', 'withdraw', ['requester', 'receivingHead'], {}, 'withdrawn'],
  ['active', 'logVisit', ['leader'], VISIT, 'active'],
  ['active', 'complete', ['leader', 'coordinator'], {}, 'evaluationDue'],
  ['active', 'takeOver', ['coordinators'], {}, 'active'],
  ['evaluationDue', 'takeOver', ['coordinators'], {}, 'evaluationDue'],
  ['evaluationDue', 'evaluate', ['receivingHead'], RATED, 'closed'],
  ['evaluationDue', 'closeUnevaluated', ['clock'], {}, 'closed'],
];

const EVERYBODY = [...Object.keys(PEOPLE), 'clock'] as readonly Who[];

describe('the table of a support request', () => {
  test('is the one written here', () => {
    const commands = Object.entries(supportWorkflow.states).flatMap(([state, { accepts }]) =>
      Object.keys(accepts).map(name => `${state}.${name}`),
    );
    expect(commands.toSorted()).toEqual(TABLE.map(([state, name]) => `${state}.${name}`).toSorted());
  });

  test.each(TABLE)('%s accepts %s', (state, name, allowed, input, to) => {
    for (const who of EVERYBODY) {
      const decision = give(aRecord(state), name, who, input);
      // The coordinator who claimed it is one of the coordinators, and has nothing to take over.
      if (name === 'takeOver' && who === 'coordinator')
        expect(decision).toMatchObject({ ok: false, why: 'rule', text: 'This request is yours already.' });
      else if (allowed.includes(who)) expect(decision, who).toMatchObject({ ok: true, from: state, to });
      else expect(decision, who).toMatchObject({ ok: false, why: 'notYours' });
    }
  });

  test('what a state does not accept is refused, saying where the request stands', () => {
    for (const state of Object.keys(supportWorkflow.states) as SupportState[]) {
      for (const [of, name, allowed, input] of TABLE) {
        if (name in supportWorkflow.states[state].accepts) continue;
        const decision = give(aRecord(state), name, allowed[0]!, input);
        expect(decision, `${of}.${name} in ${state}`).toMatchObject({ ok: false, why: 'notNow' });
      }
    }
    expect(give(aRecord('matching'), 'claim', 'coordinators')).toMatchObject({
      text: 'SR-2026-0042 has moved on: Priya Nair has claimed it and is looking for a leader.',
    });
  });
});

describe('what a command needs to know', () => {
  const bad: readonly (readonly [SupportState, string, Who, unknown, Record<string, string>])[] = [
    [
      'new',
      'submit',
      'receivingHead',
      {},
      {
        area: 'Choose the area you want help with.',
        need: 'Say in one sentence what you need.',
        timing: 'Say when you need it.',
      },
    ],
    [
      'new',
      'submit',
      'receivingHead',
      { ...ASK, timing: 'When Mrs Smith is back' },
      { timing: 'Choose when you need it from the list.' },
    ],
    ['matching', 'decline', 'coordinator', { reason: '  ' }, { reason: 'Give the reason in a few words.' }],
    ['approached', 'refuseRelease', 'homeHead', {}, { reason: 'Choose what comes nearest.' }],
    [
      'agreementDraft',
      'propose',
      'coordinator',
      { ...TEXT, days: '1.25' },
      { days: 'Days are counted in halves: 0.5, 1, 1.5 …' },
    ],
    [
      'agreementDraft',
      'propose',
      'coordinator',
      { ...TEXT, endsOn: '2026-11-20' },
      { endsOn: 'The last day is before the first.' },
    ],
    ['active', 'logVisit', 'leader', { ...VISIT, on: '2026-02-30' }, { on: 'Write the date as 2026-11-10.' }],
    [
      'evaluationDue',
      'evaluate',
      'receivingHead',
      { rating: 'superb' },
      { rating: 'Choose how effective the support was.' },
    ],
  ];

  test.each(bad)('%s.%s by %s names the field', (state, name, who, input, fields) => {
    expect(give(aRecord(state), name, who, input)).toMatchObject({ ok: false, why: 'input', fields });
  });
});

describe('the rules between the lines', () => {
  const approached = aRecord('approached');
  const answered = (answers: Partial<NonNullable<SupportRecord['approach']>>) =>
    aRecord('approached', { approach: { ...approached.approach!, ...answers } });

  test('whoever says yes last, leader or home head, brings it to the agreement', () => {
    expect(give(answered({ releaseAnswer: 'yes' }), 'acceptWork', 'leader')).toMatchObject({
      to: 'agreementDraft',
    });
    expect(give(answered({ leaderAnswer: 'yes' }), 'approveRelease', 'homeHead')).toMatchObject({
      to: 'agreementDraft',
    });
  });

  test('saying yes twice is refused, and a yes may become a no', () => {
    const yes = answered({ leaderAnswer: 'yes' });
    expect(give(yes, 'acceptWork', 'leader')).toMatchObject({ ok: false, why: 'rule' });
    expect(give(yes, 'refuseWork', 'leader', NO)).toMatchObject({ to: 'matching' });
  });

  test('a leader who heads the home school needs nobody to release them', () => {
    const lle = answered({ selfReleasing: true, homeHeadIds: [PEOPLE.leader] });
    expect(give(lle, 'acceptWork', 'leader')).toMatchObject({ to: 'agreementDraft' });
    expect(give(lle, 'approveRelease', 'leader')).toMatchObject({ ok: false, why: 'notYours' });
  });

  test('a home school without a head releases nobody by itself', () => {
    expect(give(answered({ homeHeadIds: [] }), 'acceptWork', 'leader')).toMatchObject({ to: 'approached' });
  });

  test('the last acceptance books the days; the others do not', () => {
    const two = aRecord('agreementProposed', { acceptedBy: ['receivingHead', 'homeHead'] });
    expect(give(two, 'accept', 'leader')).toMatchObject({
      to: 'active',
      changes: { accept: ['leader'], book: true },
    });
    expect(give(two, 'accept', 'homeHead')).toMatchObject({ ok: false, why: 'rule' });
    const one = give(aRecord('agreementProposed'), 'accept', 'leader');
    expect(one).toMatchObject({ changes: { accept: ['leader'] } });
    expect(one).not.toHaveProperty('changes.book');
  });

  test('a visit lies within the agreement and its days', () => {
    const active = aRecord('active');
    const visit = (changes: object) => give(active, 'logVisit', 'leader', { ...VISIT, ...changes });
    expect(visit({ on: '2026-11-19' })).toMatchObject({ why: 'rule' });
    expect(visit({ on: '2026-11-15' })).toMatchObject({ why: 'rule' });
    expect(visit({ days: 2.5 })).toMatchObject({ why: 'rule', text: expect.stringContaining('2 days left') });
    expect(visit({ days: 2 })).toMatchObject({ to: 'evaluationDue' });
  });

  test('an agreement does not begin in the past', () => {
    expect(
      give(aRecord('agreementDraft'), 'propose', 'coordinator', { ...TEXT, startsOn: '2026-11-17' }),
    ).toMatchObject({ why: 'rule' });
  });
});

describe('what falls due', () => {
  const due = (state: SupportState, now: Date) =>
    Object.fromEntries(
      scheduleOf(supportWorkflow, aRecord(state), context(null, now)).map(timer => [
        timer.name,
        timer.dueAt.toISOString(),
      ]),
    );

  test('a request sent on a Friday is to be claimed on the Monday', () => {
    expect(due('submitted', atLondon('2026-11-20', '16:00'))).toEqual({
      unclaimed: '2026-11-23T15:45:00.000Z',
      unclaimedLong: '2026-11-24T15:45:00.000Z',
    });
  });

  test('three school days to answer pass over half term', () => {
    expect(due('approached', atLondon('2026-10-22', '10:00'))).toMatchObject({
      remind3: expect.stringMatching(/^2026-11-0[3-5]/),
    });
  });

  test('48 hours are hours, whatever the day', () => {
    expect(due('matching', atLondon('2026-11-20', '16:00'))).toEqual({
      unmatched: '2026-11-22T16:00:00.000Z',
    });
  });
});
