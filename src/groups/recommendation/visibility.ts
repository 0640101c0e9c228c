import type { Viewer } from '../../workflow/parties.js';
import type { RecommendationRecord } from './record.js';

/**
 * What a reader may see of a recommendation: all of it, for whoever has a part in it, but for the school whose head
 * was asked, which is theirs and the coordinators' (DOMAIN 7.3). A channel sees none.
 */
export type SeenRecommendation = Omit<RecommendationRecord, 'group' | 'schoolId' | 'supportAsked'> & {
  /** How many heads have been given a request for support. */
  readonly supportAsked: number;
  readonly group: Pick<RecommendationRecord['group'], 'title' | 'state'>;
};

/** Null when the viewer may see nothing. */
export function seeRecommendation(record: RecommendationRecord, viewer: Viewer): SeenRecommendation | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  const { title, state } = record.group;
  const { schoolId: _schoolId, supportAsked, ...rest } = record;
  return { ...rest, supportAsked: supportAsked.length, group: { title, state } };
}
