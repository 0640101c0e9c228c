import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import type { EndReason, HoldReason, Lasting, Party, Payer, Rating } from './codes.js';
import { partiesOf, requiredParties } from './parties.js';
import {
  type Agreement,
  type Approach,
  type EarlierApproach,
  halfDaysUsed,
  type Lapse,
  leaderAsked,
  type MidReview,
  openApproaches,
  ownApproach,
  releasedApproach,
  type SupportRecord,
  type SupportState,
  type Variation,
  type Visit,
} from './record.js';
import { CHOSEN } from './states.js';
import type { Role } from './terms.js';
import { supportWorkflow } from './workflow.js';

/** What a request's cards and messages may show, field by field. */
interface Fields {
  readonly area: string;
  readonly phase: string;
  readonly timing: string;
  readonly wantedHalfDays: number | null;
  readonly school: string;
  readonly requester: string;
  readonly need: string;
  readonly summary: string | null;
  readonly summaryDraft: string | null;
  readonly question: string | null;
  readonly questionAnswer: string | null;
  readonly commissioned: boolean;
  readonly origin: string | null;
  readonly payer: Payer;
  readonly funded: SupportRecord['funded'];
  readonly panel: SupportRecord['panel'];
  readonly panelDecides: boolean;
  readonly coordinator: string | null;
  readonly candidates: readonly Approach[];
  readonly leader: string | null;
  readonly homeSchool: string | null;
  readonly newHome: string | null;
  readonly lapsed: Lapse | null;
  readonly leaderAnswer: 'yes' | 'no' | null;
  readonly releaseAnswer: 'yes' | 'no' | null;
  readonly selfReleasing: boolean;
  readonly earlier: readonly EarlierApproach[];
  readonly changeAsked: string | null;
  readonly agreement: Agreement | null;
  readonly variation: Variation | null;
  readonly acceptedBy: readonly Party[];
  readonly awaitedParties: readonly Party[];
  readonly halfDaysUsed: number;
  readonly visits: readonly Visit[];
  readonly nextVisitOn: LocalDate | null;
  readonly midReviews: readonly MidReview[];
  readonly holdReason: HoldReason | null;
  readonly endedEarly: EndReason | null;
  readonly rating: Rating | null;
  readonly comment: string | null;
  readonly reflection: string | null;
  readonly qualityNote: string | null;
  readonly lasting: Lasting | null;
  readonly lastingComment: string | null;
  readonly outcome: string | null;
}

export type Field = keyof Fields;

/** A request as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenSupport = { readonly [F in Field]?: Fields[F] } & {
  readonly id: number;
  readonly reference: string;
  readonly state: SupportState;
  readonly version: number;
  readonly roles: readonly string[];
  /** The day by which the next step is owed. */
  readonly dueOn?: LocalDate | null;
  /** Parties of the agreement that the viewer stands for and that have not accepted. */
  readonly mineToAccept: readonly Party[];
  /** The viewer's side has been asked how it goes or went, and has not said yet. */
  readonly mineToSay: boolean;
  /** A leader is deployed, or was: the agreement holds. */
  readonly held: boolean;
  /** The school has chosen, and the leader is not settled yet. */
  readonly chosen: boolean;
};

/** From which states on somebody sees something. */
const STATES = Object.keys(supportWorkflow.states) as SupportState[];
const ALWAYS = STATES;
/** Once a coordinator has taken it up, the others may stand in (DOMAIN 3.7: claims, then sees the name). */
const CLAIMED: readonly SupportState[] = STATES.filter(
  state => !['new', 'draft', 'submitted', 'withdrawn', 'discarded'].includes(state),
);
/** The receiving head reads the profiles while there is a choice. */
const CHOOSING: readonly SupportState[] = ['shortlisted'];
/** The payer is asked for money, or accepts the agreement. */
const PAYING: readonly SupportState[] = ['fundingAsked', ...CHOSEN];
/** Both sides have said how it was, or had their time. */
const RATED: readonly SupportState[] = ['qualityCheck', 'signedOff', 'impactCheck', 'closed'];
const SAID: readonly SupportState[] = ['evaluationDue', ...RATED];
const CLOSED: readonly SupportState[] = ['closed'];

type Rule = Readonly<Partial<Record<Role, readonly SupportState[]>>>;

const everybody: Rule = {
  requester: ALWAYS,
  receivingHead: ALWAYS,
  coordinator: ALWAYS,
  coordinators: ALWAYS,
  brokeringChannel: ALWAYS,
  programmeLead: ALWAYS,
  laAdviser: ALWAYS,
  payer: ALWAYS,
  leader: ALWAYS,
  homeHead: ALWAYS,
  newHomeHead: ALWAYS,
};

