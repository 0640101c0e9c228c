import type { Viewer } from '../../workflow/parties.js';
import type { CheckInRecord } from './record.js';

/** A check-in as its readers see it: lead, deputy, cover and sponsors (DOMAIN 7.3). Nobody else, and no channel. */
export type SeenCheckIn = Pick<CheckInRecord, 'state' | 'number' | 'promptedOn' | 'answers' | 'before'> & {
  readonly group: Pick<CheckInRecord['group'], 'title' | 'milestones'>;
};

/** Null when the viewer may see nothing. */
export function seeCheckIn(checkIn: CheckInRecord, viewer: Viewer): SeenCheckIn | null {
  if (viewer.roles.length === 0 || viewer.personId === null) return null;
  const { state, number, promptedOn, answers, before, group } = checkIn;
  const { title, milestones } = group;
  return { state, number, promptedOn, answers, before, group: { title, milestones } };
}
