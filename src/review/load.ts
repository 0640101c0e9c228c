import { type LocalDate, LocalDateSchema, localDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { calendarOfSchool } from '../network/calendars.js';
import { headsOfEach, personNames } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { deadlineOf } from '../workflow/schedule.js';
import type { Calendars } from '../workflow/workflow.js';
import {
  ACTION_OWNERS,
  FACT_CHECKS,
  IMPACTS,
  LISTENERS,
  LOGISTICS,
  POSTPONE_REASONS,
  QUALITY_POINTS,
  RAGS,
} from './codes.js';
import { cycleFacts } from './cycleFacts.js';
import { homeCalendar, offeredDates } from './dates.js';
import type { PersonFacts, SchoolFacts } from './facts.js';
import {
  daysOfReview,
  ENDED,
  OBSERVER,
  type Observer,
  type ReviewAction,
  type ReviewRecord,
  type ReviewState,
  type Side,
  TEAM_ROLES,
  type TeamMember,
  type YesNo,
} from './record.js';
import { DayPlanSchema } from './session.js';
import { reviewWorkflow } from './workflow.js';

const SCHOOL = { select: { id: true, name: true, phase: true } } as const;

/** Schools and people are looked up for all of it at once: every card that is drawn anew begins here. */
const WITH_ALL = {
  cycle: true,
  team: { orderBy: { id: 'asc' } },
  actions: { orderBy: { id: 'asc' } },
  releases: { where: { revokedAt: null }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.ReviewInclude;

type Row = Prisma.ReviewGetPayload<{ include: typeof WITH_ALL }>;

/** Under which a support request names the action that it came out of. */
export const ACTION_KIND = 'reviewAction';

/** In these states somebody chooses a day, so that everybody's calendar and other reviews have to be known. */
const LOOKS_FOR_A_DAY: readonly string[] = ['undated', 'postponed'] satisfies ReviewState[];

/** A review with its parties as they are on a day; null when there is none of that id. */
export async function loadReview(tx: Tx, id: number, today: LocalDate): Promise<ReviewRecord | null> {
  const row = await tx.review.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const state = asState(row.state);
  const names = await namesIn(tx, row, today);
  const team = teamOf(row, names);
  const deadline = await deadlineOf(tx, reviewWorkflow, { id, state });
  const record: ReviewRecord = {
    id: row.id,
    reference: row.reference,
    state,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    cycle: await cycleFacts(tx, row.cycle, today),
    host: names.school(row.hostSchoolId),
    hostHeadIds: names.heads(row.hostSchoolId),
    hostAnswer: asAnswer(row.hostAnswer),
    team,
    observers: row.team
      .filter(present)
      .filter(isObserver)
      .map(member => comer(member, names)),
    former: row.team.flatMap(({ personId, leftReason }) =>
      leftReason === null ? [] : [{ person: names.person(personId), reason: leftReason }],
    ),
    on: asDate(row.on),
    startsPm: row.startsPm,
    halfDays: row.halfDays,
    why: asTexts(row.why),
    refusedDates: LocalDateSchema.array().parse(row.refusedDates),
    takenDates: LOOKS_FOR_A_DAY.includes(state) ? await takenDates(tx, row, team) : [],
    postponedFor: oneOf(POSTPONE_REASONS, row.postponedFor),
    offeredDates: [],
    heldFrom: row.heldFrom === null ? null : asState(row.heldFrom),
    dueOn: deadline && londonDate(deadline),
    ...preparation(row, names),
    ...reporting(row),
    ...(await aftermath(tx, row, names)),
  };
  if (!LOOKS_FOR_A_DAY.includes(state)) return record;
  return { ...record, offeredDates: offeredDates(record, await reviewCalendars(tx, record), today) };
}

/** The people and schools of a review by id. */
interface Names {
  person(id: number): PersonFacts;
  school(id: number): SchoolFacts;
  /** Heads of a school now. */
  heads(schoolId: number): readonly number[];
}

/** Everybody and every school that a review names, in three queries. */
async function namesIn(tx: Tx, row: Row, today: LocalDate): Promise<Names> {
  const { championId, hostLeadId, hostSchoolId, team, releases, reference } = row;
  const people = await personNames(tx, [
    ...[championId, hostLeadId].filter(id => id !== null),
    ...[...team, ...releases].map(each => each.personId),
  ]);
  const schoolIds = [...new Set([hostSchoolId, ...team.map(member => member.schoolId)])];
  const schools = await tx.school.findMany({ where: { id: { in: schoolIds } }, ...SCHOOL });
  const heads = await headsOfEach(tx, schoolIds, today);
  return {
    person: id => ({ id, name: people.get(id) ?? 'somebody' }),
    school(id) {
      const school = schools.find(each => each.id === id);
      if (!school) throw new Error(`${reference}: there is no school ${id}.`);
      return school;
    },
    heads: schoolId => heads.get(schoolId) ?? [],
  };
}

function preparation(row: Row, { person }: Names) {
  const plan = row.dayPlan === null ? null : DayPlanSchema.parse(row.dayPlan);
  return {
    champion: row.championId === null ? null : person(row.championId),
    hostLead: row.hostLeadId === null ? null : person(row.hostLeadId),
    focus: { what: asTexts(row.linesOfEnquiry), by: asSide(row.focusBy), on: asDate(row.focusOn) },
    dayPlan: { what: plan, by: asSide(row.planBy), on: asDate(row.planOn) },
    sessionPrompts: row.sessionPrompts,
    sessionsSaid: row.sessionsSaid,
    selfEvaluationLink: row.selfEvaluationLink,
    goneAheadOn: asDate(row.goneAheadOn),
    briefedOn: asDate(row.briefedOn),
    logistics: someOf(LOGISTICS, row.logistics),
    assuranceOn: asDate(row.assuranceOn),
    feedbackOn: asDate(row.feedbackOn),
    feedbackTo: someOf(LISTENERS, row.feedbackTo),
  };
}

function reporting(row: Row) {
  const { draftLink, draftHash, reportLink, reportHash } = row;
  const draftOn = asDate(row.draftOn);
  return {
    draft: draftLink && draftHash && draftOn ? { link: draftLink, hash: draftHash, on: draftOn } : null,
    draftRound: row.draftRound,
    lapsedOn: asDate(row.lapsedOn),
    qualitySampled: row.qualitySampled,
    qualityOn: asDate(row.qualityOn),
    qualityPoints: someOf(QUALITY_POINTS, row.qualityPoints),
    factCheckBy: asDate(row.factCheckBy),
    factCheck: oneOf(FACT_CHECKS, row.factCheck),
    correctionsLink: row.correctionsLink,
    replyLink: row.replyLink,
    reportDoneOn: asDate(row.reportDoneOn),
    report: reportLink && reportHash ? { link: reportLink, hash: reportHash } : null,
  };
}

async function aftermath(tx: Tx, row: Row, { person }: Names) {
  return {
    readers: row.releases.map(({ personId }) => person(personId)),
    workshopOn: asDate(row.workshopOn),
    workshopDoneOn: asDate(row.workshopDoneOn),
    actions: await actionsOf(tx, row),
    followUpOn: asDate(row.followUpOn),
    impact: oneOf(IMPACTS, row.impact),
    hostRating: row.hostRating,
    leadRating: row.leadRating,
    goodPractice: row.goodPractice,
    nameUs: row.nameUs,
  };
}

async function actionsOf(tx: Tx, row: Row): Promise<ReviewAction[]> {
  if (row.actions.length === 0) return [];
  const requests = await tx.supportRequest.findMany({
    where: { originKind: ACTION_KIND, originId: { in: row.actions.map(({ id }) => id) } },
    select: { originId: true, reference: true },
    orderBy: { id: 'asc' },
  });
  return row.actions.map(({ id, text, ownerRole, dueOn, measure, rag, evidenceLink }) => ({
    id,
    text,
    owner: oneOf(ACTION_OWNERS, ownerRole) ?? 'headteacher',
    dueOn: localDate(dueOn),
    measure,
    rag: oneOf(RAGS, rag),
    evidenceLink,
    support: requests.find(request => request.originId === id)?.reference ?? null,
  }));
}

/** The host's calendar, by which deadlines are counted; where a day is chosen, those of the reviewers' schools too. */
export async function reviewCalendars(tx: Tx, record: ReviewRecord): Promise<Calendars> {
  const host = await calendarOfSchool(tx, record.host.id);
  if (!LOOKS_FOR_A_DAY.includes(record.state)) return { host, default: host };
  const homes = new Set(record.team.map(member => member.school.id));
  const others = [];
  for (const id of homes) others.push([homeCalendar(id), await calendarOfSchool(tx, id)] as const);
  return { ...Object.fromEntries(others), host, default: host };
}

type MemberRow = Row['team'][number];

const present = ({ leftReason }: MemberRow): boolean => leftReason === null;
const isObserver = ({ role }: MemberRow): boolean => role === OBSERVER;

function teamOf(row: Row, names: Names): TeamMember[] {
  const team = row.team
    .filter(member => present(member) && !isObserver(member))
    .map((member): TeamMember => {
      const role = TEAM_ROLES.find(each => each === member.role);
      if (!role) throw new Error(`${row.reference}: team member ${member.id} has no role.`);
      return { ...comer(member, names), role, confirmed: member.confirmed };
    });
  return team.sort((a, b) => TEAM_ROLES.indexOf(a.role) - TEAM_ROLES.indexOf(b.role) || a.id - b.id);
}

function comer(member: MemberRow, names: Names): Observer {
  const heads = names.heads(member.schoolId);
  return {
    id: member.id,
    person: names.person(member.personId),
    school: names.school(member.schoolId),
    // Who heads the home school releases themselves.
    headIds: heads.includes(member.personId) ? [] : heads,
    answer: asAnswer(member.answer),
    release: asAnswer(member.headAnswer),
    attended: member.attended,
  };
}

/** The days on which this host, or somebody of this team, is in another review. */
async function takenDates(tx: Tx, row: Row, team: readonly TeamMember[]): Promise<LocalDate[]> {
  const personIds = team.map(member => member.person.id);
  const schoolIds = [row.hostSchoolId, ...team.map(member => member.school.id)];
  const others = await tx.review.findMany({
    where: {
      id: { not: row.id },
      on: { not: null },
      state: { notIn: [...ENDED] },
      OR: [
        // Nobody is away while the own school is reviewed (DOMAIN 2.3).
        { hostSchoolId: { in: schoolIds } },
        { team: { some: { leftReason: null, personId: { in: personIds } } } },
        { team: { some: { leftReason: null, schoolId: row.hostSchoolId } } },
      ],
    },
    select: { on: true, startsPm: true, halfDays: true, hostSchoolId: true },
  });
  const days: LocalDate[] = [];
  for (const { on, hostSchoolId, ...length } of others) {
    if (on !== null)
      days.push(...daysOfReview(length, localDate(on), await calendarOfSchool(tx, hostSchoolId)));
  }
  return days;
}

function asTexts(json: unknown): string[] {
  return Array.isArray(json) ? json.filter(each => typeof each === 'string') : [];
}

function asAnswer(text: string | null): YesNo | null {
  return text === 'yes' || text === 'no' ? text : null;
}

function asDate(text: string | null): LocalDate | null {
  return text === null ? null : localDate(text);
}

function asSide(text: string | null): Side | null {
  return text === 'host' || text === 'lead' ? text : null;
}

function oneOf<C extends string>(codes: readonly C[], text: string | null): C | null {
  return codes.find(code => code === text) ?? null;
}

function someOf<C extends string>(codes: readonly C[], json: unknown): C[] {
  const texts = asTexts(json);
  return codes.filter(code => texts.includes(code));
}

function asState(text: string): ReviewState {
  if (text in reviewWorkflow.states) return text as ReviewState;
  throw new Error(`A review is in state "${text}", which its table does not have.`);
}
