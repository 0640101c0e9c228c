import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { boardOffices } from '../network/boards.js';
import type { Tx } from '../store/open.js';
import { openQuestionsOf } from '../workflow/boardQuestion.js';
import type { WorkRecord } from '../workflow/workflow.js';
import { type PeopleById, peopleById, personOf } from './peopleById.js';
import { ANSWERED_RAGS, type AnsweredRag, type CheckInEntry, type CheckInState } from './rag.js';
import type { Progress } from './recommendation/progress.js';
import type { Budget, GroupRecord, GroupState, Milestone } from './record.js';
import { DEFAULT_TERMS, TERMS_FIELDS, type Terms } from './termsOfReference.js';

/** The newest answer of a prompt is the one that counts. */
const NEWEST = { orderBy: { number: 'desc' }, take: 1 } as const;

const WITH_ALL = {
  terms: true,
  members: { where: { leftOn: null }, orderBy: { id: 'asc' } },
  leaders: {
    include: {
      designation: { select: { personId: true, typeCode: true, person: { select: { name: true } } } },
    },
    orderBy: { id: 'asc' },
  },
  milestones: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }] },
  checkIns: { include: { answers: NEWEST }, orderBy: { number: 'asc' } },
  exceptions: { orderBy: { number: 'asc' } },
  sections: true,
  factNotes: { orderBy: { id: 'asc' } },
  recommendations: { orderBy: { number: 'asc' }, include: { progress: { orderBy: { id: 'asc' } } } },
  highlights: { orderBy: { number: 'asc' }, select: { id: true, number: true, madeOn: true, state: true } },
} as const satisfies Prisma.TaskGroupInclude;

type GroupRow = Prisma.TaskGroupGetPayload<{ include: typeof WITH_ALL }>;

/** A group as of a day, or null when there is none. */
export async function loadGroup(tx: Tx, id: number, today: LocalDate): Promise<GroupRecord | null> {
  const row = await tx.taskGroup.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const offices = await officesOf(tx, row.partnershipId, row.boardId, today);
  const openQuestionIds = await openQuestionsOf(tx, {
    group: [id],
    recommendation: row.recommendations.map(each => each.id),
  });
  return { ...toGroup(row, await peopleById(tx, peopleIn(row), today), offices, today), openQuestionIds };
}

type Offices = Pick<
  GroupRecord,
  'boardId' | 'boardChannelId' | 'chairIds' | 'boardMemberIds' | 'coordinatorIds'
>;

/** Who holds the offices that a group reports to: of its board, else of its partnership. */
export async function officesOf(
  tx: Tx,
  partnershipId: number,
  boardId: number | null,
  today: LocalDate,
): Promise<Offices> {
  const { channelId, chairIds, memberIds, coordinatorIds } = await boardOffices(
    tx,
    partnershipId,
    boardId,
    today,
  );
  return { boardId, boardChannelId: channelId, chairIds, boardMemberIds: memberIds, coordinatorIds };
}

/** The columns that every piece of work has. */
export function workOf(row: Omit<WorkRecord, 'reference'>): Omit<WorkRecord, 'reference' | 'state'> {
  const { id, version, enteredAt, enteredVersion } = row;
  return { id, version, enteredAt, enteredVersion };
}

function peopleIn(row: GroupRow): (number | null)[] {
  return [
    row.proposedById,
    row.leadId,
    row.deputyId,
    row.coverId,
    row.sponsorId,
    row.schoolSponsorId,
    ...row.members.map(({ personId }) => personId),
    ...row.factNotes.map(({ personId }) => personId),
    ...row.recommendations.map(({ ownerId }) => ownerId),
    ...row.checkIns.flatMap(({ answers }) => answers.map(({ answeredById }) => answeredById)),
  ];
}

