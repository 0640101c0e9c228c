import { describe, expect, test } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import type { Approach, SupportRecord, SupportState } from '../../src/support/record.js';
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
const SUMMARY = { summary: 'A new lead wants to plan Year 1.' };
const HOLD = { reason: 'ofsted' };
const END = { reason: 'circumstances' };
const CHANGE = { days: 4, endsOn: '2027-03-26', reason: 'One more class.' };
const GOING = { working: 'yes', goOn: 'asPlanned' };
const SUGGESTED = { schoolId: 20, originKind: 'reviewAction', originId: 7 };
const HEADS: readonly Who[] = ['requester', 'receivingHead'];

type Line = readonly [SupportState, string, readonly Who[], unknown, SupportState];

/** What every coordinator may do: step in for the one who claimed it. */
const takeOver = (...states: readonly SupportState[]): readonly Line[] =>
  states.map(state => [state, 'takeOver', ['coordinators'], {}, state]);

/** What the school may do as long as no agreement holds. */
const withdraw = (...states: readonly SupportState[]): readonly Line[] =>
  states.map(state => [state, 'withdraw', HEADS, {}, 'withdrawn']);

const ownTrust = (...states: readonly SupportState[]): readonly Line[] =>
  states.map(state => [state, 'welcomeOwnTrust', HEADS, {}, state]);

const findAnother = (...states: readonly SupportState[]): readonly Line[] =>
  states.map(state => [state, 'findAnother', ['coordinator'], {}, 'matching']);

/** What may happen to a deployment in several of its states. */
const deployed = (state: SupportState): readonly Line[] => [
  [state, 'terminate', ['receivingHead', 'homeHead', 'leader', 'coordinator'], END, ends(state)],
  ...(state === 'variationProposed'
    ? []
    : [[state, 'replaceLeader', ['coordinator'], {}, 'matching'] as const]),
];

/** A deployment without a visit has nothing to evaluate. */
const ends = (state: SupportState): SupportState =>
  state === 'firstContact' ? 'terminated' : 'evaluationDue';

