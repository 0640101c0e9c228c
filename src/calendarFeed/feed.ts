import type { CalendarEvent } from '../calendar/calendarEvent.js';
import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { writeIcs } from '../calendar/writeIcs.js';
import type { Store, Tx } from '../store/open.js';
import { eventDomain, noteReading, personBehind } from './address.js';

/** A process's events for one person, as far as that person may see them. */
export type EventSource = (tx: Tx, personId: number, today: LocalDate) => Promise<readonly CalendarEvent[]>;

/** Every person's own calendar, over all processes. */
export interface CalendarFeeds {
  /** The file behind a secret address, or null where nothing lies there (any more). */
  read(secret: string): Promise<string | null>;
}

/** The calendars behind private addresses. */
export function createCalendarFeeds(
  store: Store,
  sources: readonly EventSource[],
  clock: { now(): Date },
): CalendarFeeds {
  return {
    async read(secret) {
      const now = clock.now();
      const today = londonDate(now);
      const personId = await personBehind(store, secret, today);
      if (personId === null) return null;
      const events = await Promise.all(sources.map(source => source(store.db, personId, today)));
      await noteReading(store, personId, now);
      return writeIcs('Convenor', await eventDomain(store), events.flat());
    },
  };
}
