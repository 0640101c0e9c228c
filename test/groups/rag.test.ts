import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type LocalDate } from '../../src/calendar/localDate.js';
import { ANSWERED_RAGS, type AnsweredRag, type RagFacts, shownRag } from '../../src/groups/rag.js';
import type { GroupRole } from '../../src/groups/terms.js';
import { GROUP_SIGHT, seeGroup } from '../../src/groups/visibility.js';
import { aGroup, aMilestone } from './aGroup.js';

/** What is drawn at random is drawn from this seed; set SEED to try others. */
const SEED = Number(process.env.SEED ?? 1);
const RUNS = { seed: SEED, numRuns: 1000 };

const TODAY: LocalDate = '2026-11-09';

const day = fc.integer({ min: -60, max: 60 }).map(n => addDays(TODAY, n));
const maybe = <T>(each: fc.Arbitrary<T>) => fc.option(each, { nil: null });

const milestone = fc
  .record({ dueOn: day, forecastOn: maybe(day), doneOn: maybe(day) })
  .map(dates => aMilestone(dates));

const answer = fc.constantFrom(...ANSWERED_RAGS).map(rag => ({
  rag,
  done: 'Something',
  next: '',
  blocker: '',
  halfDaysUsed: 0,
  groupLeaderId: null,
  fromRed: '',
  unchanged: false,
  late: false,
  answeredOn: TODAY,
}));

const exception = fc
  .record({
    state: fc.constantFrom('raised', 'withChair', 'decided', 'withdrawn'),
    cause: fc.constantFrom('lead', 'red', 'time', 'days'),
  })
  .map(({ state, cause }) => ({
    id: 1,
    number: 1,
    state,
    cause,
    what: 'Something',
    milestoneId: null,
    forecastOn: null,
    halfDaysUsed: null,
    raisedOn: TODAY,
    decision: null,
    decidedOn: null,
    late: false,
  }));

const facts: fc.Arbitrary<RagFacts> = fc.record({
  milestones: fc.array(milestone, { maxLength: 4 }),
  missesInARow: fc.nat({ max: 4 }),
  lastCheckIn: maybe(answer),
  exceptions: fc.array(exception, { maxLength: 2 }),
});

/** How bad an answered colour is. */
const RANK: Readonly<Record<AnsweredRag, number>> = { green: 0, amber: 1, red: 2 };

const isAnswered = (rag: string): rag is AnsweredRag => rag in RANK;

describe(`the floors under a group's colour (seed ${SEED})`, () => {
  test('a milestone that is overdue, or forecast later than due, is never green, whoever looks', () => {
    fc.assert(
      fc.property(facts, fc.subarray(Object.keys(GROUP_SIGHT), { minLength: 1 }), (given, roles) => {
        const slips = given.milestones.some(
          ({ doneOn, dueOn, forecastOn }) => !doneOn && (dueOn < TODAY || (forecastOn ?? '') > dueOn),
        );
        const group = aGroup({ ...given, state: 'active' });
        const viewer = { personId: 1, channelId: null, roles: roles as GroupRole[] };
        const seen = seeGroup(group, viewer, TODAY)?.rag;
        if (slips) expect([shownRag(given, TODAY), seen]).not.toContain('green');
      }),
      RUNS,
    );
  });

  test('the record may make an answer worse and never better', () => {
    fc.assert(
      fc.property(facts, given => {
        const shown = shownRag(given, TODAY);
        if (!isAnswered(shown)) return;
        expect(RANK[shown]).toBeGreaterThanOrEqual(RANK[given.lastCheckIn?.rag ?? 'green']);
      }),
      RUNS,
    );
  });

  test('two misses in a row leave no valid answer: grey, unless everything is done', () => {
    fc.assert(
      fc.property(facts, given => {
        const shown = shownRag(given, TODAY);
        const complete = given.milestones.length > 0 && given.milestones.every(({ doneOn }) => doneOn);
        const valid = given.lastCheckIn !== null && given.missesInARow < 2;
        expect(shown === 'blue').toBe(complete);
        expect(shown === 'grey').toBe(!complete && !valid);
      }),
      RUNS,
    );
  });

  test('what has left tolerance is red until it is decided', () => {
    fc.assert(
      fc.property(facts, given => {
        const shown = shownRag(given, TODAY);
        const open = given.exceptions.find(({ state }) => state === 'raised' || state === 'withChair');
        const beyond = open?.cause === 'time' || open?.cause === 'days';
        if (isAnswered(shown) && beyond) expect(shown).toBe('red');
      }),
      RUNS,
    );
  });

  test('one more milestone that is overdue makes no colour better', () => {
    fc.assert(
      fc.property(facts, given => {
        const overdue = aMilestone({ dueOn: addDays(TODAY, -1) });
        const before = shownRag(given, TODAY);
        const after = shownRag({ ...given, milestones: [...given.milestones, overdue] }, TODAY);
        expect(after).not.toBe('green');
        if (isAnswered(before) && isAnswered(after)) expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
      RUNS,
    );
  });
});
