import { type ChildProcess, fork } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { SlackServer } from '../test/fakes/slackServer.js';
import type { AckServerArguments, AckServerReady } from './ackSlackServer.js';
import { dialectsOf, numberOf, percentiles, round } from './databases.js';

const SECRET = '0123456789abcdef0123456789abcdef';

/** The team of the fake workspace. */
const BENCH_TEAM = 'T1';

/** Requests under way at once while processor time is measured: enough to keep the server busy. */
const AT_ONCE = 4;

/** A command takes a fifth of what a commit does: so many more are measured, that a figure rests on as much time. */
const COMMANDS = 4;

/** Requests whose work may be under way at once: an acknowledgement comes before the work is done. */
const UNDER_WAY = 16;

/** How often it is looked whether work is done, in ms. */
const LOOK_MS = 5;

/** A server that is measured, and how to ask it things. */
interface Measured extends AckServerReady {
  readonly child: ChildProcess;
  ask<T>(message: string): Promise<T>;
}

interface Acks {
  readonly ms: readonly number[];
  readonly failed: number;
}

/**
 * How fast Slack is acknowledged, and at what cost. In one run, in processor time per request of the server's own
 * process: a command that opens a form, beside an empty Bolt app that acknowledges the same signed request; an
 * action that commits, beside Bolt acknowledging and the same commit alone. Then the acknowledgement's latency at
 * a steady rate while the sender drains a backlog.
 *
 * Costs are measured in several rounds, one after the other, and the median counts: what a machine does beside would
 * otherwise fall on one of them.
 *
 * Arguments: --requests 400 (actions measured per kind and round; of commands four times as many), --rounds 3,
 * --heads 40 (who ask in turn; more than requests: each for the first time), --rate 100 (a second), --seconds 10,
 * --backlog 2000, --store.
 */
export default async function run(args: string[]): Promise<object> {
  const requests = numberOf(args, 'requests', 400);
  const rounds = numberOf(args, 'rounds', 3);
  const heads = numberOf(args, 'heads', 40);
  const rate = numberOf(args, 'rate', 100);
  const seconds = numberOf(args, 'seconds', 10);
  const backlog = numberOf(args, 'backlog', 2_000);
  const slack = await SlackServer.start({ team: BENCH_TEAM });
  const figures: Record<string, object> = {};
  try {
    for (const dialect of dialectsOf(args)) {
      const common = {
        dialect,
        apiUrl: slack.url,
        secret: SECRET,
        team: BENCH_TEAM,
        backlog: 0,
        heads,
      } as const;
      const all = [
        ['empty', 'empty', 'command'],
        ['form', 'ours', 'command'],
        ['bareCommit', 'bare', 'action'],
        ['action', 'ours', 'action'],
      ] as const;
      const taken = new Map(all.map(([name]): [string, number[]] => [name, []]));
      for (let n = 0; n < rounds; n++) {
        for (const [name, kind, what] of all) {
          const count = what === 'command' ? COMMANDS * requests : requests;
          taken.get(name)?.push(await cost(slack, { ...common, kind }, what, count));
        }
      }
      const ms = Object.fromEntries([...taken].map(([name, costs]) => [name, percentiles(costs).median]));
      const ratio = (name: string, to: string) => round((ms[name] ?? 0) / (ms[to] ?? 0));
      figures[dialect] = {
        cpuMsPerRequest: ms,
        ratioFormToEmpty: ratio('form', 'empty'),
        ratioActionToBare: ratio('action', 'bareCommit'),
        underLoad: await underLoad(slack, { ...common, kind: 'ours', backlog }, { rate, seconds }),
      };
    }
  } finally {
    await slack.close();
  }
  return { unit: 'ms', requests, rounds, heads, rate, seconds, backlog, ...figures };
}

