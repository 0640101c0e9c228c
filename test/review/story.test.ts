import { expect, test } from 'vitest';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { cardText } from '../../src/chat/plainText.js';
import { storyOnEachStore } from '../fakes/database.js';
import {
  acceptAll,
  castOf,
  entryOf,
  followUp,
  instant,
  openCycle,
  optIn,
  pendingTimers,
  prepare,
  published,
  report,
  reviewRow,
  workshop,
} from './cast.js';

/** Six schools have every case of nine in two thirds of the time; TEST_LONG=1 plays the nine. */
const SCHOOLS = process.env.TEST_LONG ? 9 : 6;

/** A year of these is some seconds of work; a busy machine takes longer. */
const LONG = 400_000;

storyOnEachStore('a cycle of several schools, end to end (DOMAIN 2.4)', open => {
  test(
    'from the opening to the last follow-up',
    async () => {
      const cast = await castOf(await open(), SCHOOLS);
      const { world, lead, clusterLead, places } = cast;
      const { db } = world.store;

      const cycle = await openCycle(cast);
      expect(await world.told({ personId: places[0]!.head })).toEqual(['asked']);
      expect(await world.told({ personId: clusterLead })).toEqual(['opened']);
      const silent = places[SCHOOLS - 1]!;
      expect(await pendingTimers(cast, 'entry', await entryOf(cast, silent))).toEqual({
        'close-10': instant('2026-11-16'),
        'close-5': instant('2026-11-23'),
        'close-1': instant('2026-11-27'),
        close: instant('2026-11-30', '17:30'),
      });
      expect(await pendingTimers(cast, 'cycle', cycle)).toEqual({
        'list-10': instant('2026-11-16'),
        'list-5': instant('2026-11-23'),
        'list-1': instant('2026-11-27'),
        close: instant('2026-11-30', '17:30'),
      });

      expect(
        await optIn(cast, places[0]!, { impossible: '3 Feb, 10-12 Feb', focus: 'Writing in Year 3' }),
      ).toContain('Impossible for you: Wed 3 Feb 2027, Wed 10 Feb 2027 to Fri 12 Feb 2027.');
      for (const place of places.slice(1, -1)) await optIn(cast, place);
      await world.daysPass(21);
      expect(await world.told({ personId: silent.head })).toEqual([
        'asked',
        'answerDue',
        'answerDue',
        'answerDue',
      ]);
      expect(await world.told({ personId: places[1]!.head })).toEqual(['asked']);
      expect(await world.told({ personId: clusterLead })).toEqual(['opened', ...Array(3).fill('unanswered')]);
      expect(await world.told({ personId: lead })).toEqual(['unanswered', 'answersClosed']);
      expect(cardText((await world.card('cycle', cycle, lead))!)).toContain(`No answer yet: ${silent.name}`);

      await world.must('cycle', cycle, 'match', lead);
      await optIn(cast, silent);
      expect(await world.told({ personId: lead })).toContain('answeredLate');
      const outdated = await world.give('cycle', cycle, 'publish', lead);
      expect(outdated).toMatchObject({ type: 'refused', why: 'rule' });
      expect(outdated.text).toContain('Match again');
      await world.must('cycle', cycle, 'match', lead);
      const planText = cardText((await world.card('cycle', cycle, lead))!);
      for (const place of places) expect(planText).toContain(place.name);
      expect(planText).toContain('Every school gives as many visits as it takes.');
      expect(planText).toContain('The school would like looked at: Writing in Year 3');
      expect(await db.review.count()).toBe(0);

      const publishing = await world.must('cycle', cycle, 'publish', lead);
      expect(publishing.text).toContain(`${SCHOOLS} reviews`);
      const reviews = await db.review.findMany({ include: { team: true }, orderBy: { id: 'asc' } });
      expect(reviews).toHaveLength(SCHOOLS);
      expect(new Set(reviews.map(review => review.hostSchoolId)).size).toBe(SCHOOLS);
      expect(await db.reviewEntry.count({ where: { state: 'included' } })).toBe(SCHOOLS);
      const second = await world.give('cycle', cycle, 'publish', lead);
      expect(second).toMatchObject({ type: 'refused', why: 'notNow' });
      expect(await db.review.count()).toBe(SCHOOLS);

      for (const { id } of reviews) {
        await acceptAll(cast, id);
        expect((await reviewRow(cast, id)).state).toBe('scheduled');
      }
      const again = await world.give('review', reviews[0]!.id, 'accept', places[0]!.head);
      expect(again).toMatchObject({ type: 'refused', why: 'notNow' });

      for (const { id } of reviews) {
        await prepare(cast, id);
        expect((await reviewRow(cast, id)).state).toBe('briefed');
      }
      for (const review of reviews.toSorted((one, other) => one.on!.localeCompare(other.on!))) {
        await world.untilInstant(new Date(instant(review.on as LocalDate, '18:00')));
        expect((await reviewRow(cast, review.id)).state).toBe('feedbackDue');
        await report(cast, review.id);
        expect((await reviewRow(cast, review.id)).state).toBe('reported');
      }
      for (const { id } of reviews) await workshop(cast, id, '2027-03-24');
      await world.untilInstant(new Date(instant('2027-07-16', '18:00')));
      for (const [n, review] of reviews.entries()) {
        expect((await reviewRow(cast, review.id)).state).toBe('followUpDue');
        await followUp(cast, review.id);
        expect((await reviewRow(cast, review.id)).state).toBe('closed');
        const { state } = await db.reviewCycle.findUniqueOrThrow({ where: { id: cycle } });
        expect(state).toBe(n === SCHOOLS - 1 ? 'closed' : 'running');
      }
      expect(await world.told({ personId: lead }, 'cycle')).toContain('closed');
      expect(await db.timer.count({ where: { status: 'pending' } })).toBe(0);
      expect(await db.waiting.count()).toBe(0);
      const keys = (await db.message.findMany({ select: { key: true } })).map(row => row.key);
      expect(new Set(keys).size).toBe(keys.length);
    },
    LONG,
  );

  test(
    'no school reviews itself, its trust, or a school that reviews it; nobody goes on an impossible day',
    async () => {
      const cast = await castOf(await open());
      await published(cast);
      const { db } = cast.world.store;
      const reviews = await db.review.findMany({ include: { team: true, hostSchool: true } });
      const schools = new Map((await db.school.findMany()).map(school => [school.id, school]));
      const pairs = new Set(
        reviews.flatMap(review => review.team.map(m => `${review.hostSchoolId}<${m.schoolId}`)),
      );
      const given = new Map<number, number>();
      for (const review of reviews) {
        expect(review.team.map(member => member.role).toSorted()).toEqual(['leadReviewer', 'peerReviewer']);
        for (const member of review.team) {
          given.set(member.schoolId, (given.get(member.schoolId) ?? 0) + 1);
          expect(member.schoolId).not.toBe(review.hostSchoolId);
          const trust = schools.get(member.schoolId)!.trustId;
          if (trust !== null) expect(trust).not.toBe(review.hostSchool.trustId);
          expect(pairs.has(`${member.schoolId}<${review.hostSchoolId}`)).toBe(false);
        }
      }
      expect([...given.values()]).toEqual(Array(9).fill(2));
    },
    LONG,
  );
});
