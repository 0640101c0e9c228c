import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import { awaitedPeople, comesAlong, hasAnswered, hasToSay } from './acceptance.js';
import type { FactCheck, Impact, Listener, Logistic, PostponeReason, QualityPoint } from './codes.js';
import { sessionSaid } from './dayPlan.js';
import { toAgree, unconfirmed, unrated } from './parts.js';
import {
  type Agreed,
  BEFORE_VISIT,
  OBSERVER,
  type Observer,
  type ReviewAction,
  type ReviewRecord,
  type ReviewState,
  type TeamRole,
} from './record.js';
import type { DayPlan, Session } from './session.js';
import type { Role } from './terms.js';

/** A member of a team as a card names them. */
interface SeenMember {
  readonly name: string;
  readonly school: string;
  readonly role: TeamRole | typeof OBSERVER;
}

/** An observer as a card names them. */
interface SeenObserver extends SeenMember {
  /** They and their head have said that they come. */
  readonly comes: boolean;
}

/** A document as a look shows it: where it lies, and which version. */
export interface SeenDocument {
  readonly link: string;
  readonly version: string | null;
}

/** What a review's cards and messages may show, field by field. */
interface Fields {
  readonly cycle: string;
  readonly host: string;
  readonly on: LocalDate | null;
  readonly startsPm: boolean;
  readonly halfDays: number;
  readonly lead: string;
  readonly team: readonly SeenMember[];
  readonly observers: readonly SeenObserver[];
  readonly why: readonly string[];
  readonly awaited: readonly string[];
  readonly former: readonly { readonly name: string; readonly reason: string }[];
  readonly postponedFor: PostponeReason | null;
  readonly offeredDates: readonly LocalDate[];
  readonly routeShown: boolean;
  readonly champion: string | null;
  readonly hostLead: string | null;
  readonly focus: Agreed<readonly string[]>;
  readonly dayPlan: Agreed<DayPlan | null>;
  readonly session: Session | null;
  readonly sessionPrompts: boolean;
  readonly selfEvaluation: SeenDocument | null;
  readonly selfEvaluationCame: boolean;
  readonly goneAheadOn: LocalDate | null;
  readonly briefedOn: LocalDate | null;
  readonly logistics: readonly Logistic[];
  readonly assuranceOn: LocalDate | null;
  readonly feedbackOn: LocalDate | null;
  readonly feedbackTo: readonly Listener[];
  readonly draftForTeam: SeenDocument | null;
  readonly draftForHost: SeenDocument | null;
  readonly draftVersion: string | null;
  readonly unconfirmed: readonly string[];
  readonly qualityPoints: readonly QualityPoint[];
  readonly factCheck: FactCheck | null;
  readonly corrections: SeenDocument | null;
  readonly reply: SeenDocument | null;
  readonly reportDoneOn: LocalDate | null;
  readonly report: SeenDocument | null;
  readonly readers: readonly string[];
  readonly workshopOn: LocalDate | null;
  readonly workshopDoneOn: LocalDate | null;
  readonly actionCount: number;
  readonly actions: readonly ReviewAction[];
  readonly rags: string;
  readonly followUpOn: LocalDate | null;
  readonly impact: Impact | null;
  readonly goodPractice: string | null;
}

export type Field = keyof Fields;

/** A review as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenReview = { readonly [F in Field]?: Fields[F] } & {
  readonly id: number;
  readonly reference: string;
  readonly state: ReviewState;
  readonly version: number;
  readonly roles: readonly string[];
  readonly dueOn?: LocalDate | null;
  /** The viewer has still to answer, to agree, to confirm, to rate. */
  readonly mineToAnswer: boolean;
  readonly mineToAgree: boolean;
  readonly mineToConfirm: boolean;
  readonly mineToRate: boolean;
  /** The same about coming along, or letting somebody come along, to learn. */
  readonly mineToObserve: boolean;
  /** The reviewers and observers whom the viewer is asked to release. */
  readonly mineToRelease: readonly SeenMember[];
};

type Rule = readonly Role[];

const ORGANISERS: Rule = ['programmeLead', 'organiser'];
const TEAM: Rule = ['leadReviewer', 'peerReviewer'];
const SCHOOL: Rule = ['hostHead', 'hostLead'];
const EVERYBODY: Rule = [
  ...SCHOOL,
  ...TEAM,
  'reviewerHead',
  'observer',
  'observerHead',
  'improvementChampion',
  'qaModerator',
  ...ORGANISERS,
  'clusterLead',
  'reader',
  'policyReader',
];
const TAKING_PART: Rule = [...SCHOOL, ...TEAM, ...ORGANISERS];
/** Where a review stands and whether it is on time: for those who keep the programme (DOMAIN 7.3, "status only"). */
const STATUS: Rule = [...TAKING_PART, 'clusterLead', 'improvementChampion'];

