import { describe, expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { supportNotices } from '../../src/support/notices.js';
import { supportProcess } from '../../src/support/process.js';
import type { SupportRecord, SupportState } from '../../src/support/record.js';
import { type Field, see, VISIBILITY } from '../../src/support/visibility.js';
import { supportWorkflow } from '../../src/support/workflow.js';
import { channelViewer, personViewer, type Viewer } from '../../src/workflow/parties.js';
import { aRecord, CHANNEL, MID_WORDS, PEOPLE, SECRETS } from './aRecord.js';

const AT = { now: new Date('2026-11-18T10:00:00Z'), today: '2026-11-18' } as const;
const STATES = (Object.keys(supportWorkflow.states) as SupportState[]).filter(state => state !== 'new');

/** DOMAIN 7.3 for requests, written out apart from the module: who sees what, in which states. */
const PUBLIC: readonly Field[] = ['area', 'phase', 'timing', 'wantedHalfDays', 'coordinator'];
const AGREED: readonly Field[] = ['agreement', 'variation', 'acceptedBy', 'awaitedParties', 'halfDaysUsed'];
const ASKED: readonly Field[] = ['leader', 'homeSchool'];
const NAME: readonly Field[] = ['school', 'requester'];
const ANSWERS: readonly Field[] = ['leaderAnswer', 'releaseAnswer', 'selfReleasing'];
const WORDS: readonly Field[] = [
  'summary',
  'summaryDraft',
  'question',
  'commissioned',
  'origin',
  'payer',
  'funded',
  'panel',
  'outcome',
];

const AFTER: readonly SupportState[] = ['qualityCheck', 'signedOff', 'impactCheck', 'closed'];
const CHOSEN: readonly SupportState[] = [
  'agreementDraft',
  'agreementProposed',
  'firstContact',
  'active',
  'midReview',
  'variationProposed',
  'releaseAgain',
  'onHold',
  'evaluationDue',
  'terminated',
  ...AFTER,
];
const chosen = (state: SupportState) => CHOSEN.includes(state);
const rated = (state: SupportState) => AFTER.includes(state);
const said = (state: SupportState) => rated(state) || state === 'evaluationDue';
const taken = (state: SupportState) => !['draft', 'submitted', 'withdrawn', 'discarded'].includes(state);
const when = (condition: boolean, fields: readonly Field[]) => (condition ? fields : []);

const EXPECTED: Readonly<Record<string, (state: SupportState) => readonly Field[]>> = {
  brokeringChannel: () => PUBLIC,
  programmeLead: () => PUBLIC,
  requester: state => [
    ...PUBLIC,
    ...NAME,
    ...WORDS,
    'need',
    'questionAnswer',
    ...when(chosen(state), [...AGREED, ...ASKED, 'visits']),
  ],
  receivingHead: state => [
    ...PUBLIC,
    ...NAME,
    ...WORDS,
    ...when(state === 'shortlisted', ['candidates']),
    ...when(chosen(state), [...AGREED, ...ASKED, 'visits', 'nextVisitOn', 'midReviews']),
    ...when(said(state), ['rating', 'comment']),
    ...when(state === 'closed', ['lasting', 'lastingComment']),
  ],
  coordinators: state => [
    ...PUBLIC,
    ...ASKED,
    ...ANSWERS,
    'candidates',
    'newHome',
    'lapsed',
    'panelDecides',
    ...when(taken(state), [...NAME, 'commissioned', 'payer', 'panel']),
    ...when(chosen(state), [...AGREED, 'visits']),
    ...when(rated(state), ['rating']),
    ...when(state === 'closed', ['lasting']),
  ],
  coordinator: state => [
    ...PUBLIC,
    ...NAME,
    ...WORDS,
    ...ASKED,
    ...ANSWERS,
    ...AGREED,
    'need',
    'questionAnswer',
    'candidates',
    'newHome',
    'lapsed',
    'panelDecides',
    'earlier',
    'changeAsked',
    'midReviews',
    'holdReason',
    'endedEarly',
    ...when(chosen(state), ['visits', 'nextVisitOn']),
    ...when(said(state), ['rating', 'comment', 'reflection']),
    ...when(rated(state), ['qualityNote']),
    ...when(state === 'closed', ['lasting', 'lastingComment']),
  ],
  laAdviser: () => [...PUBLIC, ...NAME, 'need', 'commissioned', 'payer', 'funded', 'outcome'],
  payer: state => [...PUBLIC, ...NAME, 'payer', 'funded', ...when(chosen(state), [...AGREED, ...ASKED])],
  leader: state => [
    ...PUBLIC,
    ...ASKED,
    'summary',
    'newHome',
    'leaderAnswer',
    'selfReleasing',
    ...when(chosen(state), [...NAME, ...AGREED, 'payer', 'visits', 'nextVisitOn', 'midReviews']),
    ...when(said(state), ['reflection']),
    ...when(rated(state), ['rating', 'comment']),
    ...when(state === 'closed', ['lasting', 'lastingComment']),
  ],
  homeHead: state => [
    ...PUBLIC,
    ...ASKED,
    'releaseAnswer',
    ...when(chosen(state), [...NAME, ...AGREED, 'payer']),
  ],
  newHomeHead: () => [...PUBLIC, ...ASKED, 'newHome', 'agreement', 'halfDaysUsed'],
  stranger: () => [],
};

/** Roles that not every request has: an adviser commissions, or pays. */
const WITH: Readonly<Record<string, Partial<SupportRecord>>> = {
  laAdviser: { commissioned: true },
  payer: { payer: 'la' },
};

const recordFor = (role: string, state: SupportState) => aRecord(state, WITH[role]);

function viewerOf(role: string, state: SupportState): Viewer {
  const record = recordFor(role, state);
  if (role === 'brokeringChannel') return channelViewer(supportWorkflow, record, CHANNEL);
  const who = role === 'payer' ? 'laAdviser' : role;
  return personViewer(supportWorkflow, record, PEOPLE[who as keyof typeof PEOPLE]);
}

/** Whether somebody holds the role in that state at all: a leader only while an approach is open. */
function holds(role: string, state: SupportState): boolean {
  const { roles } = viewerOf(role, state);
  return role === 'stranger' ? roles.length === 0 : roles.includes(role);
}

const ANY_SECRET = new RegExp(Object.values(SECRETS).join('|'));

const CASES = Object.keys(EXPECTED).flatMap(role =>
  STATES.filter(state => holds(role, state)).map(state => [role, state] as const),
);

describe('who sees what of a request (DOMAIN 7.3)', () => {
  test('every role of the table that people hold is in the matrix', () => {
    const derived = [
      'awaitedAnswer',
      'awaitedParty',
      'awaitedSide',
      'askedHomeHead',
      'askedLeader',
      'leaderLetGo',
      'daysWatcher',
      'troubleWatcher',
    ];
    const roles = Object.keys(supportWorkflow.roles).filter(role => !derived.includes(role));
    expect(Object.keys(EXPECTED).toSorted()).toEqual([...roles, 'stranger'].toSorted());
    expect(CASES.length).toBeGreaterThan(180);
  });

  test.each(CASES)('%s in %s', (role, state) => {
    const seen = see(recordFor(role, state), viewerOf(role, state));
    const fields = Object.keys(VISIBILITY).filter(field => field in seen);
    expect(fields.toSorted()).toEqual(EXPECTED[role]!(state).toSorted());
  });

  test.each(CASES)('the card of %s in %s shows nothing else', (role, state) => {
    const allowed = EXPECTED[role]!(state);
    const text = cardText(supportProcess.card(recordFor(role, state), viewerOf(role, state), AT));
    for (const [field, word] of Object.entries(SECRETS)) {
      // A leader's name stands in a profile too.
      const inProfile = allowed.includes('candidates') && ['leader', 'homeSchool'].includes(field);
      if (!inProfile && !allowed.includes(field as Field)) expect(text, field).not.toContain(word);
    }
  });

  test('a card shows what it may: the words are there to be found', () => {
    const text = (role: string, state: SupportState) =>
      cardText(supportProcess.card(recordFor(role, state), viewerOf(role, state), AT));
    expect(text('requester', 'submitted')).toContain(SECRETS.need);
    expect(text('coordinator', 'matching')).toMatch(new RegExp(`${SECRETS.need}[\\s\\S]*${SECRETS.earlier}`));
    expect(text('leader', 'releaseAsked')).toContain(SECRETS.summary);
    expect(text('leader', 'active')).toMatch(new RegExp(`${SECRETS.school}[\\s\\S]*${SECRETS.visits}`));
    expect(text('homeHead', 'active')).toContain('Days used: 1 of 3');
    expect(text('receivingHead', 'shortlisted')).toMatch(
      new RegExp(`${SECRETS.leader}[\\s\\S]*${SECRETS.candidates}`),
    );
    expect(text('receivingHead', 'closed')).toContain(SECRETS.comment);
    expect(text('coordinator', 'qualityCheck')).toContain(SECRETS.reflection);
    expect(text('requester', 'declined')).toContain(SECRETS.outcome);
    expect(text('requester', 'releaseAsked')).toContain('Looking for a leader');
    expect(text('payer', 'agreementProposed')).toContain('£1,050 (3 days at £350 a day)');
  });

  test('half way, each side reads its own words and the coordinator both', () => {
    const text = (role: string) =>
      cardText(supportProcess.card(aRecord('evaluationDue'), viewerOf(role, 'evaluationDue'), AT));
    expect(text('coordinator')).toMatch(/HEADMIDWORD[\s\S]*LEADERMIDWORD/);
    expect(text('receivingHead')).toContain(MID_WORDS.receivingHead);
    expect(text('receivingHead')).not.toContain(MID_WORDS.leader);
    expect(text('leader')).not.toContain(MID_WORDS.receivingHead);
    for (const role of ['homeHead', 'coordinators', 'requester']) expect(text(role)).not.toMatch(/MIDWORD/);
  });

  test('of several candidates each leader and home head sees their own alone', () => {
    for (const state of ['releaseAsked', 'shortlisted'] as const) {
      for (const role of ['leader', 'homeHead']) {
        const text = cardText(supportProcess.card(aRecord(state), viewerOf(role, state), AT));
        expect(text, `${role} in ${state}`).not.toContain(SECRETS.candidates);
      }
    }
  });

  test('words that the head has not agreed to reach no leader; a draft is its head’s alone', () => {
    const unagreed = aRecord('releaseAsked', { summary: { text: SECRETS.summary, agreed: false } });
    expect(cardText(supportProcess.card(unagreed, viewerOf('leader', 'releaseAsked'), AT))).not.toContain(
      SECRETS.summary,
    );
    for (const role of ['coordinators', 'programmeLead', 'brokeringChannel'])
      expect(viewerOf(role, 'draft').roles).toEqual([]);
  });

  test('that support was commissioned is known to the school and its coordinators, and to nobody else', () => {
    const knows = Object.keys(EXPECTED).filter(role =>
      STATES.some(state => holds(role, state) && EXPECTED[role]!(state).includes('commissioned')),
    );
    expect(knows.toSorted()).toEqual([
      'coordinator',
      'coordinators',
      'laAdviser',
      'receivingHead',
      'requester',
    ]);
  });

  test('no notice says anything that must not stand on a lock screen, to anybody, in any state', () => {
    for (const [role, state] of CASES) {
      for (const [name, notice] of Object.entries(supportNotices)) {
        const text = notice.text(recordFor(role, state), viewerOf(role, state), AT);
        expect(text, name).toContain('SR-2026-0042');
        expect(text, `${name} to ${role}`).not.toMatch(ANY_SECRET);
      }
    }
  });

  test('neither does the sentence that a late click gets', () => {
    for (const state of STATES) {
      const says = supportWorkflow.states[state].now?.(aRecord(state)) ?? '';
      expect(says).not.toMatch(ANY_SECRET);
    }
  });
});
