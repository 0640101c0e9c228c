import ical, {
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { CalendarEvent } from './calendarEvent.js';

/** How often a subscribed calendar is asked to look again, in seconds: a day that moves is seen within the hour. */
const LOOK_AGAIN = 60 * 60;

const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;

/**
 * Events as an iCalendar file (RFC 5545): to subscribe to, or to import. Times are instants in UTC, so that no
 * time zone has to come with them. `domain` makes the identifiers unique beyond this installation. Other people
 * who see the calendar see that it is taken and not by what (CLASS:PRIVATE).
 */
export function writeIcs(name: string, domain: string, events: readonly CalendarEvent[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'Convenor', product: 'Convenor', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: LOOK_AGAIN,
  });
  for (const event of events) {
    const gone = event.status === 'cancelled';
    calendar.createEvent({
      id: `${event.uid}@${domain}`,
      sequence: event.sequence,
      status: STATUS[event.status],
      class: ICalEventClass.PRIVATE,
      transparency: gone ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      start: event.from,
      end: event.to,
      stamp: event.changedAt,
      lastModified: event.changedAt,
      summary: gone ? `Cancelled: ${event.title}` : event.title,
      ...(event.location !== undefined && { location: event.location }),
      ...(event.description !== undefined && { description: event.description }),
    });
  }
  return calendar.toString();
}
