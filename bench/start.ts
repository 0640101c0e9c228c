import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { packageRoot } from '../src/packageRoot.js';
import { numberOf, round } from './databases.js';

/** What a program that has only loaded Teams' two libraries is: the yardstick of start and of memory. */
const LIBRARIES = [
  '--input-type=module',
  '--eval',
  `await import('@microsoft/teams-ai'); await import('botbuilder'); console.log('ready'); setInterval(() => {}, 1e6);`,
];

/** How long a started program is left alone before its memory is read, in ms. */
const IDLE_MS = 3_000;

/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

interface Sample {
  /** From the start of the process until it says that it is ready: by the clock, in ms. */
  readonly readyMs: number;
  /** The same in processor time, which a machine that others load stretches less. */
  readonly readyCpuMs: number;
  /** Resident memory after some idle seconds, in MB. */
  readonly idleMb: number;
}

/**
 * What starting Convenor for Teams costs, beside loading its two libraries alone, in one run, seen from outside
 * (Linux: /proc). The database is made beforehand: migrating is no part of a usual start.
 *
 * Arguments: --runs 3.
 */
export default async function run(args: string[]): Promise<object> {
  const runs = numberOf(args, 'runs', 3);
  const folder = mkdtempSync(path.join(tmpdir(), 'convenor-start-'));
  try {
    const convenor = [path.join('bin', 'convenor.mjs'), 'start'];
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
      ratioStart: round(whole.readyMs / alone.readyMs),
      ratioStartCpu: round(whole.readyCpuMs / alone.readyCpuMs),
      ratioMemory: round(whole.idleMb / alone.idleMb),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sample(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Sample> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: packageRoot(),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', code => reject(new Error(`The measured program ended (${code}).`))),
  );
  ended.catch(() => {});
  try {
    await Promise.race([new Promise(resolve => child.stdout.once('data', resolve)), ended]);
    const readyMs = round(performance.now() - began);
    const readyCpuMs = cpuMs(child.pid);
    await Promise.race([wait(IDLE_MS), ended]);
    return { readyMs, readyCpuMs, idleMb: residentMb(child.pid) };
  } finally {
    child.kill('SIGKILL');
    await ended.catch(() => {});
  }
}

function cpuMs(pid: number | undefined): number {
  // After the name, which may hold spaces: the 12th and 13th fields are the time in the program and in the kernel.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function residentMb(pid: number | undefined): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return round((Number(kib) * 1024) / 1e6);
}

function middle(samples: readonly Sample[]): Sample {
  const of = (read: (one: Sample) => number) => {
    const sorted = samples.map(read).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return {
    readyMs: of(one => one.readyMs),
    readyCpuMs: of(one => one.readyCpuMs),
    idleMb: of(one => one.idleMb),
  };
}
