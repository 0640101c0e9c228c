import { londonDate } from '../calendar/london.js';
import { writeIcs } from '../calendar/writeIcs.js';
import { eventDomain } from '../calendarFeed/address.js';
import { type Answer, done, refused } from '../chat/answer.js';
import type { AttachedFile, Card } from '../chat/card.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import { calendarOfSchool } from '../network/calendars.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { NOT_VISIBLE } from '../workflow/commit.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import type { Processes } from '../workflow/process.js';
import { declare, declaredBy, declaredWords, schoolsNamed, withdraw } from './conflicts.js';
import { cycleWorkflow } from './cycle/workflow.js';
import { eventsOf } from './dayEvents.js';
import { loadReview } from './load.js';
import { balanceCard, historyCard } from './ownViews.js';
import { type KnownProgramme, programmesOf } from './programme/queries.js';
import { programmeWorkflow } from './programme/workflow.js';
import { findByReference } from './queries.js';
import { trainingAnswer } from './training.js';
import { reviewWorkflow } from './workflow.js';

interface Deps {
  readonly store: Store;
  readonly processes: Processes;
}

/** What is typed about programmes and plans: '/review programme' and its neighbours. */
export function planningCommands({ store, processes }: Deps): readonly Subcommand[] {
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

  /** A look at a cycle, as if its button had been pressed. */
  const ofCycle =
    (name: 'board' | 'totals') =>
    async (request: CommandRequest): Promise<Answer> => {
      if (request.rest === '')
        return refused(`Say of which cycle: /review ${name} RC-2026-0001. /review alone lists yours.`);
      const entity = await findByReference(db, request.rest);
      return entity?.kind === cycleWorkflow.kind
        ? pressFor(store, processes, request, { kind: entity.kind, name, entity })
        : refused(NOT_VISIBLE);
    };

  const balance = async ({ interaction: { personId, at } }: CommandRequest): Promise<Answer> => ({
    type: 'card',
    card: await balanceCard(db, personId, londonDate(at)),
  });

  const history = async ({ interaction: { personId, at } }: CommandRequest): Promise<Answer> => ({
    type: 'card',
    card: await historyCard(db, personId, londonDate(at)),
  });

  /** 'Ash Primary' declares a tie, 'withdraw Ash Primary' takes it back, nothing lists one's own. */
  const conflict = async ({ interaction, rest }: CommandRequest): Promise<Answer> => {
    const { personId, at } = interaction;
    const [, takesBack, name = ''] = /^(withdraw\s+)?(.*)$/i.exec(rest) ?? [];
    if (name === '') return { type: 'card', card: conflictsCard(await declaredBy(db, personId)) };
    const [school, ...others] = await schoolsNamed(db, name);
    if (!school)
      return refused(`No school of the partnership is called "${name}". Write its name, or a part of it.`);
    if (others.length > 0)
      return refused(
        `Which one: ${[school, ...others].map(each => each.name).join(', ')}? Write a little more.`,
      );
    if (takesBack)
      return (await withdraw(db, personId, school.id))
        ? done(`Taken back: you can be asked to review ${school.name}.`)
        : refused(`You have declared nothing about ${school.name}.`);
    await declare(db, personId, school.id, at);
    return done(
      `Noted: no plan will send you to ${school.name}. Nobody is told, and no reason is kept. If you are on its team already, decline that review with "conflict".`,
    );
  };

  return [
    {
      name: 'board',
      usage: '[reference]',
      says: 'For programme and cluster leads: every review of a cycle, what is late, and who is waited on',
      run: ofCycle('board'),
    },
    {
      name: 'totals',
      usage: '[reference]',
      says: 'For programme and cluster leads: a cycle in numbers, as a board may see it',
      run: ofCycle('totals'),
    },
    { name: 'balance', says: 'The reviewer days that you and your school gave and received', run: balance },
    {
      name: 'training',
      usage: '[who] [trained on] [valid to]',
      says: 'Your reviewer training; for programme leads everybody’s, and recording one',
      run: ({ interaction: { personId, at }, rest }) => trainingAnswer(db, personId, rest, londonDate(at)),
    },
    { name: 'history', says: 'The reviews of your own school', run: history },
    {
      name: 'conflict',
      usage: '[school]',
      says: 'Declare in private, without a reason, that you should not review a school',
      run: conflict,
    },
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

function conflictsCard(declared: Awaited<ReturnType<typeof declaredBy>>): Card {
  return {
    title: 'Schools that you do not review',
    body: [
      declared.length === 0
        ? { type: 'text', text: 'You have declared none.' }
        : { type: 'list', items: declared.map(declaredWords) },
      {
        type: 'text',
        style: 'subtle',
        text: 'Only you see this list; plans keep to it. /review conflict with a school’s name adds one, /review conflict withdraw with its name takes it back. Own school, trust, and schools where you worked in the last six years are left out anyway.',
      },
    ],
    actions: [],
  };
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
