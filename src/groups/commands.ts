import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { Card } from '../chat/card.js';
import type { ChatCommand, CommandRequest } from '../chat/command.js';
import type { FormValues } from '../chat/form.js';
import type { Store } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import { personViewer } from '../workflow/parties.js';
import type { Processes } from '../workflow/process.js';
import { groupStatus } from './cards.js';
import { readCover } from './cover.js';
import { groupByReference, groupsOf } from './find.js';
import { portfolioCard } from './portfolio/card.js';
import type { GroupRecord } from './record.js';
import { seeGroup } from './visibility.js';
import { milestoneWords } from './words.js';
import { groupWorkflow } from './workflow.js';

interface Desk {
  readonly store: Store;
  readonly processes: Processes;
}

/** '/group': the groups one has to do with, one of them, its report, and a new one. */
export function groupCommands(store: Store, processes: Processes): readonly ChatCommand[] {
  const desk = { store, processes };
  return [
    {
      name: 'group',
      says: 'Task-and-finish groups',
      subcommands: [
        { name: '', says: 'The groups you have to do with', run: request => list(desk, request) },
        { name: 'list', says: 'The same', run: request => list(desk, request) },
        {
          name: 'propose',
          says: 'Propose a group (heads and the board)',
          run: request => pressFor(store, processes, request, { kind: 'group', name: 'propose' }),
        },
        {
          name: 'start',
          says: 'Record a group that the board has approved (coordinators and the chair)',
          run: request => pressFor(store, processes, request, { kind: 'group', name: 'start' }),
        },
        {
          name: 'show',
          usage: '[reference]',
          says: 'One group',
          run: request => press(desk, request, OPEN, request.rest),
        },
        {
          name: 'cover',
          usage: '[who] until [date]',
          says: 'Somebody answers for you in the groups you lead',
          run: request => cover(desk, request),
        },
        {
          name: 'highlight',
          usage: '[reference]',
          says: 'Write the highlight report for the board',
          run: request => press(desk, request, 'writeHighlight', request.rest),
        },
        {
          name: 'exception',
          usage: '[reference]',
          says: 'Ask the sponsor to decide',
          run: request => press(desk, request, 'raiseException', request.rest),
        },
        {
          name: 'portfolio',
          says: 'All your groups at a glance: colours, milestones, days',
          run: request => portfolio(desk, request),
        },
        {
          name: 'report',
          usage: '[reference]',
          says: 'The closing report',
          run: request => press(desk, request, 'report', request.rest),
        },
      ],
    },
  ];
}

/** Presses a button of one group: the one named, else the only one there is for this person. */
async function press(
  { store, processes }: Desk,
  request: CommandRequest,
  name: string,
  reference: string,
  values?: FormValues,
): Promise<Answer> {
  const id = await which(store, request, reference);
  if (typeof id !== 'number') return id;
  return pressFor(store, processes, request, {
    kind: 'group',
    name,
    entity: { kind: 'group', id },
    ...(values && { values }),
  });
}

async function which(
  store: Store,
  { interaction }: CommandRequest,
  reference: string,
): Promise<number | Answer> {
  // A reference that is not there is answered like one that is not to be seen.
  if (reference.trim() !== '') return (await groupByReference(store.db, reference)) ?? 0;
  const all = await groupsOf(store.db, interaction.personId, londonDate(interaction.at));
  // Somebody who leads one and sits on a board means their own.
  const own = all.filter(group =>
    personViewer(groupWorkflow, group, interaction.personId).roles.some(role => role !== 'boardMembers'),
  );
  const mine = own.length > 0 ? own : all;
  const [first] = mine;
  if (!first) return refused(NONE);
  if (mine.length === 1) return first.id;
  return refused(`Say which: ${mine.map(({ reference: ref, title }) => `${ref} (${title})`).join(', ')}.`);
}

const NONE =
  'You have to do with no group at present. Heads and members of the board propose one with /group propose.';

async function cover(desk: Desk, request: CommandRequest): Promise<Answer> {
  const { interaction } = request;
  const today = londonDate(interaction.at);
  const read = await readCover(desk.store.db, request.rest, today);
  if (!read.ok) return refused(read.text);
  const led = (await groupsOf(desk.store.db, interaction.personId, today)).filter(
    ({ state, lead }) => state === 'active' && lead?.id === interaction.personId,
  );
  if (led.length === 0)
    return refused('You lead no group that is at work, so there is nothing to cover. Type /group for yours.');
  const values = { personId: String(read.personId), until: read.until };
  const answers: Answer[] = [];
  for (const { reference } of led) answers.push(await press(desk, request, 'cover', reference, values));
  return answers.find(each => each.type === 'notice' && each.tone === 'refused') ?? (answers[0] as Answer);
}

async function portfolio({ store }: Desk, { interaction }: CommandRequest): Promise<Answer> {
  const today = londonDate(interaction.at);
  const groups = (await groupsOf(store.db, interaction.personId, today, true)).filter(
    ({ state }) => state !== 'declined',
  );
  if (groups.length === 0) return refused(NONE);
  return { type: 'card', card: portfolioCard(groups, interaction.personId, today) };
}

async function list({ store }: Desk, { interaction }: CommandRequest): Promise<Answer> {
  const today = londonDate(interaction.at);
  const mine = await groupsOf(store.db, interaction.personId, today);
  const sections = mine.flatMap(group => section(group, interaction.personId, today));
  if (sections.length === 0) return refused(NONE);
  return {
    type: 'card',
    card: { title: sections.length === 1 ? 'Your group' : 'Your groups', body: sections, actions: [] },
  };
}

function section(group: GroupRecord, personId: number, today: GroupRecord['asOf']): Card['body'][number][] {
  const seen = seeGroup(group, personViewer(groupWorkflow, group, personId), today);
  if (!seen) return [];
  const next =
    seen.state === 'active' || seen.state === 'paused'
      ? `${milestoneWords(seen.milestones, today)}. Reports by ${formatDate(seen.endsOn)}.`
      : groupWorkflow.states[seen.state].says;
  return [
    {
      type: 'section',
      title: `${seen.title} (${seen.reference})`,
      body: [
        { type: 'text', text: groupStatus(seen).text },
        { type: 'text', style: 'subtle', text: next },
        ...(seen.misses && seen.misses > 1
          ? [{ type: 'text' as const, text: `${seen.misses} check-ins missed in a row.` }]
          : []),
      ],
      actions: [{ verb: verb('group', OPEN), label: 'Open', entity: { kind: 'group', id: group.id } }],
    },
  ];
}
