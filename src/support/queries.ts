import { addDays, formatDate, type LocalDate, localDate } from '../calendar/localDate.js';
import { currentOn, presentOn } from '../network/current.js';
import { activeLeaders, type Leader } from '../network/leaders.js';
import { HEAD_ROLES } from '../network/role.js';
import type { Tx } from '../store/open.js';
import {
  type Excluded,
  hardConflict,
  type LeaderFacts,
  type Need,
  type Ranking,
  rankCandidates,
} from './candidates.js';
import type { SupportRecord } from './record.js';

/** Days likely to be wanted as long as no agreement says: three (DOMAIN 3.7), in half days. */
const USUAL_HALF_DAYS = 6;

/** Somebody employed at the receiving school within six years does not support it (DOMAIN 3.5), in days. */
const FORMER_EMPLOYMENT = 6 * 365;

/** Ratings that count as "effective or better" (DOMAIN 3.6). */
const GOOD_RATINGS: readonly (string | null)[] = ['veryEffective', 'effective'];

/** Ratings that do not count at all. */
const NO_RATINGS: readonly (string | null)[] = ['tooEarly', null];

/** Support requests in which nothing more is to be done. */
const ENDED = ['closed', 'declined', 'withdrawn'];

/** The leaders for a request, ranked and explained, with those who cannot be asked and why. */
export async function candidatesFor(tx: Tx, record: SupportRecord, today: LocalDate): Promise<Ranking> {
  const need = await needOf(tx, record);
  const leaders = await leaderFacts(tx, record, await activeLeaders(tx, today), today);
  const ranking = rankCandidates(need, leaders);
  return { ...ranking, excluded: [...ranking.excluded, ...(await undesignated(tx, record, leaders))] };
}

/** Why a leader may not be asked for a request, in a sentence; null when they may. */
export async function whyNotApproach(
  tx: Tx,
  record: SupportRecord,
  designationId: number,
  today: LocalDate,
): Promise<string | null> {
  const leader = (await activeLeaders(tx, today)).find(each => each.designationId === designationId);
  if (!leader) return 'That leader’s designation has ended or is under review. Choose another one.';
  const [facts] = await leaderFacts(tx, record, [leader], today);
  const conflict = facts && hardConflict(await needOf(tx, record), facts);
  return conflict ? `${leader.name} cannot be asked: ${conflict}. Choose another leader.` : null;
}

async function needOf(tx: Tx, record: SupportRecord): Promise<Need> {
  const school = await tx.school.findUniqueOrThrow({
    where: { id: record.school.id },
    select: {
      id: true,
      name: true,
      laCode: true,
      phase: true,
      trustId: true,
      religiousCharacter: true,
      easting: true,
      northing: true,
      pupils: true,
      percentFsm: true,
      urbanRural: true,
    },
  });
  const halfDays = record.agreement?.halfDays ?? USUAL_HALF_DAYS;
  return { area: record.area, school, headIds: record.receivingHeadIds, halfDays };
}

/** What matching has to know of leaders beside their designation, in a handful of queries for all of them. */
async function leaderFacts(
  tx: Tx,
  record: SupportRecord,
  leaders: readonly Leader[],
  today: LocalDate,
): Promise<LeaderFacts[]> {
  const heads = await tx.roleAssignment.findMany({
    where: {
      schoolId: { in: [...new Set(leaders.map(leader => leader.home.id))] },
      role: { in: [...HEAD_ROLES] },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { schoolId: true, personId: true },
  });
  const deployments = await tx.approach.findMany({
    where: {
      status: 'accepted',
      designationId: { in: leaders.map(leader => leader.designationId) },
      request: { state: { notIn: ['declined', 'withdrawn'] } },
    },
    select: {
      designationId: true,
      request: { select: { state: true, evaluations: { select: { party: true, rating: true } } } },
    },
  });
  const atSchool = await tx.roleAssignment.findMany({
    where: {
      schoolId: record.school.id,
      OR: [{ to: null }, { to: { gte: addDays(today, -FORMER_EMPLOYMENT) } }],
    },
    select: { personId: true, role: true, to: true },
  });
  const reviewers = await tx.reviewTeamMember.findMany({
    where: {
      leftReason: null,
      review: { hostSchoolId: record.school.id, reportDoneOn: null, state: { not: 'cancelled' } },
    },
    select: { personId: true },
  });
  return leaders.map(leader => {
    const theirs = deployments.filter(each => each.designationId === leader.designationId);
    const rated = theirs
      .flatMap(each => each.request.evaluations)
      .filter(each => each.party === 'receivingHead' && !NO_RATINGS.includes(each.rating));
    const roles = atSchool.filter(each => each.personId === leader.personId);
    const employed = roles.filter(each => each.role !== 'chairOfGovernors');
    const until = employed
      .map(each => each.to ?? today)
      .sort()
      .at(-1);
    const before = record.earlier.find(each => each.designationId === leader.designationId);
    return {
      ...leader,
      homeHeadIds: heads.filter(each => each.schoolId === leader.home.id).map(each => each.personId),
      deployments: {
        open: theirs.filter(each => !ENDED.includes(each.request.state)).length,
        ever: theirs.length,
      },
      ratings: { n: rated.length, good: rated.filter(each => GOOD_RATINGS.includes(each.rating)).length },
      workedThereUntil: until === undefined ? null : localDate(until),
      governsThere: roles.some(each => each.role === 'chairOfGovernors' && (each.to ?? today) >= today),
      reviewsThere: reviewers.some(each => each.personId === leader.personId),
      asked: before ? (before.saidNo ?? 'ended') : null,
    };
  });
}

/** Leaders of the area whose designation does not count now: named, so that nobody wonders where they are. */
async function undesignated(tx: Tx, record: SupportRecord, active: readonly Leader[]): Promise<Excluded[]> {
  const rows = await tx.designation.findMany({
    where: {
      specialisms: { some: { specialismSlug: record.area.slug } },
      id: { notIn: active.map(leader => leader.designationId) },
    },
    select: { id: true, status: true, reviewDue: true, person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.map(row => ({
    designationId: row.id,
    name: row.person.name,
    reason:
      row.status === 'active' && row.reviewDue !== null
        ? `the designation was due for review on ${formatDate(localDate(row.reviewDue))}`
        : 'the designation has ended or is under review',
  }));
}
