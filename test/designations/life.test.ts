import { expect, test } from 'vitest';
import { addDays } from '../../src/calendar/localDate.js';
import type { Answer } from '../../src/chat/answer.js';
import { cardText, formText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { allCommands } from '../../src/commands.js';
import { designationProcess } from '../../src/designations/process.js';
import { importDesignations } from '../../src/import/designations/importDesignations.js';
import { importPeople } from '../../src/import/people/importPeople.js';
import { lookAtDesignations } from '../../src/network/designations.js';
import { activeLeaders } from '../../src/network/leaders.js';
import type { Store } from '../../src/store/open.js';
import { supportProcess } from '../../src/support/process.js';
import { handleAction } from '../../src/workflow/handle.js';
import { storyOnEachStore } from '../fakes/database.js';
import { World } from '../fakes/world.js';
import { importOne, temporaryFile } from '../import/files.js';

const HEADING = 'email,name,type,body,home school,specialisms,days per year,from,review due,status';

/** Jo is an SLE of Home Primary by the list of the alliance, until 15 February 2027; Next Primary is another school. */
async function castOf(store: Store) {
  const world = await World.create(store, [supportProcess, designationProcess]);
  const receiving = await world.school('Receiving Primary');
  const home = await world.school('Home Primary');
  const next = await world.school('Next Primary');
  const rita = await world.head('Rita Receiving', receiving);
  const harriet = await world.head('Harriet Home', home);
  const nina = await world.head('Nina Next', next);
  const priya = await world.officer('Priya Nair', 'coordinator');
  const paul = await world.officer('Paul Lead', 'programmeLead');
  const jo = await world.person('Jo Poole');
  await store.db.person.update({ where: { id: jo }, data: { email: 'jo@example.org' } });
  await world.role(jo, 'seniorLeader', { schoolId: home });
  const cast = { world, home, next, rita, harriet, nina, priya, paul, jo };
  await bring(cast, LIST);
  const { id } = await store.db.designation.findFirstOrThrow();
  await world.untilInstant(world.now);
  return { ...cast, id };
}

type Cast = Awaited<ReturnType<typeof castOf>>;

const LIST = 'jo@example.org,,SLE,Example Alliance,900002,phonics,10,2024-02-15,2027-02-15,';

/** A list of designations is imported on the world's day. */
async function bring({ world }: Pick<Cast, 'world'>, row: string) {
  const file = temporaryFile('designations.csv', [HEADING, row].join('\n'));
  return importOne(world.store, tx => importDesignations(tx, file, { today: world.today }));
}

/** People's roles are imported on the world's day, and what that calls for runs. */
async function bringPeople({ world }: Pick<Cast, 'world'>, ...rows: string[]) {
  const file = temporaryFile('people.csv', ['name,email,role,school,from,to,left', ...rows].join('\n'));
  const report = await importOne(world.store, tx => importPeople(tx, file, { today: world.today }));
  await world.untilInstant(world.now);
  return report;
}

const stateOf = ({ world, id }: Cast) =>
  world.store.db.designation.findUniqueOrThrow({ where: { id } }).then(row => row.status);

const matched = async ({ world }: Cast) =>
  (await activeLeaders(world.store.db, world.today)).map(leader => leader.name);

const told = ({ world }: Cast, personId: number) => world.told({ personId }, 'designation');

const until = (cast: Cast, day: string) => cast.world.untilInstant(new Date(`${day}T18:00:00Z`));

function chatOf({ world }: Cast) {
  const { store, processes } = world;
  const route = createRouter(allCommands(store, processes), each => handleAction(store, processes, each));
  let keys = 0;
  const says = (answer: Answer): string => {
    if (answer.type === 'card') return cardText(answer.card);
    return answer.type === 'notice' ? answer.text : formText(answer.form);
  };
  return async (personId: number, text: string) =>
    says(
      await route({ type: 'command', key: `c${++keys}`, at: world.now, platform: 'test', personId, text }),
    );
}

/** Jo is deployed to Receiving Primary. */
async function deployed({ world, rita, harriet, priya, jo, id }: Cast): Promise<number> {
  const asked = { area: 'phonics', need: 'Someone to plan with.', timing: 'Spring term 2027' };
  const agreed = { days: 2, startsOn: '2026-11-16', endsOn: '2027-07-16', purpose: 'Plan Year 1 phonics.' };
  const request = (await world.must('support', null, 'submit', rita, asked)).id;
  const must = (command: string, who: number, input = {}) =>
    world.must('support', request, command, who, input);
  await must('claim', priya);
  await must('takeOn', priya);
  await must('approach', priya, { designationId: id });
  await must('approveRelease', harriet);
  await must('acceptWork', jo);
  await must('choose', rita, { designationId: id });
  await must('propose', priya, agreed);
  for (const party of [rita, harriet, jo]) await must('accept', party);
  return request;
}

storyOnEachStore('designations', open => {
  test('it is warned of 60 and 30 days before and on the day, expires, and is renewed late', async () => {
    const cast = await castOf(await open());
    const { world, harriet, jo, priya, rita, id } = cast;
    const request = await deployed(cast);

    await until(cast, '2026-12-16');
    expect(await told(cast, jo)).toEqual([]);
    for (const [day, times] of [
      ['2026-12-17', 1],
      ['2027-01-16', 2],
      ['2027-02-15', 3],
    ] as const) {
      await until(cast, day);
      for (const person of [jo, harriet, priya])
        expect(await told(cast, person), day).toEqual(Array(times).fill('dueSoon'));
      expect(await matched(cast)).toEqual(['Jo Poole']);
    }

    await until(cast, '2027-02-16');
    expect(await stateOf(cast)).toBe('expired');
    expect(await matched(cast)).toEqual([]);
    for (const person of [jo, harriet, priya]) expect((await told(cast, person)).at(-1)).toBe('expired');
    expect(await told(cast, rita)).toEqual([]);
    // What Jo is deployed to goes on, and the coordinator's card says how it stands with the designation.
    const row = await world.store.db.supportRequest.findUniqueOrThrow({ where: { id: request } });
    expect(row.state).toBe('firstContact');
    await world.must('support', request, 'recordContact', jo);
    expect(cardText((await world.card('support', request, priya))!)).toContain(
      'The designation of Jo Poole (SLE) has expired',
    );
    expect(cardText((await world.card('support', request, rita))!)).not.toContain('has expired');

    await world.daysPass(28);
    expect((await told(cast, priya)).at(-1)).toBe('stillExpired');
    const late = { reviewDue: '2030-02-15' };
    const stale = await world.card('designation', id, priya);
    const { text } = await world.must('designation', id, 'renew', priya, late);
    expect(text).toContain('Jo Poole is designated as SLE until Friday 15 February 2030.');
    expect(await stateOf(cast)).toBe('active');
    expect(await matched(cast)).toEqual(['Jo Poole']);
    expect((await told(cast, jo)).at(-1)).toBe('renewed');

    // The second click, on the card as it was and on the card as it is.
    const again = { version: stale?.entity?.version ?? 0 };
    expect(await world.give('designation', id, 'renew', priya, late, again)).toMatchObject({ why: 'stale' });
    expect(await world.give('designation', id, 'renew', priya, late)).toMatchObject({
      type: 'refused',
      text: 'It is renewed until Friday 15 February 2030 already.',
    });
    expect((await told(cast, jo)).filter(notice => notice === 'renewed')).toHaveLength(1);
    await until(cast, '2029-12-17');
    expect((await told(cast, jo)).at(-1)).toBe('dueSoon');
  });

  test('the same file again changes nothing, an older one undoes nothing, a newer one renews', async () => {
    const cast = await castOf(await open());
    const { world, priya, id } = cast;
    expect((await bring(cast, LIST)).counts.unchanged).toBe(1);
    await world.must('designation', id, 'renew', priya, { reviewDue: '2028-07-31' });
    const older = await bring(cast, LIST);
    expect(older.counts.unchanged).toBe(1);
    expect(JSON.stringify(older)).toContain('this earlier day was left out');
    expect(await world.store.db.designation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      reviewDue: '2028-07-31',
      renewedOn: '2026-11-09',
    });

    await until(cast, '2028-08-01');
    expect(await stateOf(cast)).toBe('expired');
    await bring(cast, LIST.replace('2027-02-15', '2028-12-31'));
    await world.untilInstant(world.now);
    expect(await stateOf(cast)).toBe('active');
    await until(cast, '2029-01-01');
    expect(await stateOf(cast)).toBe('expired');
  });

  test('a leader who changes school is reviewed, and the new head is asked about what is under way', async () => {
    const cast = await castOf(await open());
    const { world, home, next, harriet, nina, priya, jo, id } = cast;
    const request = await deployed(cast);
    await world.must('support', request, 'recordContact', jo);
    // The list says a month ahead that Jo leaves with Christmas.
    await bringPeople(
      cast,
      'Jo Poole,jo@example.org,senior leader,900002,,2026-12-31,',
      'Jo Poole,jo@example.org,deputy head,900003,2027-01-01,,',
    );
    expect(await stateOf(cast)).toBe('active');
    await until(cast, '2026-12-31');
    expect(await stateOf(cast)).toBe('active');

    await until(cast, '2027-01-01');
    expect(await stateOf(cast)).toBe('underReview');
    expect(await world.store.db.designation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      homeSchoolId: next,
      movedFromId: home,
      trigger: 'moved',
    });
    expect(await matched(cast)).toEqual([]);
    expect(await told(cast, nina)).toEqual(['reviewCalled']);
    expect(await told(cast, harriet)).not.toContain('reviewCalled');
    expect(await world.card('designation', id, harriet)).toBeNull();
    expect(cardText((await world.card('designation', id, priya))!)).toContain(
      'The leader has changed school',
    );
    for (const reader of [jo, nina])
      expect(cardText((await world.card('designation', id, reader))!)).not.toContain('Under review because');
    const row = await world.store.db.supportRequest.findUniqueOrThrow({ where: { id: request } });
    expect(row.state).toBe('releaseAgain');
    await world.must('support', request, 'approveMove', nina);

    // An older list still has the old school: it is left out, before the decision and after it.
    expect((await bring(cast, LIST)).counts.unchanged).toBe(1);
    await world.must('designation', id, 'renew', priya, { reviewDue: '2027-02-15', homeId: String(next) });
    expect(await stateOf(cast)).toBe('active');
    expect((await bring(cast, LIST)).counts.unchanged).toBe(1);
    await bringPeople(cast, 'Jo Poole,jo@example.org,deputy head,900003,2027-01-01,,');
    await world.untilInstant(world.now);
    expect(await stateOf(cast)).toBe('active');
  });

  test('who moves to a school of concern is reviewed 18 months later', async () => {
    const cast = await castOf(await open());
    const { world, next, priya, jo } = cast;
    await world.store.db.schoolConcern.create({
      data: { schoolId: next, from: '2026-09-01', at: world.now },
    });
    const types = chatOf(cast);
    expect(await types(jo, '/deploy moved')).toContain('New school');
    const { id } = cast;
    await world.must('designation', id, 'reportMove', jo, { schoolId: String(next) });
    expect(await stateOf(cast)).toBe('underReview');
    const form = await designationProcess.form(world.store.db, {
      command: 'renew',
      record: (await designationProcess.load(world.store.db, id, world.today))!,
      personId: priya,
      values: {},
      at: { now: world.now, today: world.today },
    });
    expect(form.fields[0]).toMatchObject({ name: 'reviewDue', initial: '2028-05-09' });
    expect(await types(priya, '/deploy leaders')).toContain('Jo Poole (SLE)');
    expect(await types(jo, '/deploy leaders')).toContain('/deploy leader shows your own');
    expect(await types(jo, '/deploy leader')).toContain('You as SLE');
    expect(await types(priya, `/deploy leader DG-${id}`)).toContain('Under review because');
    expect(await types(jo, '/me')).toContain('You as SLE · Under review');
  });

  test('a review takes a third of a year at most, and then the programme lead hears of it', async () => {
    const cast = await castOf(await open());
    const { world, harriet, jo, priya, paul, id } = cast;
    await world.must('designation', id, 'callReview', priya, { reason: 'commitment' });
    const audit = await world.store.db.auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(audit).toMatchObject({ verb: 'callReview', reason: 'commitment', toState: 'underReview' });
    await world.daysPass(28);
    expect(await told(cast, priya)).toEqual(['reviewCalled', 'reviewCalled']);
    // The leader moves meanwhile: what the review was called for is not forgotten.
    await world.must('designation', id, 'reportMove', harriet, {});
    await world.daysPass(122 - 28);
    expect(await told(cast, paul)).toEqual(['reviewLate']);
    expect(cardText((await world.card('designation', id, priya))!)).toContain('Withdrew from a commitment');
    expect(await stateOf(cast)).toBe('underReview');

    expect(await world.give('designation', id, 'end', jo, { reason: 'conduct' })).toMatchObject({
      why: 'notYours',
    });
    await world.must('designation', id, 'end', priya, { reason: 'commitment' });
    expect(await world.give('designation', id, 'end', priya, { reason: 'commitment' })).toMatchObject({
      type: 'refused',
    });
    expect((await told(cast, jo)).at(-1)).toBe('ended');
    expect(cardText((await world.card('designation', id, jo))!)).not.toContain('commitment');
    // An older list does not bring it back; an appeal does.
    await bring(cast, `${LIST}active`);
    expect(await stateOf(cast)).toBe('ended');
    await world.must('designation', id, 'restore', priya, { reviewDue: addDays(world.today, 365) });
    expect(await stateOf(cast)).toBe('active');
  });

  test('a leader stands down; one who has left has no designation any more', async () => {
    const cast = await castOf(await open());
    const { world, harriet, jo, priya, id } = cast;
    await world.must('designation', id, 'standDown', jo);
    expect(await stateOf(cast)).toBe('ended');
    expect(await told(cast, priya)).toEqual(['ended']);
    expect(await told(cast, harriet)).toEqual(['ended']);
    await world.must('designation', id, 'restore', priya, { reviewDue: '2028-02-15' });
    await bringPeople(cast, `Jo Poole,jo@example.org,,,,,${world.today}`);
    expect(await stateOf(cast)).toBe('ended');
    expect(await world.store.db.designation.findUniqueOrThrow({ where: { id } })).toMatchObject({
      endedReason: 'gone',
    });
  });

  test('headship given up, a school of concern and two years without work call for a review', async () => {
    const cast = await castOf(await open());
    const { world, home, next, nina, priya, id } = cast;
    const { db } = world.store;
    const lle = await world.leader(nina, next, { specialisms: ['maths'], type: 'LLE' });
    const triggerOf = async (designation: number) =>
      (await db.designation.findUniqueOrThrow({ where: { id: designation } })).trigger;
    const last = { personId: nina, schoolId: next };
    await db.roleAssignment.updateMany({ where: last, data: { to: '2026-12-31' } });
    await world.role(nina, 'seniorLeader', { schoolId: next, from: '2027-01-01' });
    await lookAtDesignations(db, { id: lle.designationId }, world.today);
    await until(cast, '2027-01-01');
    expect(await triggerOf(lle.designationId)).toBe('headship');

    await db.schoolConcern.create({ data: { schoolId: home, from: '2027-01-11', at: world.now } });
    await lookAtDesignations(db, { homeSchoolId: home }, world.today);
    await until(cast, '2027-01-11');
    expect(await triggerOf(id)).toBe('concern');
    // Looked at and kept: the same concern calls for nothing more.
    await world.must('designation', id, 'renew', priya, { reviewDue: '2030-01-11' });
    await lookAtDesignations(db, { id }, world.today);
    await until(cast, '2029-01-10');
    expect(await stateOf(cast)).toBe('active');
    await until(cast, '2029-01-11');
    expect(await triggerOf(id)).toBe('unused');
  });
});
