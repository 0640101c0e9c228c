import type { Viewer } from '../../workflow/parties.js';
import type { RecommendationRecord } from './record.js';

/** What a reader may see of a recommendation: all of it, for whoever has a part in it. A channel sees none. */
export type SeenRecommendation = Omit<RecommendationRecord, 'group'> & {
  readonly group: Pick<RecommendationRecord['group'], 'title' | 'state'>;
};

/** Null when the viewer may see nothing. */
export function seeRecommendation(record: RecommendationRecord, viewer: Viewer): SeenRecommendation | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  const { title, state } = record.group;
  return { ...record, group: { title, state } };
}
