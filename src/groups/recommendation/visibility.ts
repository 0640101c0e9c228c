import type { Viewer } from '../../workflow/parties.js';
import { only } from '../../workflow/seen.js';
import type { RecommendationRecord } from './record.js';

/** What a recommendation's card is made from, beside its group: a field that is not named here is not seen. */
const FIELDS = [
  'id',
  'reference',
  'state',
  'version',
  'number',
  'text',
  'because',
  'outcome',
  'wording',
  'decidedOn',
  'owner',
  'dueOn',
  'measure',
  'resource',
  'leaderDays',
  'doneOn',
  'outcomeText',
  'dropReason',
  'progress',
] as const;

/**
 * What a reader may see of a recommendation: all of it, for whoever has a part in it, but for the school whose head
 * was asked, which is theirs and the coordinators' (DOMAIN 7.3). A channel sees none.
 */
export type SeenRecommendation = Pick<RecommendationRecord, (typeof FIELDS)[number]> & {
  /** How many heads have been given a request for support. */
  readonly supportAsked: number;
  readonly group: Pick<RecommendationRecord['group'], 'title' | 'state'>;
};

/** Null when the viewer may see nothing. */
export function seeRecommendation(record: RecommendationRecord, viewer: Viewer): SeenRecommendation | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  const { title, state } = record.group;
  const supportAsked = record.supportAsked.length;
  return { ...only(record, FIELDS), supportAsked, group: { title, state } };
}
