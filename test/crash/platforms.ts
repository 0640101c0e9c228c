import { ConnectorServer } from '../fakes/connectorServer.js';
import { type Fault, faultsByChance, type ServerCall } from '../fakes/faults.js';
import { SlackServer } from '../fakes/slackServer.js';

/** One message as the platforms' ledgers have it. */
export interface Posted {
  readonly platform: 'slack' | 'teams';
  readonly key: string;
  /** The version of the work that stands there now. */
  readonly version: number | null;
  readonly conversation: string;
  readonly externalId: string;
}

/** Both fake platforms with faults, and what they know. */
export interface Platforms {
  readonly slack: SlackServer;
  readonly teams: ConnectorServer;
  /** Delivery keys of posts to Teams whose answer was lost, with or without the effect. */
  readonly lostOnTeams: ReadonlySet<string>;
  readonly faults: Readonly<Record<string, number>>;
  ledger(): readonly Posted[];
  close(): Promise<void>;
}

/** Every seventh call or so has something wrong with it. */
const SHARES: readonly (readonly [number, Fault])[] = [
  [0.03, { type: 'tooMany', retryAfterSeconds: 1 }],
  [0.02, { type: 'status', status: 502, done: false }],
  [0.02, { type: 'status', status: 502, done: true }],
  [0.01, { type: 'silent', done: false }],
  [0.01, { type: 'silent', done: true }],
  [0.02, { type: 'drop', done: false }],
  [0.02, { type: 'drop', done: true }],
  [0.05, { type: 'slow', ms: 60 }],
];

const LOST: readonly Fault['type'][] = ['status', 'silent', 'drop'];

export async function startPlatforms(random: () => number): Promise<Platforms> {
  const chance = faultsByChance(random, SHARES);
  const lostOnTeams = new Set<string>();
  const faults: Record<string, number> = {};
  const count = (fault: Fault | null) => {
    if (fault) faults[fault.type] = (faults[fault.type] ?? 0) + 1;
    return fault;
  };
  const slack = await SlackServer.start({ fault: () => count(chance()) });
  const teams = await ConnectorServer.start({
    fault(call: ServerCall, given) {
      const fault = count(chance());
      const key = (given.channelData as { key?: string } | undefined)?.key;
      if (fault && LOST.includes(fault.type) && key && call.method.startsWith('POST')) lostOnTeams.add(key);
      return fault;
    },
  });
  return {
    slack,
    teams,
    lostOnTeams,
    faults,
    ledger: () => [
      ...slack.messages.map(
        ({ metadata, blocks, channel, ts }): Posted => ({
          platform: 'slack',
          key: String(metadata?.event_payload.key),
          version: versionOf((blocks as { version?: unknown }[] | null)?.[0]?.version),
          conversation: channel,
          externalId: ts,
        }),
      ),
      ...teams.activities.map(
        ({ conversation, id, activity }): Posted => ({
          platform: 'teams',
          key: String((activity.channelData as { key?: string } | undefined)?.key),
          version: versionOf(activity.version),
          conversation,
          externalId: id,
        }),
      ),
    ],
    async close() {
      await slack.close();
      await teams.close();
    },
  };
}

function versionOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
