import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import readline from 'node:readline';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Runs TypeScript in a real process of its own, for what only a second process shows: locks, sudden death.
 *
 * @param code a module; relative imports start at the project's folder (`./src/store/lock.js`)
 * @param args what it finds in `process.argv` from index 1
 */
export async function runChild(code: string, args: string[]): Promise<ChildProcess> {
  const bundle = await build({
    stdin: { contents: code, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  const script = bundle.outputFiles[0]!.text;
  return spawn(process.execPath, ['--input-type=module', '-e', script, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The first line a child prints; an error when it ends without one. */
export async function firstLine(child: ChildProcess): Promise<string> {
  const lines = readline.createInterface({ input: child.stdout! });
  const printed = once(lines, 'line').then(([line]) => String(line));
  const ended = once(lines, 'close').then(() => {
    throw new Error('the child process ended without printing anything');
  });
  return Promise.race([printed, ended]);
}

/** Kills a child without letting it clean up, and waits until it is gone. */
export async function killNine(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
