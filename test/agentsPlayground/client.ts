import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { killNine } from '../fakes/childProcess.js';

/** The client that is known to work; AGENTS_PLAYGROUND names one that is installed already. */
const PACKAGE = '@microsoft/m365agentsplayground@0.2.28';

/** How long the client may take to listen, in ms; npx may have to fetch it first. */
const START_MS = 120_000;

/** The tenant of all clients. */
export const TENANT = '00000000-0000-0000-0000-0000000000001';

/** The channel of every client's one team, as it is imported for the partnership. */
export const CHANNEL = '19:brokering@thread.tacv2';

/** One person's Teams: the client knows one user at a time. */
export interface Client {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Starts Microsoft's Agents Playground for one person, whom the bot recognises by the address.
 *
 * @param bot where Convenor listens
 */
export async function startClient(bot: string, person: { name: string; email: string }): Promise<Client> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-client-'));
  const config = path.join(folder, 'config.yml');
  writeFileSync(config, JSON.stringify(configOf(person)));
  const port = await freePort();
  const installed = process.env.AGENTS_PLAYGROUND;
  const [command, ...first] = installed ? [installed] : ['npx', '--yes', '-p', PACKAGE, 'agentsplayground'];
  const endpoint = `${bot}/api/messages`;
  const args = ['start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = spawn(command as string, [...first, ...args], {
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none', M365_AGENTS_PLAYGROUND_CONFIG_PATH: config },
    stdio: 'ignore',
    detached: true,
  });
  const address = `http://localhost:${port}`;
  await listening(child, address);
  return {
    address,
    async close() {
      // npx starts it in a process of its own: the whole group ends.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await killNine(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(child: ChildProcess, address: string): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`The Agents Playground ended with code ${child.exitCode}.`);
    const there = await fetch(address).then(
      response => response.ok,
      () => false,
    );
    if (there) return;
    await wait(200);
  }
  throw new Error('The Agents Playground does not listen.');
}

/** What the client wants to know; it insists on five more people and one channel. (JSON is YAML.) */
function configOf({ name, email }: { name: string; email: string }): object {
  const user = (id: string, full: string, address: string, number: number) => ({
    id,
    name: full,
    userPrincipleName: address,
    aadObjectId: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
    givenName: full.split(' ')[0],
    surname: full.split(' ').slice(1).join(' '),
    email: address,
  });
  const number = [...email].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e9, 7);
  return {
    version: '0.1.1',
    tenantId: TENANT,
    bot: { id: '00000000-0000-0000-0000-00000000000011', name: 'Convenor' },
    currentUser: user(`29:${email}`, name, email, number),
    users: [1, 2, 3, 4, 5].map(n => user(`29:other-${n}`, `Other ${n}`, `other${n}@nowhere.example`, n)),
    personalChat: { id: `a:${email}` },
    groupChat: { id: `19:${email}@thread.v2`, name: 'Group chat' },
    team: {
      id: '19:team@thread.tacv2',
      name: 'Partnership',
      aadGroupId: '00000000-0000-0000-0000-000000000031',
      channels: [{ id: CHANNEL, name: 'brokering' }],
    },
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
