import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { eachStore } from '../fakes/database.js';
import { AGREED, bringTo, castOf, stateOf, submit, yearOf } from './cast.js';

eachStore('a support request, end to end (DOMAIN 3.7)', open => {
  test('from three answers to the evaluation', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin, harriet, jo } = cast;

    const begun = await world.must('support', null, 'submit', rita, {
      area: 'phonics',
      need: 'A new Year 1 phonics lead wants someone to plan with.',
      timing: 'Spring term 2027',
    });
    const { id } = begun;
    expect(begun.text).toContain('SR-2026-0001');
    expect(await world.told({ channelId: world.brokeringChannelId })).toEqual(['newRequest']);
    expect(await world.told({ personId: rita })).toEqual(['received']);

    expect((await world.must('support', id, 'claim', priya)).text).toContain('Receiving Primary');
    const second = await world.give('support', id, 'claim', colin);
    expect(second).toMatchObject({ type: 'refused', why: 'notNow' });
    expect(second.text).toContain('Priya Nair has claimed it');

    await world.must('support', id, 'approach', priya, { designationId: jo.designationId });
    expect(await world.told({ personId: jo.personId })).toEqual(['leaderAsked']);
    expect(await world.told({ personId: harriet })).toEqual(['releaseAsked']);
    expect(cardText((await world.card('support', id, jo.personId))!)).not.toContain('Receiving');

    await world.must('support', id, 'acceptWork', jo.personId);
    expect(await stateOf(cast, id)).toBe('approached');
    await world.must('support', id, 'approveRelease', harriet);
    expect(await stateOf(cast, id)).toBe('agreementDraft');

    await world.must('support', id, 'propose', priya, AGREED);
    for (const person of [rita, harriet]) await world.must('support', id, 'accept', person);
    expect(await yearOf(cast, jo.designationId)).toBeNull();
    const last = await world.must('support', id, 'accept', jo.personId);
    expect(last.text).toBe('Everybody has accepted: the agreement holds.');
    expect(await yearOf(cast, jo.designationId)).toEqual({
      academicYear: '2026-27',
      halfDays: 30,
      booked: 6,
      used: 0,
    });

    await world.daysPass(14);
    const visit = (days: number) =>
      world.must('support', id, 'logVisit', jo.personId, {
        on: world.today,
        days,
        summary: 'Joint learning walk; agreed a tracking grid.',
      });
    expect((await visit(1)).text).toBe('Recorded. 2 days of the agreement left.');
    expect((await visit(0.5)).text).toBe('Recorded. 1½ days of the agreement left.');
    expect(await world.told({ personId: priya })).not.toContain('daysNearlyUsed');
    await visit(1);
    expect(await world.told({ personId: priya })).toContain('daysNearlyUsed');
    const over = await world.give('support', id, 'logVisit', jo.personId, {
      on: world.today,
      days: 1,
      summary: 'One more.',
    });
    expect(over.text).toContain('½ day left');
    await visit(0.5);
    expect(await stateOf(cast, id)).toBe('evaluationDue');
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 0, used: 6 });

    await world.must('support', id, 'evaluate', rita, {
      rating: 'veryEffective',
      comment: 'Plans in place.',
    });
    expect(await stateOf(cast, id)).toBe('closed');
    expect(cardText((await world.card('support', id, jo.personId))!)).toContain('Very effective');
    expect(cardText((await world.card('support', id, harriet))!)).not.toContain('Very effective');
    expect(await world.store.db.timer.count({ where: { status: 'pending' } })).toBe(0);
    expect(await world.store.db.waiting.count()).toBe(0);
  });

  test('the home head refuses: the coordinator goes on, the requester hears "still matching"', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo, sam } = cast;
    const id = await bringTo(cast, 'approached');
    await world.must('support', id, 'acceptWork', jo.personId);
    await world.must('support', id, 'refuseRelease', harriet, { reason: 'days' });

    expect(await stateOf(cast, id)).toBe('matching');
    expect(await world.told({ personId: rita })).toEqual(['received', 'claimed', 'stillMatching']);
    expect(await world.told({ personId: jo.personId })).toEqual(['leaderAsked', 'noLongerNeeded']);
    expect(await world.told({ personId: priya })).toContain('releaseRefused');
    expect(await world.card('support', id, jo.personId)).toBeNull();
    expect(cardText((await world.card('support', id, rita))!)).not.toMatch(/Jo|Home|spared/);
    const claimed = cardText((await world.card('support', id, priya))!);
    expect(claimed).toContain('Jo Poole: the home head said no (the days cannot be spared now)');

    const again = await world.give('support', id, 'approach', priya, { designationId: jo.designationId });
    expect(again.text).toContain('cannot be released now');
    await world.must('support', id, 'approach', priya, { designationId: sam.designationId });
    const yes = await world.must('support', id, 'acceptWork', sam.personId);
    expect(yes.text).toContain('agreement');
    expect(await stateOf(cast, id)).toBe('agreementDraft');
  });

  test('the same click twice is done once', async () => {
    const cast = await castOf(await open());
    const id = await submit(cast, cast.rita);
    const click = () => cast.world.give('support', id, 'claim', cast.priya, {}, { key: 'slack:1' });
    const [first, second] = [await click(), await click()];
    expect(first).toMatchObject({ type: 'done', repeated: false });
    expect(second).toMatchObject({ type: 'done', repeated: true, text: first.text });
    expect(await cast.world.told({ personId: cast.rita })).toEqual(['received', 'claimed']);
  });

  test('a change asked for starts a new round of acceptances', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo } = cast;
    const id = await bringTo(cast, 'agreementProposed');
    await world.must('support', id, 'accept', harriet);
    await world.must('support', id, 'redraft', rita, { reason: 'Two days are enough.' });
    expect(cardText((await world.card('support', id, priya))!)).toContain('Two days are enough.');
    await world.must('support', id, 'propose', priya, { ...AGREED, days: 2 });
    await world.must('support', id, 'accept', rita);
    await world.must('support', id, 'accept', jo.personId);
    expect(await stateOf(cast, id)).toBe('agreementProposed');
    await world.must('support', id, 'accept', harriet);
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 4 });
  });

  test('finishing early gives back what was not worked', async () => {
    const cast = await castOf(await open());
    const { world, jo } = cast;
    const id = await bringTo(cast, 'active');
    await world.daysPass(10);
    await world.must('support', id, 'logVisit', jo.personId, {
      on: world.today,
      days: 1,
      summary: 'Planned together.',
    });
    await world.must('support', id, 'complete', jo.personId);
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 0, used: 2 });
    const entries = await world.store.db.dayEntry.findMany({ orderBy: { id: 'asc' } });
    expect(entries.map(entry => [entry.kind, entry.halfDays])).toEqual([
      ['booked', 6],
      ['used', 2],
      ['released', 4],
    ]);
  });

  test('nobody acts: reminders, escalation and an end without an evaluation', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin, paul } = cast;
    await submit(cast, rita);
    await world.daysPass(2);
    for (const coordinator of [priya, colin])
      expect(await world.told({ personId: coordinator })).toEqual(['unclaimed']);
    expect(await world.told({ personId: paul })).toEqual(['unclaimed']);

    const id = await bringTo(cast, 'evaluationDue');
    await world.daysPass(70);
    expect(await stateOf(cast, id)).toBe('closed');
    const told = await world.told({ personId: rita });
    expect(told.filter(notice => notice === 'evaluationAsked')).toHaveLength(3);
    expect(await world.told({ personId: priya })).toContain('evaluationOverdue');
  });

  test('a head who takes over acts for the request; the one before does not', async () => {
    const cast = await castOf(await open());
    const { world, rita, receiving } = cast;
    const id = await bringTo(cast, 'agreementProposed');
    await world.store.db.roleAssignment.updateMany({
      where: { personId: rita },
      data: { to: '2026-11-08' },
    });
    const nina = await world.head('Nina New', receiving);
    expect(await world.give('support', id, 'accept', rita)).toMatchObject({ why: 'notYours' });
    await world.must('support', id, 'accept', nina);
  });

  test('a colleague takes over from a coordinator who has left, who then sees nothing more', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin, jo } = cast;
    const id = await bringTo(cast, 'matching');
    await world.store.db.roleAssignment.updateMany({
      where: { personId: priya },
      data: { to: '2026-11-08' },
    });
    expect(await world.card('support', id, priya)).toBeNull();
    const ask = { designationId: jo.designationId };
    expect(await world.give('support', id, 'approach', colin, ask)).toMatchObject({ why: 'notYours' });
    await world.must('support', id, 'takeOver', colin);
    await world.must('support', id, 'approach', colin, ask);
    expect(await world.told({ personId: rita })).toEqual(['received', 'claimed', 'takenOver']);
  });
});
