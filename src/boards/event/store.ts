import { type LocalDate, localDate } from '../../calendar/localDate.js';
import { presentOn } from '../../network/current.js';
import { personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { nextReference } from '../../workflow/reference.js';
import { NEW } from '../../workflow/workflow.js';
import { boardFactsOf, person } from '../load.js';
import type { EventOutcome, EventRecord, EventState, Invitee } from './record.js';
import type { EventChanges } from './terms.js';

/** The running series of consultative events: 'CE-2027-0001'. */
const SERIES = 'CE';

/** A consultative event with its board as of a day; null when there is none of that id. */
export async function loadEvent(tx: Tx, id: number, today: LocalDate): Promise<EventRecord | null> {
  const row = await tx.consultativeEvent.findUnique({
    where: { id },
    include: {
      board: { select: { kind: true } },
      decision: { include: { board: { select: { name: true } } } },
      invitees: { orderBy: { id: 'asc' } },
    },
  });
  const board = row && (await boardFactsOf(tx, row.boardId, today));
  if (!row || !board) return null;
  const names = await personNames(
    tx,
    row.invitees.flatMap(each => each.personId ?? []),
  );
  return {
    ...board,
    id: row.id,
    reference: row.reference,
    state: row.state as EventState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    issue: row.issue,
    on: localDate(row.on),
    startsAt: row.startsAt,
    place: row.place,
    decision: {
      id: row.decision.id,
      reference: row.decision.reference,
      boardId: row.decision.boardId,
      boardName: row.decision.board.name,
    },
    noDecision: null,
    invitees: row.invitees.map(each => ({
      id: each.id,
      personId: each.personId,
      name: each.personId === null ? each.name : person(each.personId, names).name,
      organisation: each.organisation,
      answer: each.answer as Invitee['answer'],
      evidence: each.evidence,
    })),
    outcomes: await outcomesOf(tx, row.id),
    consultative: row.board.kind === 'consultativeGroup',
  };
}

/** What the event found, each with what became of it: outcome, action, result. */
async function outcomesOf(tx: Tx, eventId: number): Promise<EventOutcome[]> {
  const rows = await tx.agendaItem.findMany({
    where: { sourceKind: 'event', sourceId: eventId },
    include: { actions: { where: { part: 'A' }, orderBy: { id: 'asc' } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ title, note, minute, actions }) => ({
    title,
    note,
    minute,
    actions: actions.map(({ reference, state, result }) => ({ reference, state, result: result ?? '' })),
  }));
}

/**
 * The event-to-be of a consultative group, with the decision that is cited as asking for it.
 * @throws Refused when there is no such board
 */
export async function draftEvent(tx: Tx, start: StartRequest): Promise<EventRecord> {
  const { values, now, today } = start;
  const boardId = Number(values.boardId) || 0;
  const row = await tx.board.findUnique({ where: { id: boardId }, select: { kind: true, state: true } });
  const board = await boardFactsOf(tx, boardId, today);
  if (!row || !board || row.state !== 'active')
    throw new Refused('There is no such board. /board list shows those you belong to.');
  return {
    ...board,
    id: 0,
    reference: 'New event',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    issue: '',
    on: today,
    startsAt: '',
    place: '',
    ...(await citedDecision(tx, board.reportsToId, String(values.from ?? ''))),
    invitees: [],
    outcomes: [],
    consultative: row.kind === 'consultativeGroup',
  };
}

/** The decision of the board above that a reference names: its own, or its meeting's when that took only one. */
async function citedDecision(
  tx: Tx,
  aboveId: number | null,
  typed: string,
): Promise<Pick<EventRecord, 'decision' | 'noDecision'>> {
  const above =
    aboveId === null
      ? null
      : await tx.board.findUnique({ where: { id: aboveId }, select: { name: true, slug: true } });
  if (aboveId === null || !above)
    return {
      decision: null,
      noDecision: 'This group reports to no board that could ask for a discussion. Change that first.',
    };
  const reference = typed.trim().toUpperCase();
  const found = await tx.boardDecision.findMany({
    where: {
      boardId: aboveId,
      state: 'decided',
      part: 'A',
      OR: [{ reference }, { meeting: { reference } }],
    },
    select: { id: true, reference: true },
    orderBy: { id: 'asc' },
    take: 3,
  });
  const [first] = found;
  if (first && found.length === 1)
    return { decision: { ...first, boardId: aboveId, boardName: above.name }, noDecision: null };
  const why =
    found.length > 1
      ? `${reference} took more than one decision (${found.map(each => each.reference).join(', ')}). Give the reference of the one that asks for this.`
      : `An expert discussion takes up what ${above.name} has decided, and "${typed.trim() || 'nothing'}" is no such decision. Give its reference (BD-2027-0004); /board ${above.slug} decide records one.`;
  return { decision: null, noDecision: why };
}

/** Writes a new event and returns its id. */
export async function insertEvent(
  tx: Tx,
  draft: EventRecord,
  to: Transition,
  { fields = {} }: EventChanges,
): Promise<number> {
  const { issue = '', on = draft.on, startsAt = '', place = '' } = fields;
  const { id } = await tx.consultativeEvent.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      boardId: draft.boardId,
      decisionId: draft.decision?.id ?? 0,
      issue,
      on,
      startsAt,
      place,
      ...written(to),
    },
  });
  return id;
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster.
 * @throws Refused when somebody invited from the list is not on record
 */
export async function saveEvent(
  tx: Tx,
  record: EventRecord,
  to: Transition,
  changes: EventChanges | undefined,
): Promise<boolean> {
  const { fields, invite, invitee } = changes ?? {};
  const { count } = await tx.consultativeEvent.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...fields },
  });
  if (count === 0) return false;
  if (invite) {
    const { personId, name, organisation } = invite;
    const known =
      personId === null
        ? null
        : await tx.person.findFirst({
            where: { id: personId, ...presentOn(to.today) },
            select: { name: true },
          });
    if (personId !== null && !known)
      throw new Refused('That person is not on record here. Open the form again and choose from the list.');
    await tx.eventInvitee.create({
      data: { eventId: record.id, personId, name: known?.name ?? name, organisation },
    });
  }
  if (invitee) {
    const { id, ...answer } = invitee;
    await tx.eventInvitee.update({ where: { id, eventId: record.id }, data: answer });
  }
  return true;
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
