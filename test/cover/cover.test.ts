import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.js';
import { cardText, formText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { allCommands } from '../../src/commands.js';
import { coverProcess } from '../../src/cover/process.js';
import { checkInProcess } from '../../src/groups/checkIn/process.js';
import { groupProcess } from '../../src/groups/process.js';
import { markLeft } from '../../src/network/accounts.js';
import { reviewProcesses } from '../../src/review/processes.js';
import type { Store } from '../../src/store/open.js';
import { supportProcess } from '../../src/support/process.js';
import { draw } from '../../src/workflow/draw.js';
import { handleAction } from '../../src/workflow/handle.js';
import { waitsOn } from '../../src/workflow/waiting.js';
import { rolesChanged, settleWaiting } from '../../src/workflow/waitingRows.js';
import { storyOnEachStore } from '../fakes/database.js';
import { World } from '../fakes/world.js';

const ASKED = { area: 'phonics', need: 'Someone to plan with.', timing: 'Spring term 2027' };
const AGREED = { days: 1, startsOn: '2026-11-16', endsOn: '2027-03-19', purpose: 'Plan Year 1 phonics.' };

/** Two schools with a deputy each; Dan is deputy at both, so that he can be named by both heads. */
async function castOf(store: Store) {
  const world = await World.create(store, [
    supportProcess,
    ...reviewProcesses(),
    groupProcess,
    checkInProcess,
    coverProcess,
  ]);
  const receiving = await world.school('Receiving Primary');
  const home = await world.school('Home Primary');
  await world.school('Third Primary');
  const rita = await world.head('Rita Receiving', receiving);
  const harriet = await world.head('Harriet Home', home);
  const dan = await world.person('Dan Deputy');
  await world.role(dan, 'deputy', { schoolId: home });
  await world.role(dan, 'seniorLeader', { schoolId: receiving });
  const eve = await world.person('Eve Else');
  await world.role(eve, 'seniorLeader', { schoolId: home });
  const priya = await world.officer('Priya Nair', 'coordinator');
  const colin = await world.officer('Colin Ash', 'coordinator');
  const jo = await world.leader('Jo Poole', home, { specialisms: ['phonics'] });
  await world.role(jo.personId, 'seniorLeader', { schoolId: home });
  return { world, receiving, home, rita, harriet, dan, eve, priya, colin, jo };
}

type Cast = Awaited<ReturnType<typeof castOf>>;

const cover = ({ world }: Cast, person: number, deputy: number, to = '2026-11-20') =>
  world.must('cover', null, 'begin', person, { deputyId: String(deputy), to });

/** A request for which Jo is asked, and Harriet to release her. */
async function approached({ world, rita, priya, jo }: Cast): Promise<number> {
  const { id } = await world.must('support', null, 'submit', rita, ASKED);
  await world.must('support', id, 'claim', priya);
  await world.must('support', id, 'takeOn', priya);
  await world.must('support', id, 'approach', priya, { designationId: jo.designationId });
  return id;
}

const textOf = (answer: Answer): string => {
  if (answer.type === 'card') return cardText(answer.card);
  return answer.type === 'notice' ? answer.text : formText(answer.form);
};

function chatOf({ world }: Cast) {
  const { store, processes } = world;
  const route = createRouter(allCommands(store, processes), each => handleAction(store, processes, each));
  let keys = 0;
  return (personId: number, text: string) =>
    route({ type: 'command', key: `c${++keys}`, at: world.now, platform: 'test', personId, text });
}

storyOnEachStore('cover', open => {
  test('a deputy sees, is told and answers for a head, and every answer says for whom', async () => {
    const cast = await castOf(await open());
    const { world, rita, harriet, dan, priya, jo } = cast;
    const { store, processes } = world;
    await cover(cast, harriet, dan);
    expect(await world.told({ personId: dan }, 'cover')).toEqual(['named']);
    const id = await approached(cast);

    expect(await world.told({ personId: dan }, 'support')).toEqual(['releaseAsked']);
    const card = cardText((await world.card('support', id, dan))!);
    expect(card).toContain('You cover for Harriet Home until Friday 20 November 2026');
    expect(card).toContain('Can you release Jo Poole');
    expect(card).not.toContain('Receiving Primary');
    const waiting = await waitsOn(store.db, processes, dan, world.today);
    expect(waiting).toMatchObject([{ kind: 'support', forName: 'Harriet Home' }]);
    const drawing = { entityKind: 'support', entityId: id, notice: 'releaseAsked', channelId: null };
    const drawn = await draw(store.db, processes, { ...drawing, personId: dan }, world.now);
    expect(drawn?.text).toContain('as a deputy');
    expect(drawn?.text).not.toContain('Harriet');

    const { text } = await world.must('support', id, 'approveRelease', dan);
    expect(text).toMatch(/^For Harriet Home: Thank you/);
    const entry = await store.db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(entry).toMatchObject({ verb: 'approveRelease', role: 'homeHead', personId: dan, forId: harriet });
    const said = 'Approve the release: Dan Deputy for Harriet Home, Monday 9 November 2026';
    for (const reader of [harriet, dan, priya])
      expect(cardText((await world.card('support', id, reader))!)).toContain(said);
    for (const reader of [rita, jo.personId])
      expect(cardText((await world.card('support', id, reader))!)).not.toContain('Dan Deputy');

    // The agreement is accepted by the head, through the deputy; the second press of either changes nothing.
    await world.must('support', id, 'acceptWork', jo.personId);
    await world.must('support', id, 'choose', rita, { designationId: jo.designationId });
    await world.must('support', id, 'propose', priya, AGREED);
    await world.must('support', id, 'accept', dan);
    // Who wrote it stands for the payer here: that acceptance came with it.
    expect(await store.db.acceptance.findMany({ where: { party: { not: 'payer' } } })).toMatchObject([
      { party: 'homeHead', personId: harriet },
    ]);
    expect(await world.give('support', id, 'accept', harriet)).toMatchObject({
      type: 'refused',
      why: 'rule',
    });
  });

  test('it ends by itself with its last day, and what the deputy had shows nothing any more', async () => {
    const cast = await castOf(await open());
    const { world, harriet, dan } = cast;
    await cover(cast, harriet, dan, '2026-11-11');
    const id = await approached(cast);
    world.now = new Date('2026-11-11T17:00:00Z');
    expect(await world.card('support', id, dan)).not.toBeNull();
    // The day is over: nothing has run yet, and yet it is over.
    world.now = new Date('2026-11-12T00:01:00Z');
    expect(await world.card('support', id, dan)).toBeNull();
    expect(await world.give('support', id, 'approveRelease', dan)).toMatchObject({ why: 'unknown' });
    await world.daysPass(1);
    expect(await world.told({ personId: dan }, 'cover')).toEqual(['named', 'over']);
    expect(await world.told({ personId: harriet }, 'cover')).toEqual(['over']);
    await world.must('support', id, 'approveRelease', harriet);
  });

  test('it can be ended by either of the two, and changed by the one who is away', async () => {
    const cast = await castOf(await open());
    const { world, harriet, dan, eve } = cast;
    const first = await cover(cast, harriet, dan);
    const changed = await world.give('cover', first.id, 'change', dan, { to: '2026-12-01' });
    expect(changed).toMatchObject({ why: 'notYours' });
    await world.must('cover', first.id, 'change', harriet, { to: '2026-12-01' });
    const again = { deputyId: String(eve), to: '2026-11-20' };
    expect(await world.give('cover', null, 'begin', harriet, again)).toMatchObject({
      text: expect.stringContaining('already'),
    });
    await world.must('cover', first.id, 'end', dan);
    await world.must('cover', null, 'begin', harriet, again);
    expect(await world.card('cover', first.id, eve)).toBeNull();
  });

  test('nobody covers two sides of one agreement', async () => {
    const cast = await castOf(await open());
    const { world, rita, harriet, dan, priya, jo } = cast;
    await cover(cast, harriet, jo.personId);
    const id = await approached(cast);
    // The leader does not release herself, whoever named her; she does not even hear of it before the head's yes.
    expect(await world.told({ personId: jo.personId }, 'support')).toEqual([]);
    expect(await world.give('support', id, 'approveRelease', jo.personId)).toMatchObject({ type: 'refused' });
    expect(await waitsOn(world.store.db, world.processes, jo.personId, world.today)).toEqual([]);
    await world.must('support', id, 'approveRelease', harriet);
    await world.must('support', id, 'acceptWork', jo.personId);
    await world.must('support', id, 'choose', rita, { designationId: jo.designationId });
    await world.must('support', id, 'propose', priya, AGREED);

    const coverOfHarriet = await world.store.db.cover.findFirstOrThrow();
    await world.must('cover', coverOfHarriet.id, 'end', harriet);
    await cover(cast, rita, dan);
    await cover(cast, harriet, dan);
    await world.must('support', id, 'accept', dan);
    const accepted = () => world.store.db.acceptance.findMany({ where: { party: { not: 'payer' } } });
    expect(await accepted()).toMatchObject([{ party: 'receivingHead' }]);
    expect(await world.give('support', id, 'accept', dan)).toMatchObject({ why: 'rule' });
    expect(await accepted()).toHaveLength(1);
  });

  test('it does not pass on: who covers a deputy has nothing of it', async () => {
    const cast = await castOf(await open());
    const { world, harriet, dan, eve } = cast;
    await cover(cast, harriet, dan);
    await cover(cast, dan, eve);
    const id = await approached(cast);
    expect(await world.card('support', id, dan)).not.toBeNull();
    expect(await world.card('support', id, eve)).toBeNull();
    expect(await world.told({ personId: eve }, 'support')).toEqual([]);

    const ritas = { deputyId: String(dan), to: '2026-11-20' };
    expect(await world.give('cover', null, 'begin', cast.rita, ritas)).toMatchObject({
      text: expect.stringContaining('does not pass on'),
    });
  });

  test('a coordinator acts for a colleague, in their own name where they may', async () => {
    const cast = await castOf(await open());
    const { world, priya, colin } = cast;
    await cover(cast, priya, colin);
    const id = await approached(cast);
    await world.must('support', id, 'findAnother', colin);
    const audit = () => world.store.db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(await audit()).toMatchObject({ personId: colin, forId: priya, role: 'coordinator' });
    await world.must('support', id, 'takeOver', colin);
    expect(await audit()).toMatchObject({ personId: colin, forId: null, role: 'coordinators' });
  });

  test('the same in reviews and groups, which know nothing of it', async () => {
    const cast = await castOf(await open());
    const { world, home, receiving, harriet, dan, rita, colin } = cast;
    const lead = await world.officer('Lena Lead', 'programmeLead');
    await cover(cast, harriet, dan);
    const cycle = await world.must('cycle', null, 'open', lead, {
      clusterIds: String(world.partnershipId),
      name: 'Peer reviews 2026/27',
      answersBy: '2026-11-30',
      windowFrom: '2027-01-18',
      windowTo: '2027-03-19',
    });
    const entry = await world.store.db.reviewEntry.findFirstOrThrow({ where: { schoolId: home } });
    await world.must('entry', entry.id, 'optIn', dan, { reviewers: [String(harriet)] });
    const review = await world.must('review', null, 'propose', null, {
      cycleId: cycle.id,
      schoolId: home,
      on: '2027-02-02',
      startsPm: false,
      halfDays: 2,
      team: [{ personId: rita, schoolId: receiving, role: 'leadReviewer' }],
      why: [],
    });
    expect((await world.must('review', review.id, 'accept', dan)).text).toMatch(/^For Harriet Home/);
    expect(cardText((await world.card('review', review.id, lead))!)).toContain('Dan Deputy for Harriet Home');
    expect(cardText((await world.card('review', review.id, rita))!)).not.toContain('Dan Deputy');

    const sponsor = await world.officer('Sibyl Sponsor', 'boardMember');
    await world.must('group', null, 'start', colin, {
      title: 'Early reading',
      priority: 'Reading by six',
      purpose: 'Find what helps.',
      leadId: String(harriet),
      sponsorId: String(sponsor),
      endsOn: '2027-06-25',
      firstMilestone: 'Twelve schools visited',
      firstMilestoneOn: '2027-01-15',
    });
    const first = await world.store.db.cover.findFirstOrThrow();
    await world.must('cover', first.id, 'change', harriet, { to: '2026-12-18' });
    await world.daysPass(16);
    expect(await world.told({ personId: dan }, 'checkIn')).toEqual(['prompt']);
    const checkIn = await world.store.db.checkIn.findFirstOrThrow();
    await world.must('checkIn', checkIn.id, 'answer', dan, { rag: 'green', done: 'Six schools visited' });
    expect(await world.store.db.checkInAnswer.findFirst()).toMatchObject({ answeredById: harriet });
  });

  test('in chat: by name and day, by form, and back again', async () => {
    const cast = await castOf(await open());
    const { world, harriet, dan, rita } = cast;
    const types = chatOf(cast);
    expect(textOf(await types(harriet, '/me cover'))).toContain('Who acts for you?');
    expect(textOf(await types(harriet, '/me cover @dan deputy until soon'))).toContain(
      'could not read "soon"',
    );
    expect(textOf(await types(harriet, '/me cover Rita until 12 Jan'))).toContain('Who acts for you?');
    expect(textOf(await types(harriet, '/me cover @dan deputy until 12 Jan'))).toContain(
      'Dan Deputy acts for you from Monday 9 November 2026 until Tuesday 12 January 2027',
    );
    expect(textOf(await types(harriet, '/me cover'))).toContain('Dan Deputy acts for you');
    expect(textOf(await types(dan, '/me'))).toContain('You act for Harriet Home until');
    expect(textOf(await types(harriet, '/me'))).toContain('You can still act yourself');
    expect(textOf(await types(harriet, '/me cover end'))).toContain('no longer acts');
    expect(textOf(await types(harriet, '/me cover end'))).toContain('nothing to end');

    const wrong = [
      [{ deputyId: String(rita), to: '2026-11-20' }, 'of your school'],
      [{ deputyId: String(harriet), to: '2026-11-20' }, 'cannot act for yourself'],
      [{ deputyId: String(dan), to: '2026-11-01' }, 'gone by'],
      [{ deputyId: String(dan), to: '2028-11-20' }, 'at most a year'],
    ] as const;
    for (const [input, text] of wrong)
      expect(await world.give('cover', null, 'begin', harriet, input)).toMatchObject({
        text: expect.stringContaining(text),
      });
  });

  test("a leaver's approvals pass to others: the new head's, the programme's organisers'", async () => {
    const cast = await castOf(await open());
    const { world, home, harriet, colin } = cast;
    const id = await approached(cast);
    await markLeft(world.store.db, harriet, world.today);
    await rolesChanged(world.store.db);
    const nora = await world.head('Nora New', home);
    expect(await waitsOn(world.store.db, world.processes, harriet, world.today)).toEqual([]);
    await settleWaiting(world.store, world.processes, world.now);
    expect(await waitsOn(world.store.db, world.processes, nora, world.today)).toMatchObject([
      { kind: 'support', id, forName: null },
    ]);
    expect(await waitsOn(world.store.db, world.processes, harriet, world.today)).toEqual([]);
    await world.must('support', id, 'approveRelease', nora);

    const lead = await world.officer('Lena Lead', 'programmeLead');
    const cycle = await world.must('cycle', null, 'open', lead, {
      clusterIds: String(world.partnershipId),
      name: 'Peer reviews 2026/27',
      answersBy: '2026-11-30',
      windowFrom: '2027-01-18',
      windowTo: '2027-03-19',
    });
    await markLeft(world.store.db, lead, world.today);
    await world.must('cycle', cycle.id, 'closeAnswers', colin);
  });
});
