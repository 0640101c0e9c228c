import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { Card, CardElement } from '../chat/card.js';
import type { ChatCommand, CommandRequest } from '../chat/command.js';
import type { EntityRef } from '../chat/entityRef.js';
import { schoolsLedBy } from '../network/people.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { NOT_VISIBLE } from '../workflow/commit.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { type WaitingItem, waitsOn } from '../workflow/waiting.js';
import { DECLINE_REASONS } from './codes.js';
import { nodesToOpenIn } from './cycle/queries.js';
import { cycleWorkflow } from './cycle/workflow.js';
import { entryWorkflow } from './entry/workflow.js';
import { type NamedPractice, namedPractice } from './goodPractice.js';
import { planningCommands } from './planningCommands.js';
import { programmeWorkflow } from './programme/workflow.js';
import {
  cycleOrPlace,
  cyclesOf,
  findByReference,
  type MyCycle,
  type MyReview,
  minePending,
} from './queries.js';
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
  const press = (
    request: CommandRequest,
    kind: string,
    name: string,
    entity?: EntityRef,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Answer> => pressFor(store, processes, request, { kind, name, entity, values });

  const overview = async ({ interaction }: CommandRequest): Promise<Answer> => {
    const { personId, at } = interaction;
    const today = londonDate(at);
    const items = await waitsOn(db, processes, personId, today);
    const waiting = items.filter(item => KINDS.includes(item.kind));
    const schools = await schoolsLedBy(db, personId, today);
    const card = overviewCard({
      waiting,
      mine: await minePending(
        db,
        personId,
        schools.map(school => school.id),
      ),
      cycles: await cyclesOf(db, personId, today),
      mayOpen: (await nodesToOpenIn(db, personId, today)).length > 0,
    });
    return { type: 'card', card };
  };

  const show = async (request: CommandRequest): Promise<Answer> => {
    if (request.rest === '')
      return refused('Say which: /review show RV-2026-0104. /review alone lists yours.');
    const [reference = '', school] = request.rest.split(/\s*\(/);
    const found = await findByReference(db, reference);
    if (!found) return refused(NOT_VISIBLE);
    const { personId, at } = request.interaction;
    const who = { personId, today: londonDate(at), namesSchool: school !== undefined };
    const entity = found.kind === cycleWorkflow.kind ? await cycleOrPlace(db, found, who) : found;
    return press(request, entity.kind, OPEN, entity);
  };

  const timetable = async (request: CommandRequest): Promise<Answer> => {
    if (request.rest === '') return refused('Say of which: /review timetable RV-2026-0104.');
    const entity = await findByReference(db, request.rest);
    return entity?.kind === reviewWorkflow.kind
      ? press(request, entity.kind, 'timetable', entity)
      : refused(NOT_VISIBLE);
  };

  /** With a reason's code behind it nothing more is asked: a conflict needs no words (DOMAIN 2.3). */
  const decline = async (request: CommandRequest): Promise<Answer> => {
    const [reference = '', typed = ''] = request.rest.split(/\s+/);
    if (reference === '')
      return refused('Say which: /review decline RV-2026-0104, or with conflict behind it.');
    const entity = await findByReference(db, reference);
    if (entity?.kind !== reviewWorkflow.kind) return refused(NOT_VISIBLE);
    const reason = DECLINE_REASONS.find(code => code === typed.toLowerCase());
    return press(request, entity.kind, 'decline', entity, reason ? { reason } : {});
  };

  const practice = async ({ interaction }: CommandRequest): Promise<Answer> => ({
    type: 'card',
    card: practiceCard(await namedPractice(db, interaction.personId, londonDate(interaction.at))),
  });

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
        {
          name: 'timetable',
          usage: '[reference]',
          says: 'The day plan of a review that you take part in',
          run: timetable,
        },
        {
          name: 'decline',
          usage: '[reference] conflict',
          says: 'Decline a review; a conflict needs no words',
          run: decline,
        },
        { name: 'practice', says: 'Good practice that schools have put their names to', run: practice },
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

function practiceCard(found: readonly NamedPractice[]): Card {
  return {
    title: 'Good practice in our schools',
    body:
      found.length > 0
        ? [
            {
              type: 'table',
              columns: ['School', 'What others could learn'],
              rows: found.map(({ school, what }) => [school, what]),
            },
          ]
        : [
            {
              type: 'text',
              text: 'No school has put its name to something yet. A review ends with that question.',
            },
          ],
    actions: [],
  };
}

function openButton(kind: string, id: number) {
  return { verb: verb(kind, OPEN), label: 'Open', entity: { kind, id } };
}
