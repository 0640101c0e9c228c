import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import {
  awaitedPeople,
  hasAnswered,
  type PostponeReason,
  type ReviewRecord,
  type ReviewState,
  type TeamRole,
} from './record.js';
import type { Role } from './terms.js';

/** A member of a team as a card names them. */
interface SeenMember {
  readonly name: string;
  readonly school: string;
  readonly role: TeamRole;
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
  readonly why: readonly string[];
  readonly awaited: readonly string[];
  readonly former: readonly { readonly name: string; readonly reason: string }[];
  readonly selfEvaluationLink: string | null;
  readonly reportDoneOn: LocalDate | null;
  readonly reportLink: string | null;
  readonly followUpOn: LocalDate | null;
  readonly postponedFor: PostponeReason | null;
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
  /** The viewer has still to answer. */
  readonly mineToAnswer: boolean;
  /** The reviewers whom the viewer is asked to release. */
  readonly mineToRelease: readonly SeenMember[];
};

type Rule = readonly Role[];

const EVERYBODY: Rule = [
  'hostHead',
  'leadReviewer',
  'peerReviewer',
  'reviewerHead',
  'programmeLead',
  'organiser',
  'clusterLead',
];
const TAKING_PART: Rule = ['hostHead', 'leadReviewer', 'peerReviewer', 'programmeLead', 'organiser'];

/**
 * Who sees what of a review: DOMAIN 7.3 (review report) and 2.4 (postponement), stricter where they leave room.
 * A viewer sees a field when one of their roles does. A field without a rule does not compile. The report's and
 * the self-evaluation's words are not here at all: they are never kept.
 */
export const VISIBILITY: Readonly<Record<Field, Rule>> = {
  cycle: EVERYBODY,
  host: EVERYBODY,
  on: EVERYBODY,
  startsPm: EVERYBODY,
  halfDays: EVERYBODY,
  lead: EVERYBODY,
  team: TAKING_PART,
  why: TAKING_PART,
  awaited: ['programmeLead', 'organiser'],
  former: ['programmeLead'],
  selfEvaluationLink: ['hostHead', 'leadReviewer', 'peerReviewer'],
  reportDoneOn: [...TAKING_PART, 'clusterLead'],
  reportLink: ['hostHead', 'leadReviewer'],
  followUpOn: [...TAKING_PART, 'clusterLead'],
  postponedFor: ['leadReviewer', 'programmeLead'],
};

const READ: { readonly [F in Field]: (record: ReviewRecord) => Fields[F] } = {
  cycle: record => record.cycle.name,
  host: record => record.host.name,
  on: record => record.on,
  startsPm: record => record.startsPm,
  halfDays: record => record.halfDays,
  lead: record => record.cycle.lead.name,
  team: record => record.team.map(seenMember),
  why: record => record.why,
  awaited: awaitedNames,
  former: record => record.former.map(({ person, reason }) => ({ name: person.name, reason })),
  selfEvaluationLink: record => record.selfEvaluationLink,
  reportDoneOn: record => record.reportDoneOn,
  reportLink: record => record.reportLink,
  followUpOn: record => record.followUpOn,
  postponedFor: record => record.postponedFor,
};

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
  const asked = personId !== null && record.state === 'proposed' && awaitedPeople(record).includes(personId);
  return {
    ...(Object.fromEntries(fields) as { readonly [F in Field]?: Fields[F] }),
    id: record.id,
    reference: record.reference,
    state: record.state,
    version: record.version,
    roles: viewer.roles,
    ...(viewer.roles.length > 0 && { dueOn: record.dueOn }),
    mineToAnswer: asked && !hasAnswered(record, personId),
    mineToRelease:
      personId === null
        ? []
        : record.team.filter(member => member.headIds.includes(personId)).map(seenMember),
  };
}

function seenMember({ person, school, role }: ReviewRecord['team'][number]): SeenMember {
  return { name: person.name, school: school.name, role };
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
