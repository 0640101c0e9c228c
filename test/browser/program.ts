import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { firstLine, killNine } from '../fakes/childProcess.js';

const root = path.resolve(import.meta.dirname, '../..');

/** When every played story begins: a Monday morning of the autumn term 2026. */
const BEGINS = new Date('2026-11-09T08:30:00Z');

/**
 * What runs in the child: the built program, on a clock that began at BEGINS when the test did. Only that is
 * the test's; store, delivery, worker and page are the real ones.
 */
const CODE = `
const [main, url, port, beganAt, begins, environment, steps] = process.argv.slice(2);
if (steps) {
  const { createRequire } = await import('node:module');
  const Database = createRequire(main)('better-sqlite3');
  setInterval(() => {
    try {
      const db = new Database(url.slice('file:'.length), { readonly: true });
      const { done } = db.prepare('SELECT count(*) AS done FROM AuditEntry').get();
      db.close();
      if (done >= Number(steps)) process.kill(process.pid, 'SIGKILL');
    } catch {
      // The table is not there yet.
    }
  }, 20);
}
const { startConvenor } = await import(main);
const { readConfig } = await import(main.replace('main.js', 'config.js'));
const clock = { now: () => new Date(Number(begins) + Date.now() - Number(beganAt)) };
const config = readConfig({ ...JSON.parse(environment), DATABASE_URL: url, PORT: port, LOG_LEVEL: 'error' });
const convenor = await startConvenor(config, { clock });
console.log(convenor.address);
`;

/** The built program with the demonstration, in a process of its own that can be killed and started again. */
export interface Program {
  readonly address: string;
  /** The store, to be opened once the program is dead. */
  readonly url: string;
  /** kill -9, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same store and port. */
  restart(): Promise<void>;
  /** Ends it and removes the store. */
  close(): Promise<void>;
}

export interface ProgramOptions {
  /** Steps of the demonstration's past after which it is killed; it is then started again. */
  readonly diesAfter?: number;
  /** Settings beside its store, port and log. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is done to the store when the demonstration is in it; the program is ended for it, and started again. */
  readonly between?: (url: string) => void;
}

/** Starts the program on an empty store. Needs `npm run build`, which `npm test` does first. */
export async function startProgram({
  diesAfter,
  environment = {},
  between,
}: ProgramOptions = {}): Promise<Program> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-program-'));
  const url = `file:${path.join(folder, 'convenor.db')}`;
  // A file, not an argument: the flags of `node -e` would be handed on to the worker that makes plans.
  const script = path.join(folder, 'program.mjs');
  writeFileSync(script, CODE);
  const beganAt = Date.now();
  let child: ChildProcess | null = null;
  let address = '';

  function launch(port: string, ...more: string[]): ChildProcess {
    const main = pathToFileURL(path.join(root, 'dist/main.js')).href;
    const args = [script, main, url, port, String(beganAt), String(BEGINS.getTime())];
    return spawn(process.execPath, [...args, JSON.stringify(environment), ...more], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async function run(port: string): Promise<void> {
    child = launch(port);
    address = await firstLine(child);
  }

  async function kill(): Promise<void> {
    if (child) await killNine(child);
    child = null;
  }

  if (diesAfter !== undefined) await once(launch('0', String(diesAfter)), 'exit');
  await run('0');
  if (between) {
    await kill();
    between(url);
    await run('0');
  }
  return {
    address,
    url,
    kill,
    restart: () => run(new URL(address).port),
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
