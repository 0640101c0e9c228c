import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { Card, CardElement } from '../chat/card.js';
import type { ChatCommand, CommandRequest } from '../chat/command.js';
import type { EntityRef } from '../chat/entityRef.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { NOT_VISIBLE } from '../workflow/commit.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { type WaitingItem, waitsOn } from '../workflow/waiting.js';
import { nodesToOpenIn } from './cycle/queries.js';
import { cycleWorkflow } from './cycle/workflow.js';
import { entryWorkflow } from './entry/workflow.js';
import { planningCommands } from './planningCommands.js';
import { programmeWorkflow } from './programme/workflow.js';
import { cyclesOf, findByReference, type MyCycle, type MyReview, minePending } from './queries.js';
import { reviewWorkflow } from './workflow.js';

/** Everything that belongs to peer review. */
const KINDS = [programmeWorkflow.kind, cycleWorkflow.kind, entryWorkflow.kind, reviewWorkflow.kind];

interface Deps {
  readonly store: Store;
  readonly processes: Processes;
}

/** '/review': what waits on one, one's reviews, and opening a cycle. */
export function reviewCommands({ store, processes }: Deps): ChatCommand[] {
  const { db } = store;

  /** As if the button of that name had been pressed. */
  const press = (request: CommandRequest, kind: string, name: string, entity?: EntityRef): Promise<Answer> =>
    pressFor(store, processes, request, { kind, name, entity });

  const overview = async ({ interaction }: CommandRequest): Promise<Answer> => {
    const { personId, at } = interaction;
    const today = londonDate(at);
    const items = await waitsOn(db, processes, personId, today);
    const waiting = items.filter(item => KINDS.includes(item.kind));
    const card = overviewCard({
      waiting,
      mine: await minePending(db, personId, today),
      cycles: await cyclesOf(db, personId, today),
      mayOpen: (await nodesToOpenIn(db, personId, today)).length > 0,
    });
    return { type: 'card', card };
  };

  const show = async (request: CommandRequest): Promise<Answer> => {
    if (request.rest === '')
      return refused('Say which: /review show RV-2026-0104. /review alone lists yours.');
    const entity = await findByReference(db, request.rest);
    return entity ? press(request, entity.kind, OPEN, entity) : refused(NOT_VISIBLE);
  };

  return [
    {
      name: 'review',
      says: 'Peer reviews between schools',
      subcommands: [
        { name: '', says: 'What waits on you about reviews, and your reviews to come', run: overview },
        {
          name: 'cycle',
          says: 'For programme and cluster leads: open a cycle of reviews',
          run: request => press(request, cycleWorkflow.kind, 'open'),
        },
        {
          name: 'show',
          usage: '[reference]',
          says: 'One review or cycle, such as RV-2026-0104',
          run: show,
        },
        ...planningCommands({ store, processes }),
      ],
    },
  ];
}

interface Overview {
  readonly waiting: readonly WaitingItem[];
  readonly mine: readonly MyReview[];
  readonly cycles: readonly MyCycle[];
  /** Whether there is a partnership in which they may open a cycle. */
  readonly mayOpen: boolean;
}

function overviewCard({ waiting, mine, cycles, mayOpen }: Overview): Card {
  const title =
    waiting.length === 0
      ? 'No review waits on you'
      : waiting.length === 1
        ? 'One thing about reviews waits on you'
        : `${waiting.length} things about reviews wait on you`;
  const waits = (kind: string, id: number) => waiting.some(item => item.kind === kind && item.id === id);
  const others = mine.filter(review => !waits(reviewWorkflow.kind, review.id));
  const running = cycles.filter(cycle => !waits(cycleWorkflow.kind, cycle.id));
  return {
    title,
    body: [
      ...waiting.map(
        (item): CardElement => ({
          type: 'section',
          title: `${item.title} ${item.reference}`,
          body: [{ type: 'text', text: item.says }],
          actions: [openButton(item.kind, item.id)],
        }),
      ),
      ...(others.length > 0 ? [{ type: 'text', text: 'Your reviews', style: 'strong' } as const] : []),
      ...others.map(
        (review): CardElement => ({
          type: 'section',
          title: `${review.reference}: ${review.host}`,
          body: [
            {
              type: 'text',
              text: `${review.on ? formatDate(review.on) : 'No day yet'}. You are ${review.part}.`,
            },
          ],
          actions: [openButton(reviewWorkflow.kind, review.id)],
        }),
      ),
      ...(running.length > 0 ? [{ type: 'text', text: 'Your cycles', style: 'strong' } as const] : []),
      ...running.map(
        (cycle): CardElement => ({
          type: 'section',
          title: `${cycle.reference}: ${cycle.name}`,
          body: [{ type: 'text', text: cycle.says }],
          actions: [openButton(cycleWorkflow.kind, cycle.id)],
        }),
      ),
      ...(waiting.length + others.length + running.length === 0
        ? [{ type: 'text', text: 'When a cycle opens, you are asked here.' } as const]
        : []),
    ],
    actions: mayOpen ? [{ verb: verb(cycleWorkflow.kind, 'open'), label: 'Open a cycle' }] : [],
  };
}

function openButton(kind: string, id: number) {
  return { verb: verb(kind, OPEN), label: 'Open', entity: { kind, id } };
}
