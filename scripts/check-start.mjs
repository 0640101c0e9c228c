// Starts the program as the README says, twice, in a folder of its own: the address it prints must answer, and the
// second start must be quick. Run by .ci/run on a fresh clone.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';

const root = path.resolve(import.meta.dirname, '..');

/** The first start plays the demonstration's past, ms. */
const FIRST_MS = 180_000;

/** A second start takes one to two seconds; a machine that is busy with other things gets five times as long, ms. */
const SECOND_MS = 10_000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-start-'));
try {
  await startOnce('first', FIRST_MS);
  await startOnce('second', SECOND_MS);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts, waits for the one address, asks it for the page, and stops in order. */
async function startOnce(which, most) {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: `file:${path.join(folder, 'convenor.db')}`, PORT: '0' },
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  try {
    const address = await firstAddress(child, most);
    const took = Math.round(performance.now() - began);
    if (took > most) throw new Error(`The ${which} start took ${took} ms, of ${most} at most.`);
    const page = await (await fetch(address)).text();
    if (!page.includes('<title>')) throw new Error(`${address} gives no page.`);
    console.log(`${which} start: ${took} ms, ${address} answers`);
  } finally {
    process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}

function firstAddress(child, most) {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`No address after ${most} ms. It said: ${said}`)), most);
    child.once('exit', code => reject(new Error(`It ended with ${code}. It said: ${said}`)));
    child.stdout.on('data', chunk => {
      said += chunk;
      const found = /open (http:\/\/\S+)/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    });
  });
}
