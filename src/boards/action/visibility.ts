import type { Viewer } from '../../workflow/parties.js';
import { sightOf } from '../visibility.js';
import type { ActionRecord } from './record.js';

/** An action as a card may show it. Of part B the words are read on the meeting, under Part B. */
export type SeenAction = Omit<ActionRecord, 'text' | 'result'> & {
  readonly words: Pick<ActionRecord, 'text' | 'result'> | null;
};

/** What a viewer may see of an action; null when that is nothing. Its owner need not sit on the board. */
export function seeAction(action: ActionRecord, viewer: Viewer): SeenAction | null {
  if (viewer.personId === null) return null;
  const sight = sightOf(viewer);
  const owner = viewer.roles.includes('owner');
  if (action.part === 'B' ? sight !== 'member' : sight === 'nothing' && !owner) return null;
  const { text, result, ...rest } = action;
  return { ...rest, words: action.part === 'A' ? { text, result } : null };
}