/**
 * Who sees what of a review: DOMAIN 7.3 (review report), 2.4 (postponement) and 2.6, stricter where they leave
 * room. A viewer sees a field when one of their roles does. A field without a rule does not compile. The words of
 * the report and of the self-evaluation are not here at all: only where they lie, and that is shown on demand and
 * each showing recorded (looks.ts), never on a card or in a message.
 */
export const VISIBILITY: Readonly<Record<Field, Rule>> = {
  cycle: EVERYBODY,
  host: EVERYBODY,
  on: EVERYBODY,
  startsPm: EVERYBODY,
  halfDays: EVERYBODY,
  lead: EVERYBODY,
  team: [...TAKING_PART, 'observer'],
  observers: [...TAKING_PART, 'observer'],
  why: [...TEAM, 'hostHead', ...ORGANISERS],
  awaited: ORGANISERS,
  former: ['programmeLead'],
  postponedFor: ['leadReviewer', ...ORGANISERS],
  offeredDates: ['hostHead', 'leadReviewer', ...ORGANISERS],
  routeShown: ORGANISERS,
  champion: STATUS,
  hostLead: [...SCHOOL, ...TEAM, 'observer'],
  focus: [...TEAM, 'hostHead'],
  // An observer goes through the day, and reads nothing: what is asked and what is found is between school and team.
  dayPlan: [...SCHOOL, ...TEAM, 'observer'],
  session: TEAM,
  sessionPrompts: TEAM,
  selfEvaluation: [...SCHOOL, ...TEAM],
  selfEvaluationCame: TAKING_PART,
  goneAheadOn: TAKING_PART,
  briefedOn: TAKING_PART,
  logistics: [...SCHOOL, ...TEAM, 'observer'],
  assuranceOn: [...SCHOOL, ...TEAM, ...ORGANISERS],
  feedbackOn: TAKING_PART,
  feedbackTo: ['hostHead', ...TEAM],
  draftForTeam: [...TEAM, 'qaModerator'],
  draftForHost: ['hostHead'],
  draftVersion: [...TEAM, 'qaModerator', 'hostHead'],
  unconfirmed: ['leadReviewer', ...ORGANISERS],
  qualityPoints: ['leadReviewer', 'qaModerator'],
  factCheck: ['hostHead', 'leadReviewer'],
  corrections: ['hostHead', 'leadReviewer'],
  reply: ['hostHead', 'leadReviewer', 'reader', 'policyReader'],
  reportDoneOn: STATUS,
  report: ['hostHead', 'leadReviewer', 'reader', 'policyReader'],
  readers: ['hostHead'],
  workshopOn: STATUS,
  workshopDoneOn: STATUS,
  actionCount: STATUS,
  actions: ['hostHead', 'leadReviewer', 'improvementChampion'],
  rags: STATUS,
  followUpOn: STATUS,
  impact: ['hostHead', 'leadReviewer'],
  goodPractice: ['hostHead'],
};

const READ: { readonly [F in Field]: (record: ReviewRecord) => Fields[F] } = {
  cycle: record => record.cycle.name,
  host: record => record.host.name,
  on: record => record.on,
  startsPm: record => record.startsPm,
  halfDays: record => record.halfDays,
  lead: record => record.cycle.lead.name,
  team: record => record.team.map(seenMember),
  observers: record => record.observers.map(each => ({ ...seenObserver(each), comes: comesAlong(each) })),
  why: record => record.why,
  awaited: awaitedNames,
  former: record => record.former.map(({ person, reason }) => ({ name: person.name, reason })),
  postponedFor: record => record.postponedFor,
  offeredDates: record => record.offeredDates,
  routeShown: record => record.state === 'safeguardingHold',
  champion: record => record.champion?.name ?? null,
  hostLead: record => record.hostLead?.name ?? null,
  focus: record => record.focus,
  dayPlan: record => record.dayPlan,
  session: sessionSaid,
  sessionPrompts: record => record.sessionPrompts,
  selfEvaluation: record => document(record.selfEvaluationLink),
  selfEvaluationCame: record => record.selfEvaluationLink !== null,
  goneAheadOn: record => record.goneAheadOn,
  briefedOn: record => record.briefedOn,
  logistics: record => record.logistics,
  assuranceOn: record => record.assuranceOn,
  feedbackOn: record => record.feedbackOn,
  feedbackTo: record => record.feedbackTo,
  // Once there is a report, the draft has done its work: the team read that, and not what became of it.
  draftForTeam: record => (record.report ? null : draft(record)),
  draftForHost: record => (WITH_THE_HEAD.includes(record.state) ? draft(record) : null),
  draftVersion: record => (record.report ? null : (record.draft?.hash ?? null)),
  unconfirmed: record =>
    record.state === 'draftReport' ? unconfirmed(record).map(({ person }) => person.name) : [],
  qualityPoints: record => record.qualityPoints,
  factCheck: record => record.factCheck,
  corrections: record => document(record.correctionsLink),
  reply: record => document(record.replyLink),
  reportDoneOn: record => record.reportDoneOn,
  report: record => record.report && { link: record.report.link, version: record.report.hash },
  readers: record => record.readers.map(({ name }) => name),
  workshopOn: record => record.workshopOn,
  workshopDoneOn: record => record.workshopDoneOn,
  actionCount: record => record.actions.length,
  actions: record => record.actions,
  rags: ragsInWords,
  followUpOn: record => record.followUpOn,
  impact: record => record.impact,
  goodPractice: record => record.goodPractice,
};