const parties: Rule = {
  requester: CHOSEN,
  receivingHead: CHOSEN,
  coordinator: ALWAYS,
  coordinators: CHOSEN,
  payer: CHOSEN,
  leader: CHOSEN,
  homeHead: CHOSEN,
};

/** The new home head is asked to let an agreement go on, and learns the school when they have said yes. */
const partiesAndNewHead: Rule = { ...parties, newHomeHead: ALWAYS };

const schoolName: Rule = {
  requester: ALWAYS,
  receivingHead: ALWAYS,
  coordinator: ALWAYS,
  coordinators: CLAIMED,
  laAdviser: ALWAYS,
  payer: PAYING,
  leader: CHOSEN,
  homeHead: CHOSEN,
};

const whoIsAsked: Rule = {
  requester: CHOSEN,
  receivingHead: CHOSEN,
  coordinator: ALWAYS,
  coordinators: ALWAYS,
  payer: CHOSEN,
  leader: ALWAYS,
  homeHead: ALWAYS,
  newHomeHead: ALWAYS,
};

/** Between the school and the coordinator. */
const asking: Rule = { requester: ALWAYS, receivingHead: ALWAYS, coordinator: ALWAYS };

/**
 * Who sees what from which state: DOMAIN 7.3 for requests, stricter where it leaves room. A viewer sees a
 * field when one of their roles does. A field without a rule does not compile. Never here: who declined, to
 * anybody but the coordinator; the request's own words, to any channel or leader; that support was
 * commissioned, to any other school.
 */
export const VISIBILITY: Readonly<Record<Field, Rule>> = {
  area: everybody,
  phase: everybody,
  timing: everybody,
  wantedHalfDays: everybody,
  coordinator: everybody,
  school: schoolName,
  requester: schoolName,
  need: { requester: ALWAYS, coordinator: ALWAYS, laAdviser: ALWAYS },
  summary: { ...asking, leader: ALWAYS },
  summaryDraft: asking,
  question: asking,
  questionAnswer: { requester: ALWAYS, coordinator: ALWAYS },
  commissioned: { ...asking, coordinators: CLAIMED, laAdviser: ALWAYS },
  origin: asking,
  payer: {
    ...asking,
    coordinators: CLAIMED,
    laAdviser: ALWAYS,
    payer: PAYING,
    leader: CHOSEN,
    homeHead: CHOSEN,
  },
  funded: { ...asking, laAdviser: ALWAYS, payer: PAYING },
  panel: { ...asking, coordinators: CLAIMED },
  panelDecides: { coordinator: ALWAYS, coordinators: ALWAYS },
  candidates: { coordinator: ALWAYS, coordinators: ALWAYS, receivingHead: CHOOSING },
  leader: whoIsAsked,
  homeSchool: whoIsAsked,
  newHome: { coordinator: ALWAYS, coordinators: ALWAYS, leader: ALWAYS, newHomeHead: ALWAYS },
  lapsed: { coordinator: ALWAYS, coordinators: ALWAYS },
  leaderAnswer: { coordinator: ALWAYS, coordinators: ALWAYS, leader: ALWAYS },
  releaseAnswer: { coordinator: ALWAYS, coordinators: ALWAYS, homeHead: ALWAYS },
  selfReleasing: { coordinator: ALWAYS, coordinators: ALWAYS, leader: ALWAYS },
  earlier: { coordinator: ALWAYS },
  changeAsked: { coordinator: ALWAYS },
  agreement: partiesAndNewHead,
  variation: parties,
  acceptedBy: parties,
  awaitedParties: parties,
  halfDaysUsed: partiesAndNewHead,
  visits: {
    requester: CHOSEN,
    receivingHead: CHOSEN,
    coordinator: CHOSEN,
    coordinators: CHOSEN,
    leader: CHOSEN,
  },
  nextVisitOn: { receivingHead: CHOSEN, coordinator: CHOSEN, leader: CHOSEN },
  midReviews: { receivingHead: CHOSEN, coordinator: ALWAYS, leader: CHOSEN },
  holdReason: { coordinator: ALWAYS },
  endedEarly: { coordinator: ALWAYS },
  rating: { receivingHead: SAID, coordinator: SAID, coordinators: RATED, leader: RATED },
  comment: { receivingHead: SAID, coordinator: SAID, leader: RATED },
  reflection: { coordinator: SAID, leader: SAID },
  qualityNote: { coordinator: RATED },
  lasting: { receivingHead: CLOSED, coordinator: CLOSED, coordinators: CLOSED, leader: CLOSED },
  lastingComment: { receivingHead: CLOSED, coordinator: CLOSED, leader: CLOSED },
  outcome: { ...asking, laAdviser: ALWAYS },
};

