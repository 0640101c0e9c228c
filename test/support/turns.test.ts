import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { changeSupportSettings } from '../../src/support/settings.js';
import { storyOnEachStore } from '../fakes/database.js';
import { AGREED, bringTo, type Cast, castOf, stateOf, submit, yearOf } from './cast.js';
import { checkInvariants } from './invariants.js';

const VISIT = { summary: 'Planned together.' };

async function seenBy({ world }: Cast, id: number, person: number): Promise<string> {
  const card = await world.card('support', id, person);
  return card ? cardText(card) : '';
}

storyOnEachStore('a request that takes another turn', open => {
  test('nobody can be found: it is looked for further, then closed and counted', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, paul } = cast;
    const id = await bringTo(cast, 'matching');
    await world.daysPass(9);
    expect(await world.told({ personId: priya })).toEqual(['yours', 'stillUnmatched', 'lookFurther']);
    await world.must('support', id, 'noLeader', priya, { reason: 'daysSpent' });
    expect(await stateOf(cast, id)).toBe('unmatched');
    expect(await world.told({ personId: rita })).toContain('unmatched');
    expect(await world.told({ personId: paul })).toContain('unmatched');
    expect(await seenBy(cast, id, rita)).toContain('Every suitable leader has spent their days');
    await checkInvariants(cast);
  });

  test('more days: refused as overrun, agreed by all as a variation, booked to the half day', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo } = cast;
    const id = await bringTo(cast, 'active');
    await world.daysPass(14);
    const log = (days: number) =>
      world.give('support', id, 'logVisit', jo.personId, { ...VISIT, on: world.today, days });
    await log(1);
    expect((await log(2.5)).text).toContain('Ask the coordinator for a variation');
    await world.must('support', id, 'askChange', jo.personId, { reason: 'One more class.' });
    expect(await world.told({ personId: priya })).toContain('changeWanted');
    await world.must('support', id, 'proposeVariation', priya, {
      days: 4.5,
      endsOn: '2027-03-26',
      reason: 'One more class.',
    });
    expect(await seenBy(cast, id, harriet)).toContain('4½ days');
    // Until all have accepted the agreement holds as it was, and its days can be worked.
    expect(await log(0.5)).toMatchObject({ type: 'done' });
    for (const person of [rita, harriet]) await world.must('support', id, 'acceptVariation', person);
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 3, used: 3 });
    await world.must('support', id, 'acceptVariation', jo.personId);
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 6, used: 3 });
    expect(await world.store.db.supportRequest.findUnique({ where: { id } })).toMatchObject({
      state: 'active',
      halfDays: 9,
      endsOn: '2027-03-26',
    });
    expect(await log(2.5)).toMatchObject({ type: 'done' });
    await checkInvariants(cast);
  });

  test('a variation that is not accepted, or beyond the leader’s year, changes nothing', async () => {
    const cast = await castOf(await open(), { joHalfDays: 7 });
    const { world, rita, priya, harriet, jo } = cast;
    const id = await bringTo(cast, 'active');
    const propose = (days: number) =>
      world.must('support', id, 'proposeVariation', priya, {
        days,
        endsOn: '2027-03-26',
        reason: 'One more class.',
      });
    await propose(4);
    for (const person of [rita, harriet]) await world.must('support', id, 'acceptVariation', person);
    const last = await world.give('support', id, 'acceptVariation', jo.personId);
    expect(last).toMatchObject({ type: 'refused', text: expect.stringContaining('needs 1 day more') });
    await world.must('support', id, 'refuseVariation', harriet, { reason: 'Too many.' });
    expect(await stateOf(cast, id)).toBe('active');
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 6, used: 0 });
    expect(await world.told({ personId: rita })).toContain('notVaried');
    await checkInvariants(cast);
  });

  test('ended early: the days go back, what was worked is still evaluated', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo } = cast;
    const id = await bringTo(cast, 'active');
    await world.daysPass(14);
    await world.must('support', id, 'logVisit', jo.personId, { ...VISIT, on: world.today, days: 1 });
    await world.must('support', id, 'terminate', rita, { reason: 'notWorking' });
    expect(await stateOf(cast, id)).toBe('evaluationDue');
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 0, used: 2 });
    const entries = await world.store.db.dayEntry.findMany({ orderBy: { id: 'asc' } });
    expect(entries.map(entry => [entry.kind, entry.halfDays])).toEqual([
      ['booked', 6],
      ['used', 2],
      ['released', 4],
    ]);
    expect(await world.told({ personId: harriet })).toContain('finished');
    expect(await seenBy(cast, id, priya)).toContain('It is not working');
    expect(await seenBy(cast, id, jo.personId)).not.toContain('It is not working');
    await checkInvariants(cast);
  });

  test('ended before any visit: nothing is evaluated, and the days are free again', async () => {
    const cast = await castOf(await open());
    const { world, harriet, jo } = cast;
    const id = await bringTo(cast, 'firstContact');
    await world.must('support', id, 'terminate', harriet, { reason: 'circumstances' });
    expect(await stateOf(cast, id)).toBe('terminated');
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 0, used: 0 });
    await checkInvariants(cast);
  });

  test('the leader changes school: the new head agrees, and stands for the home school from then on', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo } = cast;
    const next = await world.school('Next Primary');
    const nina = await world.head('Nina Next', next);
    const id = await bringTo(cast, 'active');
    await world.daysPass(14);
    const log = () =>
      world.give('support', id, 'logVisit', jo.personId, { ...VISIT, on: world.today, days: 0.5 });
    await log();
    await world.store.db.designation.update({
      where: { id: jo.designationId },
      data: { homeSchoolId: next },
    });
    // Nobody at the new school sees anything until they are asked; the old home head still stands for it.
    expect(await world.card('support', id, nina)).toBeNull();
    await world.must('support', id, 'leaderMoved', null);
    expect(await stateOf(cast, id)).toBe('releaseAgain');
    expect(await world.told({ personId: nina })).toEqual(['releaseAgainAsked']);
    expect(await seenBy(cast, id, nina)).toMatch(/Jo Poole[\s\S]*3 days/);
    expect(await seenBy(cast, id, nina)).not.toContain('Receiving');
    expect((await log()).type).toBe('refused');
    await world.must('support', id, 'approveMove', nina);
    expect(await seenBy(cast, id, nina)).toContain('Receiving Primary');
    expect(await world.card('support', id, harriet)).toBeNull();
    await log();
    const visits = await world.store.db.visit.findMany({ orderBy: { id: 'asc' } });
    expect(visits.map(visit => visit.homeSchoolId)).toEqual([cast.home, next]);
    expect(await world.told({ personId: rita })).toContain('moveAgreed');
    expect(await world.told({ personId: priya })).toContain('moveAgreed');
  });

  test('the new head does not agree: the leader is replaced, and the days that are left go on', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, jo, sam } = cast;
    const next = await world.school('Next Primary');
    const nina = await world.head('Nina Next', next);
    const id = await bringTo(cast, 'active');
    await world.daysPass(14);
    await world.must('support', id, 'logVisit', jo.personId, { ...VISIT, on: world.today, days: 1 });
    await world.store.db.designation.update({
      where: { id: jo.designationId },
      data: { homeSchoolId: next },
    });
    await world.must('support', id, 'leaderMoved', priya);
    await world.must('support', id, 'refuseMove', nina, { reason: 'days' });
    expect(await stateOf(cast, id)).toBe('matching');
    expect(await yearOf(cast, jo.designationId)).toMatchObject({ booked: 0, used: 2 });
    expect(await world.told({ personId: rita })).toContain('leaderReplaced');
    await world.must('support', id, 'approach', priya, { designationId: sam.designationId });
    await world.must('support', id, 'acceptWork', sam.personId);
    await world.must('support', id, 'choose', rita, { designationId: sam.designationId });
    await world.must('support', id, 'propose', priya, { ...AGREED, startsOn: world.today, days: 2 });
    for (const person of [rita, sam.personId]) await world.must('support', id, 'accept', person);
    expect(await yearOf(cast, sam.designationId)).toMatchObject({ booked: 4, used: 0 });
    await world.must('support', id, 'logVisit', sam.personId, { ...VISIT, on: world.today, days: 2 });
    expect(await stateOf(cast, id)).toBe('evaluationDue');
    await checkInvariants(cast);
  });

  test('commissioned for a school at risk: the authority pays, and no other school learns of it', async () => {
    const cast = await castOf(await open());
    const { world, rita, receiving, priya, harriet, jo } = cast;
    const lena = await world.officer('Lena Adviser', 'laAdviser');
    const { id } = await world.must('support', null, 'commission', lena, {
      schoolId: receiving,
      area: 'phonics',
      need: 'Results in phonics have fallen for two years.',
      timing: 'As soon as possible',
      payer: 'la',
    });
    expect(await stateOf(cast, id)).toBe('submitted');
    expect(await world.told({ channelId: world.brokeringChannelId })).toEqual([]);
    expect(await world.told({ personId: rita })).toEqual(['commissionedForYou']);
    expect(await seenBy(cast, id, rita)).not.toContain('fallen');
    await world.must('support', id, 'claim', priya);
    await world.must('support', id, 'takeOn', priya);
    expect(await stateOf(cast, id)).toBe('matching');
    await world.must('support', id, 'approach', priya, { designationId: jo.designationId });
    await world.must('support', id, 'approveRelease', harriet);
    await world.must('support', id, 'acceptWork', jo.personId);
    await world.must('support', id, 'choose', rita, { designationId: jo.designationId });
    await world.must('support', id, 'propose', priya, { ...AGREED, dayRate: 350 });
    for (const person of [rita, harriet, jo.personId]) await world.must('support', id, 'accept', person);
    expect(await stateOf(cast, id)).toBe('agreementProposed');
    await world.must('support', id, 'accept', lena);
    expect(await stateOf(cast, id)).toBe('firstContact');
    for (const person of [harriet, jo.personId])
      expect(await seenBy(cast, id, person)).not.toContain('Commissioned');
    expect(await world.give('support', null, 'commission', rita, { schoolId: receiving })).toMatchObject({
      type: 'refused',
    });
    await checkInvariants(cast);
  });

  test('asked after the choice: the school chooses first, a no brings back the rest of the list', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, harriet, jo, sam } = cast;
    await changeSupportSettings(world.store.db, world.partnershipId, { releaseCheck: 'afterChoice' });
    const id = await bringTo(cast, 'matching');
    for (const { designationId } of [jo, sam])
      await world.must('support', id, 'approach', priya, { designationId });
    expect(await world.told({ personId: harriet })).toEqual([]);
    await world.must('support', id, 'presentShortlist', priya);
    await world.must('support', id, 'choose', rita, { designationId: jo.designationId });
    expect(await stateOf(cast, id)).toBe('releaseAsked');
    expect(await world.told({ personId: harriet })).toEqual(['releaseAsked']);
    expect(await world.told({ personId: sam.personId })).toEqual([]);
    await world.must('support', id, 'refuseRelease', harriet, { reason: 'days' });
    expect(await stateOf(cast, id)).toBe('shortlisted');
    expect(await seenBy(cast, id, rita)).not.toMatch(/Jo Poole|spared/);
    await world.must('support', id, 'choose', rita, { designationId: sam.designationId });
    await world.must('support', id, 'acceptWork', sam.personId);
    expect(await stateOf(cast, id)).toBe('agreementDraft');
    await checkInvariants(cast);
  });

  test('a panel decides, from a pack that shows each coordinator what is theirs to see', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin } = cast;
    await changeSupportSettings(world.store.db, world.partnershipId, { triageMode: 'panel' });
    const ids = [await submit(cast, rita), await submit(cast, rita)];
    for (const [index, id] of ids.entries()) {
      await world.must('support', id, 'claim', index === 0 ? priya : colin);
      await world.must('support', id, 'putToPanel', index === 0 ? priya : colin);
    }
    const [first = 0] = ids;
    const process = world.processes.get('support');
    const record = (await process.load(world.store.db, first, world.today))!;
    const viewer = { personId: priya, channelId: null, roles: ['coordinator', 'coordinators'] };
    const at = { now: world.now, today: world.today };
    const pack = cardText(await process.show!(world.store.db, 'panelPack', record, viewer, at));
    expect(pack).toMatch(/SR-2026-0001[\s\S]*plan with[\s\S]*SR-2026-0002/);
    expect(pack.match(/plan with/g)).toHaveLength(1);
    await world.must('support', first, 'recordDecision', priya, {
      decision: 'accept',
      decidedOn: world.today,
      minute: 'Item 4',
    });
    expect(await stateOf(cast, first)).toBe('matching');
  });

  test('a draft that another process suggests waits for the head, is nudged, and is wiped', async () => {
    const cast = await castOf(await open());
    const { world, rita, receiving, priya } = cast;
    const { id } = await world.must('support', null, 'suggest', null, {
      schoolId: receiving,
      need: 'Someone to plan phonics with, as the review found.',
      originKind: 'reviewAction',
      originId: 12,
    });
    expect(await world.told({ personId: rita })).toEqual(['draftSuggested']);
    expect(await world.card('support', id, priya)).toBeNull();
    await world.daysPass(31);
    expect(await world.told({ personId: rita })).toEqual(['draftSuggested', 'draftWaits']);
    expect(await world.store.db.supportRequest.findUnique({ where: { id } })).toMatchObject({
      state: 'discarded',
      need: '',
      originKind: 'reviewAction',
      originId: 12,
    });
  });

  test('"I would rather talk": coordinators see the school and that it asks for a call, the channel nothing', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, colin } = cast;
    const { id } = await world.must('support', null, 'askForCall', rita, { timing: 'After school' });
    expect(await world.told({ channelId: world.brokeringChannelId })).toEqual([]);
    expect(await world.told({ personId: colin })).toEqual(['callMe']);
    expect(await seenBy(cast, id, colin)).toContain('Receiving Primary (Rita Receiving)');
    await world.must('support', id, 'takeCall', priya);
    await world.must('support', id, 'writeDown', priya, {
      area: 'phonics',
      need: 'A delicate matter, talked over.',
      timing: 'As soon as possible',
    });
    expect(await stateOf(cast, id)).toBe('triage');
    expect(await world.told({ personId: rita })).toEqual(['callTaken', 'writtenDown']);
  });

  test('a name in the head’s words is sent back once, and kept when she says that it names nobody', async () => {
    const cast = await castOf(await open());
    const { world, rita } = cast;
    const values = { area: 'phonics', need: 'Help for Mrs Okafor', timing: 'As soon as possible' };
    const warned = await world.give('support', null, 'submit', rita, values);
    expect(warned).toMatchObject({ why: 'input', fields: { need: expect.stringContaining('Mrs Okafor') } });
    await world.must('support', null, 'submit', rita, { ...values, asItStands: true });
  });

  test('on hold nobody is reminded, and the reason is the coordinator’s alone', async () => {
    const cast = await castOf(await open());
    const { world, rita, priya, jo } = cast;
    const id = await bringTo(cast, 'active');
    await world.must('support', id, 'putOnHold', rita, { reason: 'ofsted' });
    expect(await seenBy(cast, id, priya)).toContain('An inspection');
    expect(await seenBy(cast, id, jo.personId)).not.toContain('An inspection');
    const before = await world.told({ personId: jo.personId });
    await world.daysPass(20);
    expect(await world.told({ personId: jo.personId })).toEqual(before);
    await world.must('support', id, 'resume', jo.personId);
    expect(await stateOf(cast, id)).toBe('active');
    await checkInvariants(cast);
  });
});
