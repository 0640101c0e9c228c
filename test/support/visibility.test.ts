import { describe, expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { supportNotices } from '../../src/support/notices.js';
import { supportProcess } from '../../src/support/process.js';
import type { SupportState } from '../../src/support/record.js';
import { type Field, see, VISIBILITY } from '../../src/support/visibility.js';
import { supportWorkflow } from '../../src/support/workflow.js';
import { channelViewer, personViewer, type Viewer } from '../../src/workflow/parties.js';
import { aRecord, CHANNEL, PEOPLE, SECRETS } from './aRecord.js';

const AT = { now: new Date('2026-11-18T10:00:00Z'), today: '2026-11-18' } as const;
const STATES = (Object.keys(supportWorkflow.states) as SupportState[]).filter(state => state !== 'new');

/** DOMAIN 7.3 for requests, written out apart from the module: who sees what, in which states. */
const PUBLIC: readonly Field[] = ['area', 'phase', 'timing', 'coordinator'];
const AGREED: readonly Field[] = ['agreement', 'acceptedBy', 'awaitedParties', 'halfDaysUsed'];
const ASKED: readonly Field[] = ['leader', 'homeSchool'];
const NAME: readonly Field[] = ['school', 'requester'];
const ANSWERS: readonly Field[] = ['leaderAnswer', 'releaseAnswer', 'selfReleasing'];

const chosen = (state: SupportState) =>
  ['agreementProposed', 'active', 'evaluationDue', 'closed'].includes(state);
const when = (condition: boolean, fields: readonly Field[]) => (condition ? fields : []);

const EXPECTED: Readonly<Record<string, (state: SupportState) => readonly Field[]>> = {
  brokeringChannel: () => PUBLIC,
  programmeLead: () => PUBLIC,
  requester: state => [
    ...PUBLIC,
    ...NAME,
    'need',
    'outcome',
    ...when(chosen(state), [...AGREED, ...ASKED, 'visits']),
    ...when(state === 'closed', ['rating', 'comment']),
  ],
  receivingHead: state => [
    ...PUBLIC,
    ...NAME,
    'outcome',
    ...when(chosen(state), [...AGREED, ...ASKED, 'visits']),
    ...when(state === 'closed', ['rating', 'comment']),
  ],
  coordinators: state => [
    ...PUBLIC,
    ...ASKED,
    ...ANSWERS,
    ...when(!['submitted', 'withdrawn'].includes(state), NAME),
    ...when(chosen(state), [...AGREED, 'visits']),
    ...when(state === 'closed', ['rating']),
  ],
  coordinator: state => [
    ...PUBLIC,
    ...NAME,
    ...ASKED,
    ...ANSWERS,
    ...AGREED,
    'need',
    'earlier',
    'changeAsked',
    'outcome',
    ...when(chosen(state), ['visits']),
    ...when(state === 'closed', ['rating', 'comment']),
  ],
  leader: state => [
    ...PUBLIC,
    ...ASKED,
    'leaderAnswer',
    'selfReleasing',
    ...when(chosen(state), [...NAME, ...AGREED, 'need', 'visits']),
    ...when(state === 'closed', ['rating', 'comment']),
  ],
  homeHead: state => [...PUBLIC, ...ASKED, 'releaseAnswer', ...when(chosen(state), [...NAME, ...AGREED])],
  stranger: () => [],
};

function viewerOf(role: string, state: SupportState): Viewer {
  const record = aRecord(state);
  if (role === 'brokeringChannel') return channelViewer(supportWorkflow, record, CHANNEL);
  return personViewer(supportWorkflow, record, PEOPLE[role as keyof typeof PEOPLE]);
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
    const derived = ['awaitedAnswer', 'awaitedParty', 'daysWatcher'];
    const roles = Object.keys(supportWorkflow.roles).filter(role => !derived.includes(role));
    expect(Object.keys(EXPECTED).toSorted()).toEqual([...roles, 'stranger'].toSorted());
    expect(CASES.length).toBeGreaterThan(70);
  });

  test.each(CASES)('%s in %s', (role, state) => {
    const seen = see(aRecord(state), viewerOf(role, state));
    const fields = Object.keys(VISIBILITY).filter(field => field in seen);
    expect(fields.toSorted()).toEqual(EXPECTED[role]!(state).toSorted());
  });

  test.each(CASES)('the card of %s in %s shows nothing else', (role, state) => {
    const allowed = EXPECTED[role]!(state);
    const text = cardText(supportProcess.card(aRecord(state), viewerOf(role, state), AT));
    for (const [field, word] of Object.entries(SECRETS)) {
      if (!allowed.includes(field as Field)) expect(text, field).not.toContain(word);
    }
  });

  test('a card shows what it may: the words are there to be found', () => {
    const text = (role: string, state: SupportState) =>
      cardText(supportProcess.card(aRecord(state), viewerOf(role, state), AT));
    expect(text('requester', 'submitted')).toContain(SECRETS.need);
    expect(text('coordinator', 'matching')).toMatch(new RegExp(`${SECRETS.need}[\\s\\S]*${SECRETS.earlier}`));
    expect(text('leader', 'active')).toMatch(new RegExp(`${SECRETS.school}[\\s\\S]*${SECRETS.visits}`));
    expect(text('homeHead', 'active')).toContain('Days used: 1 of 3');
    expect(text('receivingHead', 'closed')).toContain(SECRETS.comment);
    expect(text('requester', 'declined')).toContain(SECRETS.outcome);
    expect(text('requester', 'approached')).toContain('Looking for a leader');
  });

  test('no notice says anything that must not stand on a lock screen, to anybody, in any state', () => {
    for (const [role, state] of CASES) {
      for (const [name, notice] of Object.entries(supportNotices)) {
        const text = notice.text(aRecord(state), viewerOf(role, state), AT);
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
