import type { LocalDate } from '../calendar/localDate.js';
import { londonDate, londonTime, type TimeOfDay } from '../calendar/london.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import { daysOfReview, type ReviewRecord } from './record.js';
import { type DayPlan, LONGEST_SESSION, MOST_SESSIONS, type Session } from './session.js';

/** The team is told of a session this long before, in minutes: time to find the room (DOMAIN 2.5). */
const PROMPT_MINUTES = 10;

type Lines = readonly (readonly [from: string, what: string])[];
type Part = 'only' | 'first' | 'middle' | 'last';

const BRIEFING = 'Arrival, sign-in and team briefing';
const LEADING = 'Leading meeting with the head and senior leaders on the self-evaluation';
const WALKS = 'Learning and climate walks, in pairs with host leaders';
const PANELS = 'Pupil panel (6 to 8 pupils, no staff); staff session (3 to 6)';
const PARTNERS = 'Parents; governors; SENCO and disadvantage lead';
const CATCH_UP = 'the team catches up';
const DRAFTING = 'The team drafts the feedback';
const FEEDBACK = 'Verbal feedback to the head';

/** The usual order of half a day, by its place in the review (DOMAIN 2.5; the leading meeting is always first). */
const MORNING: Readonly<Record<Part, Lines>> = {
  only: [
    ['08:45', BRIEFING],
    ['09:00', LEADING],
    ['09:30', 'Short team discussion'],
    ['09:40', WALKS],
    ['10:30', `Break: ${CATCH_UP}`],
    ['10:45', PANELS],
    ['11:30', DRAFTING],
    ['12:00', FEEDBACK],
    ['12:30', 'End'],
  ],
  first: [
    ['08:45', BRIEFING],
    ['09:00', LEADING],
    ['09:45', 'Short team discussion'],
    ['10:00', WALKS],
    ['10:45', `Break: ${CATCH_UP}`],
    ['11:00', PANELS],
    ['12:00', `Lunch: ${CATCH_UP}`],
  ],
  middle: [
    ['08:45', 'The team meets'],
    ['09:00', WALKS],
    ['10:45', `Break: ${CATCH_UP}`],
    ['11:00', PANELS],
    ['12:00', `Lunch: ${CATCH_UP}`],
  ],
  last: [
    ['08:45', 'The team meets'],
    ['09:00', `${PARTNERS}; open questions`],
    ['10:30', `Break: ${CATCH_UP}`],
    ['10:45', DRAFTING],
    ['11:45', FEEDBACK],
    ['12:30', 'End'],
  ],
};

const AFTERNOON: Readonly<Record<Part, Lines>> = {
  only: [
    ['12:30', BRIEFING],
    ['12:45', LEADING],
    ['13:15', 'Short team discussion'],
    ['13:20', WALKS],
    ['14:00', PANELS],
    ['14:40', DRAFTING],
    ['15:00', FEEDBACK],
    ['15:30', 'End'],
  ],
  first: [
    ['12:30', BRIEFING],
    ['12:45', LEADING],
    ['13:30', 'Short team discussion'],
    ['13:45', WALKS],
    ['14:45', `End of the day: ${CATCH_UP}`],
  ],
  middle: [
    ['12:45', PARTNERS],
    ['14:00', PANELS],
    ['14:45', `End of the day: ${CATCH_UP}`],
  ],
  last: [
    ['12:45', PARTNERS],
    ['13:45', DRAFTING],
    ['14:45', FEEDBACK],
    ['15:30', 'End'],
  ],
};

/** The usual plan of a review of that length; it begins with an afternoon if told. Both sides may change it. */
export function usualDayPlan(halfDays: number, startsPm: boolean): DayPlan {
  return Array.from({ length: halfDays }, (_, n) => {
    const half = n + (startsPm ? 1 : 0);
    const part = halfDays === 1 ? 'only' : n === 0 ? 'first' : n === halfDays - 1 ? 'last' : 'middle';
    const lines = (half % 2 === 0 ? MORNING : AFTERNOON)[part];
    return lines.map(([from, what]) => ({ day: Math.floor(half / 2) + 1, from, what }));
  }).flat();
}

