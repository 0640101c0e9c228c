import type { Viewer } from '../../workflow/parties.js';
import { only } from '../../workflow/seen.js';
import type { ExceptionRecord } from './record.js';

/** What an exception's card is made from, beside its reason: a field that is not named here is not seen. */
const FIELDS = [
  'id',
  'version',
  'state',
  'number',
  'cause',
  'what',
  'raisedOn',
  'decision',
  'newEndsOn',
  'decidedOn',
  'decidedBy',
  'late',
] as const;

/** What a reader may see of an exception: lead, deputy and sponsors all; the chair when it has come to the chair. */
export type SeenException = Pick<ExceptionRecord, (typeof FIELDS)[number] | 'reason'> & {
  readonly group: Pick<ExceptionRecord['group'], 'title' | 'endsOn' | 'askedExtension'>;
};

/** Null when the viewer may see nothing. A channel never sees an exception. */
export function seeException(exception: ExceptionRecord, viewer: Viewer): SeenException | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  // A stopped group's lead is told that it is stopped, not why.
  const sponsors = viewer.roles.some(role => role === 'sponsor' || role === 'chair');
  const { title, endsOn, askedExtension } = exception.group;
  return {
    ...only(exception, FIELDS),
    group: { title, endsOn, askedExtension },
    reason: exception.decision === 'stop' && !sponsors ? null : exception.reason,
  };
}
