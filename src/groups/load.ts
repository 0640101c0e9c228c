import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { channelFor } from '../network/partnerships.js';
import { holdersOf, personNames } from '../network/people.js';
import type { Tx } from '../store/open.js';
import {
  ANSWERED_RAGS,
  type AnsweredRag,
  type CheckInAnswer,
  type CheckInRecord,
  type CheckInState,
  type GroupRecord,
  type GroupState,
  type PersonFacts,
} from './record.js';

/** The newest prompts are enough for every decision: the last one answered, and the last one asked. */
const RECENT_CHECK_INS = 12;

const WITH_ALL = {
  milestones: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] },
  checkIns: { orderBy: { number: 'desc' }, take: RECENT_CHECK_INS },
} as const satisfies Prisma.TaskGroupInclude;

type GroupRow = Prisma.TaskGroupGetPayload<{ include: typeof WITH_ALL }>;
type CheckInRow = GroupRow['checkIns'][number];

/** A group as of a day, or null when there is none. */
export async function loadGroup(tx: Tx, id: number, today: LocalDate): Promise<GroupRecord | null> {
  const row = await tx.taskGroup.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const people = [row.leadId, row.deputyId, row.sponsorId].filter(person => person !== null);
  const names = await personNames(tx, people);
  const offices = await officesOf(tx, row.partnershipId, today);
  return toGroup(row, names, offices);
}

/** A check-in with its group as of a day, or null when there is none. */
export async function loadCheckIn(tx: Tx, id: number, today: LocalDate): Promise<CheckInRecord | null> {
  const row = await tx.checkIn.findUnique({ where: { id } });
  const group = row && (await loadGroup(tx, row.groupId, today));
  if (!row || !group) return null;
  const names =
    row.answeredById === null ? new Map<number, string>() : await personNames(tx, [row.answeredById]);
  return {
    id: row.id,
    reference: `${group.reference} check-in ${row.number}`,
    state: row.state as CheckInState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    number: row.number,
    promptedOn: row.promptedOn as LocalDate,
    group,
    answer: answerOf(row),
    unchanged: row.unchanged,
    late: row.late,
    answeredBy: row.answeredById === null ? null : person(row.answeredById, names),
  };
}

/** Who holds the offices that a group of a partnership reports to. */
export async function officesOf(
  tx: Tx,
  partnershipId: number,
  today: LocalDate,
): Promise<Pick<GroupRecord, 'boardChannelId' | 'chairIds' | 'coordinatorIds'>> {
  return {
    boardChannelId: await channelFor(tx, partnershipId, 'board'),
    chairIds: await holdersOf(tx, 'boardChair', partnershipId, today),
    coordinatorIds: await holdersOf(tx, 'coordinator', partnershipId, today),
  };
}

function toGroup(
  row: GroupRow,
  names: ReadonlyMap<number, string>,
  offices: Pick<GroupRecord, 'boardChannelId' | 'chairIds' | 'coordinatorIds'>,
): GroupRecord {
  const answered = row.checkIns.find(checkIn => answerOf(checkIn) !== null);
  const answer = answered && answerOf(answered);
  return {
    id: row.id,
    reference: row.reference,
    state: row.state as GroupState,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    title: row.title,
    purpose: row.purpose,
    priority: row.priority,
    partnershipId: row.partnershipId,
    ...offices,
    lead: person(row.leadId, names),
    deputy: row.deputyId === null ? null : person(row.deputyId, names),
    sponsor: person(row.sponsorId, names),
    startsOn: row.startsOn as LocalDate,
    endsOn: row.endsOn as LocalDate,
    cadence: row.cadence,
    lastPromptOn: (row.checkIns[0]?.promptedOn as LocalDate | undefined) ?? null,
    milestones: row.milestones.map(milestone => ({
      id: milestone.id,
      title: milestone.title,
      dueOn: milestone.dueOn as LocalDate,
      forecastOn: milestone.forecastOn as LocalDate | null,
      doneOn: milestone.doneOn as LocalDate | null,
    })),
    missesInARow: row.missesInARow,
    lastCheckIn:
      answered && answer
        ? {
            ...answer,
            answeredOn: londonDate(answered.answeredAt ?? answered.enteredAt),
            unchanged: answered.unchanged,
            late: answered.late,
          }
        : null,
  };
}

function answerOf(row: CheckInRow): CheckInAnswer | null {
  const { rag, done, next, blocker, halfDaysUsed } = row;
  if (!isAnsweredRag(rag)) return null;
  return { rag, done: done ?? '', next: next ?? '', blocker: blocker ?? '', halfDaysUsed };
}

function isAnsweredRag(text: string | null): text is AnsweredRag {
  return text !== null && (ANSWERED_RAGS as readonly string[]).includes(text);
}

function person(id: number, names: ReadonlyMap<number, string>): PersonFacts {
  return { id, name: names.get(id) ?? 'somebody who has left' };
}