/** state, command, who may give it, input, where it leads. Nobody else may, and no other state accepts it. */
const TABLE: readonly Line[] = [
  ['new', 'submit', ['receivingHead'], ASK, 'submitted'],
  ['new', 'keepDraft', ['receivingHead'], {}, 'draft'],
  ['new', 'suggest', ['clock'], SUGGESTED, 'draft'],
  ['new', 'askForCall', ['receivingHead'], { timing: 'Any time' }, 'callAsked'],
  ['new', 'commission', ['coordinators', 'coordinator'], { ...ASK, schoolId: 20, payer: 'la' }, 'matching'],
  ['draft', 'send', ['receivingHead'], ASK, 'submitted'],
  ['draft', 'discard', ['receivingHead'], {}, 'discarded'],
  ['draft', 'purge', ['clock'], {}, 'discarded'],
  ['callAsked', 'takeCall', ['coordinators'], {}, 'callAsked'],
  ['callAsked', 'writeDown', [], ASK, 'triage'],
  ['callAsked', 'settleCall', [], {}, 'closed'],
  ['submitted', 'claim', ['coordinators', 'coordinator'], {}, 'triage'],
  ['triage', 'takeOn', ['coordinator'], {}, 'matching'],
  ['triage', 'putToPanel', [], {}, 'panel'],
  ['triage', 'askInfo', ['coordinator'], WHY, 'infoAsked'],
  ['triage', 'setPayer', ['coordinator'], { payer: 'la' }, 'triage'],
  ['triage', 'convert', ['coordinator'], { payer: 'la' }, 'triage'],
  ['triage', 'signpost', ['coordinator'], { where: 'cpd', ...WHY }, 'signposted'],
  ['triage', 'decline', ['coordinator'], WHY, 'declined'],
  ['infoAsked', 'answerInfo', HEADS, WHY, 'triage'],
  ['infoAsked', 'decline', ['coordinator'], WHY, 'declined'],
  [
    'panel',
    'recordDecision',
    ['coordinator'],
    { decision: 'accept', decidedOn: '2026-11-17', minute: 'Item 4' },
    'matching',
  ],
  ['fundingAsked', 'confirmFunding', ['coordinator'], {}, 'matching'],
  ['fundingAsked', 'refuseFunding', ['coordinator'], {}, 'triage'],
  ['matching', 'approach', ['coordinator'], { designationId: '12' }, 'releaseAsked'],
  ['matching', 'presentShortlist', [], {}, 'shortlisted'],
  ['matching', 'proposeSummary', ['coordinator'], SUMMARY, 'matching'],
  ['matching', 'agreeSummary', HEADS, {}, 'matching'],
  ['matching', 'changeSummary', HEADS, SUMMARY, 'matching'],
  ['matching', 'lookFurther', ['coordinator'], {}, 'matching'],
  ['matching', 'noLeader', ['coordinator'], { reason: 'nobody' }, 'unmatched'],
  ['matching', 'decline', ['coordinator'], WHY, 'declined'],
  ['matching', 'putOnHold', ['receivingHead', 'coordinator'], HOLD, 'onHold'],
  ['releaseAsked', 'lookFurther', ['coordinator'], {}, 'releaseAsked'],
  ['releaseAsked', 'approveRelease', ['homeHead'], {}, 'releaseAsked'],
  ['releaseAsked', 'refuseRelease', ['homeHead'], NO, 'releaseAsked'],
  ['releaseAsked', 'acceptWork', ['leader'], {}, 'releaseAsked'],
  ['releaseAsked', 'refuseWork', ['leader'], NO, 'releaseAsked'],
  ['releaseAsked', 'approach', ['coordinator'], { designationId: '99' }, 'releaseAsked'],
  ['releaseAsked', 'presentShortlist', [], {}, 'shortlisted'],
  ['releaseAsked', 'proposeSummary', ['coordinator'], SUMMARY, 'releaseAsked'],
  ['releaseAsked', 'agreeSummary', HEADS, {}, 'releaseAsked'],
  ['releaseAsked', 'changeSummary', HEADS, SUMMARY, 'releaseAsked'],
  ['shortlisted', 'choose', ['receivingHead'], { designationId: '12' }, 'agreementDraft'],
  ['shortlisted', 'chooseNone', ['receivingHead'], NO, 'matching'],
  ['agreementDraft', 'propose', ['coordinator'], TEXT, 'agreementProposed'],
  ['agreementDraft', 'addDetails', ['coordinator'], {}, 'agreementDraft'],
  [
    'agreementProposed',
    'accept',
    ['receivingHead', 'homeHead', 'leader', 'coordinator'],
    {},
    'agreementProposed',
  ],
  [
    'agreementProposed',
    'redraft',
    ['receivingHead', 'homeHead', 'leader', 'coordinator'],
    WHY,
    'agreementDraft',
  ],
  ['firstContact', 'recordContact', ['leader'], {}, 'active'],
  ['firstContact', 'logVisit', ['leader'], VISIT, 'active'],
  ['firstContact', 'askChange', ['receivingHead', 'leader', 'homeHead'], WHY, 'firstContact'],
  ['firstContact', 'putOnHold', ['receivingHead', 'leader', 'coordinator'], HOLD, 'onHold'],
  ...deployed('firstContact'),
  ['active', 'logVisit', ['leader'], VISIT, 'midReview'],
  ['active', 'complete', ['leader', 'coordinator'], {}, 'evaluationDue'],
  ['active', 'completeByDate', ['clock'], {}, 'evaluationDue'],
  ['active', 'askMidReview', ['coordinator', 'clock'], {}, 'midReview'],
  ['active', 'askChange', ['receivingHead', 'leader', 'homeHead'], WHY, 'active'],
  ['active', 'proposeVariation', ['coordinator'], CHANGE, 'variationProposed'],
  ['active', 'putOnHold', ['receivingHead', 'leader', 'coordinator'], HOLD, 'onHold'],
  ...deployed('active'),
  ['midReview', 'answerMidReview', ['receivingHead', 'leader'], GOING, 'midReview'],
  ['midReview', 'endMidReview', ['coordinator', 'clock'], {}, 'active'],
  ['midReview', 'logVisit', ['leader'], VISIT, 'midReview'],
  ['midReview', 'complete', ['leader', 'coordinator'], {}, 'evaluationDue'],
  ['midReview', 'putOnHold', ['receivingHead', 'leader', 'coordinator'], HOLD, 'onHold'],
  ...deployed('midReview'),
  [
    'variationProposed',
    'acceptVariation',
    ['receivingHead', 'homeHead', 'leader', 'coordinator'],
    {},
    'variationProposed',
  ],
  [
    'variationProposed',
    'refuseVariation',
    ['receivingHead', 'homeHead', 'leader', 'coordinator'],
    WHY,
    'active',
  ],
  ['variationProposed', 'logVisit', ['leader'], VISIT, 'variationProposed'],
  ...deployed('variationProposed'),
  ['releaseAgain', 'approveMove', ['newHomeHead'], {}, 'active'],
  ['releaseAgain', 'refuseMove', ['newHomeHead'], NO, 'matching'],
  ...deployed('releaseAgain'),
  ['onHold', 'resume', ['receivingHead', 'leader', 'coordinator'], {}, 'active'],
  ...deployed('onHold'),
  ['evaluationDue', 'evaluate', ['receivingHead'], RATED, 'evaluationDue'],
  ['evaluationDue', 'reflect', ['leader'], { comment: 'It went well.' }, 'evaluationDue'],
  ['evaluationDue', 'closeUnevaluated', ['clock'], {}, 'closed'],
  ['qualityCheck', 'signOff', ['coordinator'], {}, 'signedOff'],
  ['signedOff', 'askImpact', ['clock'], {}, 'impactCheck'],
  ['impactCheck', 'answerImpact', ['receivingHead'], { lasting: 'fully' }, 'closed'],
  ['impactCheck', 'closeUnanswered', ['clock'], {}, 'closed'],
  // The leader moved: nobody in these records did.
  ...(['firstContact', 'active', 'midReview', 'variationProposed', 'onHold'] as const).map(
    (state): Line => [state, 'leaderMoved', [], {}, 'releaseAgain'],
  ),
  ...findAnother('releaseAsked', 'shortlisted', 'agreementDraft', 'agreementProposed'),
  ...ownTrust('submitted', 'triage', 'matching'),
  ...takeOver(
    'callAsked',
    'triage',
    'infoAsked',
    'panel',
    'fundingAsked',
    'matching',
    'releaseAsked',
    'shortlisted',
    'agreementDraft',
    'agreementProposed',
    'firstContact',
    'active',
    'midReview',
    'variationProposed',
    'releaseAgain',
    'onHold',
    'evaluationDue',
    'qualityCheck',
  ),
  ...withdraw(
    'callAsked',
    'submitted',
    'triage',
    'infoAsked',
    'panel',
    'fundingAsked',
    'matching',
    'releaseAsked',
    'shortlisted',
    'agreementDraft',
    'agreementProposed',
  ),
  ['onHold', 'withdraw', [], {}, 'withdrawn'],
];

