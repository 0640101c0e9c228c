import { expect, test } from 'vitest';
import type { Action, Card } from '../../src/chat/card.js';
import { allActions } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import { handleAction } from '../../src/workflow/handle.js';
import { storyOnEachStore } from '../fakes/database.js';
import { type Cast, castOf, openCycle, optIn } from './cast.js';

/** Planning seven schools three times is seconds of work; a busy machine takes longer. */
const LONG = 120_000;

/** Presses a button of a card as the programme lead, with what it carries. */
function presser({ world, lead }: Cast, id: number) {
  let keys = 0;
  return async (verb: string, values: Readonly<Record<string, string>> = {}, personId = lead) =>
    handleAction(world.store, world.processes, {
      type: 'action',
      key: `edit:${++keys}`,
      at: world.now,
      platform: 'test',
      personId,
      verb,
      entity: { kind: 'cycle', id },
      values,
      submitted: false,
    });
}

const find = (card: Card, verb: string, label: RegExp): Action => {
  const action = allActions(card).find(each => each.verb === verb && label.test(each.label));
  if (!action) throw new Error(`No button ${verb} ${label} on:\n${cardText(card)}`);
  return action;
};

/** The visits of the plan as it is kept: host to 'person/person on day'. */
async function visits({ world }: Cast, id: number): Promise<Record<string, string>> {
  const record = (await world.processes.get('cycle').load(world.store.db, id, world.today)) as unknown as {
    plan: { visits: { school: { name: string }; on: string; team: { person: { name: string } }[] }[] };
  };
  return Object.fromEntries(
    record.plan.visits.map(visit => [
      visit.school.name,
      `${visit.team.map(member => member.person.name).join('/')} on ${visit.on}`,
    ]),
  );
}

storyOnEachStore('a plan changed by hand', open => {
  test(
    'keep, swap, leave out, match again, accept with a reason, publish',
    async () => {
      const cast = await castOf(await open(), 7);
      const { world, lead, clusterLead, places } = cast;
      const { db } = world.store;
      const press = presser(cast, await openCycle(cast));
      const cycle = (await db.reviewCycle.findFirstOrThrow()).id;
      const [ash, beech, cedar] = places;
      // Cedar's head is in the first term there: a remark that no team can take away.
      await db.roleAssignment.updateMany({ where: { personId: cedar!.head }, data: { from: '2026-11-01' } });
      for (const place of places) await optIn(cast, place);
      await world.must('cycle', cycle, 'closeAnswers', lead);
      await world.must('cycle', cycle, 'match', lead);
      const first = await visits(cast, cycle);

      const list = await press('cycle.edit');
      if (list.type !== 'card') throw new Error('A card was expected.');
      expect(list.card.body).toHaveLength(1 + places.length);
      const stranger = await press('cycle.edit', {}, clusterLead);
      expect(stranger.type === 'card').toBe(false);

      // Somebody else comes to Cedar: those offered break no rule, and the visit is kept from now on.
      const visit = await press('cycle.edit', { schoolId: String(cedar!.id) });
      if (visit.type !== 'card') throw new Error('A card was expected.');
      const take = find(visit.card, 'cycle.swap', /^Take /);
      const name = take.label.replace('Take ', '');
      expect(cardText(visit.card)).toContain('The head of Cedar Primary is in the first term there.');
      const swapped = await press('cycle.swap', take.values);
      expect(swapped).toMatchObject({
        type: 'notice',
        tone: 'done',
        text: expect.stringContaining('Worth a look'),
      });
      const second = await visits(cast, cycle);
      expect(second['Cedar Primary']).toContain(name);
      expect({ ...second, 'Cedar Primary': '' }).toEqual({ ...first, 'Cedar Primary': '' });
      // The same press from the old card finds somebody else in the place, and changes nothing.
      const again = await press('cycle.swap', take.values);
      expect(again).toMatchObject({ tone: 'refused', text: expect.stringContaining('has changed since') });

      // Ash and Beech are of one trust: no press can bring that about.
      const outOfRule = await press('cycle.swap', {
        schoolId: String(ash!.id),
        place: '0',
        out: find(await editOf(press, ash!.id), 'cycle.swap', /^Take /).values!.out!,
        personId: String(beech!.head),
      });
      expect(outOfRule).toMatchObject({ tone: 'refused', text: expect.stringContaining('That cannot be') });
      const forged = await world.give('cycle', cycle, 'swap', clusterLead, take.values);
      expect(forged).toMatchObject({ type: 'refused', why: 'notYours' });

      // Matching again keeps Cedar as it is, and the one left out of Ash does not come back to it.
      const not = find(await editOf(press, ash!.id), 'cycle.exclude', /^Not /);
      await press('cycle.exclude', not.values);
      await world.must('cycle', cycle, 'match', lead);
      const third = await visits(cast, cycle);
      expect(third['Cedar Primary']).toBe(second['Cedar Primary']);
      expect(third['Ash Primary']).not.toContain(not.label.replace('Not ', ''));
      expect(cardText((await world.card('cycle', cycle, lead))!)).toContain(
        'Kept when matching again: Cedar Primary.',
      );

      // A swap by hand that leaves a remark waits for a reason before anybody is told.
      const other = find(await editOf(press, cedar!.id), 'cycle.swap', /^Take /);
      await press('cycle.swap', other.values);
      const early = await world.give('cycle', cycle, 'publish', lead);
      expect(early).toMatchObject({
        type: 'refused',
        why: 'rule',
        text: expect.stringContaining('Cedar Primary'),
      });
      expect(await db.review.count()).toBe(0);
      const asked = await press('cycle.acceptWarnings', { schoolId: String(cedar!.id) });
      expect(asked).toMatchObject({ type: 'form', form: { values: { schoolId: String(cedar!.id) } } });
      await world.must('cycle', cycle, 'acceptWarnings', lead, {
        schoolId: String(cedar!.id),
        reason: 'continuity',
      });
      const entry = await db.auditEntry.findFirstOrThrow({ where: { verb: 'acceptWarnings' } });
      expect(entry).toMatchObject({ personId: lead, reason: `school ${cedar!.id}: continuity` });
      const final = await visits(cast, cycle);
      await world.must('cycle', cycle, 'publish', lead);
      const review = await db.review.findFirstOrThrow({
        where: { hostSchoolId: cedar!.id },
        include: { team: { include: { person: true }, orderBy: { id: 'asc' } } },
      });
      expect(final['Cedar Primary']).toBe(
        `${review.team.map(member => member.person.name).join('/')} on ${review.on}`,
      );
    },
    LONG,
  );
});

async function editOf(press: ReturnType<typeof presser>, schoolId: number): Promise<Card> {
  const answer = await press('cycle.edit', { schoolId: String(schoolId) });
  if (answer.type !== 'card') throw new Error('A card was expected.');
  return answer.card;
}
