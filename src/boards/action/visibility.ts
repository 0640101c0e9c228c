import type { Viewer } from '../../workflow/parties.js';
import { only } from '../../workflow/seen.js';
import { sightOf } from '../visibility.js';
import type { ActionRecord } from './record.js';

/** What an action's card is made from, beside its words: a field that is not named here is not seen. */
const ACTION_FIELDS = [
  'id',
  'reference',
  'state',
  'version',
  'boardName',
  'part',
  'owner',
  'dueOn',
  'doneOn',
  'meeting',
] as const;

/** An action as a card may show it. Of part B the words are read on the meeting, under Part B. */
export type SeenAction = Pick<ActionRecord, (typeof ACTION_FIELDS)[number]> & {
  readonly words: Pick<ActionRecord, 'text' | 'result'> | null;
};

/** What a viewer may see of an action; null when that is nothing. Its owner need not sit on the board. */
export function seeAction(action: ActionRecord, viewer: Viewer): SeenAction | null {
  if (viewer.personId === null) return null;
  const sight = sightOf(viewer);
  const owner = viewer.roles.includes('owner');
  if (action.part === 'B' ? sight !== 'member' : sight === 'nothing' && !owner) return null;
  const { text, result } = action;
  return { ...only(action, ACTION_FIELDS), words: action.part === 'A' ? { text, result } : null };
}
