import type { NoticeSpec } from '../../workflow/process.js';
import type { SupportRecord, SupportState } from '../record.js';
import { type SeenSupport, see } from '../visibility.js';

export type Notices<N extends string> = Readonly<Record<N, NoticeSpec<SupportRecord>>>;

type Say = (seen: SeenSupport) => string;

/** For everybody whom the sentence concerns whatever has happened since. */
export function routine(say: Say): NoticeSpec<SupportRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

/** The same, for what cannot wait for the day's one routine message. */
export function urgent(say: Say): NoticeSpec<SupportRecord> {
  return { ...routine(say), urgency: 'urgent' };
}

/**
 * A sentence that asks for something in certain states. It is written when it is sent: when the request has
 * moved on by then, or the reader is no party any more, it says so instead of asking in vain.
 */
export function asking(states: readonly SupportState[], say: Say): NoticeSpec<SupportRecord> {
  return routine(seen => (states.includes(seen.state) && seen.roles.length > 0 ? say(seen) : movedOn(seen)));
}

/** The same, when somebody's click has just made it this reader's turn: others wait, so it does not. */
export function turn(states: readonly SupportState[], say: Say): NoticeSpec<SupportRecord> {
  return { ...asking(states, say), urgency: 'urgent' };
}

function movedOn({ reference, roles }: SeenSupport): string {
  return roles.length > 0
    ? `${reference} has moved on since; the card shows how it stands.`
    : `${reference} has moved on: nothing is needed from you any more.`;
}
