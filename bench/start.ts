import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { numberOf, round } from './databases.js';

/** What a program that has only loaded Teams' two libraries is: the yardstick of start and of memory. */
const LIBRARIES = `await import('@microsoft/teams-ai'); await import('botbuilder');`;

/** How long a started program is left alone before its memory is read, in ms. */
const IDLE_MS = 3_000;

const SAMPLE = `
  const { user, system } = process.cpuUsage();
  process.send({ cpuMs: (user + system) / 1000 });
  setTimeout(() => { globalThis.gc?.(); process.send({ rssMb: process.memoryUsage().rss / 1e6 }); }, ${IDLE_MS});
`;

interface Sample {
  /** Processor time from the beginning of the process until it is ready, in ms. */
  readonly readyCpuMs: number;
  /** Resident memory after some idle seconds, in MB. */
  readonly idleMb: number;
}

/**
 * What starting Convenor for Teams costs, beside loading its two libraries alone, in one run: processor time until
 * it is ready (a machine that others load too stretches the clock's), and resident memory when idle. The database
 * is made beforehand: migrating is no part of a usual start.
 *
 * Arguments: --runs 3.
 */
export default async function run(args: string[]): Promise<object> {
  const runs = numberOf(args, 'runs', 3);
  const folder = mkdtempSync(path.join(tmpdir(), 'convenor-start-'));
  try {
    const root = path.resolve(import.meta.dirname);
    const main = path.join(root, '..', 'src', 'main.js');
    const config = path.join(root, '..', 'src', 'config.js');
    const convenor = `
      const { readConfig } = await import(${JSON.stringify(config)});
      const { startConvenor } = await import(${JSON.stringify(main)});
      await startConvenor(readConfig(process.env));`;
    const environment = {
      DATABASE_URL: `file:${path.join(folder, 'start.db')}`,
      MicrosoftAppId: '',
      CONVENOR_WEB: 'off',
      LOG_LEVEL: 'silent',
      PORT: '0',
    };
    await sample(convenor, environment);
    const libraries: Sample[] = [];
    const ours: Sample[] = [];
    for (let n = 0; n < runs; n++) {
      libraries.push(await sample(LIBRARIES, {}));
      ours.push(await sample(convenor, environment));
    }
    const [alone, whole] = [middle(libraries), middle(ours)];
    return {
      runs,
      libraries: alone,
      convenor: whole,
      ratioStart: round(whole.readyCpuMs / alone.readyCpuMs),
      ratioMemory: round(whole.idleMb / alone.idleMb),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sample(script: string, environment: Readonly<Record<string, string>>): Promise<Sample> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--input-type=module', '--eval', `${script}\n${SAMPLE}`],
    {
      cwd: path.resolve(import.meta.dirname),
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const said: { cpuMs?: number; rssMb?: number } = {};
  child.on('message', message => Object.assign(said, message));
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', code => reject(new Error(`The measured program ended (${code}).`))),
  );
  ended.catch(() => {});
  while (said.rssMb === undefined) await Promise.race([wait(100), ended]);
  child.kill('SIGKILL');
  return { readyCpuMs: round(said.cpuMs ?? 0), idleMb: round(said.rssMb) };
}

function middle(samples: readonly Sample[]): Sample {
  const of = (read: (one: Sample) => number) => {
    const sorted = samples.map(read).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return { readyCpuMs: of(one => one.readyCpuMs), idleMb: of(one => one.idleMb) };
}
