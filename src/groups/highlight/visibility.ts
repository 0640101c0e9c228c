import type { Viewer } from '../../workflow/parties.js';
import type { HighlightRecord } from './record.js';

/** A highlight report as its readers see it. */
export type SeenHighlight = Pick<
  HighlightRecord,
  'state' | 'number' | 'since' | 'madeOn' | 'rag' | 'summary' | 'next' | 'risks'
> & { readonly group: Pick<HighlightRecord['group'], 'title' | 'endsOn'> };

/** The draft is the group's and its sponsors'; the board's chair and coordinators read it when it is ready. */
export function seeHighlight(record: HighlightRecord, viewer: Viewer): SeenHighlight | null {
  const inGroup = viewer.roles.some(role => ['lead', 'deputy', 'cover', 'sponsor'].includes(role));
  const onBoard = viewer.roles.some(role => ['chair', 'coordinators'].includes(role));
  if (viewer.personId === null || !(inGroup || (onBoard && record.state === 'ready'))) return null;
  const { state, number, since, madeOn, rag, summary, next, risks, group } = record;
  const { title, endsOn } = group;
  return { state, number, since, madeOn, rag, summary, next, risks, group: { title, endsOn } };
}
