import type { LocalDate } from '../../calendar/localDate.js';
import { schoolsOfConcern } from '../../network/conflicts.js';
import { presentOn } from '../../network/current.js';
import type { Tx } from '../../store/open.js';
import { BEFORE_VISIT, OBSERVER } from '../record.js';
import { federated, supportingPairs, wishedApart } from './apart.js';
import { tiesOf } from './ties.js';

/** Somebody on the team of a review to come who is no longer at the school that sends them. */
export interface Moved {
  readonly reviewId: number;
  readonly personId: number;
  /** Where they work now; null when they have no post at a school any more. */
  readonly schoolId: number | null;
  /** Something of DOMAIN 2.3 keeps them from that review now. What it is, is said to nobody. */
  readonly conflict: boolean;
  /** Not on the team: comes along to learn. */
  readonly observes: boolean;
}

/** A governor is not sent by the school that they govern. */
const NO_POST = 'chairOfGovernors';

/** Those of a cycle who have changed school or given up their post since their teams were made, while they are here. */
export async function movedFromHome(tx: Tx, cycleId: number, today: LocalDate): Promise<Moved[]> {
  const rows = await tx.reviewTeamMember.findMany({
    where: {
      leftReason: null,
      review: { cycleId, state: { in: [...BEFORE_VISIT] } },
      // Few people have given up a post: all others need no second look.
      person: { ...presentOn(today), roles: { some: { schoolId: { not: null }, to: { lt: today } } } },
    },
    select: {
      reviewId: true,
      personId: true,
      schoolId: true,
      role: true,
      review: { select: { hostSchoolId: true } },
      person: {
        select: {
          roles: {
            where: { schoolId: { not: null }, role: { not: NO_POST } },
            select: { schoolId: true, from: true, to: true },
            orderBy: { id: 'asc' },
          },
        },
      },
    },
    orderBy: { id: 'asc' },
  });
  const found: Moved[] = [];
  for (const { reviewId, personId, schoolId: home, role, review, person } of rows) {
    const posts = person.roles.filter(({ from, to }) => from <= today && (to === null || to >= today));
    const wasThere = person.roles.some(({ schoolId }) => schoolId === home);
    if (!wasThere || posts.some(({ schoolId }) => schoolId === home)) continue;
    const schoolId = posts[0]?.schoolId ?? null;
    const at = { cycleId, personId, homeId: schoolId ?? home, hostId: review.hostSchoolId };
    const conflict = schoolId !== null && (await mustNotReview(tx, at, today));
    found.push({ reviewId, personId, schoolId, conflict, observes: role === OBSERVER });
  }
  return found;
}

/** Whether something keeps a person of one school from reviewing another: the hard blocks of DOMAIN 2.3. */
async function mustNotReview(
  tx: Tx,
  at: {
    readonly cycleId: number;
    readonly personId: number;
    readonly homeId: number;
    readonly hostId: number;
  },
  today: LocalDate,
): Promise<boolean> {
  const { cycleId, personId, homeId, hostId } = at;
  if (homeId === hostId) return true;
  if ((await schoolsOfConcern(tx, today)).has(homeId)) return true;
  if ((await tiesOf(tx, [personId], [hostId], today)).length > 0) return true;
  const both = [homeId, hostId];
  const schools = await tx.school.findMany({
    where: { id: { in: both } },
    select: { id: true, trustId: true, federation: true },
  });
  const [one, other] = schools;
  if (one?.trustId && one.trustId === other?.trustId) return true;
  const entries = await tx.reviewEntry.findMany({
    where: { cycleId, schoolId: { in: both } },
    select: { schoolId: true, apartIds: true },
  });
  return [...federated(schools), ...wishedApart(entries), ...(await supportingPairs(tx, both))].some(
    ({ schoolId, otherSchoolId }) => both.includes(schoolId) && both.includes(otherSchoolId),
  );
}
