import { describe, expect, it } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { reviewCard } from '../../src/review/cards.js';
import { reviewNotices } from '../../src/review/notices.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import type { ReviewRecord, ReviewState } from '../../src/review/record.js';
import { type Field, see, VISIBILITY } from '../../src/review/visibility.js';
import { reviewWorkflow } from '../../src/review/workflow.js';
import { personViewer } from '../../src/workflow/parties.js';
import type { AnyWorkflow } from '../../src/workflow/workflow.js';
import { aRecord, PEOPLE, SECRETS } from './aRecord.js';

const STATES = (Object.keys(reviewWorkflow.states) as ReviewState[]).filter(state => state !== 'new');
const table = reviewWorkflow as unknown as AnyWorkflow;
const at = { now: new Date('2026-11-09T10:00:00Z'), today: '2026-11-09' } as const;

/** Everything a person is shown or told of a review in a state, without asking for it. */
function everything(state: ReviewState, personId: number, changes: Partial<ReviewRecord> = {}): string {
  const record = aRecord(state, changes);
  const viewer = personViewer(table, record, personId);
  const sentences = Object.values(reviewNotices).map(notice => notice.text(record, viewer, at));
  return [cardText(reviewCard(see(record, viewer), [])), ...sentences].join('\n');
}

/** What a person may be shown of a review in a state, on demand included. */
function atMost(state: ReviewState, personId: number, changes: Partial<ReviewRecord> = {}): string {
  const record = aRecord(state, changes);
  const viewer = personViewer(table, record, personId);
  return JSON.stringify(see(record, viewer));
}

type Who = keyof typeof PEOPLE;
const BOTH_SIDES: readonly Who[] = ['hostHead', 'leadReviewer'];
const TEAM: readonly Who[] = ['leadReviewer', 'peerReviewer'];
const ORGANISERS: readonly Who[] = ['programmeLead', 'organiser'];

/** Who may ever read a secret; everybody else must not, in any state, on the card or in any sentence. */
const MAY_READ: Readonly<Record<string, readonly Who[]>> = {
  [SECRETS.former]: ['programmeLead'],
  [SECRETS.why]: ['hostHead', ...TEAM, ...ORGANISERS],
  [SECRETS.leadReviewer]: ['hostHead', 'hostLead', ...TEAM, 'observer', ...ORGANISERS],
  [SECRETS.observer]: ['hostHead', 'hostLead', ...TEAM, 'observer', 'observerHead', ...ORGANISERS],
  [SECRETS.focus]: ['hostHead', ...TEAM],
  [SECRETS.session]: TEAM,
  [SECRETS.readerName]: ['hostHead'],
  inspection: ['leadReviewer', ...ORGANISERS],
};

/** What is never on a card or in a message, whoever reads: shown on demand alone, and each time recorded. */
const ON_DEMAND: Readonly<Record<string, readonly Who[]>> = {
  [SECRETS.selfEvaluation]: ['hostHead', 'hostLead', ...TEAM],
  [SECRETS.draft]: ['hostHead', ...TEAM, 'moderator'],
  [SECRETS.corrections]: BOTH_SIDES,
  [SECRETS.reply]: [...BOTH_SIDES, 'reader'],
  [SECRETS.report]: [...BOTH_SIDES, 'reader'],
  [SECRETS.action]: [...BOTH_SIDES, 'champion'],
  [SECRETS.measure]: [...BOTH_SIDES, 'champion'],
  [SECRETS.evidence]: [...BOTH_SIDES, 'champion'],
  [SECRETS.goodPractice]: ['hostHead'],
};

const texts = new Map<string, string>();

/** The same text once: what is asked of it many times over. */
function once(read: typeof everything, state: ReviewState, personId: number): string {
  const key = `${read.name}:${state}:${personId}`;
  const text = texts.get(key) ?? read(state, personId);
  texts.set(key, text);
  return text;
}

function readersOf(secret: string, read: typeof everything, changes?: Partial<ReviewRecord>): string[] {
  const found = new Set<string>();
  for (const [name, personId] of Object.entries(PEOPLE)) {
    for (const state of STATES) {
      const text = changes ? read(state, personId, changes) : once(read, state, personId);
      if (text.includes(secret)) found.add(name);
    }
  }
  return [...found].toSorted();
}