/** The draft is the head's to read from here on, and not before the team stands by it. */
const WITH_THE_HEAD: readonly ReviewState[] = ['factCheck', 'finalising'];

/** Whether any of these roles sees a field. */
function maySee(roles: readonly string[], field: Field): boolean {
  return VISIBILITY[field].some(role => roles.includes(role));
}

/**
 * A review as one viewer may see it. Cards and notices are made from this and from nothing else, so that what
 * is not here cannot slip into them.
 */
export function see(record: ReviewRecord, viewer: Viewer): SeenReview {
  const fields = (Object.keys(READ) as Field[])
    .filter(field => maySee(viewer.roles, field))
    .map(field => [field, READ[field](record)] as const);
  const { personId } = viewer;
  const mine = (people: readonly number[]) => personId !== null && people.includes(personId);
  const asked = record.state === 'proposed' && mine(awaitedPeople(record));
  return {
    ...(Object.fromEntries(fields) as { readonly [F in Field]?: Fields[F] }),
    id: record.id,
    reference: record.reference,
    state: record.state,
    version: record.version,
    roles: viewer.roles,
    ...(viewer.roles.length > 0 && { dueOn: record.dueOn }),
    mineToAnswer: asked && !hasAnswered(record, personId ?? 0),
    mineToAgree: mine(toAgree(record)),
    mineToConfirm: record.state === 'draftReport' && mine(unconfirmed(record).map(({ person }) => person.id)),
    mineToRate:
      record.state === 'impactReviewed' &&
      unrated(record).some(side => viewer.roles.includes(side === 'host' ? 'hostHead' : 'leadReviewer')),
    mineToObserve: personId !== null && BEFORE_VISIT.includes(record.state) && hasToSay(record, personId),
    mineToRelease:
      personId === null
        ? []
        : [
            ...record.team.filter(member => member.headIds.includes(personId)).map(seenMember),
            ...record.observers.filter(each => each.headIds.includes(personId)).map(seenObserver),
          ],
  };
}

function seenMember({ person, school, role }: ReviewRecord['team'][number]): SeenMember {
  return { name: person.name, school: school.name, role };
}

function seenObserver({ person, school }: Observer): SeenMember {
  return { name: person.name, school: school.name, role: OBSERVER };
}

function document(link: string | null): SeenDocument | null {
  return link === null ? null : { link, version: null };
}

function draft(record: ReviewRecord): SeenDocument | null {
  return record.draft && { link: record.draft.link, version: record.draft.hash };
}

/** '2 green, 1 amber': how far the actions have come, without what they are. */
function ragsInWords({ actions }: ReviewRecord): string {
  return (['green', 'amber', 'red'] as const)
    .map(rag => ({ rag, n: actions.filter(action => action.rag === rag).length }))
    .filter(({ n }) => n > 0)
    .map(({ rag, n }) => `${n} ${rag}`)
    .join(', ');
}

/** Whose answer is missing, as the programme lead reads it when deciding whom to ring. */
function awaitedNames(record: ReviewRecord): string[] {
  if (record.state !== 'proposed') return [];
  return [
    ...(record.hostAnswer || record.hostHeadIds.length === 0 ? [] : [`the head of ${record.host.name}`]),
    ...record.team.flatMap(({ answer, release, person, headIds, school }) => [
      ...(answer ? [] : [person.name]),
      ...(release || headIds.length === 0 ? [] : [`the head of ${school.name}`]),
    ]),
  ];
}
