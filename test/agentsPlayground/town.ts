import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFailed } from 'vitest';
import { type Browser, startBrowser } from '../browser/chromium.js';
import { Player } from '../browser/player.js';
import { type Program, startProgram } from '../browser/program.js';
import { CHANNEL, type Client, startClient, TENANT } from './client.js';
import { TeamsPlayer } from './teamsPlayer.js';

const root = path.resolve(import.meta.dirname, '../..');

/** Where the pictures of a run are put. */
const PICTURES = path.join(root, 'node_modules', '.cache', 'convenor', 'agents-playground');

/** The demonstration with some of its people in Teams; the others, and the clock, are in Convenor's own page. */
export interface Town {
  readonly page: Player;
  /** A person's Teams, by the part they have in the demonstration: 'A head', 'The coordinator'. */
  at(part: string): Promise<TeamsPlayer>;
  /** Anybody's Teams, by their name: for the many heads whom no story names. */
  of(name: string): Promise<TeamsPlayer>;
  /** The day in the town, as '2027-05-04'. */
  today(): Promise<string>;
  /** Keeps a picture of somebody's client, to be looked at afterwards. */
  picture(player: TeamsPlayer, name: string): Promise<void>;
  close(): Promise<void>;
}

async function keep(player: TeamsPlayer, name: string): Promise<void> {
  await player.page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
}

/** Starts the built program for Teams' test client, with the brokering channel in Teams. */
export async function openTown(): Promise<Town> {
  mkdirSync(PICTURES, { recursive: true });
  const program: Program = await startProgram({
    environment: { MicrosoftAppId: '', CONVENOR_WEB: 'on' },
    before: url => {
      const file = path.join(PICTURES, 'channels.csv');
      writeFileSync(
        file,
        `partnership,purpose,name,teams_channel,teams_tenant\nhillingdon,brokering,brokering,${CHANNEL},${TENANT}\n`,
      );
      execFileSync(process.execPath, ['bin/convenor.mjs', 'import', 'channels', file], {
        cwd: root,
        env: { ...process.env, DATABASE_URL: url },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    },
  });
  const browser: Browser = await startBrowser();
  const page = new Player(await browser.open(program.address));
  const clients: Client[] = [];
  const players = new Map<string, TeamsPlayer>();

  async function of(name: string): Promise<TeamsPlayer> {
    const known = players.get(name);
    if (known) return known;
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
    const client = await startClient(program.address, { name, email });
    clients.push(client);
    const player = new TeamsPlayer(await browser.open(client.address), name);
    await player.watches();
    await player.open('Personal Chat');
    await player.sees(/I am Convenor/);
    players.set(name, player);
    onTestFailed(() => keep(player, `failed, ${name}`));
    return player;
  }

  return {
    page,
    async at(part) {
      await page.be(part);
      return of((await page.page.locator('.me-name').textContent()) ?? '');
    },
    of,
    async today() {
      const response = await page.page.request.get(`${program.address}/web/clock`);
      return ((await response.json()) as { now: string }).now.slice(0, 'yyyy-mm-dd'.length);
    },
    picture: keep,
    async close() {
      await browser.close();
      for (const client of clients) await client.close();
      await program.close();
    },
  };
}