/** The candidate a viewer is concerned with: their own, the one chosen, or the only one. */
function concerning(record: SupportRecord, { personId, roles }: Viewer): Approach | null {
  if (record.approach) return record.approach;
  const own = ownApproach(record, personId) ?? releasedApproach(record, personId);
  if (own) return own;
  const [only, another] = openApproaches(record);
  return only && !another && roles.includes('coordinators') ? only : null;
}

/** Each side reads its own words half way, the coordinator both. */
function midReviewsFor({ midReviews }: SupportRecord, { roles }: Viewer): readonly MidReview[] {
  return midReviews.filter(each => roles.includes('coordinator') || roles.includes(each.party));
}

const READ: { readonly [F in Field]: (record: SupportRecord, viewer: Viewer) => Fields[F] } = {
  area: record => record.area.title,
  phase: record => record.school.phase,
  timing: record => record.timing,
  wantedHalfDays: record => record.wantedHalfDays,
  coordinator: record => record.coordinator?.name ?? null,
  school: record => record.school.name,
  requester: record => record.requester.name,
  need: record => record.need,
  summary: ({ summary }) => (summary?.agreed ? summary.text : null),
  summaryDraft: ({ summary }) => (summary && !summary.agreed ? summary.text : null),
  question: record => record.question,
  questionAnswer: record => record.questionAnswer,
  commissioned: record => record.commissioned,
  origin: record => record.origin?.kind ?? null,
  payer: record => record.payer,
  funded: record => record.funded,
  panel: record => record.panel,
  panelDecides: record => record.settings.triageMode === 'panel',
  candidates: record => record.candidates,
  leader: (record, viewer) => {
    const approach = concerning(record, viewer);
    return approach && `${approach.leader.name} (${approach.typeCode})`;
  },
  homeSchool: (record, viewer) => concerning(record, viewer)?.homeSchool.name ?? null,
  newHome: record => record.approach?.newHome?.school.name ?? null,
  lapsed: record => record.approach?.lapsed ?? null,
  leaderAnswer: (record, viewer) => concerning(record, viewer)?.leaderAnswer ?? null,
  releaseAnswer: (record, viewer) => concerning(record, viewer)?.releaseAnswer ?? null,
  selfReleasing: (record, viewer) => concerning(record, viewer)?.selfReleasing ?? false,
  earlier: record => record.earlier,
  changeAsked: record => record.approach?.changeAsked ?? null,
  agreement: record => record.agreement,
  variation: record => record.variation,
  acceptedBy: record => record.acceptedBy,
  awaitedParties: record => requiredParties(record).filter(party => !record.acceptedBy.includes(party)),
  halfDaysUsed: record => halfDaysUsed(record),
  visits: record => record.visits,
  nextVisitOn: record => record.nextVisitOn,
  midReviews: midReviewsFor,
  holdReason: record => record.holdReason,
  endedEarly: record => record.endedEarly,
  rating: record => record.evaluation?.rating ?? null,
  comment: record => record.evaluation?.comment ?? null,
  reflection: record => record.reflection,
  qualityNote: record => record.quality?.note ?? null,
  lasting: record => record.lasting?.answer ?? null,
  lastingComment: record => record.lasting?.comment ?? null,
  outcome: record => record.outcome,
};

/** Whether any of these roles sees a field in a state. */
function maySee(roles: readonly string[], field: Field, state: SupportState): boolean {
  const rule = VISIBILITY[field];
  return roles.some(role => isRole(role) && (rule[role]?.includes(state) ?? false));
}

/**
 * A request as one viewer may see it. Cards and notices are made from this and from nothing else, so that
 * what is not here cannot slip into them.
 */
export function see(record: SupportRecord, viewer: Viewer): SeenSupport {
  const fields = (Object.keys(READ) as Field[])
    .filter(field => maySee(viewer.roles, field, record.state))
    .map(field => [field, READ[field](record, viewer)] as const);
  const known = viewer.roles.length > 0;
  return {
    ...(Object.fromEntries(fields) as { readonly [F in Field]?: Fields[F] }),
    id: record.id,
    reference: record.reference,
    state: record.state,
    version: record.version,
    roles: viewer.roles,
    ...(known && { dueOn: record.dueOn }),
    mineToAccept: partiesOf(record, viewer.personId).filter(party => !record.acceptedBy.includes(party)),
    mineToSay: viewer.roles.includes('awaitedSide'),
    held: record.heldRound !== null,
    chosen: record.approach !== null && !leaderAccepted(record.approach),
  };
}

function leaderAccepted(approach: Approach): boolean {
  return leaderAsked(approach) && approach.status === 'accepted';
}

function isRole(text: string): text is Role {
  return text in supportWorkflow.roles;
}
