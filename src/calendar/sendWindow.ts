import { addDays, type LocalDate } from './localDate.js';
import { atLondon, londonDate, londonTime, type TimeOfDay } from './london.js';
import type { SchoolCalendar } from './schoolCalendar.js';

/** Routine messages arrive between these, by the clock in England, on days when the reader works (DOMAIN 6). */
const ROUTINE_FROM: TimeOfDay = '08:00';
const ROUTINE_UNTIL: TimeOfDay = '17:30';

/** Teachers and heads can seldom be reached from nine to three, so what asks for an answer waits (DOMAIN 6). */
export const DEFAULT_PROMPT_TIME: TimeOfDay = '15:45';

/** Urgent messages pass on any day, but not at night. */
const URGENT_FROM: TimeOfDay = '07:00';
const URGENT_UNTIL: TimeOfDay = '20:00';

/**
 * `prompt`: a reminder or a question that waits for the prompt time. `routine`: goes as soon as the window
 * is open. `urgent`: passes quiet hours, weekends and holidays, and waits for the morning only.
 */
type Urgency = 'prompt' | 'routine' | 'urgent';

/** A stretch of the day, from the first minute to before the last; `22:00` to `07:00` runs over midnight. */
export interface QuietHours {
  readonly from: TimeOfDay;
  readonly until: TimeOfDay;
}

export interface SendPreferences {
  readonly urgency: Urgency;
  /** When this person wants prompts, within 07:00 to 20:00; {@link DEFAULT_PROMPT_TIME} unless they say. */
  readonly promptTime?: TimeOfDay;
  /** When this person wants nothing; disregarded if it would leave no time at all, and by urgent messages. */
  readonly quiet?: readonly QuietHours[];
  /** Which days this person works: people in schools school days (the default), officers working days. */
  readonly days?: 'schoolDays' | 'workingDays';
}

/** A stretch of the day in minutes after midnight, the end not included. */
interface Slot {
  from: number;
  until: number;
}

/**
 * The first instant from `now` on at which a message may be sent: `now` itself when that is allowed. Quiet
 * hours, nights, weekends and holidays move a message and never drop it.
 */
export function nextSendTime(now: Date, calendar: SchoolCalendar, preferences: SendPreferences): Date {
  const slots = slotsOf(preferences);
  const minute = minutes(londonTime(now));
  let date = londonDate(now);

  if (isSendDay(date, calendar, preferences)) {
    const slot = slots.find(candidate => minute < candidate.until);
    if (slot !== undefined) return minute >= slot.from ? now : atLondon(date, timeOfDay(slot.from));
  }
  date = followingSendDay(date, calendar, preferences);
  return atLondon(date, timeOfDay(slots[0]?.from ?? minutes(DEFAULT_PROMPT_TIME)));
}

/** `now`, or at night the coming morning: what the clock causes wakes nobody, however urgent. */
export function notAtNight(now: Date): Date {
  const time = londonTime(now);
  if (time >= URGENT_FROM && time < URGENT_UNTIL) return now;
  return atLondon(time < URGENT_FROM ? londonDate(now) : addDays(londonDate(now), 1), URGENT_FROM);
}

/** When on a permitted day a message may leave: in order, never empty. */
function slotsOf({ urgency, promptTime = DEFAULT_PROMPT_TIME, quiet = [] }: SendPreferences): Slot[] {
  const urgent = { from: minutes(URGENT_FROM), until: minutes(URGENT_UNTIL) };
  if (urgency === 'urgent') return [urgent];

  const prompt = Math.min(Math.max(minutes(promptTime), urgent.from), urgent.until - 1);
  // Somebody who asks for 07:45 or 18:00 has opened their own window that far.
  const window = {
    from: urgency === 'prompt' ? Math.min(minutes(ROUTINE_FROM), prompt) : minutes(ROUTINE_FROM),
    until: urgency === 'prompt' ? Math.max(minutes(ROUTINE_UNTIL), prompt + 1) : minutes(ROUTINE_UNTIL),
  };
  const free = quiet
    .flatMap(asSlots)
    .reduce((slots, hours) => slots.flatMap(slot => without(slot, hours)), [window]);
  const open = free.length > 0 ? free : [window];
  if (urgency === 'routine') return open;

  const fromPrompt = open.flatMap(slot => without(slot, { from: 0, until: prompt }));
  return fromPrompt.length > 0 ? fromPrompt : open.slice(-1);
}

function isSendDay(date: LocalDate, calendar: SchoolCalendar, preferences: SendPreferences): boolean {
  if (preferences.urgency === 'urgent') return true;
  return preferences.days === 'workingDays' ? calendar.isWorkingDay(date) : calendar.isSchoolDay(date);
}

function followingSendDay(
  date: LocalDate,
  calendar: SchoolCalendar,
  preferences: SendPreferences,
): LocalDate {
  if (preferences.urgency === 'urgent') return addDays(date, 1);
  return preferences.days === 'workingDays'
    ? calendar.addWorkingDays(date, 1)
    : calendar.addSchoolDays(date, 1);
}

function asSlots({ from, until }: QuietHours): Slot[] {
  const slot = { from: minutes(from), until: minutes(until) };
  if (slot.from <= slot.until) return [slot];
  return [
    { from: 0, until: slot.until },
    { from: slot.from, until: 24 * 60 },
  ];
}

/** What is left of a slot when another is taken out of it. */
function without(slot: Slot, taken: Slot): Slot[] {
  const before = { from: slot.from, until: Math.min(slot.until, taken.from) };
  const after = { from: Math.max(slot.from, taken.until), until: slot.until };
  if (taken.from >= taken.until) return [slot];
  return [before, after].filter(part => part.from < part.until);
}

function minutes(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeOfDay(minute: number): TimeOfDay {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}` as TimeOfDay;
}
