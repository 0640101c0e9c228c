import type { Viewer } from '../../workflow/parties.js';
import { only } from '../../workflow/seen.js';
import type { EventRecord, Invitee } from './record.js';

/** What an event's card is made from, beside who comes and what came of it: a field that is not named is not seen. */
const EVENT_FIELDS = [
  'id',
  'reference',
  'state',
  'version',
  'boardName',
  'issue',
  'on',
  'startsAt',
  'place',
  'decision',
] as const;

/** An event as its readers see it: those invited read the evidence beforehand; who answered what is for officers. */
export type SeenEvent = Pick<EventRecord, (typeof EVENT_FIELDS)[number]> & {
  readonly invitees: readonly Invitee[] | null;
  readonly outcomes: EventRecord['outcomes'] | null;
  readonly evidence: readonly { readonly from: string; readonly what: string }[];
  readonly coming: number;
};

/** What a viewer may see of an event; null when that is nothing. */
export function seeEvent(event: EventRecord, viewer: Viewer): SeenEvent | null {
  if (viewer.personId === null || viewer.roles.length === 0) return null;
  const { invitees, outcomes } = event;
  const officer = viewer.roles.includes('officers');
  return {
    ...only(event, EVENT_FIELDS),
    invitees: officer ? invitees : null,
    outcomes: officer || event.state === 'closed' ? outcomes : null,
    evidence: invitees.flatMap(({ name, evidence }) => (evidence ? [{ from: name, what: evidence }] : [])),
    coming: invitees.filter(each => each.answer === 'comes').length,
  };
}
