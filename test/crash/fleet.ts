import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Click, FromInstance, InstanceArguments, Left, ToInstance } from './wire.js';

interface Instance {
  readonly child: ChildProcess;
  ready: boolean;
  readonly waiting: Map<number, (answer: { done: boolean; id: number | null } | null) => void>;
  leftWaiting: ((left: Left | null) => void)[];
}

/** The instances that run at present: real processes, which die without a word. */
export class Fleet {
  readonly #script: string;
  readonly #arguments: Omit<InstanceArguments, 'name'>;
  readonly #instances = new Set<Instance>();
  #started = 0;
  kills = 0;

  private constructor(script: string, args: Omit<InstanceArguments, 'name'>) {
    this.#script = script;
    this.#arguments = args;
  }

  /** Compiles the instance's program; `root` is the project's folder. */
  static async prepare(root: string, args: Omit<InstanceArguments, 'name'>): Promise<Fleet> {
    const folder = path.join(root, 'node_modules', '.cache', 'convenor');
    mkdirSync(folder, { recursive: true });
    const outfile = path.join(folder, `crash-${process.pid}-${Date.now()}.mjs`);
    await build({
      entryPoints: [path.join(root, 'test/crash/instance.ts')],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'warning',
    });
    return new Fleet(outfile, args);
  }

  /** Starts one and waits until it can be used. */
  async launch(): Promise<void> {
    const args: InstanceArguments = { ...this.#arguments, name: `instance-${++this.#started}` };
    const child = fork(this.#script, [JSON.stringify(args)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const instance: Instance = { child, ready: false, waiting: new Map(), leftWaiting: [] };
    this.#instances.add(instance);
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromInstance) => {
        if (message.type === 'ready') {
          instance.ready = true;
          resolve();
        } else if (message.type === 'clicked') {
          instance.waiting.get(message.n)?.(message);
        } else {
          for (const tell of instance.leftWaiting.splice(0)) tell(message);
        }
      });
      child.on('exit', () => {
        this.#instances.delete(instance);
        for (const tell of instance.waiting.values()) tell(null);
        for (const tell of instance.leftWaiting.splice(0)) tell(null);
        reject(new Error('An instance ended before it was ready.'));
      });
    });
    await ready;
  }

  /** Ends one at once, whatever it is doing. */
  async killOne(random: () => number): Promise<void> {
    const alive = [...this.#instances];
    const victim = alive[Math.floor(random() * alive.length)];
    if (!victim) return;
    this.kills++;
    await kill(victim.child);
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.#instances].map(({ child }) => kill(child)));
  }

  /** Makes a click at some instance; null when no answer came: it may have been done all the same. */
  async click(
    click: Click,
    patience: number,
    random: () => number,
  ): Promise<{ done: boolean; id: number | null } | null> {
    const ready = [...this.#instances].filter(instance => instance.ready && instance.child.connected);
    const instance = ready[Math.floor(random() * ready.length)];
    if (!instance) {
      await wait(30);
      return null;
    }
    const answer = new Promise<{ done: boolean; id: number | null } | null>(resolve => {
      instance.waiting.set(click.n, resolve);
      setTimeout(() => resolve(null), patience).unref();
    });
    instance.child.send({ type: 'click', click } satisfies ToInstance, () => {});
    return answer.finally(() => instance.waiting.delete(click.n));
  }

  /** What is still to be done, as some instance sees it. */
  async left(): Promise<Left | null> {
    const instance = [...this.#instances].find(each => each.ready && each.child.connected);
    if (!instance) return null;
    const answer = new Promise<Left | null>(resolve => {
      instance.leftWaiting.push(resolve);
    });
    instance.child.send({ type: 'left' } satisfies ToInstance, () => {});
    return answer;
  }

  async close(): Promise<void> {
    await this.killAll();
    rmSync(this.#script, { force: true });
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
