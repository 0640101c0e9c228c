import type { LocalDate } from '../calendar/localDate.js';
import { currentOn } from '../network/current.js';
import { selfAndAncestors } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import { Refused, type StartRequest, type Transition } from '../workflow/process.js';
import { NEW } from '../workflow/workflow.js';
import { FOUNDING_ROLES, foundersAt } from './load.js';
import { type BoardRecord, TERM_YEARS } from './record.js';
import { type BoardTemplate, type SeatTemplate, TEMPLATE_NAMES, TEMPLATES } from './templates.js';
import type { BoardChanges } from './terms.js';

/** What somebody is told who holds no office that lets them set boards up. */
export const NO_FOUNDER =
  'Boards are set up by a coordinator, a board’s chair or an administrator of the partnership. Ask one of them.';

/**
 * The board-to-be, at the partnership that is named or else the one in which the person holds office. With a
 * template its boards above are looked up, since they were set up a moment before.
 * @throws Refused when the person may set none up, or the template is already there
 */
export async function draftBoard(tx: Tx, start: StartRequest): Promise<BoardRecord> {
  const { personId, values, now, today } = start;
  const partnershipId = await placeOf(tx, personId, Number(values.partnershipId) || null, today);
  const partnership = await tx.partnership.findUnique({
    where: { id: partnershipId },
    select: { name: true, slug: true },
  });
  if (!partnership) throw new Refused('There is no such partnership.');
  const name = TEMPLATE_NAMES.find(each => each === values.template);
  const template: BoardTemplate | undefined = name && TEMPLATES[name].boards[Number(values.at) || 0];
  const slugs = (slug: string) => [slug, `${slug}-${partnership.slug}`] as const;
  const here = await tx.board.findMany({ where: { partnershipId }, select: { id: true, slug: true } });
  if (template && here.some(board => isOneOf(slugs(template.slug), board.slug))) {
    throw new Refused(
      `These boards are already set up in ${partnership.name}. /board list shows them; what differs can be changed there.`,
    );
  }
  const taken = template && (await tx.board.findUnique({ where: { slug: template.slug } }));
  const reportsTo = template?.reportsTo;
  const above = reportsTo && here.find(board => isOneOf(slugs(reportsTo), board.slug));
  return {
    id: 0,
    reference: template ? slugs(template.slug)[taken ? 1 : 0] : 'new board',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    boardId: 0,
    slug: '',
    boardName: template?.name ?? '',
    partnershipId,
    partnershipName: partnership.name,
    twoPart: false,
    reportsToId: above ? above.id : null,
    reportsToName: null,
    chairIds: [],
    deputyId: null,
    memberIds: [],
    channelId: null,
    coordinatorIds: await foundersAt(tx, partnershipId, today),
    kind: 'forum',
    phase: null,
    apartFromId: null,
    chair: null,
    deputy: null,
    termYears: TERM_YEARS,
    seats: [],
    below: [],
    waiting: [],
    nextMeeting: null,
    awaitingDecisions: 0,
  };
}

/** The partnership in which somebody sets a board up. The system names it. */
async function placeOf(
  tx: Tx,
  personId: number | null,
  wanted: number | null,
  today: LocalDate,
): Promise<number> {
  if (personId === null && wanted !== null) return wanted;
  const offices = await tx.roleAssignment.findMany({
    where: {
      personId: personId ?? 0,
      role: { in: [...FOUNDING_ROLES] },
      partnershipId: { not: null },
      ...currentOn(today),
    },
    select: { partnershipId: true },
    orderBy: { id: 'asc' },
  });
  const ids = offices.flatMap(office => office.partnershipId ?? []);
  const [first] = ids;
  if (first === undefined) throw new Refused(NO_FOUNDER);
  if (wanted === null) return first;
  const nodes = await selfAndAncestors(tx, wanted);
  if (!nodes.some(node => ids.includes(node.id)))
    throw new Refused('You hold no office in that partnership.');
  return wanted;
}

/** Writes a new board and returns its id. @throws Refused when its short name is taken */
export async function insertBoard(
  tx: Tx,
  draft: BoardRecord,
  to: Transition,
  changes: BoardChanges,
): Promise<number> {
  const {
    slug = '',
    name = '',
    kind = 'forum',
    phase = null,
    reportsToId = null,
    twoPart = false,
  } = changes.fields ?? {};
  if (await tx.board.findUnique({ where: { slug }, select: { id: true } }))
    throw new Refused(`There is a board called "${slug}" already. Choose another short name.`);
  if (reportsToId !== null && !(await tx.board.findUnique({ where: { id: reportsToId } })))
    throw new Refused('The board it reports to is not there. Open the form again and choose from the list.');
  const { id } = await tx.board.create({
    data: {
      slug,
      name,
      kind,
      phase,
      reportsToId,
      twoPart,
      termYears: draft.termYears,
      partnershipId: draft.partnershipId,
      ...written(to),
    },
  });
  await makeSeats(tx, id, changes.addSeats ?? [], to.now);
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveBoard(
  tx: Tx,
  record: BoardRecord,
  to: Transition,
  changes: BoardChanges | undefined,
): Promise<boolean> {
  const { count } = await tx.board.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...changes?.fields },
  });
  if (count === 0) return false;
  const { addItem, dropItemId } = changes ?? {};
  await makeSeats(tx, record.id, changes?.addSeats ?? [], to.now);
  if (addItem) {
    const before = addItem.key && (await tx.agendaItem.findUnique({ where: { key: addItem.key } }));
    // The same paper again is the newer version of it, as long as no pack has gone out with the old one.
    if (before) {
      await tx.agendaItem.update({
        where: { id: before.id },
        data: { title: addItem.title, note: addItem.note },
      });
    } else await tx.agendaItem.create({ data: { ...addItem, boardId: record.id, at: to.now } });
  }
  if (dropItemId !== undefined) {
    await tx.agendaItem.update({
      where: { id: dropItemId, boardId: record.id },
      data: { droppedAt: to.now },
    });
  }
  return true;
}

/** Seats come with their board, vacant: a county's board has forty, which is too many commands for one click. */
async function makeSeats(tx: Tx, boardId: number, seats: readonly SeatTemplate[], now: Date): Promise<void> {
  const first = { state: 'vacant', version: 1, enteredAt: now, enteredVersion: 1 };
  const data = seats.flatMap(({ constituency, phase = null, count }) =>
    Array.from({ length: count }, () => ({ boardId, constituency, phase, ...first })),
  );
  if (data.length > 0) await tx.boardSeat.createMany({ data });
}

function isOneOf(slugs: readonly string[], slug: string): boolean {
  return slugs.includes(slug);
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
