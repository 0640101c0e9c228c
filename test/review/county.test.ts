import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import type { Planner } from '../../src/review/match/planner.js';
import { planReviews } from '../../src/review/plan/plan.js';
import { reviewProcesses } from '../../src/review/processes.js';
import { commit } from '../../src/workflow/commit.js';
import { fire } from '../../src/workflow/fire.js';
import { Processes } from '../../src/workflow/process.js';
import { storyOnEachStore } from '../fakes/database.js';
import { BEGINS, county, SCHOOLS } from './countySchools.js';

/** A county is opened, answered, planned and published in half a minute on a quiet machine. */
const LONG = 600_000;

/** A quarter of the usual search: a whole plan, if not the best. */
const planner: Planner = { plan: async problem => planReviews(problem, { seed: 1, moves: 150_000 }) };

storyOnEachStore('a county of 150 real schools (issue 8)', open => {
  test.runIf(process.env.CONVENOR_LONG)(
    'is asked, answers, is planned and published: every school has its team and day, and nobody too much',
    async () => {
      const store = await open();
      const { db } = store;
      const { lead, clusterIds, schoolIds, person } = await county(store);
      expect(schoolIds).toHaveLength(SCHOOLS);
      const processes = new Processes(reviewProcesses(planner));
      let clicks = 0;
      let now = BEGINS;
      const must = async (
        kind: string,
        id: number | null,
        command: string,
        personId: number,
        input: object = {},
      ): Promise<number> => {
        const key = `county:${++clicks}`;
        const request = { key, kind, id, command, input, personId, platform: 'test', now };
        const result = await commit(store, processes, request);
        if (result.type === 'refused') throw new Error(`${kind}.${command}: ${result.text}`);
        return result.entity.id;
      };
      const cycle = await must('cycle', null, 'open', lead, {
        clusterIds: clusterIds.join(','),
        name: 'Northern reviews 2026/27',
        answersBy: '2026-10-16',
        windowFrom: '2027-01-11',
        windowTo: '2027-06-30',
      });
      expect(await db.reviewEntry.count({ where: { state: 'asked' } })).toBe(SCHOOLS);

      // Every tenth school does not take part, every fifteenth does not answer.
      for (const [n, schoolId] of schoolIds.entries()) {
        const entry = await db.reviewEntry.findFirstOrThrow({ where: { schoolId }, select: { id: true } });
        const head = person('Head', schoolId);
        if (n % 10 === 9) await must('entry', entry.id, 'decline', head);
        else if (n % 15 !== 7) {
          const reviewers = [head, person('Deputy', schoolId)].map(String);
          await must('entry', entry.id, 'optIn', head, { reviewers });
        }
      }
      const takingPart = await db.reviewEntry.count({ where: { state: 'optedIn' } });
      expect(takingPart).toBe(125);
      now = atLondon('2026-10-19', '09:00');
      await must('cycle', cycle, 'closeAnswers', lead);
      await must('cycle', cycle, 'match', lead);
      await must('cycle', cycle, 'publish', lead);

      // In pieces: each is a row of the clock, fired like any other.
      let pieces = 1;
      for (;;) {
        const more = await db.timer.findFirst({ where: { name: 'more', status: 'pending' } });
        if (!more) break;
        expect(more.dueAt).toEqual(now);
        await store.transaction(async tx => {
          const fired = await fire(tx, processes, more, now);
          expect(fired.status).toBe('fired');
          await tx.timer.update({ where: { id: more.id }, data: { status: 'fired', settledAt: now } });
        });
        pieces++;
      }
      // 125 schools that take part and 10 that did not answer are settled, 125 reviews started, 40 at a time.
      expect(pieces).toBe(7);
      expect((await db.reviewCycle.findUniqueOrThrow({ where: { id: cycle } })).state).toBe('running');
      const reviews = await db.review.findMany({ include: { team: true } });
      expect(new Set(reviews.map(({ hostSchoolId }) => hostSchoolId)).size).toBe(takingPart);
      expect(reviews).toHaveLength(takingPart);
      const given = new Map<number, number>();
      for (const { hostSchoolId, on, team } of reviews) {
        expect(on! >= '2027-01-11' && on! <= '2027-06-30').toBe(true);
        expect(team.map(({ role }) => role).toSorted()).toEqual(['leadReviewer', 'peerReviewer']);
        for (const { schoolId } of team) {
          expect(schoolId).not.toBe(hostSchoolId);
          given.set(schoolId, (given.get(schoolId) ?? 0) + 1);
        }
      }
      // Everybody gives as much as they take, give or take one.
      expect(Math.max(...given.values())).toBeLessThanOrEqual(3);
      // Whoever is needed is asked; host heads each about their own review.
      const asked = await db.message.findMany({
        where: { entityKind: 'review', notice: 'asked' },
        select: { personId: true, entityId: true },
      });
      for (const { id, hostSchoolId, team } of reviews) {
        const toWhom = new Set(asked.filter(each => each.entityId === id).map(each => each.personId));
        for (const needed of [person('Head', hostSchoolId), ...team.map(member => member.personId)])
          expect(toWhom.has(needed)).toBe(true);
      }
    },
    LONG,
  );
});
