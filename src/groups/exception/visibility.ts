import type { Viewer } from '../../workflow/parties.js';
import type { ExceptionRecord } from './record.js';

/** What a reader may see of an exception: lead, deputy and sponsors all; the chair when it has come to the chair. */
export type SeenException = Pick<
  ExceptionRecord,
  | 'id'
  | 'version'
  | 'state'
  | 'number'
  | 'cause'
  | 'what'
  | 'raisedOn'
  | 'decision'
  | 'reason'
  | 'newEndsOn'
  | 'decidedOn'
  | 'decidedBy'
  | 'late'
> & { readonly group: Pick<ExceptionRecord['group'], 'title' | 'endsOn' | 'askedExtension'> };

/** Null when the viewer may see nothing. A channel never sees an exception. */
export function seeException(exception: ExceptionRecord, viewer: Viewer): SeenException | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  // A stopped group's lead is told that it is stopped, not why.
  const sponsors = viewer.roles.some(role => role === 'sponsor' || role === 'chair');
  return {
    ...exception,
    reason: exception.decision === 'stop' && !sponsors ? null : exception.reason,
  };
}