/** Roles that the commands themselves leave out, by a rule and not by the person. */
const BY_RULE = ['putToPanel', 'presentShortlist', 'writeDown', 'settleCall', 'leaderMoved', 'withdraw'];

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
      if (name === 'takeOver' && who === 'coordinator' && state !== 'callAsked')
        expect(decision).toMatchObject({ ok: false, why: 'rule', text: 'This request is yours already.' });
      else if (name === 'takeCall' || (name === 'takeOver' && state === 'callAsked'))
        expect(decision, who).toMatchObject({ ok: ['coordinator', 'coordinators'].includes(who) });
      // What an adviser commissions waits for a coordinator.
      else if (name === 'commission' && who === 'laAdviser')
        expect(decision).toMatchObject({ ok: true, to: 'submitted' });
      else if (allowed.includes(who)) expect(decision, who).toMatchObject({ ok: true, from: state, to });
      else
        expect(decision, who).toMatchObject({
          ok: false,
          why: BY_RULE.includes(name) ? expect.stringMatching(/^(rule|notYours)$/) : 'notYours',
        });
    }
  });

  test('what a state does not accept is refused, saying where the request stands', () => {
    for (const state of Object.keys(supportWorkflow.states) as SupportState[]) {
      for (const [of, name, allowed, input] of TABLE) {
        if (name in supportWorkflow.states[state].accepts) continue;
        const decision = give(aRecord(state), name, allowed[0] ?? 'coordinator', input);
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
    ['releaseAsked', 'refuseRelease', 'homeHead', {}, { reason: 'Choose what comes nearest.' }],
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
  const asked = aRecord('releaseAsked');
  const [own, rival] = asked.candidates as readonly [Approach, Approach];
  const alone = (changes: Partial<Approach>, more: Partial<SupportRecord> = {}) =>
    aRecord('releaseAsked', { candidates: [{ ...own, ...changes }], ...more });

  test('with the last yes the school chooses; as long as others are asked it waits', () => {
    expect(give(alone({ releaseAnswer: 'yes' }), 'acceptWork', 'leader')).toMatchObject({
      to: 'shortlisted',
    });
    expect(give(asked, 'acceptWork', 'leader')).toMatchObject({ to: 'releaseAsked' });
    const other = { ...rival, status: 'available' } as const;
    expect(give(aRecord('releaseAsked', { candidates: [own, other] }), 'acceptWork', 'leader')).toMatchObject(
      {
        to: 'shortlisted',
      },
    );
  });

  test('a home head who refuses sends it to the next candidate, the school or the coordinator', () => {
    expect(give(alone({}), 'refuseRelease', 'homeHead', NO)).toMatchObject({ to: 'matching' });
    expect(give(asked, 'refuseRelease', 'homeHead', NO)).toMatchObject({ to: 'releaseAsked' });
    const free = { ...rival, status: 'available' } as const;
    expect(
      give(aRecord('releaseAsked', { candidates: [own, free] }), 'refuseRelease', 'homeHead', NO),
    ).toMatchObject({ to: 'shortlisted' });
  });

  test('asked after the choice: a yes brings the agreement, a no the rest of the list', () => {
    const listed = { ...rival, status: 'listed', askedVersion: null, leaderAskedVersion: null } as const;
    const settings = { triageMode: 'coordinator', releaseCheck: 'afterChoice' } as const;
    const chosen = (candidates: readonly Approach[]) =>
      aRecord('releaseAsked', { settings, approach: own, candidates });
    expect(give(chosen([listed]), 'acceptWork', 'leader')).toMatchObject({ to: 'agreementDraft' });
    expect(give(chosen([listed]), 'refuseRelease', 'homeHead', NO)).toMatchObject({ to: 'shortlisted' });
    expect(give(chosen([]), 'refuseRelease', 'homeHead', NO)).toMatchObject({ to: 'matching' });
    const matching = aRecord('matching', { settings });
    expect(give(matching, 'approach', 'coordinator', { designationId: 12 })).toMatchObject({
      to: 'matching',
    });
    const shown = aRecord('matching', { settings, candidates: [listed] });
    expect(give(shown, 'presentShortlist', 'coordinator')).toMatchObject({ to: 'shortlisted' });
    const pick = aRecord('shortlisted', { settings, candidates: [listed] });
    expect(give(pick, 'choose', 'receivingHead', { designationId: listed.designationId })).toMatchObject({
      to: 'releaseAsked',
    });
  });

  test('saying yes twice is refused, and a yes may become a no', () => {
    const yes = alone({ leaderAnswer: 'yes' });
    expect(give(yes, 'acceptWork', 'leader')).toMatchObject({ ok: false, why: 'rule' });
    expect(give(yes, 'refuseWork', 'leader', NO)).toMatchObject({ to: 'matching' });
  });

  test('a leader who heads the home school needs nobody to release them', () => {
    const lle = alone({ selfReleasing: true, homeHeadIds: [PEOPLE.leader] });
    expect(give(lle, 'acceptWork', 'leader')).toMatchObject({ to: 'shortlisted' });
    expect(give(lle, 'approveRelease', 'leader')).toMatchObject({ ok: false, why: 'notYours' });
  });

  test('a leader hears of it only when the home head has said yes', () => {
    const unasked = alone({ leaderAskedVersion: null });
    expect(give(unasked, 'acceptWork', 'leader')).toMatchObject({ ok: false, why: 'notYours' });
  });

  test('at most three leaders are on the list, none of them twice', () => {
    const full = aRecord('releaseAsked', {
      candidates: [own, rival, { ...rival, id: 30, designationId: 31 }],
    });
    expect(give(full, 'approach', 'coordinator', { designationId: 99 })).toMatchObject({ why: 'rule' });
    expect(give(asked, 'approach', 'coordinator', { designationId: 12 })).toMatchObject({ why: 'rule' });
  });

  test('a panel decides where the partnership has one, and the coordinator where it has none', () => {
    const settings = { triageMode: 'panel', releaseCheck: 'beforeShortlist' } as const;
    const panel = aRecord('triage', { settings });
    expect(give(panel, 'takeOn', 'coordinator')).toMatchObject({ ok: false, why: 'rule' });
    expect(give(panel, 'putToPanel', 'coordinator')).toMatchObject({ to: 'panel' });
    const decided = { decision: 'decline', decidedOn: '2026-11-17', minute: 'Item 4' };
    expect(give(aRecord('panel'), 'recordDecision', 'coordinator', decided)).toMatchObject({
      ok: false,
      fields: { reason: 'Give the reason: the head reads it.' },
    });
    expect(
      give(aRecord('panel'), 'recordDecision', 'coordinator', { ...decided, reason: 'Not for us.' }),
    ).toMatchObject({ to: 'declined' });
  });

  test('whoever is to pay is asked before anybody is looked for', () => {
    const paid = aRecord('triage', { payer: 'la', funded: null });
    expect(give(paid, 'takeOn', 'coordinator')).toMatchObject({ to: 'fundingAsked' });
    const asking = aRecord('fundingAsked', { payer: 'la' });
    expect(give(asking, 'confirmFunding', 'laAdviser')).toMatchObject({ to: 'matching' });
    expect(give(asking, 'confirmFunding', 'coordinator')).toMatchObject({ why: 'notYours' });
    const school = aRecord('fundingAsked', { payer: 'school' });
    expect(give(school, 'confirmFunding', 'receivingHead')).toMatchObject({ to: 'matching' });
  });

  test('a head cannot withdraw what was commissioned for the school; the one who asked can', () => {
    const record = aRecord('matching', { commissioned: true });
    expect(give(record, 'withdraw', 'receivingHead')).toMatchObject({ ok: false, why: 'rule' });
    expect(give(record, 'withdraw', 'requester')).toMatchObject({ to: 'withdrawn' });
  });

  test('writing the agreement is the payer’s yes where the coordinator stands for the payer', () => {
    const draft = aRecord('agreementDraft');
    expect(give(draft, 'propose', 'coordinator', TEXT)).toMatchObject({
      changes: { accept: { parties: ['payer'], round: draft.version + 1 } },
    });
    const la = give(aRecord('agreementDraft', { payer: 'la' }), 'propose', 'coordinator', TEXT);
    expect(la).not.toHaveProperty('changes.accept');
  });

  test('the last acceptance books the days; the others do not', () => {
    const two = aRecord('agreementProposed', { acceptedBy: ['receivingHead', 'homeHead', 'payer'] });
    expect(give(two, 'accept', 'leader')).toMatchObject({
      to: 'firstContact',
      changes: { accept: { parties: ['leader'] }, book: true, fields: { heldRound: two.enteredVersion } },
    });
    expect(give(two, 'accept', 'homeHead')).toMatchObject({ ok: false, why: 'rule' });
    const one = give(aRecord('agreementProposed'), 'accept', 'leader');
    expect(one).toMatchObject({ changes: { accept: { parties: ['leader'] } } });
    expect(one).not.toHaveProperty('changes.book');
  });

  test('a visit lies within the agreement and its days; half of them ask both sides, all of them end it', () => {
    const active = aRecord('active');
    const visit = (changes: object) => give(active, 'logVisit', 'leader', { ...VISIT, ...changes });
    expect(visit({ on: '2026-11-19' })).toMatchObject({ why: 'rule' });
    expect(visit({ on: '2026-11-15' })).toMatchObject({ why: 'rule' });
    expect(visit({ days: 2.5 })).toMatchObject({ why: 'rule', text: expect.stringContaining('2 days left') });
    expect(visit({ days: 0.5 })).toMatchObject({ to: 'midReview' });
    expect(visit({ days: 2 })).toMatchObject({ to: 'evaluationDue' });
    const asked = aRecord('active', { midReviewOn: '2026-11-17' });
    expect(give(asked, 'logVisit', 'leader', VISIT)).toMatchObject({ to: 'active' });
  });

  test('an agreement does not begin in the past', () => {
    expect(
      give(aRecord('agreementDraft'), 'propose', 'coordinator', { ...TEXT, startsOn: '2026-11-17' }),
    ).toMatchObject({ why: 'rule' });
  });

  test('a variation has no fewer days than are worked; one that has just as many ends it', () => {
    const fewer = give(aRecord('active'), 'proposeVariation', 'coordinator', { ...CHANGE, days: 0.5 });
    expect(fewer).toMatchObject({ why: 'rule', text: expect.stringContaining('1 day are worked') });
    const last = (halfDays: number) =>
      aRecord('variationProposed', {
        acceptedBy: ['receivingHead', 'homeHead', 'payer'],
        variation: { id: 1, halfDays, endsOn: '2027-03-26', ratePence: null, reason: 'Enough.' },
      });
    expect(give(last(2), 'acceptVariation', 'leader')).toMatchObject({ to: 'evaluationDue' });
    expect(give(last(8), 'acceptVariation', 'leader')).toMatchObject({ to: 'active' });
    expect(give(last(1), 'acceptVariation', 'leader')).toMatchObject({ why: 'rule' });
  });

  test('a leader who heads the new school releases themselves; any other new head is asked', () => {
    const { approach } = aRecord('active');
    const moved = (selfReleasing: boolean) =>
      aRecord('active', {
        approach: approach && {
          ...approach,
          newHome: { school: approach.homeSchool, headIds: [PEOPLE.newHomeHead], selfReleasing },
        },
      });
    expect(give(moved(false), 'leaderMoved', 'clock')).toMatchObject({ to: 'releaseAgain' });
    expect(give(moved(true), 'leaderMoved', 'clock')).toMatchObject({
      to: 'active',
      changes: { moveHome: true },
    });
  });

  test('what did not work is not signed off without a word on what was done', () => {
    const poor = aRecord('qualityCheck', { evaluation: { rating: 'notEffective', comment: '' } });
    expect(give(poor, 'signOff', 'coordinator')).toMatchObject({ ok: false, why: 'rule' });
    expect(give(poor, 'signOff', 'coordinator', { note: 'Talked with both.' })).toMatchObject({
      to: 'signedOff',
    });
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
    expect(due('releaseAsked', atLondon('2026-10-22', '10:00'))).toMatchObject({
      remind3: expect.stringMatching(/^2026-11-0[3-5]/),
    });
  });

  test('48 hours are hours, whatever the day', () => {
    expect(due('matching', atLondon('2026-11-20', '16:00'))).toEqual({
      unmatched: '2026-11-22T16:00:00.000Z',
      lookFurther: '2026-11-27T15:45:00.000Z',
    });
  });

  test('first contact in seven days, the middle of the period, the end, and the visit that was planned', () => {
    expect(due('firstContact', atLondon('2026-11-16', '10:00'))).toEqual({
      contactDue: '2026-11-23T15:45:00.000Z',
      contactMissing: '2026-11-25T15:45:00.000Z',
    });
    const active = due('active', atLondon('2026-11-16', '10:00'));
    expect(active.middle).toMatch(/^2027-01-1[5-9]/);
    expect(active.pastEnd).toMatch(/^2027-03-22/);
    expect(active).not.toHaveProperty('record3');
    const planned = scheduleOf(
      supportWorkflow,
      aRecord('active', { nextVisitOn: '2026-11-20' }),
      context(null, atLondon('2026-11-16', '10:00')),
    ).filter(timer => timer.name.startsWith('record'));
    expect(planned.map(timer => timer.dueAt.toISOString().slice(0, 10))).toEqual([
      '2026-11-25',
      '2026-11-27',
      '2026-12-01',
    ]);
  });

  test('a draft is reminded of after seven days and wiped after thirty', () => {
    expect(due('draft', atLondon('2026-11-09', '10:00'))).toEqual({
      nudge: '2026-11-16T15:45:00.000Z',
      purge: '2026-12-09T15:45:00.000Z',
    });
  });

  test('ninety days after the end the head is asked whether it lasted, on a school day', () => {
    expect(due('signedOff', atLondon('2027-01-20', '10:00'))).toEqual({
      impact: expect.stringMatching(/^2027-04-1[5-9]/),
    });
  });
});
