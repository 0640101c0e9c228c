import { formatDate, localDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { NEW } from '../workflow/workflow.js';
import { deputiesFor } from './deputies.js';
import { coverOf } from './load.js';
import type { CoverChanges, CoverRecord } from './record.js';

/** The running series of references: 'CV-2026-0001'. */
const SERIES = 'CV';

/** The cover-to-be of the person who asks for it: nobody names a deputy for somebody else, a deputy least of all. */
export async function draftCover(tx: Tx, { personId, now, today }: StartRequest): Promise<CoverRecord> {
  const person =
    personId === null
      ? null
      : await tx.person.findUnique({ where: { id: personId }, select: { id: true, name: true } });
  if (!person) throw new MayNotBegin('You are not on record, so nobody can act for you.');
  return {
    id: 0,
    reference: 'New cover',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    person,
    deputy: { id: 0, name: '' },
    from: today,
    to: today,
  };
}

/** Writes a new cover and returns its id. @throws Refused when that person cannot act then, or somebody does already */
export async function insertCover(
  tx: Tx,
  draft: CoverRecord,
  to: Transition,
  { deputyId = 0, from = to.today, to: until = to.today }: CoverChanges,
): Promise<number> {
  const { person } = draft;
  const before = await coverOf(tx, person.id, to.today);
  if (before !== null) {
    const { to: last, deputy } = await tx.cover.findUniqueOrThrow({
      where: { id: before },
      include: { deputy: { select: { name: true } } },
    });
    throw new Refused(
      `${deputy.name} is to act for you until ${formatDate(localDate(last))} already. /me cover shows that; end it first.`,
    );
  }
  const deputy = (await deputiesFor(tx, person.id, to.today)).find(({ id }) => id === deputyId);
  if (!deputy) {
    throw new Refused(
      'A deputy is of your school, or holds an office in your partnership. Choose from the list, or ask your coordinator to put somebody on record.',
    );
  }
  const away = await tx.cover.findFirst({
    where: { personId: deputy.id, state: 'active', from: { lte: until }, to: { gte: from } },
    select: { to: true },
  });
  if (away) {
    throw new Refused(
      `${deputy.name} is away in that time, until ${formatDate(localDate(away.to))}, and cover does not pass on. Choose somebody else.`,
    );
  }
  const { id } = await tx.cover.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      personId: person.id,
      deputyId: deputy.id,
      from,
      to: until,
      createdAt: to.now,
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveCover(
  tx: Tx,
  record: CoverRecord,
  to: Transition,
  changes: CoverChanges | undefined,
): Promise<boolean> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { count } = await tx.cover.updateMany({
    where: { id: record.id, version: record.version },
    data: { state, version, enteredAt, enteredVersion, ...(changes?.to && { to: changes.to }) },
  });
  if (count > 0 && state === 'ended') await emptyCopies(tx, record, to.now);
  return count > 0;
}

/** What was posted to the deputy on the person's account is drawn anew: it shows nothing any more. */
async function emptyCopies(tx: Tx, { person, deputy }: CoverRecord, now: Date): Promise<void> {
  const copies = await tx.cardCopy.findMany({
    where: { personId: deputy.id, status: 'live' },
    select: { id: true, entityKind: true, entityId: true },
  });
  if (copies.length === 0) return;
  const told = await tx.message.findMany({
    where: { personId: person.id, entityId: { in: copies.map(copy => copy.entityId) } },
    select: { entityKind: true, entityId: true },
  });
  const theirs = new Set(told.map(row => `${row.entityKind}:${row.entityId}`));
  const ids = copies.filter(copy => theirs.has(`${copy.entityKind}:${copy.entityId}`)).map(copy => copy.id);
  await tx.cardCopy.updateMany({
    where: { id: { in: ids } },
    data: { stale: true, wanted: { increment: 1 }, availableAt: now, attempts: 0 },
  });
}
