import { describe, expect, it } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { reviewCard } from '../../src/review/cards.js';
import { reviewNotices } from '../../src/review/notices.js';
import type { ReviewState } from '../../src/review/record.js';
import { type Field, see, VISIBILITY } from '../../src/review/visibility.js';
import { reviewWorkflow } from '../../src/review/workflow.js';
import { personViewer } from '../../src/workflow/parties.js';
import type { AnyWorkflow } from '../../src/workflow/workflow.js';
import { aRecord, PEOPLE, SECRETS } from './aRecord.js';

const STATES = (Object.keys(reviewWorkflow.states) as ReviewState[]).filter(state => state !== 'new');
const table = reviewWorkflow as unknown as AnyWorkflow;
const at = { now: new Date('2026-11-09T10:00:00Z'), today: '2026-11-09' } as const;

/** Everything a person is shown or told of a review in a state. */
function everything(state: ReviewState, personId: number): string {
  const record = aRecord(state);
  const viewer = personViewer(table, record, personId);
  const sentences = Object.values(reviewNotices).map(notice => notice.text(record, viewer, at));
  return [cardText(reviewCard(see(record, viewer), [])), ...sentences].join('\n');
}

/** Who may ever read a secret; everybody else must not, in any state, on the card or in any sentence. */
const MAY_READ: Readonly<Record<string, readonly (keyof typeof PEOPLE)[]>> = {
  [SECRETS.selfEvaluation]: ['hostHead', 'leadReviewer', 'peerReviewer'],
  [SECRETS.report]: ['hostHead', 'leadReviewer'],
  [SECRETS.former]: ['programmeLead'],
  [SECRETS.why]: ['hostHead', 'leadReviewer', 'peerReviewer', 'programmeLead', 'organiser'],
  [SECRETS.leadReviewer]: ['hostHead', 'leadReviewer', 'peerReviewer', 'programmeLead', 'organiser'],
  inspection: ['leadReviewer', 'programmeLead'],
};

describe('who reads what of a review (DOMAIN 2.4, 2.6, 7.3)', () => {
  it.each(Object.entries(MAY_READ))('%s: %j and nobody else', (secret, readers) => {
    const read = new Set<string>();
    for (const [name, personId] of Object.entries(PEOPLE))
      for (const state of STATES) if (everything(state, personId).includes(secret)) read.add(name);
    expect([...read].toSorted()).toEqual([...readers].toSorted());
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
          expect(text, name).not.toMatch(/Primary|WORD|Ofsted|inspection|call\b/);
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
