import { addDays, type LocalDate, LocalDateSchema } from '../../calendar/localDate.js';
import type { SchoolCalendar } from '../../calendar/schoolCalendar.js';
import { calendarOfSchool } from '../../network/calendars.js';
import type { Tx } from '../../store/open.js';
import { asIds } from '../entry/load.js';
import { type Sendable, sendablePeople } from '../entry/people.js';
import type { EntryState } from '../entry/record.js';
import type { SchoolFacts } from '../facts.js';

/** Everything that planning has to know of the schools of a cycle. */
export interface Pool {
  readonly schools: readonly PoolSchool[];
  /** Who reviewed whom lately. */
  readonly history: readonly { readonly schoolId: number; readonly reviewerSchoolId: number }[];
  /** People who declared a conflict with a school, whenever that was. */
  readonly conflicts: readonly { readonly personId: number; readonly schoolId: number }[];
  /** Schools of which one supports the other at present (DOMAIN 2.3). Never a reason shown: support is private. */
  readonly supporting: readonly { readonly schoolId: number; readonly otherSchoolId: number }[];
}

export interface PoolSchool extends SchoolFacts {
  readonly trust: { readonly id: number; readonly name: string } | null;
  /** Kilometres on the national grid; null where the place is not known. */
  readonly location: { readonly x: number; readonly y: number } | null;
  readonly calendar: SchoolCalendar;
  readonly impossible: readonly LocalDate[];
  readonly focus: string | null;
  readonly reviewers: readonly Sendable[];
}

/** Reviews younger than this count as recent: two yearly cycles, in days (DOMAIN 2.3, "last cycle"). */
const RECENT_DAYS = 2 * 365;

const METRES_PER_KM = 1000;

/** The schools of a cycle whose entries are in one of these states, with whom each can send. */
export async function loadPool(
  tx: Tx,
  cycleId: number,
  states: readonly EntryState[],
  today: LocalDate,
): Promise<Pool> {
  const entries = await tx.reviewEntry.findMany({
    where: { cycleId, state: { in: [...states] } },
    include: {
      school: {
        select: {
          id: true,
          name: true,
          phase: true,
          easting: true,
          northing: true,
          trust: { select: { id: true, name: true } },
        },
      },
    },
    orderBy: { schoolId: 'asc' },
  });
  const schoolIds = entries.map(entry => entry.schoolId);
  const people = await sendablePeople(tx, schoolIds, today);
  const schools: PoolSchool[] = [];
  for (const { school, ...entry } of entries) {
    const offered = asIds(entry.reviewerIds);
    const { id, name, phase, trust, easting, northing } = school;
    schools.push({
      id,
      name,
      phase,
      trust,
      location:
        easting === null || northing === null
          ? null
          : { x: easting / METRES_PER_KM, y: northing / METRES_PER_KM },
      calendar: await calendarOfSchool(tx, id),
      impossible: LocalDateSchema.array().parse(entry.impossible),
      focus: entry.focus,
      reviewers: people.filter(person => person.schoolId === id && offered.includes(person.id)),
    });
  }
  return {
    schools,
    history: await recentPairs(tx, cycleId, schoolIds, today),
    conflicts: await declaredConflicts(tx, schoolIds),
    supporting: await supportingPairs(tx, schoolIds),
  };
}

async function recentPairs(
  tx: Tx,
  cycleId: number,
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<Pool['history']> {
  const reviews = await tx.review.findMany({
    where: {
      cycleId: { not: cycleId },
      hostSchoolId: { in: [...schoolIds] },
      reportDoneOn: { gte: addDays(today, -RECENT_DAYS) },
    },
    select: { hostSchoolId: true, team: { where: { leftReason: null }, select: { schoolId: true } } },
  });
  return reviews.flatMap(({ hostSchoolId, team }) =>
    team.map(member => ({ schoolId: hostSchoolId, reviewerSchoolId: member.schoolId })),
  );
}

async function declaredConflicts(tx: Tx, schoolIds: readonly number[]): Promise<Pool['conflicts']> {
  const rows = await tx.reviewTeamMember.findMany({
    where: { leftReason: 'conflict', review: { hostSchoolId: { in: [...schoolIds] } } },
    select: { personId: true, review: { select: { hostSchoolId: true } } },
  });
  return rows.map(row => ({ personId: row.personId, schoolId: row.review.hostSchoolId }));
}

async function supportingPairs(tx: Tx, schoolIds: readonly number[]): Promise<Pool['supporting']> {
  const rows = await tx.approach.findMany({
    where: { status: 'accepted', request: { state: 'active', schoolId: { in: [...schoolIds] } } },
    select: { request: { select: { schoolId: true } }, designation: { select: { homeSchoolId: true } } },
  });
  return rows.map(row => ({ schoolId: row.request.schoolId, otherSchoolId: row.designation.homeSchoolId }));
}
