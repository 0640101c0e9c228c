import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { Deaths } from './deaths.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

/** Takes a minute or two, and little in it differs from run to run: with CONVENOR_LONG=1. */
const WITHOUT = findChromium() === undefined || process.env.CONVENOR_LONG === undefined;

/** Steps of the demonstration's past after which it is killed: in the middle. */
const HALF_WAY = 12;

/** How long what waits for a start may take on a busy machine, in ms: what was on its way is looked for after 30 s. */
const RESTARTED = 80_000;

describe.skipIf(WITHOUT)('kill -9 while support is played', () => {
  let program: Program;
  let browser: Browser;
  let player: Player;
  let deaths: Deaths;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram({ diesAfter: HALF_WAY }), startBrowser()]);
    player = new Player(await browser.open(program.address));
    deaths = new Deaths(program, player);
    // What was sent waits until the program is up again.
    player.page.setDefaultTimeout(RESTARTED);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await program?.close();
  });

  const need = 'Our new phonics lead would like somebody to plan with.';

  test('the request that was sent into a dying program is there once', async () => {
    await player.be('A head');
    await player.type('/support');
    await player.form.waitFor();
    await deaths.around('after');
    await player.answer({ Area: 'Phonics', 'What do you need': need, When: 'As soon as possible' });
    await player.sees(/Your request is SR-\d{4}-0004/);
  });

  test('the page comes back by itself; the claim is made once', async () => {
    await player.be('The coordinator');
    await player.open('brokering');
    await player.sees(/Primary · Phonics/);
    await deaths.between();
    await deaths.around('before');
    await player.press('Claim');
    await player.open('Convenor');
    await player.sees(need);
    await player.press('Take it on');
    await player.sees(/is taken on/);
    await player.press('Find a leader');
    await player.sees('Designated for Phonics');
    await deaths.around('amid');
    await player.messages
      .getByRole('button', { name: /^Ask [A-Z]/ })
      .first()
      .click();
    await player.sees(/has been asked; the leader is asked/);
    await player.press('Words for leaders');
    await player.answer({});
    await player.sees(/The head is asked to agree/);
  });

  test('yeses and the agreement outlive it', async () => {
    await player.be('A head');
    await player.press('Agree to these words');
    await player.sees(/may read these words/);
    await player.be("The leader's own head");
    await player.press('Approve the release');
    await player.sees(/The leader is asked now/);
    await player.be('A specialist leader');
    await deaths.around('amid');
    await player.press('Yes, I can');
    await player.sees(/The school chooses next/);
    await player.be('A head');
    await player.messages
      .getByRole('button', { name: /^Choose / })
      .last()
      .click();
    await player.sees(/writes the agreement next/);
    await player.be('The coordinator');
    await player.open('Convenor');
    await player.press('Write the agreement');
    await player.answer({
      'First day': '2026-12-14',
      'Last day': '2027-02-12',
      Purpose: 'Planning the phonics teaching of Year 1 together.',
    });
    await player.sees(/agreement is with the/);
    for (const part of ['A head', 'A specialist leader', "The leader's own head"]) {
      await player.be(part);
      if (part === 'A specialist leader') await deaths.between();
      await player.press('Accept the agreement');
      await player.sees(/agreement holds/);
    }
  });

  test('a visit is recorded and debited once; the past that was broken off is whole', async () => {
    await player.move('+1 week');
    await player.be('A specialist leader');
    await player.press('Record a visit');
    await player.form.waitFor();
    await deaths.around('after');
    await player.answer({ Day: '2026-12-16', 'What was done': 'Joint learning walk.' });
    await player.sees(/of the agreement left/);
    await program.kill();

    const { db, close } = await openStore(program.url);
    try {
      const requests = await db.supportRequest.findMany({ where: { need }, select: { id: true } });
      expect(requests).toHaveLength(1);
      const entity = { entityKind: 'support', entityId: requests[0]?.id ?? 0 };
      const done = await db.auditEntry.findMany({
        where: entity,
        orderBy: { id: 'asc' },
        select: { verb: true },
      });
      expect(done.map(({ verb }) => verb)).toEqual([
        'submit',
        'claim',
        'takeOn',
        'approach',
        'proposeSummary',
        'agreeSummary',
        'approveRelease',
        'acceptWork',
        'choose',
        'propose',
        'accept',
        'accept',
        'accept',
        'logVisit',
      ]);
      expect(await db.visit.count({ where: { requestId: entity.entityId } })).toBe(1);
      const debited = await db.dayEntry.findMany({ where: { ...entity, kind: 'used' } });
      expect(debited).toHaveLength(1);
      const said = await db.message.findMany({ where: entity, select: { lane: true, notice: true } });
      // The coordinator hears of each of the first two who accept; all else is said once.
      const facts = said.map(({ lane, notice }) => `${lane} ${notice}`);
      const again = said.filter((_, index) => facts.indexOf(facts[index] ?? '') !== index);
      expect(again.map(({ notice }) => notice)).toEqual(['accepted']);

      // The demonstration's own past: three requests, of which one is evaluated, and a group with two check-ins.
      expect(await db.supportRequest.count()).toBe(4);
      expect(await db.visit.count()).toBe(4);
      expect(await db.evaluation.findMany({ select: { party: true }, orderBy: { id: 'asc' } })).toEqual([
        { party: 'receivingHead' },
        { party: 'leader' },
      ]);
      expect(await db.taskGroup.count()).toBe(1);
      expect(await db.checkIn.findMany({ select: { number: true }, orderBy: { number: 'asc' } })).toEqual([
        { number: 1 },
        { number: 2 },
      ]);
    } finally {
      await close();
    }
    expect(browser.strangers).toEqual([]);
  });
});
