import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { cardText } from '../../src/chat/plainText.js';
import { storyOnEachStore } from '../fakes/database.js';
import {
  acceptAll,
  type Cast,
  castOf,
  entryOf,
  openCycle,
  optIn,
  type Place,
  published,
  reviewRow,
} from './cast.js';

/** Six schools planned, published and changed is seconds of work; a busy machine takes longer. */
const LONG = 180_000;

/** Every review of the cycle with its team, by school, without what changes with every touch. */
async function plan({ world }: Cast) {
  const rows = await world.store.db.review.findMany({
    include: { team: { where: { leftReason: null }, orderBy: { personId: 'asc' } } },
    orderBy: { hostSchoolId: 'asc' },
  });
  return rows.map(({ id, hostSchoolId, state, on, team }) => ({
    id,
    hostSchoolId,
    state,
    on,
    team: team.map(({ personId, schoolId, role, answer }) => ({ personId, schoolId, role, answer })),
  }));
}

/** Whoever was written to about a review from a message on. */
async function toldSince({ world }: Cast, id: number): Promise<{ personId: number; notice: string }[]> {
  const rows = await world.store.db.message.findMany({
    where: { entityKind: 'review', id: { gt: id }, personId: { not: null } },
    select: { personId: true, notice: true },
  });
  return rows.map(({ personId, notice }) => ({ personId: personId ?? 0, notice }));
}

