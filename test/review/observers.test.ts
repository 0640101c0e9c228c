import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { cardText } from '../../src/chat/plainText.js';
import { balancesOf } from '../../src/review/balance.js';
import { reviewEvents } from '../../src/review/dayEvents.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import { storyOnEachStore } from '../fakes/database.js';
import { acceptAll, type Cast, castOf, entryOf, openCycle, type Place, prepare, reviewRow } from './cast.js';

/** Six schools planned, published and visited is seconds of work; a busy machine takes longer. */
const LONG = 180_000;

/** Whoever observes a review, in the order in which they were seated. */
async function observersOf({ world }: Cast, reviewId: number): Promise<number[]> {
  const rows = await world.store.db.reviewTeamMember.findMany({
    where: { reviewId, role: 'observer', leftReason: null },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ personId }) => personId);
}

/** Every school opts in, and the first three would let a senior leader come along to learn. */
async function withTrainees(cast: Cast) {
  const { world, places } = cast;
  const { db } = world.store;
  const trainees: { place: Place; personId: number }[] = [];
  for (const place of places.slice(0, 3)) {
    const personId = await world.person(`Trainee of ${place.name}`);
    await world.role(personId, 'seniorLeader', { schoolId: place.id });
    trainees.push({ place, personId });
  }
  const cycle = await openCycle(cast);
  await db.reviewCycle.update({
    where: { id: cycle },
    data: { rules: ProgrammeRulesSchema.parse({ observers: 1 }) },
  });
  for (const place of places) {
    const trainee = trainees.find(each => each.place === place);
    await world.must('entry', await entryOf(cast, place), 'optIn', place.head, {
      reviewers: [String(place.head), String(place.deputy)],
      trainees: trainee ? [String(trainee.personId)] : [],
    });
  }
  return { cycle, trainees };
}

