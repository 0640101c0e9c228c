import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bundledBankHolidays } from '../../src/calendar/bankHolidays.js';
import type { CalendarEntry } from '../../src/calendar/calendarEntry.js';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { addDays, datesBetween, type LocalDate, weekday } from '../../src/calendar/localDate.js';
import { atLondon } from '../../src/calendar/london.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { isPromptDay, nextPromptOn } from '../../src/groups/cadence.js';

/** What is drawn at random is drawn from this seed; set SEED to try others. */
const SEED = Number(process.env.SEED ?? 1);
const RUNS = { seed: SEED, numRuns: 300 };

const bankHolidays = bundledBankHolidays();
const entries = demonstrationCalendar();

const dayIn = fc.integer({ min: 0, max: 700 }).map(n => addDays('2026-09-01', n));

/** A school's own closures over the authority's year: INSET days, and a test week that must be kept free. */
const calendars = fc
  .record({ inset: fc.array(dayIn, { maxLength: 12 }), tests: dayIn })
  .map(({ inset, tests }) => {
    const own: CalendarEntry[] = inset.map(on => ({ kind: 'inset', from: on, to: on, title: '' }));
    const week = { kind: 'blocked' as const, from: tests, to: addDays(tests, 6), title: 'Tests' };
    return new SchoolCalendar({ entries, schoolEntries: [...own, week], bankHolidays });
  });

const asked = fc.record({
  calendar: calendars,
  since: dayIn,
  cadence: fc.integer({ min: 1, max: 40 }),
  lastPromptAfter: fc.option(fc.nat({ max: 80 }), { nil: null }),
  asOfAfter: fc.nat({ max: 120 }),
});

describe(`the days on which a lead is asked (seed ${SEED})`, () => {
  test('are open Tuesdays to Thursdays outside test week, the cadence on in school days, and the first such', () => {
    fc.assert(
      fc.property(asked, ({ calendar, since, cadence, lastPromptAfter, asOfAfter }) => {
        const lastPromptOn = lastPromptAfter === null ? null : addDays(since, lastPromptAfter);
        const from = lastPromptOn ?? since;
        const asOf = addDays(from, asOfAfter);
        const enteredAt = atLondon(since, '10:00');
        const next = nextPromptOn({ enteredAt, cadence, lastPromptOn, asOf }, calendar);

        expect(calendar.closedBecause(next)).toBeNull();
        expect(calendar.blockedBy(next, null)).toEqual([]);
        expect([2, 3, 4]).toContain(weekday(next));
        expect(next >= asOf).toBe(true);
        const schoolDaysOn = calendar.countSchoolDays(addDays(from, 1), next);
        expect(schoolDaysOn).toBeGreaterThanOrEqual(cadence);
        // Nothing before it would have done.
        const earliest = calendar.addSchoolDays(from, cadence);
        for (const day of datesBetween(earliest, addDays(next, -1))) {
          if (day >= asOf) expect(isPromptDay(day, calendar)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('go on without end, and never twice on one day', () => {
    fc.assert(
      fc.property(calendars, dayIn, fc.integer({ min: 1, max: 20 }), (calendar, since, cadence) => {
        const enteredAt = atLondon(since, '10:00');
        let lastPromptOn: LocalDate | null = null;
        for (let round = 0; round < 8; round++) {
          const asOf: LocalDate = lastPromptOn ?? since;
          const next = nextPromptOn({ enteredAt, cadence, lastPromptOn, asOf }, calendar);
          expect(next > asOf).toBe(true);
          lastPromptOn = next;
        }
      }),
      RUNS,
    );
  });
});
