import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { type Browser, findChromium, startBrowser } from './chromium.js';
import { Deaths } from './deaths.js';
import { become, waitedOn } from './deepLinks.js';
import { Player } from './player.js';
import { type Program, startProgram } from './program.js';

/** Takes a minute or two, and little in it differs from run to run: with CONVENOR_LONG=1. */
const WITHOUT = findChromium() === undefined || process.env.CONVENOR_LONG === undefined;

/** How long a start may take on a busy machine, and what waits for it, in ms. */
const RESTARTED = 80_000;

/** Several deaths in one test, each with its start, in ms. */
const DEATHS = 300_000;

/** Heads who opt in. */
const TAKE_PART = 4;

describe.skipIf(WITHOUT)('kill -9 while a cycle of reviews and a group are played', () => {
  let program: Program;
  let browser: Browser;
  let player: Player;
  let deaths: Deaths;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startProgram(), startBrowser()]);
    player = new Player(await browser.open(program.address));
    player.page.setDefaultTimeout(RESTARTED);
    deaths = new Deaths(program, player);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await program?.close();
  });

  let cycle = '';

  test(
    'a cycle that was opened into a dying program is there once; so is each answer',
    async () => {
      await player.be('A cluster lead');
      await player.type('/review');
      await player.press('Open a cycle');
      await deaths.around('after');
      await player.answer({ 'Name of the cycle': 'West Drayton reviews' });
      await player.sees(/is open: the heads of 9 schools are asked/);
      cycle = /RC-\d{4}-\d{4}/.exec((await player.messages.textContent()) ?? '')?.[0] ?? '';
      const asked = (await waitedOn(player)).filter(each => each.reference.startsWith(cycle));
      expect(asked).toHaveLength(9);
      const ways = ['amid', 'before', 'after'] as const;
      for (const [index, { person }] of asked.slice(0, TAKE_PART).entries()) {
        await become(player, person);
        await player.button('Open').or(player.button('Yes, we take part')).first().waitFor();
        if ((await player.button('Open').count()) > 0) await player.button('Open').first().click();
        await player.press('Yes, we take part');
        await player.form.waitFor();
        const way = ways[index];
        if (way) await deaths.around(way);
        await player.answer({ 'Days that are impossible': 'none' });
        await player.sees(/is in\. /);
      }
    },
    DEATHS,
  );

  test(
    'a plan whose maker dies is made by the next; it is published once',
    async () => {
      await player.be('The programme lead');
      await player.type(`/review show ${cycle}`);
      await player.press('Close answers now');
      await player.sees(/Answers are closed/);
      await deaths.around('amid');
      await player.press('Match');
      await player.sees(`The plan is ready: ${TAKE_PART} reviews. Nobody has been told yet`);
      await deaths.between();
      await player.press('Publish the plan');
      await deaths.around('after');
      await player.press('Yes, publish the plan');
      await player.sees(`Published: ${TAKE_PART} reviews`);
    },
    DEATHS,
  );

  test(
    "a group's two taps outlive it; nothing was said or counted twice",
    async () => {
      await player.be('A group lead');
      for (let press = 0; press < 8 && (await player.button('Answer').count()) === 0; press++)
        await player.move('Next reminder');
      await player.press('Answer');
      await player.form.waitFor();
      await deaths.around('after');
      await player.answer({});
      await player.sees(/Early reading is up to date; the board sees one line/);
      await program.kill();

      const { db, close } = await openStore(program.url);
      try {
        const cycles = await db.reviewCycle.findMany({ where: { reference: cycle } });
        expect(cycles).toHaveLength(1);
        const cycleId = cycles[0]?.id ?? 0;
        const entries = await db.reviewEntry.findMany({ where: { cycleId } });
        expect(entries.filter(({ answeredById }) => answeredById !== null)).toHaveLength(TAKE_PART);
        expect(await db.review.count({ where: { cycleId } })).toBe(TAKE_PART);
        // Each answer, and the publishing, stands once in the books.
        const steps = await db.auditEntry.groupBy({
          by: ['entityKind', 'entityId', 'verb', 'toState'],
          where: { verb: { in: ['optIn', 'open', 'publish'] } },
          _count: true,
        });
        expect(steps.length).toBeGreaterThan(TAKE_PART);
        expect(steps.filter(({ _count }) => _count > 1)).toEqual([]);
        const numbers = await db.checkIn.findMany({ select: { groupId: true, number: true } });
        const said = numbers.map(({ groupId, number }) => `${groupId} ${number}`);
        expect(new Set(said).size).toBe(said.length);
        const unsure = await db.message.count({ where: { status: { in: ['unknown', 'refused'] } } });
        expect(unsure).toBe(0);
      } finally {
        await close();
      }
      expect(browser.strangers).toEqual([]);
    },
    DEATHS,
  );
});