function toGroup(
  row: GroupRow,
  people: PeopleById,
  offices: Offices,
  today: LocalDate,
): Omit<GroupRecord, 'openQuestionIds'> {
  const checkIns = row.checkIns.map(checkIn => toEntry(checkIn, people));
  const coverUntil = row.coverUntil as LocalDate | null;
  const cover = personOf(people, row.coverId);
  return {
    ...workOf(row),
    reference: row.reference,
    state: row.state as GroupState,
    asOf: today,
    title: row.title,
    purpose: row.purpose,
    priority: row.priority,
    partnershipId: row.partnershipId,
    ...offices,
    proposer: personOf(people, row.proposedById),
    lead: personOf(people, row.leadId),
    deputy: personOf(people, row.deputyId),
    cover: cover && coverUntil && coverUntil >= today ? { person: cover, until: coverUntil } : null,
    sponsor: personOf(people, row.sponsorId),
    schoolSponsor: personOf(people, row.schoolSponsorId),
    members: row.members.map(({ personId, brings }) => ({ person: personOf(people, personId), brings })),
    startsOn: row.startsOn as LocalDate,
    endsOn: row.endsOn as LocalDate,
    agreedEndsOn: row.agreedEndsOn as LocalDate | null,
    askedExtension: row.askedEndsOn
      ? { endsOn: row.askedEndsOn as LocalDate, reason: row.askedReason ?? '' }
      : null,
    returnedBecause: row.askedEndsOn ? null : row.askedReason,
    pausedUntil: row.pausedUntil as LocalDate | null,
    approval: row.approvedOn ? { on: row.approvedOn as LocalDate, cited: row.approvedAt ?? '' } : null,
    checkedSince: row.checkedSince as LocalDate | null,
    cadence: row.cadence,
    promptTime: row.promptTime,
    lastPromptOn: checkIns.at(-1)?.promptedOn ?? null,
    openCheckInId: checkIns.find(({ state }) => state === 'asked')?.id ?? null,
    budget: budgetOf(row),
    leaders: row.leaders.map(({ designation, ...leader }) => ({
      id: leader.id,
      designationId: leader.designationId,
      personId: designation.personId,
      name: designation.person.name,
      typeCode: designation.typeCode,
      halfDays: leader.halfDays,
      used: leader.used,
      academicDay: leader.academicDay as LocalDate,
      endedOn: leader.endedOn as LocalDate | null,
    })),
    terms: termsOf(row.terms),
    milestones: row.milestones.map(toMilestone),
    missesInARow: row.missesInARow,
    checkIns,
    lastCheckIn: checkIns.findLast(({ answer }) => answer !== null)?.answer ?? null,
    exceptions: row.exceptions.map(
      ({
        id,
        number,
        state,
        cause,
        what,
        milestoneId,
        forecastOn,
        halfDaysUsed,
        raisedOn,
        decision,
        decidedOn,
        late,
      }) => ({
        id,
        number,
        state,
        cause,
        what,
        milestoneId,
        forecastOn: forecastOn as LocalDate | null,
        halfDaysUsed,
        raisedOn: raisedOn as LocalDate,
        decision,
        decidedOn: decidedOn as LocalDate | null,
        late,
      }),
    ),
    sections: Object.fromEntries(row.sections.map(({ section, text }) => [section, text])),
    factNotes: row.factNotes.map(({ section, text, personId }) => ({
      section,
      text,
      person: personOf(people, personId),
    })),
    recommendations: row.recommendations.map(each => ({
      id: each.id,
      reference: each.reference,
      number: each.number,
      state: each.state,
      text: each.text,
      because: each.because,
      outcome: each.outcome,
      wording: each.wording,
      owner: personOf(people, each.ownerId),
      dueOn: each.dueOn as LocalDate | null,
      measure: each.measure,
      resource: each.resource,
      decidedOn: each.decidedOn as LocalDate | null,
      doneOn: each.doneOn as LocalDate | null,
      outcomeText: each.outcomeText,
      progress: each.progress.map(({ kind, impact, text, on }) => ({
        kind: kind as Progress['kind'],
        impact: impact as Progress['impact'],
        text,
        on: on as LocalDate,
      })),
    })),
    highlights: row.highlights.map(({ madeOn, ...each }) => ({ ...each, madeOn: madeOn as LocalDate })),
  };
}

function toEntry(row: GroupRow['checkIns'][number], people: PeopleById): CheckInEntry {
  const [newest] = row.answers;
  return {
    id: row.id,
    number: row.number,
    state: row.state as CheckInState,
    promptedOn: row.promptedOn as LocalDate,
    answers: newest?.number ?? 0,
    answer: newest ? toAnswer(newest, people) : null,
  };
}

/** One stored answer. */
export function toAnswer(
  row: GroupRow['checkIns'][number]['answers'][number],
  people: PeopleById,
): NonNullable<CheckInEntry['answer']> {
  const { done, next, blocker, halfDaysUsed, groupLeaderId, fromRed, unchanged, late } = row;
  if (!isAnsweredRag(row.rag)) throw new Error(`Answer ${row.id} has the colour "${row.rag}".`);
  return {
    rag: row.rag,
    done,
    next,
    blocker,
    halfDaysUsed,
    groupLeaderId,
    fromRed,
    unchanged,
    late,
    answeredOn: londonDate(row.answeredAt),
    by: personOf(people, row.answeredById),
  };
}

function toMilestone(row: GroupRow['milestones'][number]): Milestone {
  return {
    id: row.id,
    title: row.title,
    task: row.task,
    dueOn: row.dueOn as LocalDate,
    firstDueOn: row.firstDueOn as LocalDate | null,
    forecastOn: row.forecastOn as LocalDate | null,
    doneOn: row.doneOn as LocalDate | null,
  };
}

function budgetOf(row: GroupRow): Budget {
  const { lleHalfDays, sleHalfDays, cashPence, timeTolerance, dayTolerance } = row;
  return { lleHalfDays, sleHalfDays, cashPence, timeTolerance, dayTolerance };
}

function termsOf(row: GroupRow['terms']): Terms {
  if (!row) return DEFAULT_TERMS;
  return Object.fromEntries(TERMS_FIELDS.map(field => [field, row[field]])) as Record<keyof Terms, string>;
}

function isAnsweredRag(text: string): text is AnsweredRag {
  return (ANSWERED_RAGS as readonly string[]).includes(text);
}