describe('who reads what of a review (DOMAIN 2.4, 2.6, 7.3)', () => {
  it.each(Object.entries(MAY_READ))('%s: %j and nobody else', (secret, readers) => {
    expect(readersOf(secret, everything)).toEqual([...readers].toSorted());
  });

  it.each(Object.entries(ON_DEMAND))('%s: on demand, %j and nobody else', (secret, readers) => {
    expect(readersOf(secret, everything)).toEqual([]);
    expect(readersOf(secret, atMost)).toEqual([...readers].toSorted());
  });

  it('every secret of the record is in one of the two lists', () => {
    const known = [...Object.keys(MAY_READ), ...Object.keys(ON_DEMAND), SECRETS.peerReviewer];
    for (const secret of Object.values(SECRETS)) expect(known).toContain(secret);
  });

  it.each([
    ['schoolOwned', []],
    ['hubShared', ['clusterLead']],
    ['laCirculated', ['clusterLead', 'adviser']],
  ] as const)(
    'a report under %s is open to both sides, to those whom the head names, and to %j',
    (visibility, more) => {
      const { cycle } = aRecord('reported');
      const rules = ProgrammeRulesSchema.parse({ visibility });
      const readers = readersOf(SECRETS.report, atMost, { cycle: { ...cycle, rules } });
      expect(readers).toEqual([...BOTH_SIDES, 'reader', ...more].toSorted());
      const beforeItIsReleased = STATES.filter(state => aRecord(state).report === null);
      for (const state of beforeItIsReleased)
        for (const personId of [PEOPLE.clusterLead, PEOPLE.adviser, PEOPLE.reader])
          expect(atMost(state, personId, { cycle: { ...cycle, rules } })).not.toContain(SECRETS.draft);
    },
  );

  it('the head reads the draft once the team stands by it; the team no longer once there is a report', () => {
    const reads = (state: ReviewState, who: Who) => atMost(state, PEOPLE[who]).includes(SECRETS.draft);
    expect(STATES.filter(state => reads(state, 'hostHead'))).toEqual(['factCheck', 'finalising']);
    expect(reads('draftReport', 'peerReviewer')).toBe(true);
    expect(reads('reported', 'peerReviewer')).toBe(false);
    expect(STATES.filter(state => reads(state, 'moderator'))).toEqual(['qualityCheck']);
  });

  it('a hold looks like a pause to everybody but those who run the programme', () => {
    for (const [name, personId] of Object.entries(PEOPLE)) {
      const text = everything('safeguardingHold', personId);
      expect(text.includes('safeguarding'), name).toBe(name === 'programmeLead' || name === 'organiser');
    }
    expect(reviewWorkflow.states.safeguardingHold.says).not.toContain('safeguarding');
  });

  it("shows a reviewer's head only whom they release", () => {
    const text = everything('proposed', PEOPLE.reviewerHead);
    expect(text).toContain(SECRETS.peerReviewer);
    expect(text).not.toContain(SECRETS.leadReviewer);
  });

  it('shows a stranger the reference and nothing else', () => {
    for (const state of STATES) {
      const text = everything(state, PEOPLE.stranger);
      expect(text).not.toContain('Host Primary');
      for (const secret of Object.keys(MAY_READ)) expect(text).not.toContain(secret);
    }
  });

  it('names no school, no person and no reason in a sentence that a lock screen may show', () => {
    for (const state of STATES) {
      const record = aRecord(state);
      for (const personId of Object.values(PEOPLE)) {
        const viewer = personViewer(table, record, personId);
        for (const [name, notice] of Object.entries(reviewNotices)) {
          const text = notice.text(record, viewer, at);
          // The prompt before a session is the day plan's own line, and only where the lead has turned it on.
          if (name !== 'nextSession') expect(text, name).not.toMatch(/Primary|WORD|Ofsted|inspection|call\b/);
          expect(text, name).toContain('RV-2026-0042');
        }
      }
    }
  });

  it('gives no field to a role that the table does not have', () => {
    const roles = Object.keys(reviewWorkflow.roles);
    for (const field of Object.keys(VISIBILITY) as Field[])
      for (const role of VISIBILITY[field]) expect(roles).toContain(role);
  });
});
