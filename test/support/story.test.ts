import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { storyOnEachStore } from '../fakes/database.js';
import { AGREED, bringTo, castOf, stateOf, submit, yearOf } from './cast.js';

storyOnEachStore('a support request, end to end (DOMAIN 3.7)', open => {
  test('from three answers to the impact that lasts', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin, harriet, jo } = cast;
    const seenBy = async (person: number) => cardText((await world.card('support', 1, person))!);

    const begun = await world.must('support', null, 'submit', rita, {
      area: 'phonics',
      need: 'A new Year 1 phonics lead wants someone to plan with.',
      timing: 'Spring term 2027',
      days: '3',
    });
    const { id } = begun;
    expect(begun.text).toContain('SR-2026-0001');
    expect(await world.told({ channelId: world.brokeringChannelId })).toEqual(['newRequest']);
    const channel = cardText(await world.channelCard('support', id, world.brokeringChannelId));
    expect(channel).toMatch(/Phonics[\s\S]*Primary[\s\S]*Spring term 2027[\s\S]*About: 3 days/);
    expect(channel).not.toMatch(/Receiving|Rita|plan with/);

    expect((await world.must('support', id, 'claim', priya)).text).toContain('Receiving Primary');
    const second = await world.give('support', id, 'claim', colin);
    expect(second).toMatchObject({ type: 'refused', why: 'notNow' });
    expect(second.text).toContain('Priya Nair has claimed it');
    await world.must('support', id, 'takeOn', priya);
    expect(await world.told({ personId: rita })).toEqual(['received', 'claimed', 'takenOn']);

    // The home head is asked first: the leader gets nothing until then (DOMAIN 8).
    await world.must('support', id, 'approach', priya, { designationId: jo.designationId });
    expect(await world.told({ personId: harriet })).toEqual(['releaseAsked']);
    expect(await world.told({ personId: jo.personId })).toEqual([]);
    expect(await world.card('support', id, jo.personId)).toBeNull();
    await world.must('support', id, 'approveRelease', harriet);
    expect(await world.told({ personId: jo.personId })).toEqual(['leaderAsked']);
    expect(await seenBy(jo.personId)).not.toContain('Receiving');
    await world.must('support', id, 'acceptWork', jo.personId);

    expect(await stateOf(cast, id)).toBe('shortlisted');
    expect(await world.told({ personId: rita })).toContain('shortlistReady');
    expect(await seenBy(rita)).toContain('Jo Poole (SLE), Home Primary');
    expect(await seenBy(rita)).toContain('Choose Jo Poole');
    expect(await seenBy(harriet)).not.toContain('Receiving');
    await world.must('support', id, 'choose', rita, { designationId: jo.designationId });
    expect(await seenBy(jo.personId)).toContain('Receiving Primary');

    await world.must('support', id, 'addDetails', priya, {
      exitStrategy: 'The deputy plans alone from Easter.',
      assuranceOn: '2026-11-01',
    });
    await world.must('support', id, 'propose', priya, { ...AGREED, dayRate: '350' });
    expect(await seenBy(harriet)).toMatch(/£1,050 \(3 days at £350 a day\)[\s\S]*plans alone from Easter/);
    for (const person of [rita, harriet]) await world.must('support', id, 'accept', person);
    expect(await yearOf(cast, jo.designationId)).toBeNull();
    const last = await world.must('support', id, 'accept', jo.personId);
    expect(last.text).toBe('Everybody has accepted: the agreement holds.');
    const ticks = await world.store.db.acceptance.findMany({ orderBy: { party: 'asc' } });
    expect(ticks.map(({ party, personId }) => [party, personId])).toEqual([
      ['homeHead', harriet],
      ['leader', jo.personId],
      ['payer', priya],
      ['receivingHead', rita],
    ]);
    expect(await yearOf(cast, jo.designationId)).toEqual({
      academicYear: '2026-27',
      halfDays: 30,
      booked: 6,
      used: 0,
    });
    expect(await stateOf(cast, id)).toBe('firstContact');
    await world.must('support', id, 'recordContact', jo.personId, { nextVisitOn: '2026-11-20' });

    await world.daysPass(14);
    const visit = (days: number) =>
      world.must('support', id, 'logVisit', jo.personId, {
        on: world.today,
        days,
        activity: 'learningWalk',
        summary: 'Joint learning walk; agreed a tracking grid.',
      });
    expect((await visit(1)).text).toBe('Recorded. 2 days of the agreement left.');
    expect(await seenBy(rita)).toContain('Learning walk: Joint learning walk');
    expect(await seenBy(harriet)).not.toContain('tracking grid');
    expect((await visit(0.5)).text).toBe('Recorded. 1½ days of the agreement left.');

    // Half of the days: both sides are asked, each in private.
    expect(await stateOf(cast, id)).toBe('midReview');
    await world.must('support', id, 'answerMidReview', rita, {
      working: 'no',
      goOn: 'changed',
      comment: 'MIDWORD',
    });
    expect(await world.told({ personId: priya })).toContain('notWorking');
    expect(await seenBy(priya)).toContain('MIDWORD');
    expect(await seenBy(jo.personId)).not.toContain('MIDWORD');
    await world.must('support', id, 'answerMidReview', jo.personId, { working: 'yes', goOn: 'asPlanned' });
    expect(await stateOf(cast, id)).toBe('active');

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
    // The leader reads it when both sides have answered (DOMAIN 7.3).
    expect(await seenBy(jo.personId)).not.toContain('Very effective');
    await world.must('support', id, 'reflect', jo.personId, { comment: 'Time for planning was short.' });
    expect(await stateOf(cast, id)).toBe('qualityCheck');
    expect(await seenBy(jo.personId)).toContain('Very effective');
    expect(await seenBy(harriet)).not.toContain('Very effective');
    expect(await seenBy(rita)).not.toContain('Time for planning');
    await world.must('support', id, 'signOff', priya);
    expect(await world.store.db.waiting.count()).toBe(0);

    await world.daysPass(92);
    expect(await stateOf(cast, id)).toBe('impactCheck');
    await world.must('support', id, 'answerImpact', rita, { lasting: 'fully', comment: '' });
    expect(await stateOf(cast, id)).toBe('closed');
    expect(await world.store.db.timer.count({ where: { status: 'pending' } })).toBe(0);
    expect(await world.store.db.waiting.count()).toBe(0);
  });

  test('the home head takes a release back: the leader who was asked hears that nothing is needed, and no more', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo, sam } = cast;
    const id = await bringTo(cast, 'releaseAsked');
    await world.must('support', id, 'approveRelease', harriet);
    await world.must('support', id, 'refuseRelease', harriet, { reason: 'days' });
    expect(await stateOf(cast, id)).toBe('matching');
    const all = ['leaderAsked', 'noLongerNeeded'];
    expect(await world.told({ personId: jo.personId })).toEqual(all);
    const card = await world.card('support', id, jo.personId);
    expect(card ? cardText(card) : '').not.toMatch(/Receiving|Rita|plan with/);
    expect(card?.actions ?? []).toEqual([]);
    await world.must('support', id, 'approach', priya, { designationId: sam.designationId });
    expect(await world.card('support', id, jo.personId)).toBeNull();
    expect(await world.told({ personId: jo.personId })).toEqual(all);
    expect(await world.told({ personId: rita })).toContain('stillMatching');
  });

  test('the home head refuses: the coordinator goes on, the requester hears "still matching"', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo, sam } = cast;
    const id = await bringTo(cast, 'releaseAsked');
    await world.must('support', id, 'refuseRelease', harriet, { reason: 'days' });

    expect(await stateOf(cast, id)).toBe('matching');
    expect(await world.told({ personId: rita })).toEqual(['received', 'claimed', 'takenOn', 'stillMatching']);
    expect(await world.told({ personId: jo.personId })).toEqual([]);
    expect(await world.told({ personId: priya })).toContain('releaseRefused');
    expect(await world.card('support', id, jo.personId)).toBeNull();
    expect(cardText((await world.card('support', id, rita))!)).not.toMatch(/Jo|Home|spared/);
    const claimed = cardText((await world.card('support', id, priya))!);
    expect(claimed).toContain('Jo Poole: the home head said no (the days cannot be spared now)');

    const again = await world.give('support', id, 'approach', priya, { designationId: jo.designationId });
    expect(again.text).toContain('cannot be released now');
    await world.must('support', id, 'approach', priya, { designationId: sam.designationId });
    const yes = await world.must('support', id, 'acceptWork', sam.personId);
    expect(yes.text).toContain('The school chooses next');
    expect(await stateOf(cast, id)).toBe('shortlisted');
  });

  test('of several candidates the school chooses; one no does not end the others', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo, sam } = cast;
    const id = await bringTo(cast, 'releaseAsked');
    await world.must('support', id, 'approach', priya, { designationId: sam.designationId });
    expect(await world.told({ personId: harriet })).toEqual(['releaseAsked']);
    expect(await world.told({ personId: sam.personId })).toEqual(['leaderAsked']);
    const early = await world.give('support', id, 'choose', rita, { designationId: sam.designationId });
    expect(early).toMatchObject({ type: 'refused' });
    await world.must('support', id, 'acceptWork', sam.personId);
    expect(await stateOf(cast, id)).toBe('releaseAsked');
    await world.must('support', id, 'approveRelease', harriet);
    await world.must('support', id, 'acceptWork', jo.personId);
    const shown = cardText((await world.card('support', id, rita))!);
    expect(shown).toMatch(/Jo Poole[\s\S]*Sam Self/);
    // Neither learns of the other.
    expect(cardText((await world.card('support', id, jo.personId))!)).not.toContain('Sam');
    await world.must('support', id, 'choose', rita, { designationId: sam.designationId });
    expect(await world.told({ personId: jo.personId })).toEqual(['leaderAsked', 'noLongerNeeded']);
    expect(await world.told({ personId: sam.personId })).toEqual(['leaderAsked', 'chosen']);
    expect(await world.card('support', id, harriet)).toBeNull();
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
    expect(told.filter(notice => notice === 'evaluationAsked')).toHaveLength(4);
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
    expect(await world.told({ personId: rita })).toEqual(['received', 'claimed', 'takenOn', 'takenOver']);
  });
});