/** Processor time of the server per request, in ms, everything included that a request sets off. */
async function cost(
  slack: SlackServer,
  given: AckServerArguments,
  what: 'command' | 'action',
  requests: number,
): Promise<number> {
  const server = await begin(given);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let sent = 0;
  const some = async (count: number) => {
    const last = sent + count;
    const worker = async () => {
      while (sent < last) {
        const n = sent++;
        await settled(server, slack, what, given.kind, n - UNDER_WAY);
        await post(server, agent, body(server, slack, what, n));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    await settled(server, slack, what, given.kind, sent);
  };
  await some(Math.ceil(requests / 2));
  const before = await server.ask<{ microseconds: number }>('cpu');
  await some(requests);
  const after = await server.ask<{ microseconds: number }>('cpu');
  agent.destroy();
  server.child.send('end');
  slack.calls.length = 0;
  slack.views.length = 0;
  return round((after.microseconds - before.microseconds) / 1_000 / requests);
}

/** Waits until what so many requests set off has been done. */
async function settled(
  server: Measured,
  slack: SlackServer,
  what: 'command' | 'action',
  kind: AckServerArguments['kind'],
  sent: number,
): Promise<void> {
  if (kind === 'empty' || sent <= 0) return;
  const isDone = async (): Promise<boolean> => {
    if (what === 'command') return slack.views.length >= sent;
    if (kind === 'bare') return (await server.ask<{ committed: number }>('committed')).committed >= sent;
    // An answer that took its time is shown in a window instead.
    const windows = slack.views.filter(view => view.method === 'views.open').length;
    return windows + slack.calls.filter(call => call.method.startsWith('response')).length >= sent;
  };
  while (!(await isDone())) await wait(LOOK_MS);
}

async function underLoad(
  slack: SlackServer,
  given: AckServerArguments,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<object> {
  const server = await begin(given);
  const agent = new Agent({ keepAlive: true });
  const total = rate * seconds;
  const acks: Promise<number | null>[] = [];
  const began = performance.now();
  for (let n = 0; n < total; n++) {
    const due = began + (n * 1_000) / rate;
    const ahead = due - performance.now();
    if (ahead > 1) await wait(ahead);
    // From when it was due, so that a sender that falls behind does not hide it.
    acks.push(
      post(server, agent, body(server, slack, n % 4 === 0 ? 'command' : 'action', n)).then(
        () => performance.now() - due,
        () => null,
      ),
    );
  }
  const all = await Promise.all(acks);
  const result: Acks = {
    ms: all.filter(each => each !== null),
    failed: all.filter(each => each === null).length,
  };
  const { waiting } = await server.ask<{ waiting: number }>('waiting');
  agent.destroy();
  server.child.send('end');
  return { ...percentiles(result.ms), failed: result.failed, requests: total, stillToSend: waiting };
}

function begin(given: AckServerArguments): Promise<Measured> {
  const child = fork(path.join(import.meta.dirname, 'ackSlackServer.js'), [JSON.stringify(given)]);
  const next = <T>() => new Promise<T>(resolve => child.once('message', message => resolve(message as T)));
  let asking: Promise<unknown> = Promise.resolve();
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The measured server ended (${code}).`)));
    void next<AckServerReady>().then(ready => {
      child.removeAllListeners('exit');
      resolve({
        ...ready,
        child,
        // One question after the other: an answer does not say to which.
        ask: <T>(message: string) => {
          const answer = asking.then(() => {
            const answered = next<T>();
            child.send(message);
            return answered;
          });
          asking = answer;
          return answer;
        },
      });
    });
  });
}

/** A request as Slack sends it, a new one for each `n`. */
function body(server: Measured, slack: SlackServer, what: 'command' | 'action', n: number): string {
  const responseUrl = `${slack.url}response`;
  if (what === 'command') {
    return new URLSearchParams({
      command: '/support',
      text: '',
      team_id: BENCH_TEAM,
      channel_id: 'C1',
      user_id: server.heads[n % server.heads.length] ?? '',
      trigger_id: `${n}.1`,
      response_url: responseUrl,
    }).toString();
  }
  const errand = server.errands[n % server.errands.length] ?? 0;
  const payload = {
    type: 'block_actions',
    user: { id: server.doer, team_id: BENCH_TEAM },
    team: { id: BENCH_TEAM },
    trigger_id: `${n}.1`,
    response_url: responseUrl,
    container: { type: 'message', message_ts: '1.1', channel_id: 'C1', is_ephemeral: false },
    channel: { id: 'C1' },
    actions: [
      {
        type: 'button',
        block_id: 'b',
        action_id: 'errand.note#0',
        action_ts: `17.${n}`,
        value: JSON.stringify({ e: ['errand', errand] }),
      },
    ],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}

/** Posts a signed body and waits for the acknowledgement. */
function post(server: Measured, agent: Agent, text: string): Promise<void> {
  const stamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', SECRET).update(`v0:${stamp}:${text}`).digest('hex');
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/slack/events',
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(text),
          'x-slack-request-timestamp': stamp,
          'x-slack-signature': `v0=${signature}`,
        },
      },
      response => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`status ${response.statusCode}`)),
        );
      },
    );
    sending.on('error', reject);
    sending.end(text);
  });
}
