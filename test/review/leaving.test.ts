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
});
