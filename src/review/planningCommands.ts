import { londonDate } from '../calendar/london.js';
import { writeIcs } from '../calendar/writeIcs.js';
import { eventDomain } from '../calendarFeed/address.js';
import { type Answer, refused } from '../chat/answer.js';
import type { AttachedFile, Card } from '../chat/card.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import { calendarOfSchool } from '../network/calendars.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { NOT_VISIBLE } from '../workflow/commit.js';
import { OPEN } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { eventsOf } from './dayEvents.js';
import { loadReview } from './load.js';
import { type KnownProgramme, programmesOf } from './programme/queries.js';
import { programmeWorkflow } from './programme/workflow.js';
import { findByReference } from './queries.js';
import { reviewWorkflow } from './workflow.js';

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

  const calendarFile = async ({ interaction, rest }: CommandRequest): Promise<Answer> => {
    const { personId, at } = interaction;
    const today = londonDate(at);
    if (rest === '') return refused('Say which: /review calendar RV-2026-0104. /review alone lists yours.');
    const entity = await findByReference(db, rest);
    const record = entity?.kind === reviewWorkflow.kind ? await loadReview(db, entity.id, today) : null;
    const calendar = record && (await calendarOfSchool(db, record.host.id));
    const events = record && calendar ? eventsOf(record, personId, calendar) : [];
    if (!record || events.length === 0) return refused(NOT_VISIBLE);
    const file: AttachedFile = {
      type: 'file',
      name: `${record.reference}.ics`,
      mediaType: 'text/calendar',
      text: writeIcs(record.reference, await eventDomain(store), events),
    };
    return { type: 'card', card: calendarCard(record.reference, file) };
  };

  return [
    {
      name: 'calendar',
      usage: '[reference]',
      says: 'The days of a review of yours as a file for your calendar',
      run: calendarFile,
    },
    {
      name: 'programme',
      says: 'For programme leads: the programmes, their rules, and setting up a new one',
      run: programmes,
    },
  ];
}

function calendarCard(reference: string, file: AttachedFile): Card {
  return {
    title: `${reference} for your calendar`,
    body: [
      file,
      {
        type: 'text',
        style: 'subtle',
        text: 'Open the file to add it. When the day moves, a new file moves the same entry; /me calendar does that by itself.',
      },
    ],
    actions: [],
  };
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
