import { addDays, formatDate, type LocalDate, localDate } from '../calendar/localDate.js';
import { declaredWith, FORMER_EMPLOYMENT_DAYS, schoolsOfConcern } from '../network/conflicts.js';
import { currentOn, presentOn } from '../network/current.js';
import { activeLeaders, countLeaders, HOME, type Leader, memberOf } from '../network/leaders.js';
import { HEAD_ROLES } from '../network/role.js';
import type { Tx } from '../store/open.js';
import { type Excluded, type Ranking, rankCandidates } from './candidates.js';
import { hardConflict, type SoftConflict, softConflicts } from './conflicts.js';
import type { LeaderFacts, Need } from './need.js';
import type { SupportRecord } from './record.js';
import { fromBeyond, type Reach, reachOf, type Search, searchOf } from './searchArea.js';
import { AFTERWARDS, WITHOUT } from './states.js';
import { windowFrom } from './window.js';

/** Days likely to be wanted as long as no agreement says: three (DOMAIN 3.7), in half days. */
const USUAL_HALF_DAYS = 6;

/** Ratings that count as "effective or better" (DOMAIN 3.6). */
const GOOD_RATINGS: readonly (string | null)[] = ['veryEffective', 'effective'];

/** Ratings that do not count at all. */
const NO_RATINGS: readonly (string | null)[] = ['tooEarly', null];

/** States in which a leader is no longer at work. */
const OVER: readonly string[] = [...AFTERWARDS, ...WITHOUT];

/** The leaders for a request, ranked and explained, with those who cannot be asked and why. */
export async function candidatesFor(
  tx: Tx,
  record: SupportRecord,
  today: LocalDate,
): Promise<Ranking & { readonly search: Search }> {
  const need = await needOf(tx, record, today);
  const reach = await reachOf(tx, record, today);
  const leaders = await leadersWithin(tx, record, reach, today);
  const ranking = rankCandidates(need, leaders);
  const others = await undesignated(tx, record.area.slug, reach, leaders, today);
  const search = await searchOf(tx, record.area.slug, reach, today);
  return { ...ranking, excluded: [...ranking.excluded, ...others], search };
}

/**
 * What ranking looks at for a request: the leaders of its area of work in the school's district or, where nobody there
 * knows it, all of the district. When the coordinator looks further afield, the same without the district.
 */
export async function leadersFor(tx: Tx, record: SupportRecord, today: LocalDate): Promise<LeaderFacts[]> {
  return leadersWithin(tx, record, await reachOf(tx, record, today), today);
}

async function leadersWithin(
  tx: Tx,
  record: SupportRecord,
  reach: Reach,
  today: LocalDate,
): Promise<LeaderFacts[]> {
  const choice = { capacityOn: windowFrom(record.timing, today), within: reach.within };
  const inArea = await activeLeaders(tx, today, { ...choice, area: record.area.slug });
  const leaders = inArea.length > 0 ? inArea : await activeLeaders(tx, today, choice);
  return leaderFacts(tx, record, reach, leaders, today);
}

/** Whether a leader may be asked for a request: never, only with a reason, or freely. */
export type MayApproach =
  | { readonly may: 'no'; readonly says: string }
  | { readonly may: 'withReason'; readonly soft: readonly SoftConflict[]; readonly says: string }
  | { readonly may: 'yes' };

/** Looks at one leader anew, as a commit must: hard conflicts, spent days, ended designations, soft conflicts. */
export async function mayApproach(
  tx: Tx,
  record: SupportRecord,
  designationId: number,
  today: LocalDate,
): Promise<MayApproach> {
  const capacityOn = windowFrom(record.timing, today);
  const reach = await reachOf(tx, record, today);
  const [leader] = await activeLeaders(tx, today, { designationId, capacityOn });
  const [facts] = leader ? await leaderFacts(tx, record, reach, [leader], today) : [];
  if (!facts)
    return {
      may: 'no',
      says: 'That leader’s designation has ended or is under review. Choose another one.',
    };
  const { within } = reach;
  if (within && (await countLeaders(tx, today, { designationId, within })) === 0)
    return {
      may: 'no',
      says: `${facts.name} works beyond the district. Press Look further afield first, when nobody in it fits.`,
    };
  const need = await needOf(tx, record, today);
  const conflict = hardConflict(need, facts);
  if (conflict)
    return { may: 'no', says: `${facts.name} cannot be asked: ${conflict}. Choose another leader.` };
  const soft = softConflicts(need, facts);
  if (soft.length === 0) return { may: 'yes' };
  const what = soft.map(each => each.says.charAt(0).toLowerCase() + each.says.slice(1)).join('; ');
  return {
    may: 'withReason',
    soft: soft.map(each => each.code),
    says: `Think about ${facts.name} first: ${what}. To ask all the same, say why.`,
  };
}

/** What a request looks for, and for whom. */
export async function needOf(tx: Tx, record: SupportRecord, today: LocalDate): Promise<Need> {
  const school = await tx.school.findUniqueOrThrow({
    where: { id: record.school.id },
    select: HOME,
  });
  const halfDays = record.agreement?.halfDays ?? USUAL_HALF_DAYS;
  return {
    area: record.area,
    school,
    headIds: record.receivingHeadIds,
    halfDays,
    today,
    ownTrust: record.ownTrust === 'welcome',
  };
}

