import { expect, test } from 'vitest';
import { allActions, type Card } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import type { Store } from '../../src/store/open.js';
import { openRequests } from '../../src/support/batch/load.js';
import { supportProcess } from '../../src/support/process.js';
import { handleAction } from '../../src/workflow/handle.js';
import { storyOnEachStore } from '../fakes/database.js';
import { World } from '../fakes/world.js';

const ASKED = { area: 'phonics', need: 'Someone to plan with.', timing: 'Spring term 2027' };

/** A request from the north of the county; Nell works there too, Sue in the south, Ann in no partnership of ours. */
async function castOf(store: Store) {
  const world = await World.create(store, [supportProcess]);
  const { db } = store;
  const district = async (name: string) =>
    (
      await db.partnership.create({
        data: {
          slug: name.toLowerCase(),
          name: `${name} District`,
          tier: 'district',
          parentId: world.partnershipId,
        },
      })
    ).id;
  const north = await district('North');
  const south = await district('South');
  const cluster = await db.partnership.create({
    data: { slug: 'upper-north', name: 'Upper North', tier: 'cluster', parentId: north },
  });
  const school = async (name: string, partnershipId: number | null) => {
    const id = await world.school(`${name} Primary`);
    await db.membership.deleteMany({ where: { schoolId: id } });
    if (partnershipId !== null)
      await db.membership.create({ data: { schoolId: id, partnershipId, from: '2025-09-01' } });
    await world.head(`Head of ${name}`, id);
    return id;
  };
  const receiving = await school('Receiving', north);
  const { personId: rita } = await db.roleAssignment.findFirstOrThrow({ where: { schoolId: receiving } });
  const priya = await world.officer('Priya Nair', 'coordinator');
  await world.leader('Nell Near', await school('Near', cluster.id), { specialisms: ['phonics'] });
  const sue = await world.leader('Sue South', await school('Far', south), { specialisms: ['phonics'] });
  await world.leader('Ann Away', await school('Away', null), { specialisms: ['phonics'] });
  const { id } = await world.must('support', null, 'submit', rita, ASKED);
  await world.must('support', id, 'claim', priya);
  await world.must('support', id, 'takeOn', priya);
  return { world, id, rita, priya, sue };
}

type Cast = Awaited<ReturnType<typeof castOf>>;

async function candidates({ world, id, priya }: Cast): Promise<Card> {
  const answer = await handleAction(world.store, world.processes, {
    type: 'action',
    key: `look:${world.now.getTime()}`,
    at: world.now,
    platform: 'test',
    personId: priya,
    verb: 'support.candidates',
    submitted: false,
    entity: { kind: 'support', id },
  });
  if (answer.type !== 'card') throw new Error(`No card: ${JSON.stringify(answer)}`);
  return answer.card;
}

storyOnEachStore('looking further afield', open => {
  test('the district comes first; beyond it the coordinator looks by saying so, and reads where each works', async () => {
    const cast = await castOf(await open());
    const { world, id, rita, priya, sue } = cast;
    const near = await candidates(cast);
    expect(cardText(near)).toContain('1. Nell Near (SLE)');
    expect(cardText(near)).not.toContain('Sue South');
    expect(cardText(near)).toContain('Looked at: North District. Beyond it 2 more are designated for this.');
    expect(allActions(near).map(each => each.verb)).toContain('support.lookFurther');
    // Nobody else is asked as long as nobody has looked there.
    const early = await world.give('support', id, 'approach', priya, { designationId: sue.designationId });
    expect(early).toMatchObject({ type: 'refused', why: 'rule' });
    expect(early).toMatchObject({ text: expect.stringContaining('Press Look further afield first') });
    const planned = async () =>
      (await openRequests(world.store.db, priya, world.today, null)).flatMap(request =>
        request.leaders.map(leader => leader.name),
      );
    expect(await planned()).toEqual(['Nell Near']);

    expect(await world.give('support', id, 'lookFurther', rita)).toMatchObject({ why: 'notYours' });
    await world.must('support', id, 'lookFurther', priya);
    expect(await world.give('support', id, 'lookFurther', priya)).toMatchObject({
      type: 'refused',
      text: 'Leaders from beyond the district are listed already.',
    });
    const audit = await world.store.db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(audit).toMatchObject({ verb: 'lookFurther', fromState: 'matching', toState: 'matching' });
    const far = cardText(await candidates(cast));
    expect(far).toContain('Looked at: North District and everybody beyond it.');
    expect(far).toMatch(/Sue South[\s\S]*Works in South District, beyond North District/);
    expect(far).toMatch(/Ann Away[\s\S]*Works beyond North District/);
    expect((await planned()).toSorted()).toEqual(['Ann Away', 'Nell Near', 'Sue South']);
    await world.must('support', id, 'approach', priya, { designationId: sue.designationId });
  });
});
