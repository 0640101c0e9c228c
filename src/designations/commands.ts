import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { type Answer, refused } from '../chat/answer.js';
import type { Card, CardElement } from '../chat/card.js';
import type { CommandRequest, Subcommand } from '../chat/command.js';
import { holdsRole } from '../network/people.js';
import type { Store, Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { NOT_VISIBLE } from '../workflow/commit.js';
import { OPEN, pressFor } from '../workflow/handle.js';
import { personViewer } from '../workflow/parties.js';
import type { Processes } from '../workflow/process.js';
import { nextStep } from './cards.js';
import { needing } from './home.js';
import { idOfReference, loadDesignation } from './load.js';
import type { DesignationRecord } from './record.js';
import { type SeenDesignation, see } from './visibility.js';
import { STATUS } from './words.js';
import { designationWorkflow } from './workflow.js';

const { kind } = designationWorkflow;

/** A list in chat longer than this is not read. */
const LISTED = 10;

const MORE = 'There are more: type /deploy leaders and a name.';

const NOTHING_DUE =
  'No designation of your partnership is due for review within 60 days, expired or under review. /deploy leaders all shows the others.';

const NOT_YOURS =
  'That is for coordinators and programme leads of a partnership, and you are not on record as one. ' +
  '/deploy leader shows your own designation.';

/** What `/deploy` offers about designations. */
export function designationSubcommands(store: Store, processes: Processes): readonly Subcommand[] {
  const { db } = store;
  const press = (request: CommandRequest, name: string, id: number): Promise<Answer> =>
    pressFor(store, processes, request, { kind, name, entity: { kind, id } });

  const leader = async (request: CommandRequest): Promise<Answer> => {
    const { personId, at } = request.interaction;
    const id = idOfReference(request.rest);
    if (id !== null) return press(request, OPEN, id);
    if (request.rest !== '') return refused(NOT_VISIBLE);
    return oneOrAll(request, await ownDesignations(db, personId, londonDate(at)), own =>
      press(request, OPEN, own),
    );
  };

  const moved = async (request: CommandRequest): Promise<Answer> => {
    const { personId, at } = request.interaction;
    const own = await ownDesignations(db, personId, londonDate(at));
    const open = own.filter(({ state }) => state !== 'ended');
    return oneOrAll(request, open, id => press(request, 'reportMove', id));
  };

  return [
    {
      name: 'leader',
      usage: '[reference]',
      says: 'Your designation and when it is reviewed; for coordinators and heads one such as DG-0012',
      run: leader,
    },
    {
      name: 'moved',
      says: 'You have changed school: your designation is looked at again',
      run: moved,
    },
    {
      name: 'leaders',
      usage: '[all|name]',
      says: 'For coordinators: designations that are due for review, expired or under review',
      run: ({ interaction: { personId, at }, rest }) => office(db, personId, londonDate(at), rest),
    },
  ];
}

/** The one there is, the list of several, or that there is none. */
async function oneOrAll(
  { interaction: { personId } }: CommandRequest,
  own: readonly DesignationRecord[],
  one: (id: number) => Promise<Answer>,
): Promise<Answer> {
  const [only, another] = own;
  if (!only)
    return refused('You hold no designation here. If you should, ask your coordinator to put it on record.');
  if (!another) return one(only.id);
  return { type: 'card', card: { title: 'Your designations', body: sections(own, personId), actions: [] } };
}

async function ownDesignations(
  tx: Tx,
  personId: number,
  today: LocalDate,
): Promise<readonly DesignationRecord[]> {
  const rows = await tx.designation.findMany({
    where: { personId },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return loaded(tx, rows, today);
}

/**
 * The designations that somebody looks after as a coordinator or programme lead, the first to be reviewed first: those
 * that need them, all, or those of leaders of a name.
 */
async function office(tx: Tx, personId: number, today: LocalDate, rest: string): Promise<Answer> {
  const holds = await Promise.all(
    (['coordinator', 'programmeLead'] as const).map(role => holdsRole(tx, personId, role, today)),
  );
  if (!holds.includes(true)) return refused(NOT_YOURS);
  const name = /^all$/i.test(rest) ? '' : rest.toLowerCase();
  const rows = await tx.designation.findMany({
    where: rest === '' ? needing(today) : { status: { not: 'ended' } },
    select: { id: true, person: { select: { name: true } } },
    orderBy: [{ reviewDue: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
  });
  const mine: DesignationRecord[] = [];
  // Compared here and not by the database: only one of the two can ignore case. One more than is listed is enough.
  for (const { id } of rows.filter(row => row.person.name.toLowerCase().includes(name))) {
    const record = await loadDesignation(tx, id, today);
    if (!record || ![...record.coordinatorIds, ...record.programmeLeadIds].includes(personId)) continue;
    if (mine.push(record) > LISTED) break;
  }
  const nothing = rest === '' ? NOTHING_DUE : 'No designation like that is yours to look after.';
  const card: Card = {
    title: rest === '' ? 'Designations that need you' : 'Designated leaders',
    body: [
      ...(mine.length === 0 ? [{ type: 'text', text: nothing } as const] : []),
      ...sections(mine, personId),
      ...(mine.length > LISTED ? [{ type: 'text', style: 'subtle', text: MORE } as const] : []),
    ],
    actions: [],
  };
  return { type: 'card', card };
}

async function loaded(
  tx: Tx,
  rows: readonly { readonly id: number }[],
  today: LocalDate,
): Promise<readonly DesignationRecord[]> {
  const found: DesignationRecord[] = [];
  for (const { id } of rows) {
    const record = await loadDesignation(tx, id, today);
    if (record) found.push(record);
  }
  return found;
}

function sections(records: readonly DesignationRecord[], personId: number): readonly CardElement[] {
  return records.slice(0, LISTED).map(record => {
    const seen = see(record, personViewer(designationWorkflow, record, personId));
    const entity = { kind, id: record.id, version: record.version };
    return {
      type: 'section',
      title: titleOf(seen),
      body: [{ type: 'text', text: nextStep(seen) }],
      actions: [{ verb: verb(kind, OPEN), label: 'Open', entity }],
    };
  });
}

function titleOf({ reference, leader, typeCode, home, state }: SeenDesignation): string {
  return [reference, leader && `${leader} (${typeCode})`, home, STATUS[state].text]
    .filter(Boolean)
    .join(' · ');
}
