import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { reviewCommands } from '../../src/review/commands.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore } from '../fakes/database.js';
import { acceptAll, type Cast, castOf, entryOf, openCycle, optIn, reviewRow } from './cast.js';

/** Planning six schools is seconds of work; a busy machine takes longer. */
const LONG = 120_000;

/** What somebody types, and the whole text of the answer. */
function typing({ world }: Cast) {
  const { store, processes } = world;
  const route = createRouter(reviewCommands({ store, processes }), action =>
    handleAction(store, processes, action),
  );
  let keys = 0;
  return async (personId: number, text: string): Promise<string> => {
    const base = { key: `planning:${++keys}`, at: world.now, platform: 'test', personId };
    return textOf(await route({ ...base, type: 'command', text }));
  };
}

const textOf = (answer: Answer): string =>
  answer.type === 'notice' ? answer.text : answer.type === 'card' ? cardText(answer.card) : answer.form.title;

eachStore('from the answers to the board', open => {
  test(
    'who sends only, who is kept apart and who declared a tie; then the map, the board, the balance and the history',
    async () => {
      const cast = await castOf(await open(), 7);
      const { world, lead, clusterLead, places } = cast;
      const { db } = world.store;
      const types = typing(cast);
      const [ash, beech, cedar, damson] = places;
      const sender = places[6]!;
      const cycle = await openCycle(cast);
      const reference = (await db.reviewCycle.findFirstOrThrow()).reference;

      for (const place of places.slice(1, 6)) await optIn(cast, place);
      await optIn(cast, ash!, { apart: String(cedar!.id) });
      expect(await optIn(cast, sender, { hosts: 'no' })).toContain(
        'sends reviewers and is not reviewed itself',
      );
      const entry = await entryOf(cast, ash!);
      expect(cardText((await world.card('entry', entry, ash!.head))!)).toContain(
        'from 1 school; the plan reads it',
      );
      for (const other of [lead, clusterLead]) {
        const card = cardText((await world.card('entry', entry, other))!);
        expect(card).not.toMatch(/Kept apart|Cedar/);
      }

      expect(await types(damson!.head, '/review conflict beech')).toContain(
        'no plan will send you to Beech Primary',
      );
      expect(await types(damson!.head, '/review conflict Beech Primary')).toContain('Noted');
      expect(await db.conflictDeclaration.count()).toBe(1);
      expect(await types(damson!.head, '/review conflict')).toContain('Beech Primary (since Mon 9 Nov 2026)');
      expect(await types(lead, '/review conflict')).not.toContain('Beech');
      expect(await types(damson!.head, '/review conflict primary')).toContain('Which one');
      expect(await types(damson!.head, '/review conflict Hogwarts')).toContain(
        'No school of the partnership',
      );
      // The deputy worked at Ash until three years ago.
      await db.roleAssignment.create({
        data: {
          personId: beech!.deputy,
          role: 'deputy',
          schoolId: ash!.id,
          from: '2020-09-01',
          to: '2023-08-31',
        },
      });

      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      const proposed = cardText((await world.card('cycle', cycle, lead))!);
      expect(proposed).toContain('Who reviews whom');
      await world.must('cycle', cycle, 'publish', lead);
      const reviews = await db.review.findMany({ include: { team: true }, orderBy: { id: 'asc' } });
      expect(reviews.map(review => review.hostSchoolId)).not.toContain(sender.id);
      expect(reviews).toHaveLength(6);
      const teamOf = (schoolId: number) => reviews.find(review => review.hostSchoolId === schoolId)!.team;
      expect(teamOf(ash!.id).map(member => member.schoolId)).not.toContain(cedar!.id);
      expect(teamOf(cedar!.id).map(member => member.schoolId)).not.toContain(ash!.id);
      expect(teamOf(beech!.id).map(member => member.personId)).not.toContain(damson!.head);
      expect(teamOf(ash!.id).map(member => member.personId)).not.toContain(beech!.deputy);
      expect(await db.reviewEntry.count({ where: { state: 'included' } })).toBe(7);

      // The first review is accepted by everybody, the others wait; a week on they are late.
      const first = reviews[0]!;
      await acceptAll(cast, first.id);
      await world.daysPass(14);
      const board = await types(lead, `/review board ${reference}`);
      expect(board).toContain('5 of 6 late');
      expect(board).toMatch(/LATE: \w+ \d+ \w+ 2026/);
      const second = reviews[1]!;
      const waited = places.find(place => place.id === second.hostSchoolId)!;
      expect(board).toContain(`Head of ${waited.name.split(' ')[0]}`);
      const status = await types(clusterLead, `/review board ${reference}`);
      expect(status).toContain(second.reference);
      expect(status).toContain('everybody who has not answered yet');
      for (const { name } of places) expect(status).not.toContain(`Head of ${name.split(' ')[0]}`);
      expect(await types(ash!.head, `/review board ${reference}`)).toContain('nothing under that reference');

      const show = await world.processes.get('cycle').show!(
        db,
        'map',
        (await world.processes.get('cycle').load(db, cycle, world.today))!,
        {
          personId: lead,
          channelId: null,
          roles: ['programmeLead'],
        },
        { now: world.now, today: world.today },
      );
      const picture = show.body.find(element => element.type === 'image');
      if (!picture || !('svg' in picture)) throw new Error('A picture was expected.');
      for (const place of places.slice(0, 6)) {
        expect(picture.svg).toContain(`>${place.name}</text>`);
        expect(picture.alt).toContain(`→ ${place.name}`);
      }
      const arrows = picture.svg.match(/<polygon/g) ?? [];
      expect(arrows).toHaveLength(reviews.flatMap(review => review.team).length);
      expect(picture.svg).not.toMatch(/Head of|Deputy of/);

      // Two months after the day of the first review its host has received two days.
      const host = places.find(place => place.id === first.hostSchoolId)!;
      world.now = new Date(`${(await reviewRow(cast, first.id)).on}T18:00:00Z`);
      world.now = new Date(world.now.getTime() + 24 * 3_600_000);
      const balance = await types(host.head, '/review balance');
      expect(balance).toMatch(new RegExp(`${host.name} \\| \\d+ \\| 2 \\|`));
      const history = await types(host.head, '/review history');
      expect(history).toContain(first.reference);
      expect(history).not.toContain(second.reference);
      expect(await types(clusterLead, '/review history')).toContain('No school of yours');
    },
    LONG,
  );
});
