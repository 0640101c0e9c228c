import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ConnectorServer } from '../test/fakes/connectorServer.js';
import type { AckTeamsArguments, AckTeamsReady } from './ackTeamsServer.js';
import { dialectsOf, numberOf, percentiles, round } from './databases.js';

const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001';

/** Activities under way at once: enough to keep the server busy. */
const AT_ONCE = 4;

/** What waits on who acts: about what waits on a busy head, and enough to add notes to without meeting. */
const WAITING = { typed: 3, pressed: 40 } as const;

/** Commands that are answered with a card: words alone, the form of a request, the page of what waits on one. */
const COMMANDS = ['help', 'support', 'me'] as const;

/** What is sent: a command that is typed, or the press of a button that adds a note. */
type Sent = (typeof COMMANDS)[number] | 'note';

interface Measured extends AckTeamsReady {
  readonly child: ChildProcess;
  cpu(): Promise<number>;
}

/**
 * What an activity of Teams costs, in one run, in processor time per activity of the server's own process: typed
 * commands that are answered with a card, beside a bot on the same two libraries that replies once; an action
 * that commits, beside that bot with the same commit. No tokens are checked on either side: checking one costs
 * both the same.
 *
 * Each is measured in several rounds, one after the other, and the median counts: what a machine does beside would
 * otherwise fall on one of them.
 *
 * Arguments: --requests 400 (measured per kind and round), --rounds 3, --store.
 */
export default async function run(args: string[]): Promise<object> {
  const requests = numberOf(args, 'requests', 400);
  const rounds = numberOf(args, 'rounds', 3);
  const connector = await ConnectorServer.start({ members: {} });
  const figures: Record<string, object> = {};
  try {
    for (const dialect of dialectsOf(args)) {
      const cost = (kind: AckTeamsArguments['kind'], sent: Sent) => {
        const errands = sent === 'note' ? WAITING.pressed : WAITING.typed;
        return measure(connector, { kind, dialect, tenant: TENANT, errands }, sent, requests);
      };
      const all: [string, () => Promise<number>][] = [
        ['empty', () => cost('empty', 'help')],
        ...COMMANDS.map((name): [string, () => Promise<number>] => [name, () => cost('ours', name)]),
        ['bareCommit', () => cost('bare', 'note')],
        ['action', () => cost('ours', 'note')],
      ];
      const taken = new Map(all.map(([name]) => [name, [] as number[]]));
      for (let n = 0; n < rounds; n++) {
        for (const [name, measured] of all) taken.get(name)?.push(await measured());
      }
      const ms = Object.fromEntries([...taken].map(([name, costs]) => [name, percentiles(costs).median]));
      const ratio = (name: string, to: string) => round((ms[name] ?? 0) / (ms[to] ?? 0));
      figures[dialect] = {
        cpuMsPerActivity: ms,
        ratioCommandToEmpty: Object.fromEntries(COMMANDS.map(name => [name, ratio(name, 'empty')])),
        ratioActionToBare: ratio('action', 'bareCommit'),
      };
    }
  } finally {
    await connector.close();
  }
  return { unit: 'ms', requests, ...figures };
}

/** Processor time of the server per activity, in ms, its answer included. */
async function measure(
  connector: ConnectorServer,
  given: AckTeamsArguments,
  what: Sent,
  requests: number,
): Promise<number> {
  const server = await begin(given);
  let sent = 0;
  const some = async (count: number) => {
    const last = sent + count;
    const worker = async () => {
      while (sent < last) await post(server, connector.url, what, sent++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    while (connector.activities.length < sent) await wait(50);
  };
  await some(requests);
  const before = await server.cpu();
  await some(requests);
  const after = await server.cpu();
  server.child.send('end');
  connector.activities.length = 0;
  return round((after - before) / 1_000 / requests);
}

function begin(given: AckTeamsArguments): Promise<Measured> {
  const child = fork(path.join(import.meta.dirname, 'ackTeamsServer.js'), [JSON.stringify(given)]);
  const next = <T>() => new Promise<T>(resolve => child.once('message', message => resolve(message as T)));
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The measured server ended (${code}).`)));
    void next<AckTeamsReady>().then(ready => {
      child.removeAllListeners('exit');
      resolve({
        ...ready,
        child,
        async cpu() {
          child.send('cpu');
          return (await next<{ microseconds: number }>()).microseconds;
        },
      });
    });
  });
}

/** Posts an activity as Teams' client does, a new one for each `n`, and waits until it has been taken. */
async function post(
  { port, doer, errands }: Measured,
  serviceUrl: string,
  what: Sent,
  n: number,
): Promise<void> {
  const entity = { kind: 'errand', id: errands[n % errands.length] };
  const activity = {
    type: 'message',
    id: `${what}-${n}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:doer', name: 'Rita', aadObjectId: doer },
    recipient: { id: '28:bot', name: 'Convenor' },
    conversation: { id: 'a:doer', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    ...(what === 'note' ? { value: { verb: 'errand.note', entity } } : { text: what }),
  };
  const answer = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
}
