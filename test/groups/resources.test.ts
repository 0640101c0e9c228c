import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { storyOnEachStore } from '../fakes/database.js';
import { startedGroup } from './cast.js';

storyOnEachStore('what a recommendation is carried out with', open => {
  /** A group whose one recommendation the board has accepted. */
  async function accepted() {
    const { world, id, lead } = await startedGroup(await open());
    const { db } = world.store;
    const elm = await world.school('Elm Primary School');
    const head = await world.head('Hetty Head', elm);
    const headless = await world.school('Ash Primary School');
    const sle = await world.leader('Sol Specialist', elm, { specialisms: ['phonics'] });
    const sponsor = (await db.taskGroup.findUniqueOrThrow({ where: { id } })).sponsorId;
    const chair = (await db.person.findFirstOrThrow({ where: { name: 'Charity Chair' } })).id;
    const coordinator = (await db.person.findFirstOrThrow({ where: { name: 'Corin Coordinator' } })).id;
    const give = (command: string, who: number, input = {}) => world.must('group', id, command, who, input);
    await give('beginReport', lead);
    await give('writeBackground', lead, { background: 'It began with data.', method: 'We tried it out.' });
    await give('writeFindings', lead, { issues: 'Late.', practice: 'Daily.', evidence: 'A report.' });
    await give('writeLessons', lead, { lessons: 'Ask early.' });
    await give('recommend', lead, { text: 'Help schools lead early reading.', because: 'Six did.' });
    await give('sendForCheck', lead);
    await give('noteFact', coordinator, { section: 'issues', text: 'Say by how much.' });
    await give('sendToBoard', lead);
    const { id: recommendation } = await db.recommendation.findFirstOrThrow();
    await world.must('recommendation', recommendation, 'accept', chair);
    const plan = (input: Record<string, string>) =>
      world.give('recommendation', recommendation, 'plan', sponsor, {
        ownerId: String(lead),
        dueOn: '2027-09-30',
        measure: 'Each school has a named lead.',
        ...input,
      });
    return { world, recommendation, plan, elm, head, headless, sle, sponsor, coordinator, lead, chair };
  }

  test('a leader’s days: the head gets a request, sends it or not, and nobody else learns which', async () => {
    const { world, recommendation, plan, elm, head, headless, sponsor, coordinator, lead, chair } =
      await accepted();
    const { db } = world.store;
    const deployment = { resource: 'deployment', area: 'phonics' };

    expect(await plan({ ...deployment, schoolId: String(headless) })).toMatchObject({
      type: 'refused',
      text: expect.stringContaining('Nobody heads that school'),
    });
    expect(await db.recommendation.findFirstOrThrow()).toMatchObject({ state: 'toPlan', ownerId: null });

    expect(await plan({ ...deployment, schoolId: String(elm) })).toMatchObject({
      type: 'done',
      text: expect.stringContaining('alone decides whether to send it'),
    });
    const request = await db.supportRequest.findFirstOrThrow();
    expect(request).toMatchObject({
      state: 'draft',
      schoolId: elm,
      area: 'phonics',
      originKind: 'groupRecommendation',
      originId: recommendation,
    });
    expect(await world.told({ personId: head }, 'support')).toEqual(['draftSuggested']);
    expect(cardText((await world.card('support', request.id, head))!)).toContain(
      'Help schools lead early reading.',
    );
    // A draft is the head's alone, and a request that is sent the coordinators' too.
    for (const other of [sponsor, coordinator, lead, chair])
      expect(await world.card('support', request.id, other)).toBeNull();
    const shown = cardText((await world.card('recommendation', recommendation, chair))!);
    expect(shown).toContain('A head has a request for support before them');
    expect(shown).not.toMatch(/Elm|SR-/);

    // Another owner or date asks no head a second time.
    await plan({ ...deployment, schoolId: String(elm), ownerId: String(sponsor) });
    expect(await db.supportRequest.count()).toBe(1);

    await world.must('support', request.id, 'send', head, {
      area: 'phonics',
      need: 'Help to lead early reading',
      timing: 'Spring term 2027',
    });
    expect(await world.card('support', request.id, coordinator)).not.toBeNull();
    expect(await world.card('support', request.id, sponsor)).toBeNull();
    expect(cardText((await world.card('recommendation', recommendation, chair))!)).toBe(
      shown.replace('Lena Lead', 'Sibyl Sponsor'),
    );
  });

  test('a network or training: leaders’ days are booked, worked and given back', async () => {
    const { world, recommendation, plan, sle, sponsor, coordinator, lead } = await accepted();
    const { db } = world.store;
    const { designationId } = sle;
    const give = (command: string, who: number, halfDays: string) =>
      world.give('recommendation', recommendation, command, who, {
        designationId: String(designationId),
        halfDays,
      });
    const year = () => db.capacityYear.findFirst({ where: { designationId } });

    await plan({ resource: 'none' });
    expect(await give('setAside', sponsor, '3')).toMatchObject({ type: 'refused', why: 'rule' });
    await plan({ resource: 'network' });
    expect(await give('logDays', lead, '1')).toMatchObject({
      text: expect.stringContaining('No days of that leader are set aside'),
    });
    expect(await give('setAside', lead, '3')).toMatchObject({ why: 'notYours' });
    expect(await give('setAside', coordinator, '16')).toMatchObject({
      text: expect.stringContaining('Sol Specialist has 15 days left in 2026-27'),
    });
    expect(await give('setAside', coordinator, '3')).toMatchObject({ type: 'done' });
    expect(await year()).toMatchObject({ booked: 6, used: 0 });
    expect(await give('logDays', lead, '1.5')).toMatchObject({ type: 'done' });
    expect(await give('logDays', lead, '2')).toMatchObject({ type: 'done' });
    // Half a day more than was set aside was booked with it.
    expect(await year()).toMatchObject({ booked: 0, used: 7 });
    expect(cardText((await world.card('recommendation', recommendation, lead))!)).toContain(
      'Sol Specialist, SLE: 3.5 of 3.5 days worked',
    );
    await give('setAside', sponsor, '2');
    await world.must('recommendation', recommendation, 'done', lead, { text: 'It meets each half term.' });
    expect(await year()).toMatchObject({ booked: 0, used: 7 });
    const entries = await db.dayEntry.findMany();
    expect(entries.every(({ entityKind }) => entityKind === 'recommendation')).toBe(true);
    expect(entries.map(({ kind }) => kind)).toEqual([
      'booked',
      'used',
      'booked',
      'used',
      'booked',
      'released',
    ]);
  });
});
