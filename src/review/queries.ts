import { type LocalDate, localDate } from '../calendar/localDate.js';
import type { EntityRef } from '../chat/entityRef.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { personViewer } from '../workflow/parties.js';
import { loadCycle } from './cycle/load.js';
import { cycleWorkflow } from './cycle/workflow.js';
import { entryWorkflow } from './entry/workflow.js';
import { programmeWorkflow } from './programme/workflow.js';
import { ENDED, OBSERVER, TEAM_ROLES } from './record.js';
import { TEAM_ROLE_WORDS } from './words.js';
import { reviewWorkflow } from './workflow.js';

/** A review that somebody takes part in. */
export interface MyReview {
  readonly id: number;
  readonly reference: string;
  readonly host: string;
  readonly on: LocalDate | null;
  /** 'the host', 'lead reviewer' …, to stand after "You are". */
  readonly part: string;
}

/** The reviews that have not ended and in which a person takes part, as host head or on the team; the next first. */
export async function minePending(tx: Tx, personId: number, schools: readonly number[]): Promise<MyReview[]> {
  const rows = await tx.review.findMany({
    where: {
      state: { notIn: [...ENDED] },
      OR: [{ hostSchoolId: { in: [...schools] } }, { team: { some: { personId, leftReason: null } } }],
    },
    include: {
      hostSchool: { select: { name: true } },
      team: { where: { personId, leftReason: null } },
    },
    orderBy: { id: 'asc' },
  });
  return rows
    .map(row => {
      const role = ([...TEAM_ROLES, OBSERVER] as const).find(each => each === row.team[0]?.role);
      return {
        id: row.id,
        reference: row.reference,
        host: row.hostSchool.name,
        on: row.on === null ? null : localDate(row.on),
        part: role ? (role === OBSERVER ? 'an observer' : TEAM_ROLE_WORDS[role]) : 'the host',
      };
    })
    .sort((a, b) => (a.on ?? '9').localeCompare(b.on ?? '9'));
}

/** A cycle that somebody runs, or that their cluster is in. */
export interface MyCycle {
  readonly id: number;
  readonly reference: string;
  readonly name: string;
  readonly says: string;
}

/** The cycles that have not ended and that a person runs or leads a cluster of; the newest last. */
export async function cyclesOf(tx: Tx, personId: number, today: LocalDate): Promise<MyCycle[]> {
  const rows = await tx.reviewCycle.findMany({
    where: { state: { notIn: ['closed', 'cancelled'] } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const cycles = await Promise.all(rows.map(({ id }) => loadCycle(tx, id, today)));
  return cycles.flatMap(cycle =>
    cycle && personViewer(cycleWorkflow, cycle, personId).roles.length > 0
      ? [
          {
            id: cycle.id,
            reference: cycle.reference,
            name: cycle.name,
            says: cycleWorkflow.states[cycle.state].says,
          },
        ]
      : [],
  );
}

/** The review, cycle or programme of a reference as people type it, or null. Whether they may see it is asked elsewhere. */
export async function findByReference(tx: Tx, typed: string): Promise<EntityRef | null> {
  const reference = typed.trim().toUpperCase();
  const select = { id: true } as const;
  const review = await tx.review.findUnique({ where: { reference }, select });
  if (review) return { kind: reviewWorkflow.kind, id: review.id };
  const cycle = await tx.reviewCycle.findUnique({ where: { reference }, select });
  if (cycle) return { kind: cycleWorkflow.kind, id: cycle.id };
  const programme = await tx.reviewProgramme.findUnique({ where: { reference }, select });
  return programme && { kind: programmeWorkflow.kind, id: programme.id };
}

/**
 * What somebody means by a cycle: those who run it the cycle itself, a head whose school is asked its place in it.
 * A cluster lead is both, and says `(the school)` behind the reference for the place, as it is written on cards.
 */
export async function cycleOrPlace(
  tx: Tx,
  cycle: EntityRef,
  who: { readonly personId: number; readonly today: LocalDate; readonly namesSchool: boolean },
): Promise<EntityRef> {
  const { personId, today, namesSchool } = who;
  const record = await loadCycle(tx, cycle.id, today);
  if (!namesSchool && record && personViewer(cycleWorkflow, record, personId).roles.length > 0) return cycle;
  const schools = await schoolsLedBy(tx, personId, today);
  const place = await tx.reviewEntry.findFirst({
    where: { cycleId: cycle.id, schoolId: { in: schools.map(school => school.id) } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return place ? { kind: entryWorkflow.kind, id: place.id } : cycle;
}
