import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { ChatCommand, CommandRequest, Subcommand } from '../chat/command.js';
import type { EntityRef } from '../chat/entityRef.js';
import type { Store } from '../store/open.js';
import { NOT_VISIBLE } from '../workflow/commit.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import type { BatchPlanner } from './batch/batchInWorker.js';
import { deploymentIds, deploymentsCard, findByReference, queueCard, requestsCard } from './lists.js';
import { officeSubcommands } from './officeCommands.js';
import { settingsCommand } from './settingsCommand.js';
import { supportWorkflow } from './workflow.js';

const { kind } = supportWorkflow;

interface Deps {
  readonly store: Store;
  readonly processes: Processes;
  /** What else can be typed after '/deploy' (designations). */
  readonly deploy?: readonly Subcommand[];
  /** Who plans a term's batch; a thread of its own unless said. */
  readonly batchPlanner?: BatchPlanner | undefined;
}

/** '/support' for those who ask and broker, '/deploy' for leaders. */
export function supportCommands({ store, processes, deploy = [], batchPlanner }: Deps): ChatCommand[] {
  const { db } = store;

  /** As if the button of that name had been pressed. */
  const press = (request: CommandRequest, name: string, entity?: EntityRef): Promise<Answer> =>
    pressFor(store, processes, request, { kind, name, entity });

  /** The same on the request of that reference; one that does not exist answers as one that is not theirs. */
  const pressOn = async (request: CommandRequest, name: string): Promise<Answer> => {
    const id = await findByReference(db, request.rest);
    return id === null ? refused(NOT_VISIBLE) : press(request, name, { kind, id });
  };

  const who = ({ interaction }: CommandRequest) =>
    [interaction.personId, londonDate(interaction.at)] as const;

  const logVisit = async (request: CommandRequest): Promise<Answer> => {
    if (request.rest !== '') return pressOn(request, 'logVisit');
    const [id, another] = await deploymentIds(db, request.interaction.personId, 'toVisit');
    if (id === undefined) return refused('You have no deployment under way, so there is no visit to record.');
    if (another === undefined) return press(request, 'logVisit', { kind, id });
    return { type: 'card', card: await deploymentsCard(db, ...who(request)) };
  };

  return [
    {
      name: 'support',
      says: 'Ask for help from a leader of another school',
      subcommands: [
        { name: '', says: 'Ask for support: three answers', run: request => press(request, 'submit') },
        {
          name: 'call',
          says: 'Urgent or delicate: a coordinator rings you',
          run: request => press(request, 'askForCall'),
        },
        {
          name: 'draft',
          says: 'Begin a request and finish it later',
          run: request => press(request, 'keepDraft'),
        },
        {
          name: 'list',
          says: 'Your requests and what happens next',
          run: async request => ({ type: 'card', card: await requestsCard(db, ...who(request)) }),
        },
        {
          name: 'queue',
          says: 'For coordinators: open requests, their age and who is waited on',
          run: async request => ({ type: 'card', card: await queueCard(db, ...who(request)) }),
        },
        {
          name: 'commission',
          says: 'For coordinators and the authority: support for a school at risk, seen by no other school',
          run: request => press(request, 'commission'),
        },
        {
          name: 'settings',
          usage: '[triage|release] [value]',
          says: 'For programme leads: who triages, and when home heads are asked',
          run: request => settingsCommand(store, request),
        },
        {
          name: 'show',
          usage: '[reference]',
          says: 'One request, such as SR-2026-0042',
          run: request =>
            request.rest === ''
              ? Promise.resolve(refused('Say which: /support show SR-2026-0042. /support list shows yours.'))
              : pressOn(request, OPEN),
        },
        ...officeSubcommands(store, batchPlanner),
      ],
    },
    {
      name: 'deploy',
      says: 'For leaders: the schools you support',
      subcommands: [
        {
          name: '',
          says: 'Your deployments, and what you are asked for',
          run: async request => ({ type: 'card', card: await deploymentsCard(db, ...who(request)) }),
        },
        {
          name: 'log',
          usage: '[reference]',
          says: 'Record a visit',
          run: logVisit,
        },
        ...deploy,
      ],
    },
  ];
}
