import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import type {
  Agreement,
  EarlierApproach,
  Party,
  Rating,
  SupportRecord,
  SupportState,
  Visit,
} from './record.js';
import { halfDaysUsed, partiesOf, requiredParties } from './record.js';
import type { Role } from './terms.js';
import { supportWorkflow } from './workflow.js';

/** What a request's cards and messages may show, field by field. */
interface Fields {
  readonly area: string;
  readonly phase: string;
  readonly timing: string;
  readonly school: string;
  readonly requester: string;
  readonly need: string;
  readonly coordinator: string | null;
  readonly leader: string | null;
  readonly homeSchool: string | null;
  readonly leaderAnswer: 'yes' | 'no' | null;
  readonly releaseAnswer: 'yes' | 'no' | null;
  readonly selfReleasing: boolean;
  readonly earlier: readonly EarlierApproach[];
  readonly changeAsked: string | null;
  readonly agreement: Agreement | null;
  readonly acceptedBy: readonly Party[];
  readonly awaitedParties: readonly Party[];
  readonly halfDaysUsed: number;
  readonly visits: readonly Visit[];
  readonly rating: Rating | null;
  readonly comment: string | null;
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
};

/** From which states on somebody sees something. */
const STATES = Object.keys(supportWorkflow.states) as SupportState[];
const ALWAYS = STATES;
/** Once a coordinator has taken it up, the others may stand in (DOMAIN 3.7: claims, then sees the name). */
const CLAIMED: readonly SupportState[] = STATES.filter(
  state => !['new', 'submitted', 'withdrawn'].includes(state),
);
/** The leader is chosen when an agreement is proposed; before that, phase and area only (DOMAIN 7.3). */
const CHOSEN: readonly SupportState[] = ['agreementProposed', 'active', 'evaluationDue', 'closed'];
const CLOSED: readonly SupportState[] = ['closed'];

type Rule = Readonly<Partial<Record<Role, readonly SupportState[]>>>;

const everybody: Rule = {
  requester: ALWAYS,
  receivingHead: ALWAYS,
  coordinator: ALWAYS,
  coordinators: ALWAYS,
  brokeringChannel: ALWAYS,
  programmeLead: ALWAYS,
  leader: ALWAYS,
  homeHead: ALWAYS,
};

const parties: Rule = {
  requester: CHOSEN,
  receivingHead: CHOSEN,
  coordinator: ALWAYS,
  coordinators: CHOSEN,
  leader: CHOSEN,
  homeHead: CHOSEN,
};

const schoolName: Rule = {
  requester: ALWAYS,
  receivingHead: ALWAYS,
  coordinator: ALWAYS,
  coordinators: CLAIMED,
  leader: CHOSEN,
  homeHead: CHOSEN,
};

const whoIsAsked: Rule = {
  requester: CHOSEN,
  receivingHead: CHOSEN,
  coordinator: ALWAYS,
  coordinators: ALWAYS,
  leader: ALWAYS,
  homeHead: ALWAYS,
};

/**
 * Who sees what from which state: DOMAIN 7.3 for requests, stricter where it leaves room. A viewer sees a
 * field when one of their roles does. A field without a rule does not compile. Never here: who declined, to
 * anybody but the coordinator; the request's own words, to any channel.
 */
export const VISIBILITY: Readonly<Record<Field, Rule>> = {
  area: everybody,
  phase: everybody,
  timing: everybody,
  coordinator: everybody,
  school: schoolName,
  requester: schoolName,
  need: { requester: ALWAYS, coordinator: ALWAYS, leader: CHOSEN },
  leader: whoIsAsked,
  homeSchool: whoIsAsked,
  leaderAnswer: { coordinator: ALWAYS, coordinators: ALWAYS, leader: ALWAYS },
  releaseAnswer: { coordinator: ALWAYS, coordinators: ALWAYS, homeHead: ALWAYS },
  selfReleasing: { coordinator: ALWAYS, coordinators: ALWAYS, leader: ALWAYS },
  earlier: { coordinator: ALWAYS },
  changeAsked: { coordinator: ALWAYS },
  agreement: parties,
  acceptedBy: parties,
  awaitedParties: parties,
  halfDaysUsed: parties,
  visits: {
    requester: CHOSEN,
    receivingHead: CHOSEN,
    coordinator: CHOSEN,
    coordinators: CHOSEN,
    leader: CHOSEN,
  },
  rating: {
    requester: CLOSED,
    receivingHead: CLOSED,
    coordinator: CLOSED,
    coordinators: CLOSED,
    leader: CLOSED,
  },
  comment: { requester: CLOSED, receivingHead: CLOSED, coordinator: CLOSED, leader: CLOSED },
  outcome: { requester: ALWAYS, receivingHead: ALWAYS, coordinator: ALWAYS },
};

const READ: { readonly [F in Field]: (record: SupportRecord) => Fields[F] } = {
  area: record => record.area.title,
  phase: record => record.school.phase,
  timing: record => record.timing,
  coordinator: record => record.coordinator?.name ?? null,
  school: record => record.school.name,
  requester: record => record.requester.name,
  need: record => record.need,
  leader: ({ approach }) => approach && `${approach.leader.name} (${approach.typeCode})`,
  homeSchool: record => record.approach?.homeSchool.name ?? null,
  leaderAnswer: record => record.approach?.leaderAnswer ?? null,
  releaseAnswer: record => record.approach?.releaseAnswer ?? null,
  selfReleasing: record => record.approach?.selfReleasing ?? false,
  earlier: record => record.earlier,
  changeAsked: record => record.approach?.changeAsked ?? null,
  agreement: record => record.agreement,
  acceptedBy: record => record.acceptedBy,
  awaitedParties: record => requiredParties(record).filter(party => !record.acceptedBy.includes(party)),
  halfDaysUsed: record => halfDaysUsed(record),
  visits: record => record.visits,
  rating: record => record.evaluation?.rating ?? null,
  comment: record => record.evaluation?.comment ?? null,
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
    .map(field => [field, READ[field](record)] as const);
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
  };
}

function isRole(text: string): text is Role {
  return text in supportWorkflow.roles;
}
