import { formatDate, type LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Action, Card, CardElement, Fact } from '../chat/card.js';
import type { ChatCommand, Subcommand } from '../chat/command.js';
import { entityKey } from '../chat/entityRef.js';
import { idsOfSchoolsLedBy } from '../network/people.js';
import { idsOfEach, type Sql } from '../store/idsOfEach.js';
import type { Store, Tx } from '../store/open.js';
import { coveredBy, coveringIds } from './absence.js';
import { verb } from './buttons.js';
import { OPEN } from './handle.js';
import type { HomeItem } from './home.js';
import type { At, Processes } from './process.js';
import { Records } from './records.js';
import { type WaitingItem, waitsOn } from './waiting.js';
import type { Cover } from './workflow.js';

/** Things of one kind shown at most: Slack's Home tab takes a hundred blocks, and nobody reads a longer list. */
const LISTED = 8;

/** Lines on a person's own page that come from no process. */
export interface HomeLines {
  /** Whom they may concern, asked with everything else: SQL that selects "id", none for who has nothing to do with it. */
  asks(personId: number, today: LocalDate): Sql;
  lines(personId: number, now: Date): Promise<readonly CardElement[]>;
}

/**
 * '/me': a person's own page, the same on every platform: what waits on them, what they wait for and whose turn it
 * is, their days, what they can begin. Slack's Home tab shows it too.
 *
 * @param more what other parts offer about oneself ('cover', 'data')
 * @param first what stands before everything else on the page of those whom it concerns
 */
export function meCommand(
  store: Store,
  processes: Processes,
  more: readonly Subcommand[] = [],
  first?: HomeLines,
): ChatCommand {
  return {
    name: 'me',
    says: 'Your own page',
    subcommands: [
      {
        name: '',
        says: 'What waits on you, what you wait for, and your days',
        run: async ({ interaction }) => {
          const at = { now: interaction.at, today: londonDate(interaction.at) };
          return { type: 'card', card: await homeCard(store.db, processes, interaction.personId, at, first) };
        },
      },
      ...more,
    ],
  };
}

/** A person's own page as it is now; see {@link meCommand}. */
export async function homeCard(
  tx: Tx,
  processes: Processes,
  personId: number,
  at: At,
  first?: HomeLines,
): Promise<Card> {
  const all = processes.all();
  const [concerned = [], covering = [], schools = [], ...found] = await idsOfEach(tx, [
    first?.asks(personId, at.today) ?? null,
    coveringIds(personId, at.today),
    idsOfSchoolsLedBy(personId, at.today),
    ...all.map(process => process.mine?.(personId, at.today) ?? null),
    ...all.map(process => process.mayBegin?.(personId, at.today) ?? null),
  ]);
  const covers = covering.length > 0 ? await coveredBy(tx, personId, at.today) : [];
  const records = new Records(tx, processes, at.today);
  const waiting = await waitsOn(tx, processes, personId, at.today, { covers, records });
  const theirTurn = new Set(waiting.map(entityKey));
  const work: HomeItem[] = [];
  const days: Fact[] = [];
  const begin: Action[] = [];
  for (const [n, process] of all.entries()) {
    const { kind } = process.workflow;
    const mine = found[n] ?? [];
    const part = await process.home?.(tx, {
      personId,
      at,
      schools,
      mine,
      others: mine.filter(id => !theirTurn.has(entityKey({ kind, id }))),
      mayBegin: (found[all.length + n] ?? []).length > 0,
      records: async ids => [...(await records.read(ids.map(id => ({ kind, id })))).values()],
    });
    work.push(...(part?.work ?? []));
    days.push(...(part?.days ?? []));
    begin.push(...(part?.begin ?? []));
  }
  const others = work.filter(item => !theirTurn.has(entityKey(item.entity)));
  return {
    title: titleOf(waiting.length),
    body: [
      ...(first && concerned.length > 0 ? await first.lines(personId, at.now) : []),
      ...covers.map(coverLine),
      ...listed(waiting, waitingSection),
      ...headed('You wait for', listed(others, workSection)),
      ...(days.length > 0 ? headed('Your days', [{ type: 'facts', facts: days }]) : []),
      ...(waiting.length + others.length === 0 ? [NOTHING] : []),
    ],
    actions: begin,
  };
}

const NOTHING: CardElement = {
  type: 'text',
  text: 'You have no request, review or group at present. Type /help to see everything.',
};

function titleOf(waiting: number): string {
  if (waiting === 0) return 'Nothing waits on you';
  return waiting === 1 ? 'One thing waits on you' : `${waiting} things wait on you`;
}

function coverLine({ person, to }: Cover): CardElement {
  return { type: 'text', style: 'subtle', text: `You act for ${person.name} until ${formatDate(to)}.` };
}

function headed(title: string, elements: readonly CardElement[]): CardElement[] {
  return elements.length === 0 ? [] : [{ type: 'text', style: 'strong', text: title }, ...elements];
}

function listed<T>(items: readonly T[], section: (item: T) => CardElement): CardElement[] {
  const more = items.length - LISTED;
  return [
    ...items.slice(0, LISTED).map(section),
    ...(more > 0 ? [{ type: 'text', style: 'subtle', text: `And ${more} more.` } as const] : []),
  ];
}

function waitingSection(item: WaitingItem): CardElement {
  const due = item.dueAt && `Due ${formatDate(londonDate(item.dueAt))}`;
  const small = [item.forName && `For ${item.forName}`, due].filter(Boolean).join(' · ');
  return {
    type: 'section',
    title: `${item.title} ${item.reference}`,
    body: [
      { type: 'text', text: item.says },
      ...(small ? [{ type: 'text', style: 'subtle', text: small } as const] : []),
    ],
    actions: [openButton(item)],
  };
}

function workSection({ entity, title, status, says }: HomeItem): CardElement {
  return {
    type: 'section',
    title: [title, status].filter(Boolean).join(' · '),
    body: [{ type: 'text', text: says }],
    actions: [openButton(entity)],
  };
}

function openButton({ kind, id }: { readonly kind: string; readonly id: number }): Action {
  return { verb: verb(kind, OPEN), label: 'Open', entity: { kind, id } };
}
