import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { eachStore } from '../fakes/database.js';
import { castOf, openCycle, optIn } from './cast.js';

/** More schools than one transaction settles: each takes two steps, its answer and its review. */
const SCHOOLS = 24;

/** Two dozen schools planned and published is seconds of work; a busy machine takes longer. */
const LONG = 180_000;

eachStore('a plan of many schools (issue 8)', open => {
  test(
    'is published in pieces, each of them whole, and goes on from the rows of the store',
    async () => {
      const cast = await castOf(await open(), SCHOOLS);
      const { world, lead, places } = cast;
      const { db } = world.store;
      const cycle = await openCycle(cast);
      for (const place of places) await optIn(cast, place);
      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      const { text } = await world.must('cycle', cycle, 'publish', lead);
      expect(text).toContain(`Published: ${SCHOOLS} reviews.`);

      const state = async () => (await db.reviewCycle.findUniqueOrThrow({ where: { id: cycle } })).state;
      expect(await state()).toBe('publishing');
      expect(await db.review.count()).toBe(16);
      expect(await db.reviewEntry.count({ where: { state: 'included' } })).toBe(SCHOOLS);
      const left = await db.timer.findMany({
        where: { entityKind: 'cycle', entityId: cycle, status: 'pending' },
      });
      expect(left.map(({ name, dueAt }) => ({ name, dueAt }))).toEqual([{ name: 'more', dueAt: world.now }]);
      expect(cardText((await world.card('cycle', cycle, lead))!)).toContain('started a few at a time');
      // An answer can no longer change, and no school joins beside a plan that is not out yet.
      const entry = await db.reviewEntry.findFirstOrThrow();
      expect(await world.give('entry', entry.id, 'withdraw', places[0]!.head)).toMatchObject({
        type: 'refused',
      });

      // Nothing but the row is needed to go on: whoever fires it, and whenever.
      await world.untilInstant(world.now);
      expect(await state()).toBe('running');
      const reviews = await db.review.findMany({ include: { team: true } });
      expect(new Set(reviews.map(({ hostSchoolId }) => hostSchoolId)).size).toBe(SCHOOLS);
      expect(reviews).toHaveLength(SCHOOLS);
      expect(reviews.every(({ team }) => team.length === 2)).toBe(true);
    },
    LONG,
  );
});
