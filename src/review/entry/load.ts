import { type LocalDate, LocalDateSchema, localDate } from '../../calendar/localDate.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { headsOf, personNames } from '../../network/people.js';
import type { Tx } from '../../store/open.js';
import { cycleFacts } from '../cycleFacts.js';
import type { PersonFacts } from '../facts.js';
import { BEFORE_VISIT } from '../record.js';
import type { EntryCycle, EntryRecord, EntryState } from './record.js';
import { entryWorkflow } from './workflow.js';

const WITH_ALL = {
  cycle: true,
  school: { select: { id: true, name: true, phase: true } },
} as const satisfies Prisma.ReviewEntryInclude;

/** A school's place in a cycle with its parties as they are on a day; null when there is none of that id. */
export async function loadEntry(tx: Tx, id: number, today: LocalDate): Promise<EntryRecord | null> {
  const row = await tx.reviewEntry.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const reviewerIds = asIds(row.reviewerIds);
  const traineeIds = asIds(row.traineeIds);
  const names = await personNames(tx, [...reviewerIds, ...traineeIds]);
  const named = (ids: readonly number[]): PersonFacts[] =>
    ids.flatMap(each => {
      const name = names.get(each);
      return name === undefined ? [] : [{ id: each, name }];
    });
  return {
    id: row.id,
    reference: entryReference(row.cycle.reference, row.school.name),
    state: asState(row.state),
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    cycle: await entryCycle(tx, row.cycle, today),
    school: row.school,
    headIds: await headsOf(tx, row.schoolId, today),
    hosts: row.hosts,
    apartIds: asIds(row.apartIds),
    impossible: LocalDateSchema.array().parse(row.impossible),
    focus: row.focus,
    reviewers: named(reviewerIds),
    trainees: named(traineeIds),
    late: row.late,
    // A school that has just left knows them once more, to end them.
    ...(row.state === 'included' || row.state === 'withdrawn'
      ? await reviewsTouched(tx, row)
      : { ownReviewIds: [], sentToIds: [] }),
  };
}

/** The reviews of the cycle that have not begun and that a school's leaving would touch. */
async function reviewsTouched(
  tx: Tx,
  { cycleId, schoolId }: { readonly cycleId: number; readonly schoolId: number },
): Promise<Pick<EntryRecord, 'ownReviewIds' | 'sentToIds'>> {
  const rows = await tx.review.findMany({
    where: {
      cycleId,
      state: { in: [...BEFORE_VISIT] },
      OR: [{ hostSchoolId: schoolId }, { team: { some: { schoolId, leftReason: null } } }],
    },
    select: { id: true, hostSchoolId: true },
    orderBy: { id: 'asc' },
  });
  const ids = (own: boolean) =>
    rows.filter(row => (row.hostSchoolId === schoolId) === own).map(({ id }) => id);
  return { ownReviewIds: ids(true), sentToIds: ids(false) };
}

/** The cycle of an entry, with those who run it as they are on a day. */
export async function entryCycle(
  tx: Tx,
  cycle: Prisma.ReviewCycleGetPayload<object>,
  today: LocalDate,
): Promise<EntryCycle> {
  return {
    ...(await cycleFacts(tx, cycle, today)),
    answersBy: localDate(cycle.answersBy),
    windowFrom: localDate(cycle.windowFrom),
    windowTo: localDate(cycle.windowTo),
  };
}

/** What people quote: the cycle's reference and the school. */
export function entryReference(cycle: string, school: string): string {
  return `${cycle} (${school})`;
}

/** Ids kept as JSON. */
export function asIds(json: unknown): number[] {
  return Array.isArray(json) ? json.filter(each => typeof each === 'number') : [];
}

function asState(text: string): EntryState {
  if (text in entryWorkflow.states) return text as EntryState;
  throw new Error(`A place in a cycle is in state "${text}", which its table does not have.`);
}
