import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { inject } from 'vitest';
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
  /** What is done to the store before the program starts on it. */
  readonly before?: (url: string) => void;
}

/**
 * Starts the program with the demonstration played up to its morning. That takes a quarter of a minute: it is done
 * once a run, on an empty store, and copied. Needs `npm run build`, which `npm test` does first.
 */
export async function startProgram({
  diesAfter,
  environment = {},
  before,
}: ProgramOptions = {}): Promise<Program> {
  if (diesAfter !== undefined) return launch({ environment, diesAfter });
  const played = await playedDemonstration();
  return launch({ environment, from: played, ...(before && { before }) });
}

interface Launch {
  readonly environment: Readonly<Record<string, string>>;
  readonly diesAfter?: number;
  readonly from?: { readonly file: string; readonly elapsedMs: number };
  readonly before?: (url: string) => void;
}

async function launch({ environment, diesAfter, from, before }: Launch): Promise<Program> {
  const folder = mkdtempSync(path.join(inject('databases').folder, 'program-'));
  const file = path.join(folder, 'convenor.db');
  const url = `file:${file}`;
  // A file, not an argument: the flags of `node -e` would be handed on to the worker that makes plans.
  const script = path.join(folder, 'program.mjs');
  writeFileSync(script, CODE);
  if (from) copyFileSync(from.file, file);
  const beganAt = Date.now() - (from?.elapsedMs ?? 0);
  let child: ChildProcess | null = null;
  let address = '';

  function start(port: string, ...more: string[]): ChildProcess {
    const main = pathToFileURL(path.join(root, 'dist/main.js')).href;
    const args = [script, main, url, port, String(beganAt), String(BEGINS.getTime())];
    return spawn(process.execPath, [...args, JSON.stringify(environment), ...more], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  }

  async function run(port: string): Promise<void> {
    child = start(port);
    address = await firstLine(child);
  }

  async function kill(): Promise<void> {
    if (child) await killNine(child);
    child = null;
  }

  before?.(url);
  if (diesAfter !== undefined) await once(start('0', String(diesAfter)), 'exit');
  await run('0');
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

/** How long another file of the tests may take to play the demonstration, in ms, before this one stops waiting. */
const PLAY_MS = 300_000;

/** The store with the demonstration in it, and how far the program's clock had come. Whoever is first makes it. */
async function playedDemonstration(): Promise<{ file: string; elapsedMs: number }> {
  const { folder } = inject('databases');
  const file = path.join(folder, 'demonstration.db');
  const note = `${file}.json`;
  if (isFirst(`${file}.turn`)) {
    const began = Date.now();
    const program = await launch({ environment: {} });
    await program.kill();
    const db = new Database(program.url.slice('file:'.length));
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    copyFileSync(program.url.slice('file:'.length), file);
    await program.close();
    // Under another name first: whoever sees the note finds all of it.
    writeFileSync(`${note}.new`, JSON.stringify({ elapsedMs: Date.now() - began }));
    renameSync(`${note}.new`, note);
  }
  const until = Date.now() + PLAY_MS;
  while (!existsSync(note)) {
    if (Date.now() > until) throw new Error('The demonstration was not played in time.');
    await wait(100);
  }
  return { file, ...(JSON.parse(readFileSync(note, 'utf8')) as { elapsedMs: number }) };
}

/** Making a folder succeeds for one of all. */
function isFirst(turn: string): boolean {
  try {
    mkdirSync(turn);
    return true;
  } catch {
    return false;
  }
}