const lastMessage = async ({ world }: Cast): Promise<number> =>
  (await world.store.db.message.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0;

async function everybodyAccepts(cast: Cast): Promise<void> {
  for (const { id } of await plan(cast)) await acceptAll(cast, id);
}

/** After a school has left: its review is off, its people are on no team, and one press mends the others. */
async function othersAreMended(
  cast: Cast,
  cycle: number,
  gone: Place,
  before: Awaited<ReturnType<typeof plan>>,
) {
  const { world, lead } = cast;
  const theirs = [gone.head, gone.deputy];
  const touched = before.filter(
    ({ hostSchoolId, team }) => hostSchoolId !== gone.id && team.some(each => theirs.includes(each.personId)),
  );
  expect(touched.length).toBeGreaterThan(0);
  const broken = await plan(cast);
  expect(broken.find(({ hostSchoolId }) => hostSchoolId === gone.id)?.state).toBe('cancelled');
  for (const { id } of touched) {
    const now = broken.find(each => each.id === id)!;
    expect(now.state).toBe('replacing');
    expect(now.team.some(each => theirs.includes(each.personId))).toBe(false);
  }
  expect(cardText((await world.card('cycle', cycle, lead))!)).toContain('Find places and replacements');

  const since = await lastMessage(cast);
  const { text } = await world.must('cycle', cycle, 'mend', lead);
  expect(text).toContain('Only those whom this changes are asked.');
  const mended = await plan(cast);
  const newcomers = new Set<number>();
  for (const was of before.filter(({ hostSchoolId }) => hostSchoolId !== gone.id)) {
    const now = mended.find(({ id }) => id === was.id)!;
    const stayed = was.team.filter(each => !theirs.includes(each.personId));
    expect(now.on).toBe(was.on);
    // Whoever said yes to that day has nothing more to say.
    expect(now.team).toEqual(expect.arrayContaining(stayed));
    expect(now.team).toHaveLength(was.team.length);
    expect(now.team.some(each => each.schoolId === gone.id)).toBe(false);
    expect(now.state).toBe(touched.some(({ id }) => id === was.id) ? 'proposed' : was.state);
    for (const each of now.team)
      if (!stayed.some(old => old.personId === each.personId)) newcomers.add(each.personId);
  }
  const asked = (await toldSince(cast, since)).filter(({ notice }) => notice === 'asked');
  const heads = new Set(cast.places.filter(({ deputy }) => newcomers.has(deputy)).map(({ head }) => head));
  for (const { personId } of asked) expect(newcomers.has(personId) || heads.has(personId)).toBe(true);
  for (const personId of newcomers) expect(asked.map(each => each.personId)).toContain(personId);
  expect(cardText((await world.card('cycle', cycle, lead))!)).not.toContain('Find places and replacements');
}

storyOnEachStore('schools that come late or leave (issue 8)', open => {
  test(
    'a school withdraws: its review is cancelled, and others are asked in place of its people',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world } = cast;
      const cycle = await published(cast);
      await everybodyAccepts(cast);
      const before = await plan(cast);
      const gone = cast.places[2]!;
      const entry = await entryOf(cast, gone);
      expect(cardText((await world.card('entry', entry, gone.head))!)).toContain('Withdraw from the cycle');
      const { text } = await world.must('entry', entry, 'withdraw', gone.head);
      expect(text).toContain(`${gone.name} is out of`);
      expect(await world.told({ personId: gone.deputy }, 'entry')).toContain('noLongerSent');
      expect(await world.told({ personId: cast.lead }, 'entry')).toContain('withdrew');
      await othersAreMended(cast, cycle, gone, before);
    },
    LONG,
  );

  test(
    'a school closes: within a week it is out by itself, though nobody pressed anything',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world } = cast;
      const cycle = await published(cast);
      await everybodyAccepts(cast);
      const before = await plan(cast);
      const gone = cast.places[4]!;
      await world.store.db.school.update({ where: { id: gone.id }, data: { status: 'closed' } });
      await world.untilInstant(atLondon('2026-11-16', '09:00'));
      const entry = await world.store.db.reviewEntry.findFirstOrThrow({ where: { schoolId: gone.id } });
      expect(entry.state).toBe('withdrawn');
      await othersAreMended(cast, cycle, gone, before);
    },
    LONG,
  );

  test(
    'a head who said nothing joins when the plan is out: a team and a day beside the plan, which stays as it is',
    async () => {
      const cast = await castOf(await open(), 7);
      const { world, lead, places } = cast;
      const late = places[6]!;
      const cycle = await openCycle(cast);
      for (const place of places.slice(0, 6)) await optIn(cast, place);
      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      await world.must('cycle', cycle, 'publish', lead);
      const before = await plan(cast);
      expect(before).toHaveLength(6);

      const text = await optIn(cast, late);
      expect(text).toContain('looks for a place beside it');
      expect(await world.told({ personId: lead }, 'entry')).toContain('answeredLate');
      const waits = await world.store.db.waiting.findMany({
        where: { entityKind: 'cycle', entityId: cycle },
      });
      expect(waits.map(({ personId }) => personId)).toEqual([lead]);

      const since = await lastMessage(cast);
      const answer = await world.must('cycle', cycle, 'mend', lead);
      expect(answer.text).toContain('1 school has its place.');
      const after = await plan(cast);
      expect(after).toHaveLength(7);
      expect(after.filter(({ hostSchoolId }) => hostSchoolId !== late.id)).toEqual(before);
      const own = after.find(({ hostSchoolId }) => hostSchoolId === late.id)!;
      expect(own.state).toBe('proposed');
      expect(own.team).toHaveLength(2);
      expect(own.team.every(({ schoolId }) => schoolId !== late.id)).toBe(true);
      const row = await reviewRow(cast, own.id);
      expect(row.on! >= '2027-01-18' && row.on! <= '2027-03-19').toBe(true);
      const people = new Set(own.team.map(({ personId }) => personId));
      const heads = places.filter(({ deputy }) => people.has(deputy)).map(({ head }) => head);
      const asked = (await toldSince(cast, since)).map(({ personId }) => personId);
      expect(new Set(asked)).toEqual(new Set([...people, ...heads, late.head]));
      expect(await world.store.db.waiting.count({ where: { entityKind: 'cycle', entityId: cycle } })).toBe(0);
    },
    LONG,
  );

  test(
    'whoever changes school stays on the team, and the new head is told; where the new post forbids it, another is asked',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, lead, places } = cast;
      const { db } = world.store;
      const cycle = await published(cast);
      await everybodyAccepts(cast);
      const before = await plan(cast);
      const deputies = new Set(places.map(({ deputy }) => deputy));
      const sent = before.flatMap(review =>
        review.team.filter(each => deputies.has(each.personId)).map(each => ({ review, each })),
      );
      const [staying, barred, retiring] = sent.filter(
        ({ each }, n) => sent.findIndex(other => other.each.personId === each.personId) === n,
      );
      const placeOf = (id: number) => places.find(place => place.id === id)!;
      const trustOf = async (id: number) => (await db.school.findUniqueOrThrow({ where: { id } })).trustId;
      const changesSchool = async (personId: number, schoolId: number | null): Promise<void> => {
        await db.roleAssignment.updateMany({ where: { personId }, data: { to: '2026-11-08' } });
        if (schoolId !== null)
          await db.roleAssignment.create({
            data: { personId, role: 'deputy', schoolId, from: '2026-11-09' },
          });
      };
      const reviewsOf = (personId: number) =>
        before.filter(({ team }) => team.some(each => each.personId === personId));

      // A school with which none of the schools that she reviews has anything to do.
      const hosts = reviewsOf(staying!.each.personId).map(({ hostSchoolId }) => hostSchoolId);
      const trusts = await Promise.all(hosts.map(trustOf));
      let newHome: Place | undefined;
      for (const place of places) {
        const trust = await trustOf(place.id);
        const free = place.id !== staying!.each.schoolId && !hosts.includes(place.id);
        if (free && (trust === null || !trusts.includes(trust))) newHome ??= place;
      }
      await changesSchool(staying!.each.personId, newHome!.id);
      await changesSchool(barred!.each.personId, barred!.review.hostSchoolId);
      await changesSchool(retiring!.each.personId, null);
      const since = await lastMessage(cast);
      await world.untilInstant(atLondon('2026-11-10', '09:00'));

      const told = await toldSince(cast, since);
      const after = await plan(cast);
      const now = (id: number) => after.find(review => review.id === id)!;
      // She stays, sent by her new school: its head hears of it, sees when, and can say no.
      const rows = now(staying!.review.id).team.filter(each => each.personId === staying!.each.personId);
      expect(rows).toMatchObject([{ schoolId: newHome!.id, answer: 'yes' }]);
      expect(told).toContainEqual({ personId: newHome!.head, notice: 'colleagueReviews' });
      const card = cardText((await world.card('review', staying!.review.id, newHome!.head))!);
      expect(card).toContain(`Deputy of ${placeOf(staying!.each.schoolId).name.split(' ')[0]}`);
      expect(card).toContain('I can no longer come');

      // He may not review the school where he now works: the others hear that the team changes, and not why.
      const { review, each } = barred!;
      expect(now(review.id)).toMatchObject({ state: 'replacing', on: review.on });
      expect(now(review.id).team.some(member => member.personId === each.personId)).toBe(false);
      const team = await db.reviewTeamMember.findMany({ where: { reviewId: review.id } });
      expect(team.find(({ personId }) => personId === each.personId)?.leftReason).toBe('moved');
      for (const member of review.team)
        expect(told).toContainEqual({ personId: member.personId, notice: 'memberMoved' });
      expect(told).toContainEqual({ personId: lead, notice: 'replacementNeeded' });
      const ofTheLead = cardText((await world.card('review', review.id, lead))!);
      expect(ofTheLead).toContain('(has changed school)');
      expect(ofTheLead).toContain('Find a replacement');

      // Whoever gave up the post and has no other is on no team.
      for (const { id } of reviewsOf(retiring!.each.personId))
        expect(now(id).team.some(member => member.personId === retiring!.each.personId)).toBe(false);

      // One press finds others, and neither of them is asked again; the next morning finds nothing more to do.
      await world.must('cycle', cycle, 'mend', lead);
      const mended = (await plan(cast)).find(({ id }) => id === review.id)!;
      expect(mended.team).toHaveLength(2);
      expect(mended.team.some(member => member.personId === each.personId)).toBe(false);
      const calm = await lastMessage(cast);
      await world.untilInstant(atLondon('2026-11-11', '09:00'));
      expect(await toldSince(cast, calm)).toEqual([]);
    },
    LONG,
  );

  test(
    'whoever waited only for a release that is theirs to give now, as a head elsewhere, waits no longer',
    async () => {
      const cast = await castOf(await open(), 6);
      const { world, places } = cast;
      const { db } = world.store;
      await published(cast);
      const trusts = new Map((await db.school.findMany()).map(({ id, trustId }) => [id, trustId]));
      const found = (await plan(cast)).flatMap(review =>
        review.team.flatMap(each => {
          const home = places.find(({ deputy }) => deputy === each.personId);
          const hostTrust = trusts.get(review.hostSchoolId);
          const elsewhere = places.find(({ id }) => {
            const related = hostTrust !== null && trusts.get(id) === hostTrust;
            return id !== review.hostSchoolId && id !== home?.id && !related;
          });
          const isFree = review.team.every(member => member.personId !== home?.head);
          return home && elsewhere && isFree ? [{ review, home, elsewhere }] : [];
        }),
      )[0]!;
      const { review, home, elsewhere } = found;
      const waits = () =>
        db.waiting.findMany({
          where: { entityKind: 'review', entityId: review.id, personId: { not: home.head } },
        });
      for (let next = (await waits())[0]; next; next = (await waits())[0])
        await world.must('review', review.id, 'accept', next.personId);
      expect((await reviewRow(cast, review.id)).state).toBe('proposed');

      const personId = home.deputy;
      await db.roleAssignment.updateMany({ where: { personId }, data: { to: '2026-11-08' } });
      const post = { personId, role: 'headteacher', schoolId: elsewhere.id, from: '2026-11-09' };
      await db.roleAssignment.updateMany({ where: { personId: elsewhere.head }, data: { to: '2026-11-08' } });
      await db.roleAssignment.create({ data: post });
      await world.untilInstant(atLondon('2026-11-10', '09:00'));
      expect((await reviewRow(cast, review.id)).state).toBe('scheduled');
      expect(await world.told({ personId }, 'review')).toContain('scheduled');
    },
    LONG,
  );
});
