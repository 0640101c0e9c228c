import { expect } from 'vitest';
import { addDays, type LocalDate, localDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { KeptPlanSchema } from '../../src/review/cycle/plan.js';
import type { Store } from '../../src/store/open.js';
import { isSchoolDay, isWorkingDay, step } from './naiveCalendar.js';
import type { YearPlace } from './yearEvents.js';

/** Nobody hears anything routine on a day off, nor twice on a school day (DOMAIN 6). */
export async function nobodyIsBothered(store: Store, places: readonly YearPlace[]): Promise<void> {
  const sent = await store.db.message.findMany({
    where: { status: 'sent', urgency: 'routine', personId: { not: null } },
    select: { personId: true, settledAt: true, notice: true },
  });
  expect(sent.length).toBeGreaterThan(200);
  const posts = new Map<number, number>();
  const held = await store.db.roleAssignment.findMany({ where: { schoolId: { not: null } } });
  for (const { personId, schoolId } of held) posts.set(personId, posts.get(personId) ?? schoolId ?? 0);
  const seen = new Set<string>();
  for (const { personId, settledAt, notice } of sent) {
    const day = londonDate(settledAt!);
    const key = `${personId} on ${day}`;
    expect(seen.has(key), `${key}: ${notice}`).toBe(false);
    seen.add(key);
    const place = places.find(({ id }) => id === posts.get(personId ?? 0));
    expect(place ? isSchoolDay(day, place.inset) : isWorkingDay(day), `${key}: ${notice}`).toBe(true);
  }
}

type Unit = 'SD' | 'WD';

/** DOMAIN 2.4, row by row: what a school owes so long before T, and how long before that it is reminded of it. */
const BEFORE: Readonly<Record<string, readonly [number, number, Unit]>> = {
  'focus-3': [15, 3, 'SD'],
  focus: [15, 0, 'SD'],
  'plan-2': [10, 2, 'WD'],
  plan: [10, 0, 'WD'],
  'selfEvaluation-2': [5, 2, 'WD'],
  selfEvaluation: [5, 0, 'WD'],
  'selfEvaluation+1': [5, -1, 'WD'],
  goOrNoGo: [3, 0, 'WD'],
  'briefing-1': [2, 1, 'SD'],
  briefing: [2, 0, 'SD'],
};

/** The same after T. */
const AFTER: Readonly<Record<string, readonly [number, Unit]>> = {
  'draft-2': [3, 'WD'],
  draft: [5, 'WD'],
  'draft+1': [6, 'WD'],
  report: [10, 'WD'],
  lapse: [20, 'WD'],
  'workshop-5': [10, 'SD'],
  workshop: [15, 'SD'],
  'workshop+5': [20, 'SD'],
};

/** That day if it is one, else the next in that direction. */
function rolled(day: LocalDate, direction: 1 | -1, isDay: (day: LocalDate) => boolean): LocalDate {
  return isDay(day) ? day : step(day, direction, isDay);
}

/** What is owed before a visit would be the wrong thing to ask in a holiday: it is owed before that (worked dates). */
function owed(
  t: LocalDate,
  [n, ahead, unit]: readonly [number, number, Unit],
  school: (day: LocalDate) => boolean,
): LocalDate {
  const isDay = unit === 'SD' ? school : isWorkingDay;
  const deadline = rolled(step(t, -n, isDay), -1, school);
  if (ahead === 0) return deadline;
  return rolled(step(deadline, -ahead, isDay), ahead > 0 ? -1 : 1, school);
}

/** Every timer of every review that was never moved, against days counted one by one. */
export async function everyDeadlineFallsWhereItShould(
  store: Store,
  places: readonly YearPlace[],
): Promise<void> {
  const reviews = await store.db.review.findMany();
  const { plan } = await store.db.reviewCycle.findFirstOrThrow();
  const planned = new Map(KeptPlanSchema.parse(plan).visits.map(({ schoolId, on }) => [schoolId, on]));
  const unmoved = reviews.filter(({ on, hostSchoolId }) => on === planned.get(hostSchoolId));
  // Not the two that were postponed, nor the one that joined late; a replacement may have moved another.
  expect(unmoved.length).toBeGreaterThanOrEqual(reviews.length - 4);
  const checked = new Map<string, number>();
  for (const { id, on, hostSchoolId, followUpOn } of unmoved) {
    const t = localDate(on!);
    const inset = places.find(place => place.id === hostSchoolId)!.inset;
    const school = (day: LocalDate): boolean => isSchoolDay(day, inset);
    expect(followUpOn).toBe(rolled(addDays(t, 90), 1, school));
    const timers = await store.db.timer.findMany({ where: { entityKind: 'review', entityId: id } });
    for (const { name, dueAt, state } of timers) {
      // Row 13: the head is asked on days of school alone, until T+10 working days or later.
      if (name.startsWith('check')) {
        const on = londonDate(dueAt);
        expect(school(on), `${name} of a review on ${t} falls on ${on}`).toBe(true);
        if (name === 'check') expect(on >= step(t, 10, isWorkingDay), `${name} on ${on} for ${t}`).toBe(true);
      }
      const [before, after] = [BEFORE[name], AFTER[name]];
      const expected = before
        ? owed(t, before, school)
        : after
          ? step(t, after[0], after[1] === 'SD' ? school : isWorkingDay)
          : name === 'followUp'
            ? rolled(addDays(t, 90), 1, school)
            : name === 'followUp-10'
              ? step(localDate(followUpOn!), -10, school)
              : null;
      if (expected === null) continue;
      // A school that has the draft is given its time to check, whatever T+20 says.
      const mayWait = name === 'lapse' && ['factCheck', 'finalising'].includes(state);
      if (mayWait && londonDate(dueAt) > expected) continue;
      const time = name === 'followUp' ? '08:00' : '15:45';
      expect(dueAt, `${name} in ${state} of a review on ${t}`).toEqual(atLondon(expected, time));
      checked.set(name, (checked.get(name) ?? 0) + 1);
    }
  }
  expect([...checked.keys()].toSorted()).toEqual(
    [...Object.keys(BEFORE), ...Object.keys(AFTER), 'followUp', 'followUp-10'].toSorted(),
  );
}