/** What matching has to know of leaders beside their designation, in a handful of queries for all of them. */
async function leaderFacts(
  tx: Tx,
  record: SupportRecord,
  reach: Reach,
  leaders: readonly Leader[],
  today: LocalDate,
): Promise<LeaderFacts[]> {
  const heads = await headsBySchool(tx, today);
  const deployments = await deploymentsByDesignation(tx);
  const ties = await tiesWithSchool(tx, record.school.id, today);
  const declared = await declaredWith(tx, record.school.id, today);
  const concerned = await schoolsOfConcern(tx, today);
  const beyond = await fromBeyond(tx, reach, leaders, today);
  const earlier = new Map(
    record.earlier.map(each => [each.designationId, each.saidNo ?? ('ended' as const)]),
  );
  const none: LeaderFacts['declared'] = [];
  const idle = { open: 0, ever: 0, n: 0, good: 0 };
  return leaders.map((leader): LeaderFacts => {
    const { open, ever, n, good } = deployments.get(leader.designationId) ?? idle;
    return {
      ...leader,
      homeHeadIds: heads.get(leader.home.id) ?? [],
      deployments: { open, ever },
      ratings: { n, good },
      workedThereUntil: ties.employedUntil.get(leader.personId) ?? null,
      governsThere: ties.governors.has(leader.personId),
      declared: declared.get(leader.personId) ?? none,
      reviewsThere: ties.reviewers.has(leader.personId),
      homeOfConcern: concerned.has(leader.home.id),
      beyond: beyond.get(leader.designationId) ?? null,
      asked: earlier.get(leader.designationId) ?? null,
    };
  });
}

/** Who answers for each school now. */
async function headsBySchool(tx: Tx, today: LocalDate): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await tx.roleAssignment.findMany({
    where: {
      schoolId: { not: null },
      role: { in: [...HEAD_ROLES] },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { schoolId: true, personId: true },
    orderBy: { id: 'asc' },
  });
  const heads = new Map<number, number[]>();
  for (const { schoolId, personId } of rows) {
    if (schoolId !== null) heads.set(schoolId, [...(heads.get(schoolId) ?? []), personId]);
  }
  return heads;
}

interface Deployed {
  open: number;
  ever: number;
  n: number;
  good: number;
}

/** How often each leader has been deployed, is now, and how schools found it. */
async function deploymentsByDesignation(tx: Tx): Promise<ReadonlyMap<number, Deployed>> {
  const rows = await tx.approach.findMany({
    where: {
      status: { in: ['accepted', 'replaced'] },
      request: { state: { notIn: ['declined', 'withdrawn'] } },
    },
    select: {
      designationId: true,
      status: true,
      request: {
        select: {
          state: true,
          evaluations: { where: { party: 'receivingHead' }, select: { rating: true } },
        },
      },
    },
  });
  const found = new Map<number, Deployed>();
  for (const { designationId, status, request } of rows) {
    const counted = found.get(designationId) ?? { open: 0, ever: 0, n: 0, good: 0 };
    counted.ever += 1;
    if (status === 'accepted' && !OVER.includes(request.state)) counted.open += 1;
    for (const { rating } of request.evaluations) {
      if (NO_RATINGS.includes(rating)) continue;
      counted.n += 1;
      if (GOOD_RATINGS.includes(rating)) counted.good += 1;
    }
    found.set(designationId, counted);
  }
  return found;
}

/** Who has or had a role at a school within the years that count, who governs it, who reviews it now. */
async function tiesWithSchool(tx: Tx, schoolId: number, today: LocalDate) {
  const roles = await tx.roleAssignment.findMany({
    where: { schoolId, OR: [{ to: null }, { to: { gte: addDays(today, -FORMER_EMPLOYMENT_DAYS) } }] },
    select: { personId: true, role: true, to: true },
  });
  const reviewers = await tx.reviewTeamMember.findMany({
    where: {
      leftReason: null,
      // Whoever comes along to learn judges nothing, and reads nothing.
      role: { not: 'observer' },
      review: { hostSchoolId: schoolId, reportDoneOn: null, state: { not: 'cancelled' } },
    },
    select: { personId: true },
  });
  const employedUntil = new Map<number, LocalDate>();
  const governors = new Set<number>();
  for (const { personId, role, to } of roles) {
    const until = localDate(to ?? today);
    if (role === 'chairOfGovernors') {
      if (until >= today) governors.add(personId);
    } else if (until > (employedUntil.get(personId) ?? '')) employedUntil.set(personId, until);
  }
  return { employedUntil, governors, reviewers: new Set(reviewers.map(each => each.personId)) };
}

/** Leaders of the area whose designation does not count now: named, so that nobody wonders where they are. */
async function undesignated(
  tx: Tx,
  area: string,
  { within }: Reach,
  active: readonly Leader[],
  today: LocalDate,
): Promise<Excluded[]> {
  const rows = await tx.designation.findMany({
    where: {
      specialisms: { some: { specialismSlug: area } },
      ...(within && { homeSchool: memberOf(within, today) }),
    },
    select: { id: true, status: true, reviewDue: true, person: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  // Compared here: a list of a county's leaders is too long for a query.
  const counting = new Set(active.map(leader => leader.designationId));
  const others = rows.filter(row => !counting.has(row.id));
  return others.map(row => ({
    designationId: row.id,
    name: row.person.name,
    reason:
      ['active', 'expired'].includes(row.status) && row.reviewDue !== null
        ? `the designation was due for review on ${formatDate(localDate(row.reviewDue))}`
        : 'the designation has ended or is under review',
  }));
}