/** A plan as people type it: a line for each session; a line "Day 2" before those of the second day. */
export function planLines(plan: DayPlan): string {
  return plan
    .flatMap(({ day, from, what }, n) => {
      const heading = day > 1 && plan[n - 1]?.day !== day ? [`Day ${day}`] : [];
      return [...heading, `${from} ${what}`];
    })
    .join('\n');
}

/** Reads what {@link planLines} writes. Returns the plan, or in a sentence what cannot be read. */
export function readPlanLines(
  text: string,
): { readonly ok: true; readonly plan: DayPlan } | { readonly ok: false; readonly problem: string } {
  const plan: Session[] = [];
  let day = 1;
  for (const line of text.split('\n').map(each => each.trim())) {
    const heading = /^day (\d)$/i.exec(line);
    if (heading) day = Number(heading[1]);
    if (line === '' || heading) continue;
    const session = /^(\d{1,2})[:.](\d\d)\s+(.+)$/.exec(line);
    const [, hour = '', minute = '', what = ''] = session ?? [];
    if (!session || Number(hour) > 23 || Number(minute) > 59)
      return no(`"${line}" does not begin with a time such as 09:15. Write one session on each line.`);
    if (what.length > LONGEST_SESSION)
      return no(`Please keep each line under ${LONGEST_SESSION} characters.`);
    const from = `${hour.padStart(2, '0')}:${minute}`;
    const before = plan.at(-1);
    if (before && (before.day > day || (before.day === day && before.from >= from)))
      return no(`"${line}" is not after the session above it. Put the sessions in order.`);
    plan.push({ day, from, what });
  }
  if (plan.length === 0) return no('Write at least one session, such as "09:00 Leading meeting".');
  if (plan.length > MOST_SESSIONS) return no(`Please keep it to ${MOST_SESSIONS} sessions.`);
  return { ok: true, plan };
}

function no(problem: string) {
  return { ok: false, problem } as const;
}

/** How many days a review of that length touches. */
export function daysTouched({ halfDays, startsPm }: Pick<ReviewRecord, 'halfDays' | 'startsPm'>): number {
  return Math.ceil((halfDays + (startsPm ? 1 : 0)) / 2);
}

/** The first session that the team has not been told of, with its date; null when prompts are off or all are said. */
export function sessionToSay(
  record: ReviewRecord,
  calendar: SchoolCalendar,
): { readonly on: LocalDate; readonly session: Session } | null {
  const session = record.sessionPrompts ? record.dayPlan.what?.[record.sessionsSaid] : undefined;
  const on = session && record.on && daysOfReview(record, record.on, calendar)[session.day - 1];
  return session && on ? { on, session } : null;
}

/** When the team is told of the first session it has not been told of. */
export function sessionPromptAt(record: ReviewRecord): TimeOfDay {
  return promptTime(record.dayPlan.what?.[record.sessionsSaid]?.from ?? '09:00');
}

/** How many sessions the team has been told of once it is told of the next: what time has overtaken is left out. */
export function sessionsSaidBy(record: ReviewRecord, calendar: SchoolCalendar, now: Date): number {
  const days = record.on ? daysOfReview(record, record.on, calendar) : [];
  const moment = `${londonDate(now)} ${londonTime(now)}`;
  const overdue = (record.dayPlan.what ?? []).filter(
    ({ day, from }) => `${days[day - 1] ?? '9'} ${promptTime(from)}` <= moment,
  );
  return Math.max(record.sessionsSaid + 1, overdue.length);
}

function promptTime(from: string): TimeOfDay {
  const minutes = Math.max(0, Number(from.slice(0, 2)) * 60 + Number(from.slice(3)) - PROMPT_MINUTES);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` as TimeOfDay;
}

/** The session that the team was told of last. */
export function sessionSaid(record: ReviewRecord): Session | null {
  return record.dayPlan.what?.[record.sessionsSaid - 1] ?? null;
}
