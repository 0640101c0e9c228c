import { type LocalDate, localDate } from '../../calendar/localDate.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { currentOn } from '../../network/current.js';
import { membersOf } from '../../network/partnerships.js';
import { OPEN_STATUSES } from '../../network/school.js';
import type { Tx } from '../../store/open.js';
import { officersOf } from '../cycleFacts.js';
import { asIds } from '../entry/load.js';
import type { EntryState } from '../entry/record.js';
import type { SchoolFacts } from '../facts.js';
import { movedFromHome } from '../match/moved.js';
import { ProgrammeRulesSchema } from '../programme.js';
import { BEFORE_VISIT, type ReviewState } from '../record.js';
import { KeptPlanSchema } from './plan.js';
import type { CyclePlan, CycleRecord, CycleState } from './record.js';
import { cycleWorkflow } from './workflow.js';

const SCHOOL = { select: { id: true, name: true, phase: true } } as const;

const WITH_ALL = {
  partnership: { select: { id: true, name: true } },
  programme: { select: { id: true, name: true } },
  entries: {
    orderBy: { id: 'asc' },
    include: { school: { select: { ...SCHOOL.select, status: true } } },
  },
  reviews: { orderBy: { id: 'asc' }, include: { hostSchool: SCHOOL } },
} as const satisfies Prisma.ReviewCycleInclude;

/** A cycle with its parties as they are on a day; null when there is none of that id. */
export async function loadCycle(tx: Tx, id: number, today: LocalDate): Promise<CycleRecord | null> {
  const row = await tx.reviewCycle.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const officers = await officersOf(tx, row.partnershipId, today);
  const clusterIds = asIds(row.clusterIds);
  const clusters = await tx.partnership.findMany({
    where: { id: { in: clusterIds } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const homeless =
    row.state === 'running'
      ? await withoutPartnership(
          tx,
          row.entries.map(entry => entry.schoolId),
          today,
        )
      : new Set<number>();
  const lead = await tx.person.findUniqueOrThrow({
    where: { id: row.leadId },
    select: { id: true, name: true },
  });
  return {
    id: row.id,
    reference: row.reference,
    state: asState(row.state),
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    name: row.name,
    partnership: row.partnership,
    clusters,
    programme: row.programme,
    lead,
    ...officers,
    openerIds: openersOf(officers),
    schoolsToAsk: row.entries.length === 0 ? await schoolsOf(tx, clusterIds, today) : [],
    answersBy: localDate(row.answersBy),
    windowFrom: localDate(row.windowFrom),
    windowTo: localDate(row.windowTo),
    rules: ProgrammeRulesSchema.parse(row.rules),
    entries: row.entries.map(({ id: entryId, version, state, school: { status, ...school } }) => ({
      id: entryId,
      version,
      state: state as EntryState,
      school,
      gone: !(OPEN_STATUSES as readonly string[]).includes(status) || homeless.has(school.id),
    })),
    plan: row.plan === null ? null : await namedPlan(tx, row.plan),
    reviews: row.reviews.map(review => ({
      id: review.id,
      reference: review.reference,
      state: review.state as ReviewState,
      hostId: review.hostSchoolId,
      host: review.hostSchool.name,
      on: review.on === null ? null : localDate(review.on),
    })),
    ...(row.state === 'running' ? await goneOrMoved(tx, id, today) : { leavers: [], movers: [] }),
  };
}

/** Those of these schools that are a member of no partnership on a day: they have left. */
async function withoutPartnership(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<ReadonlySet<number>> {
  const rows = await tx.membership.findMany({
    where: { schoolId: { in: [...schoolIds] }, ...currentOn(today) },
    select: { schoolId: true },
  });
  const members = new Set(rows.map(row => row.schoolId));
  return new Set(schoolIds.filter(id => !members.has(id)));
}

/** People whose review is still to come and who have left by a day, given up their post or changed school. */
async function goneOrMoved(
  tx: Tx,
  cycleId: number,
  today: LocalDate,
): Promise<Pick<CycleRecord, 'leavers' | 'movers'>> {
  const left = await tx.reviewTeamMember.findMany({
    where: {
      leftReason: null,
      person: { leftOn: { lte: today } },
      review: { cycleId, state: { in: [...BEFORE_VISIT] } },
    },
    select: { reviewId: true, personId: true },
    orderBy: { id: 'asc' },
  });
  const moved = await movedFromHome(tx, cycleId, today);
  return {
    leavers: [
      ...left,
      ...moved.flatMap(({ reviewId, personId, schoolId }) =>
        schoolId === null ? [{ reviewId, personId }] : [],
      ),
    ],
    movers: moved.flatMap(({ schoolId, ...mover }) => (schoolId === null ? [] : [{ ...mover, schoolId }])),
  };
}

/** Those who may open a cycle where these run reviews. */
export function openersOf(officers: {
  readonly organiserIds: readonly number[];
  readonly clusterLeadIds: readonly number[];
}): number[] {
  return [...new Set([...officers.organiserIds, ...officers.clusterLeadIds])];
}

/** The schools of these clusters that a new cycle asks, each once. */
export async function schoolsOf(
  tx: Tx,
  clusterIds: readonly number[],
  today: LocalDate,
): Promise<SchoolFacts[]> {
  const found = new Map<number, SchoolFacts>();
  for (const clusterId of clusterIds) {
    for (const { id, name, phase } of await membersOf(tx, clusterId, today))
      found.set(id, { id, name, phase });
  }
  return [...found.values()];
}

async function namedPlan(tx: Tx, json: unknown): Promise<CyclePlan> {
  const { visits, ...plan } = KeptPlanSchema.parse(json);
  const comers = visits.flatMap(({ team, observers }) => [...team, ...observers]);
  const schoolIds = [...visits, ...comers].map(each => each.schoolId);
  const personIds = comers.map(each => each.personId);
  const schools = await tx.school.findMany({ where: { id: { in: schoolIds } }, ...SCHOOL });
  const people = await tx.person.findMany({
    where: { id: { in: personIds } },
    select: { id: true, name: true },
  });
  const school = (id: number) => schools.find(each => each.id === id) ?? { id, name: 'a school', phase: '' };
  const person = (id: number) => people.find(each => each.id === id) ?? { id, name: 'somebody' };
  return {
    ...plan,
    visits: visits.map(({ schoolId, team, observers, ...visit }) => ({
      ...visit,
      school: school(schoolId),
      team: team.map(member => ({
        person: person(member.personId),
        school: school(member.schoolId),
        role: member.role,
      })),
      observers: observers.map(each => ({ person: person(each.personId), school: school(each.schoolId) })),
    })),
  };
}

function asState(text: string): CycleState {
  if (text in cycleWorkflow.states) return text as CycleState;
  throw new Error(`A review cycle is in state "${text}", which its table does not have.`);
}
