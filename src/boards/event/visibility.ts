import type { Viewer } from '../../workflow/parties.js';
import type { EventRecord, Invitee } from './record.js';

/** An event as its readers see it: those invited read the evidence beforehand; who answered what is for officers. */
export type SeenEvent = Omit<EventRecord, 'invitees' | 'outcomes'> & {
  readonly invitees: readonly Invitee[] | null;
  readonly outcomes: EventRecord['outcomes'] | null;
  readonly evidence: readonly { readonly from: string; readonly what: string }[];
  readonly coming: number;
};

/** What a viewer may see of an event; null when that is nothing. */
export function seeEvent(event: EventRecord, viewer: Viewer): SeenEvent | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  const { invitees, outcomes, ...rest } = event;
  const officer = viewer.roles.includes('officers');
  return {
    ...rest,
    invitees: officer ? invitees : null,
    outcomes: officer || event.state === 'closed' ? outcomes : null,
    evidence: invitees.flatMap(({ name, evidence }) => (evidence ? [{ from: name, what: evidence }] : [])),
    coming: invitees.filter(each => each.answer === 'comes').length,
  };
}
