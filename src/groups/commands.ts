import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { Card } from '../chat/card.js';
import type { ChatCommand, CommandRequest } from '../chat/command.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import { personViewer } from '../workflow/parties.js';
import type { Processes } from '../workflow/process.js';
import { loadGroup } from './load.js';
import { seeGroup } from './visibility.js';
import { milestoneWords, RAG_WORDS } from './words.js';
import { groupWorkflow } from './workflow.js';

/** '/group': the groups one has to do with, one group, and a new one. */
export function groupCommands(store: Store, processes: Processes): readonly ChatCommand[] {
  return [
    {
      name: 'group',
      says: 'Task-and-finish groups',
      subcommands: [
        { name: '', says: 'The groups you have to do with', run: request => list(store, request) },
        { name: 'list', says: 'The same', run: request => list(store, request) },
        {
          name: 'start',
          says: 'Start a group (coordinators and the chair)',
          run: request => start(store, processes, request),
        },
        {
          name: 'show',
          usage: '[reference]',
          says: 'One group',
          run: request => show(store, processes, request),
        },
      ],
    },
  ];
}

async function list(store: Store, { interaction }: CommandRequest): Promise<Answer> {
  const today = londonDate(interaction.at);
  const rows = await store.db.taskGroup.findMany({
    where: { state: 'active' },
    select: { id: true },
    orderBy: { endsOn: 'asc' },
  });
  const sections: Card['body'][number][] = [];
  for (const { id } of rows) {
    const group = await loadGroup(store.db, id, today);
    const seen = group && seeGroup(group, personViewer(groupWorkflow, group, interaction.personId), today);
    if (!group || !seen) continue;
    sections.push({
      type: 'section',
      title: `${seen.title} (${seen.reference})`,
      body: [
        { type: 'text', text: RAG_WORDS[seen.rag] },
        {
          type: 'text',
          style: 'subtle',
          text: `${milestoneWords(seen.milestones, today)}. Reports by ${formatDate(seen.endsOn)}.`,
        },
      ],
      actions: [{ verb: verb('group', OPEN), label: 'Open', entity: { kind: 'group', id } }],
    });
  }
  if (sections.length === 0) {
    return refused(
      'You have to do with no group at present. Coordinators and the chair start one with /group start.',
    );
  }
  return {
    type: 'card',
    card: { title: sections.length === 1 ? 'Your group' : 'Your groups', body: sections, actions: [] },
  };
}

function start(store: Store, processes: Processes, request: CommandRequest): Promise<Answer> {
  return pressFor(store, processes, request, { kind: 'group', name: 'start' });
}

async function show(store: Store, processes: Processes, request: CommandRequest): Promise<Answer> {
  const reference = request.rest.trim().toUpperCase();
  const row = await store.db.taskGroup.findUnique({ where: { reference }, select: { id: true } });
  const entity = { kind: 'group', id: row?.id ?? 0 };
  return pressFor(store, processes, request, { kind: 'group', name: OPEN, entity });
}
