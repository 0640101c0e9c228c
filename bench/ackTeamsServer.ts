// What is measured by ack-teams, in a process of its own so that its processor time is nobody else's.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Application, TeamsAdapter, type TurnState } from '@microsoft/teams-ai';
import { ConfigurationServiceClientCredentialFactory, type TurnContext } from 'botbuilder';
import express from 'express';
import { HandedFiles } from '../adapters/media/handedFiles.js';
import { createTeamsAdapter } from '../adapters/teams/teamsAdapter.js';
import { createRouter } from '../src/chat/router.js';
import { allCommands } from '../src/commands.js';
import { postedCards } from '../src/delivery/postedCards.js';
import { createProcesses } from '../src/processes.js';
import { supportProcess } from '../src/support/process.js';
import { commit } from '../src/workflow/commit.js';
import { handleAction } from '../src/workflow/handle.js';
import { Processes } from '../src/workflow/process.js';
import { errandProcess } from '../test/fakes/errand.js';
import { buildTown, SILENT } from '../test/fakes/errandTown.js';
import { World } from '../test/fakes/world.js';
import { benchDatabase, type Dialect } from './databases.js';

export interface AckTeamsArguments {
  /** Ours; the libraries replying once; the libraries committing the same and replying once. */
  readonly kind: 'ours' | 'empty' | 'bare';
  readonly dialect: Dialect;
  readonly tenant: string;
  /** Errands that wait on who acts: listed by the command, added to in turn by the actions. */
  readonly errands: number;
}

export interface AckTeamsReady {
  readonly port: number;
  /** The Entra object id of who acts. */
  readonly doer: string;
  readonly errands: readonly number[];
}

const DOER = 'bbbbbbbb-0000-4000-8000-000000000001';

await serve(JSON.parse(process.argv[2] ?? '{}') as AckTeamsArguments);

async function serve({ kind, dialect, tenant, errands: count }: AckTeamsArguments): Promise<void> {
  const database = await benchDatabase(dialect);
  if (!database) throw new Error('There is no PostgreSQL to measure on.');
  const { store } = database;
  const clock = { now: () => new Date() };
  const processes = new Processes([...createProcesses().all(), errandProcess()]);
  await World.create(store, [supportProcess]);
  const town = await buildTown(store, processes, { size: 5 });
  const doerId = town.people.at(-1) ?? 0;
  await store.db.account.create({
    data: {
      platform: 'teams',
      tenant,
      externalId: DOER,
      personId: doerId,
      state: 'bound',
      usedAt: clock.now(),
    },
  });
  const errands: number[] = [];
  for (let n = 0; n < count; n++) {
    const facts = { title: `E${n}`, doer: doerId, now: clock.now(), urgent: true, key: `e:${n}` };
    const made = await town.ask(facts);
    if (made.type === 'done') errands.push(made.entity.id);
  }

  const web = express();
  if (kind === 'ours') {
    const commands = allCommands(store, processes);
    const adapter = createTeamsAdapter({
      posted: postedCards(store, clock, () => {}),
      settings: {
        appId: '',
        appPassword: '',
        appType: 'SingleTenant',
        tenantId: '',
        allowedTenants: [],
        serviceUrls: [],
      },
      host: '127.0.0.1',
      store,
      router: createRouter(commands, each => handleAction(store, processes, each)),
      clock,
      log: SILENT,
      files: new HandedFiles(store, clock),
      publicUrl: null,
    });
    adapter.routes(web);
  } else {
    const adapter = new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
    const application = new Application<TurnState>({ startTypingTimer: false });
    application.activity('message', async (context: TurnContext) => {
      const { id, value } = context.activity;
      if (kind === 'bare') {
        await commit(store, processes, {
          key: `teams:message:${id}`,
          kind: 'errand',
          id: (value as { entity: { id: number } }).entity.id,
          command: 'note',
          input: {},
          personId: doerId,
          platform: 'teams',
          now: clock.now(),
        });
      }
      await context.sendActivity('Done.');
    });
    web.post('/api/messages', express.json(), async (request, response) => {
      await adapter.process(request, response, async context => {
        await application.run(context);
      });
    });
  }
  const server = createServer(web);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  process.on('message', async (message: 'cpu' | 'end') => {
    if (message === 'cpu') {
      const { user, system } = process.cpuUsage();
      process.send?.({ microseconds: user + system });
    } else {
      await database.close().catch(() => {});
      process.exit(0);
    }
  });
  const { port } = server.address() as AddressInfo;
  const ready: AckTeamsReady = { port, doer: DOER, errands };
  process.send?.(ready);
}
