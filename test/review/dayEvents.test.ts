import nodeIcal, { type VEvent } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { writeIcs } from '../../src/calendar/writeIcs.js';
import { eventsOf } from '../../src/review/dayEvents.js';
import type { ReviewRecord } from '../../src/review/record.js';
import { aRecord, calendarWith, PEOPLE, SECRETS } from './aRecord.js';

const calendar = calendarWith();

/** What another program reads of the file: node-ical shares no code with the writer. */
function read(record: ReviewRecord, personId: number): VEvent[] {
  const text = writeIcs('Reviews', 'test.convenor', eventsOf(record, personId, calendar));
  const found = Object.values(nodeIcal.sync.parseICS(text));
  return found
    .filter((each): each is VEvent => each?.type === 'VEVENT')
    .toSorted((a, b) => a.uid.localeCompare(b.uid));
}

/** A calendar program that takes files in one after the other: it keeps the highest sequence of each event. */
class Importer {
  readonly events = new Map<string, VEvent>();

  take(events: readonly VEvent[]): this {
    for (const event of events) {
      const known = this.events.get(event.uid);
      if (!known || Number(event.sequence) >= Number(known.sequence)) this.events.set(event.uid, event);
    }
    return this;
  }

  get standing(): string[] {
    return [...this.events.values()]
      .filter(event => event.status !== 'CANCELLED')
      .map(event => new Date(event.start).toISOString())
      .toSorted();
  }
}

const iso = (date: Date | undefined) => (date ? new Date(date).toISOString() : '');
const hours = (events: readonly VEvent[]) => events.map(event => `${iso(event.start)} ${iso(event.end)}`);

describe('a review in its people’s calendars', () => {
  it('is read by an independent parser: times in UTC, a sequence, private, with a stable identifier', () => {
    const [event] = read(aRecord('scheduled'), PEOPLE.leadReviewer);
    expect(event).toMatchObject({
      uid: 'review-42-day-1@test.convenor',
      status: 'CONFIRMED',
      class: 'PRIVATE',
      summary: 'Peer review at Host Primary (RV-2026-0042)',
      location: 'Host Primary',
    });
    expect(Number(event!.sequence)).toBe(5);
    expect(hours([event!])).toEqual(['2026-11-24T08:30:00.000Z 2026-11-24T16:30:00.000Z']);
  });

  it('keeps to the clock in England on both sides of the change', () => {
    const summer = read(aRecord('scheduled', { on: '2027-05-18' }), PEOPLE.hostHead);
    expect(hours(summer.filter(event => event.status === 'CONFIRMED'))).toEqual([
      '2027-05-18T07:30:00.000Z 2027-05-18T15:30:00.000Z',
    ]);
  });

  it.each([
    [1, false, ['2026-11-24T08:30:00.000Z 2026-11-24T12:30:00.000Z']],
    [1, true, ['2026-11-24T12:30:00.000Z 2026-11-24T16:30:00.000Z']],
    [
      3,
      false,
      [
        '2026-11-24T08:30:00.000Z 2026-11-24T16:30:00.000Z',
        '2026-11-25T08:30:00.000Z 2026-11-25T12:30:00.000Z',
      ],
    ],
    [
      3,
      true,
      [
        '2026-11-24T12:30:00.000Z 2026-11-24T16:30:00.000Z',
        '2026-11-25T08:30:00.000Z 2026-11-25T16:30:00.000Z',
      ],
    ],
    [
      2,
      true,
      [
        '2026-11-24T12:30:00.000Z 2026-11-24T16:30:00.000Z',
        '2026-11-25T08:30:00.000Z 2026-11-25T12:30:00.000Z',
      ],
    ],
  ])('%i half days, from the afternoon: %s', (halfDays, startsPm, expected) => {
    const events = read(aRecord('scheduled', { halfDays, startsPm }), PEOPLE.peerReviewer);
    expect(hours(events.filter(event => event.status === 'CONFIRMED'))).toEqual(expected);
  });

  it('leaves out the weekend between two days', () => {
    const events = read(aRecord('scheduled', { halfDays: 4, on: '2026-11-27' }), PEOPLE.peerReviewer);
    expect(events.filter(event => event.status === 'CONFIRMED').map(event => iso(event.start))).toEqual([
      '2026-11-27T08:30:00.000Z',
      '2026-11-30T08:30:00.000Z',
    ]);
  });

  it('survives import, update and cancellation, also of a file that comes late', () => {
    const asked = read(aRecord('proposed', { version: 2 }), PEOPLE.leadReviewer);
    expect(asked.map(event => event.status)).toEqual(['TENTATIVE', 'CANCELLED']);
    const agreed = read(aRecord('scheduled', { version: 6 }), PEOPLE.leadReviewer);
    const off = read(
      aRecord('postponed', { version: 7, on: null, refusedDates: ['2026-11-24'] }),
      PEOPLE.leadReviewer,
    );
    const moved = read(
      aRecord('scheduled', { version: 12, on: '2027-01-19', refusedDates: ['2026-11-24'] }),
      PEOPLE.leadReviewer,
    );
    const cancelled = read(aRecord('cancelled', { version: 13, on: '2027-01-19' }), PEOPLE.leadReviewer);
    const calendarProgram = new Importer();
    expect(calendarProgram.take(asked).standing).toEqual(['2026-11-24T08:30:00.000Z']);
    expect(calendarProgram.take(agreed).standing).toEqual(['2026-11-24T08:30:00.000Z']);
    expect(calendarProgram.take(off).standing).toEqual([]);
    expect(calendarProgram.take(moved).standing).toEqual(['2027-01-19T08:30:00.000Z']);
    expect(calendarProgram.take(agreed).standing).toEqual(['2027-01-19T08:30:00.000Z']);
    expect(calendarProgram.take(cancelled).standing).toEqual([]);
    expect(
      [...calendarProgram.events.values()].every(event => event.summary.toString().startsWith('Cancelled')),
    ).toBe(true);
  });

  it('takes the second day back when a review no longer begins in an afternoon', () => {
    const calendarProgram = new Importer();
    calendarProgram.take(read(aRecord('scheduled', { startsPm: true, version: 5 }), PEOPLE.peerReviewer));
    expect(calendarProgram.standing).toHaveLength(2);
    calendarProgram.take(read(aRecord('scheduled', { on: '2026-12-01', version: 9 }), PEOPLE.peerReviewer));
    expect(calendarProgram.standing).toEqual(['2026-12-01T08:30:00.000Z']);
  });

  it('tells somebody who left the team no more than that it is off', () => {
    const [event] = read(aRecord('scheduled', { version: 8 }), 99);
    expect(event).toMatchObject({ status: 'CANCELLED', summary: 'Cancelled: Peer review RV-2026-0042' });
    expect(event!.location ?? '').toBe('');
  });

  it('stands in nobody else’s calendar, and holds nothing but the day and the place', () => {
    const record = aRecord('scheduled');
    for (const person of ['reviewerHead', 'programmeLead', 'organiser', 'clusterLead', 'stranger'] as const)
      expect(eventsOf(record, PEOPLE[person], calendar)).toEqual([]);
    for (const person of ['hostHead', 'leadReviewer', 'peerReviewer'] as const) {
      const text = writeIcs('Reviews', 'test.convenor', eventsOf(record, PEOPLE[person], calendar));
      for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
    }
  });
});
