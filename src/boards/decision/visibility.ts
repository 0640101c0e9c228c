import type { Viewer } from '../../workflow/parties.js';
import { sightOf } from '../visibility.js';
import type { DecisionRecord } from './record.js';

/** A decision as a card may show it. Of part B only that there is one: the words are read in answer to a question. */
export type SeenDecision = Pick<
  DecisionRecord,
  | 'id'
  | 'reference'
  | 'state'
  | 'version'
  | 'boardName'
  | 'part'
  | 'outcome'
  | 'decidedOn'
  | 'decidedBy'
  | 'meeting'
> & {
  readonly asker: string | null;
  /** Null where the card may be kept by a chat platform and the words are part B's. */
  readonly words: Pick<DecisionRecord, 'question' | 'detail' | 'wording'> | null;
};

/** What a viewer may see of a decision on a card; null when that is nothing. */
export function seeDecision(decision: DecisionRecord, viewer: Viewer): SeenDecision | null {
  const sight = sightOf(viewer);
  if (sight === 'nothing' || (decision.part === 'B' && sight !== 'member')) return null;
  const { id, reference, state, version, boardName, part, outcome, decidedOn, decidedBy, meeting } = decision;
  const { question, detail, wording, asker } = decision;
  return {
    id,
    reference,
    state,
    version,
    boardName,
    part,
    outcome,
    decidedOn,
    decidedBy,
    meeting,
    asker: asker?.reference ?? null,
    words: part === 'A' ? { question, detail, wording } : null,
  };
}
