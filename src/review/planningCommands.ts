import { londonDate } from '../calendar/london.js';
import type { Answer } from '../chat/answer.js';
import type { Card } from '../chat/card.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { OPEN } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { type KnownProgramme, programmesOf } from './programme/queries.js';
import { programmeWorkflow } from './programme/workflow.js';

interface Deps {
  readonly store: Store;
  readonly processes: Processes;
}

/** What is typed about programmes and plans: '/review programme' and its neighbours. */
export function planningCommands({ store }: Deps): readonly Subcommand[] {
  const { db } = store;

  const programmes = async ({ interaction }: CommandRequest): Promise<Answer> => {
    const { personId, at } = interaction;
    return { type: 'card', card: programmesCard(await programmesOf(db, personId, londonDate(at))) };
  };

  return [
    {
      name: 'programme',
      says: 'For programme leads: the programmes, their rules, and setting up a new one',
      run: programmes,
    },
  ];
}

function programmesCard({
  programmes,
  mayCreate,
}: {
  readonly programmes: readonly KnownProgramme[];
  readonly mayCreate: boolean;
}): Card {
  const create = { verb: verb(programmeWorkflow.kind, 'create'), label: 'Set up a programme' };
  if (programmes.length === 0) {
    return {
      title: 'No review programme yet',
      body: [
        {
          type: 'text',
          text: mayCreate
            ? 'Set one up from what real programmes do, and change its rules. A cycle can also be opened without.'
            : 'Programmes are set up by programme leads and coordinators.',
        },
      ],
      actions: mayCreate ? [create] : [],
    };
  }
  return {
    title: 'Review programmes',
    body: programmes.map(programme => ({
      type: 'section' as const,
      title: `${programme.reference}: ${programme.name}`,
      body: [{ type: 'text' as const, text: `${programme.partnership}. ${programme.says}` }],
      actions: [
        {
          verb: verb(programmeWorkflow.kind, OPEN),
          label: 'Open',
          entity: { kind: programmeWorkflow.kind, id: programme.id },
        },
      ],
    })),
    actions: mayCreate ? [create] : [],
  };
}