storyOnEachStore('observers (DOMAIN 2.2)', open => {
  test(
    'a head offers who would learn; they are seated beside the team, say yes with their head, and see the day',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead, places } = cast;
      const { db } = world.store;
      const { cycle, trainees } = await withTrainees(cast);

      // Nobody does both, and only a programme with places for observers asks.
      const [first] = places;
      const both = await world.give('entry', await entryOf(cast, first!), 'optIn', first!.head, {
        reviewers: [String(first!.head)],
        trainees: [String(first!.head)],
      });
      expect(both).toMatchObject({ why: 'input', fields: { trainees: expect.stringContaining('both') } });
      const entry = cardText((await world.card('entry', await entryOf(cast, first!), lead))!);
      expect(entry).toContain('Would observe: Trainee of Ash Primary');

      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      expect(cardText((await world.card('cycle', cycle, lead))!)).toContain('(observer)');
      await world.must('cycle', cycle, 'publish', lead);

      const rows = await db.reviewTeamMember.findMany({
        where: { role: 'observer' },
        include: { review: true },
      });
      expect(rows.map(({ personId }) => personId).toSorted()).toEqual(
        trainees.map(({ personId }) => personId).toSorted(),
      );
      for (const { schoolId, review } of rows) expect(schoolId).not.toBe(review.hostSchoolId);
      // Every team is as large as it would be without, and no school has given a day by it.
      expect(await db.reviewTeamMember.count({ where: { role: { not: 'observer' } } })).toBe(12);
      const due = await balancesOf(
        db,
        places.map(({ id }) => id),
        world.today,
      );
      for (const { id } of places) expect(due.get(id)).toMatchObject({ toGive: 2, toReceive: 2 });

      const { place, personId } = trainees[0]!;
      const { reviewId } = rows.find(row => row.personId === personId)!;
      expect(await world.told({ personId }, 'review')).toEqual(['askedToObserve']);
      const host = places.find(
        ({ id }) => id === rows.find(row => row.reviewId === reviewId)!.review.hostSchoolId,
      )!;
      const ofHost = cardText((await world.card('review', reviewId, host.head))!);
      expect(ofHost).toContain('Trainee of Ash Primary');
      expect(ofHost).toContain('observer, asked');

      // The day holds without them; they and their head say yes whenever they do.
      await acceptAll(cast, reviewId);
      expect((await reviewRow(cast, reviewId)).state).toBe('scheduled');
      const [asked] = await reviewEvents(db, personId, world.today);
      expect(asked).toMatchObject({ status: 'tentative', location: host.name });
      await world.must('review', reviewId, 'comeAlong', personId);
      const twice = await world.give('review', reviewId, 'comeAlong', personId);
      expect(twice).toMatchObject({ type: 'refused', why: 'rule' });
      expect(cardText((await world.card('review', reviewId, place.head))!)).toContain('Yes to observing');
      await world.must('review', reviewId, 'comeAlong', place.head);
      const settled = cardText((await world.card('review', reviewId, host.head))!);
      expect(settled).not.toContain('observer, asked');
      expect((await reviewEvents(db, personId, world.today))[0]).toMatchObject({ status: 'confirmed' });

      // They go through the day and read nothing of what is asked, and who runs the workshop was not there.
      await prepare(cast, reviewId);
      const own = cardText((await world.card('review', reviewId, personId))!);
      expect(own).toContain('You come along to learn');
      expect(own).not.toContain('How well do pupils write?');
      expect(own).not.toContain('Documents');
      const champion = await world.give('review', reviewId, 'nameChampion', lead, { personId });
      expect(champion).toMatchObject({ type: 'refused', why: 'rule' });

      const { on, team } = await reviewRow(cast, reviewId);
      await world.untilInstant(atLondon(on as `${number}-${number}-${number}`, '09:00'));
      expect(await world.told({ personId }, 'review')).toContain('today');
      const leader = team.find(({ role }) => role === 'leadReviewer')!.personId;
      await world.must('review', reviewId, 'giveFeedback', leader, {
        listeners: ['head'],
        attended: team.map(({ id }) => String(id)),
      });
      await world.must('review', reviewId, 'submitDraft', leader, { link: 'https://example.org/draft' });
      // The team stands by the report; an observer has no part in it.
      for (const peer of team.filter(({ role }) => role === 'peerReviewer'))
        await world.must('review', reviewId, 'confirmDraft', peer.personId);
      expect((await reviewRow(cast, reviewId)).state).toBe('factCheck');
      const after = cardText((await world.card('review', reviewId, personId))!);
      expect(after).toContain('Nothing is needed from you');
    },
    LONG,
  );

  test(
    'who says no, is not wanted, has not answered or is gone does not come, and the review is held all the same',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead } = cast;
      const { db } = world.store;
      const { cycle, trainees } = await withTrainees(cast);
      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      await world.must('cycle', cycle, 'publish', lead);
      for (const { id } of await db.review.findMany()) await acceptAll(cast, id);
      const seat = async (personId: number) =>
        (await db.reviewTeamMember.findFirstOrThrow({ where: { personId, role: 'observer' } })).reviewId;
      const [ash, beech] = trainees;
      const [one, other] = [await seat(ash!.personId), await seat(beech!.personId)];

      // A head who cannot spare a colleague: no team changes, nobody new is looked for.
      await world.must('review', one, 'stayAway', ash!.place.head);
      expect(await observersOf(cast, one)).toEqual([]);
      expect((await reviewRow(cast, one)).state).toBe('scheduled');
      expect(await world.told({ personId: ash!.personId }, 'review')).toContain('observersChanged');
      expect(cardText((await world.card('review', one, lead))!)).toContain('(does not observe)');
      expect((await reviewEvents(db, ash!.personId, world.today))[0]).toMatchObject({ status: 'cancelled' });

      // Another who has not said yes by the morning is not expected.
      const { on, hostSchool, team } = await reviewRow(cast, other);
      await world.untilInstant(atLondon(on as `${number}-${number}-${number}`, '09:00'));
      expect((await reviewRow(cast, other)).state).toBe('inProgress');
      expect(await observersOf(cast, other)).toEqual([]);
      expect(await world.told({ personId: beech!.personId }, 'review')).not.toContain('today');
      expect(team.filter(({ role }) => role !== 'observer')).toHaveLength(2);
      expect(hostSchool.id).not.toBe(beech!.place.id);
    },
    LONG,
  );

  test(
    'a host asks for the team alone; an observer who leaves, or whose school does, leaves no hole',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead, places } = cast;
      const { db } = world.store;
      const { cycle, trainees } = await withTrainees(cast);
      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      await world.must('cycle', cycle, 'publish', lead);
      const [ash, beech, cedar] = trainees;
      const seatOf = (personId: number) =>
        db.reviewTeamMember.findFirstOrThrow({
          where: { personId, role: 'observer' },
          include: { review: true },
        });
      const one = await seatOf(ash!.personId);
      const host = places.find(({ id }) => id === one.review.hostSchoolId)!;
      await world.must('review', one.reviewId, 'noObservers', host.head);
      expect(await observersOf(cast, one.reviewId)).toEqual([]);
      expect(await world.told({ personId: ash!.personId }, 'review')).toContain('observersChanged');

      const other = await seatOf(beech!.personId);
      const third = await seatOf(cedar!.personId);
      for (const { reviewId } of [other, third]) await acceptAll(cast, reviewId);
      await db.person.update({ where: { id: beech!.personId }, data: { leftOn: '2026-11-09' } });
      // And one comes to work at the very school.
      const { personId } = cedar!;
      await db.roleAssignment.updateMany({ where: { personId }, data: { to: '2026-11-08' } });
      const post = { personId, role: 'deputy', schoolId: third.review.hostSchoolId, from: '2026-11-09' };
      await db.roleAssignment.create({ data: post });
      await world.untilInstant(atLondon('2026-11-10', '09:00'));
      for (const { reviewId } of [other, third]) {
        expect(await observersOf(cast, reviewId)).toEqual([]);
        expect((await reviewRow(cast, reviewId)).state).toBe('scheduled');
      }
      expect(await world.told({ personId }, 'review')).toContain('observersChanged');
    },
    LONG,
  );

  test(
    'a school that joins late has an observer from among those who found no place; the others keep theirs',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead, places } = cast;
      const { db } = world.store;
      const cycle = await openCycle(cast);
      await db.reviewCycle.update({
        where: { id: cycle },
        data: { rules: ProgrammeRulesSchema.parse({ observers: 1 }) },
      });
      const late = places[5]!;
      const trainees: number[] = [];
      for (const place of places.slice(0, 5)) {
        // Two of each: half of them find no place.
        const two = [await world.person(`One of ${place.name}`), await world.person(`Two of ${place.name}`)];
        for (const personId of two) await world.role(personId, 'seniorLeader', { schoolId: place.id });
        trainees.push(...two);
        await world.must('entry', await entryOf(cast, place), 'optIn', place.head, {
          reviewers: [String(place.head), String(place.deputy)],
          trainees: two.map(String),
        });
      }
      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      await world.must('cycle', cycle, 'publish', lead);
      const seated = () =>
        db.reviewTeamMember.findMany({
          where: { role: 'observer' },
          select: { reviewId: true, personId: true },
          orderBy: { id: 'asc' },
        });
      const before = await seated();
      expect(before).toHaveLength(5);

      await world.must('entry', await entryOf(cast, late), 'optIn', late.head, {
        reviewers: [String(late.head), String(late.deputy)],
      });
      await world.must('cycle', cycle, 'mend', lead);
      const after = await seated();
      expect(after.slice(0, 5)).toEqual(before);
      expect(after).toHaveLength(6);
      const joined = after[5]!;
      const { hostSchool } = await reviewRow(cast, joined.reviewId);
      expect(hostSchool.id).toBe(late.id);
      expect(trainees).toContain(joined.personId);
      expect(before.map(({ personId }) => personId)).not.toContain(joined.personId);
      expect(await world.told({ personId: joined.personId }, 'review')).toEqual(['askedToObserve']);
    },
    LONG,
  );
});
