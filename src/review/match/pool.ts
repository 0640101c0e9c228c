import { addDays, type LocalDate, LocalDateSchema } from '../../calendar/localDate.js';
import type { SchoolCalendar } from '../../calendar/schoolCalendar.js';
import { calendarOfSchool } from '../../network/calendars.js';
import { currentOn } from '../../network/current.js';
import type { Tx } from '../../store/open.js';
import { balancesOf } from '../balance.js';
import { asIds } from '../entry/load.js';
import type { Sendable } from '../entry/people.js';
import type { EntryState } from '../entry/record.js';
import type { PersonFacts, SchoolFacts } from '../facts.js';
import type { ProgrammeRules } from '../programme.js';
import { OBSERVER } from '../record.js';
import { type ApartPair, federated, supportingPairs, wishedApart } from './apart.js';
import { reviewersOf, traineesOf } from './reviewers.js';
import { tiesOf } from './ties.js';

/** Everything that planning has to know of the schools of a cycle. */
export interface Pool {
  readonly schools: readonly PoolSchool[];
  /** Who reviewed whom lately. */
  readonly history: readonly { readonly schoolId: number; readonly reviewerSchoolId: number }[];
  /** People with a tie to a school: declared, or known from a role that they hold or held there. */
  readonly conflicts: readonly { readonly personId: number; readonly schoolId: number }[];
  /**
   * Schools that are kept apart: one supports the other at present, one asked to be, or both have one governing
   * board (DOMAIN 2.3). Never a reason shown: support and wishes are private.
   */
  readonly apart: readonly ApartPair[];
}

export interface PoolSchool extends SchoolFacts {
  readonly trust: { readonly id: number; readonly name: string } | null;
  /** Kilometres on the national grid; null where the place is not known. */
  readonly location: { readonly x: number; readonly y: number } | null;
  readonly calendar: SchoolCalendar;
  readonly impossible: readonly LocalDate[];
  readonly focus: string | null;
  /** Whether it is reviewed itself. */
  readonly hosts: boolean;
  readonly cluster: number | null;
  readonly faith: string | null;
  /** Its head took up the post within a term: better not yet disturbed. */
  readonly headIsNew: boolean;
  readonly reviewers: readonly Sendable[];
  /** Who would observe a review elsewhere to learn. */
  readonly trainees: readonly PersonFacts[];
  /** Reviewer-days given less those received in earlier cycles: what a bank owes the school (negative: it owes). */
  readonly owed: number;
}

/** Reviews younger than this count as recent: two yearly cycles, in days (DOMAIN 2.3, "last cycle"). */
const RECENT_DAYS = 2 * 365;

const METRES_PER_KM = 1000;

/** A term with its holidays, in days: a head in the first one is better not yet disturbed (DOMAIN 2.3). */
const FIRST_TERM_DAYS = 110;

/** The schools of a cycle whose entries are in one of these states, with whom each can send. */
export async function loadPool(
  tx: Tx,
  cycleId: number,
  states: readonly EntryState[],
  rules: ProgrammeRules,
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
          religiousCharacter: true,
          federation: true,
          trust: { select: { id: true, name: true } },
        },
      },
    },
    orderBy: { schoolId: 'asc' },
  });
  const schoolIds = entries.map(entry => entry.schoolId);
  const people = await reviewersOf(tx, schoolIds, rules, today);
  const learners = rules.observers > 0 ? await traineesOf(tx, schoolIds, today) : [];
  const balance = await balancesOf(tx, schoolIds, today, cycleId);
  const clusters = await clustersOf(tx, schoolIds, today);
  const newHeads = await schoolsOfNewHeads(tx, schoolIds, today);
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
      hosts: entry.hosts,
      cluster: clusters.get(id) ?? null,
      faith: faithOf(school.religiousCharacter),
      headIsNew: newHeads.has(id),
      owed: rules.reciprocity === 'bank' ? (balance.get(id)?.owed ?? 0) : 0,
      reviewers: people.filter(person => person.schoolId === id && offered.includes(person.id)),
      trainees: learners
        .filter(person => person.schoolId === id && asIds(entry.traineeIds).includes(person.id))
        .filter(person => !offered.includes(person.id)),
    });
  }
  return {
    schools,
    history: await recentPairs(tx, cycleId, schoolIds, today),
    conflicts: await tiesOf(
      tx,
      [...people, ...learners].map(person => person.id),
      schoolIds,
      today,
    ),
    apart: [
      ...(await supportingPairs(tx, schoolIds)),
      ...wishedApart(entries),
      ...federated(entries.map(entry => entry.school)),
    ].filter(pair => schoolIds.includes(pair.schoolId) && schoolIds.includes(pair.otherSchoolId)),
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
    select: {
      hostSchoolId: true,
      team: { where: { leftReason: null, role: { not: OBSERVER } }, select: { schoolId: true } },
    },
  });
  return reviews.flatMap(({ hostSchoolId, team }) =>
    team.map(member => ({ schoolId: hostSchoolId, reviewerSchoolId: member.schoolId })),
  );
}

/** GIAS writes "Does not apply" and "None" where there is none. */
function faithOf(character: string | null): string | null {
  return character === null || /^(does not apply|none|not recorded)?$/i.test(character.trim())
    ? null
    : character;
}

/** The smallest cluster that each school is in; a school in several counts to the oldest membership. */
async function clustersOf(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.membership.findMany({
    where: { schoolId: { in: [...schoolIds] }, partnership: { tier: 'cluster' }, ...currentOn(today) },
    select: { schoolId: true, partnershipId: true },
    orderBy: [{ from: 'desc' }, { id: 'desc' }],
  });
  return new Map(rows.map(row => [row.schoolId, row.partnershipId]));
}

async function schoolsOfNewHeads(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<ReadonlySet<number>> {
  const rows = await tx.roleAssignment.findMany({
    where: {
      schoolId: { in: [...schoolIds] },
      role: 'headteacher',
      ...currentOn(today),
    },
    select: { schoolId: true, from: true },
  });
  const since = addDays(today, -FIRST_TERM_DAYS);
  return new Set(rows.flatMap(row => (row.schoolId !== null && row.from > since ? [row.schoolId] : [])));
}
