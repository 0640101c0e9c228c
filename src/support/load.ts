import type { LocalDate } from '../calendar/localDate.js';
import { localDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { channelFor } from '../network/partnerships.js';
import { headsOf, holdersOf } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { deadlineOf } from '../workflow/schedule.js';
import {
  type Agreement,
  type Approach,
  type EarlierApproach,
  PARTIES,
  type Party,
  RATINGS,
  REFUSAL_REASONS,
  type SupportRecord,
  type SupportState,
} from './record.js';
import { supportWorkflow } from './workflow.js';

const PERSON = { select: { id: true, name: true } } as const;
const SCHOOL = { select: { id: true, name: true, phase: true } } as const;

const WITH_ALL = {
  school: { select: { ...SCHOOL.select, trustId: true, federation: true } },
  requester: PERSON,
  coordinator: PERSON,
  approaches: {
    orderBy: { id: 'asc' },
    include: { designation: { include: { person: PERSON, homeSchool: SCHOOL } } },
  },
  acceptances: { orderBy: { id: 'asc' } },
  visits: { orderBy: { id: 'asc' } },
  evaluations: { where: { party: 'receivingHead' } },
} as const satisfies Prisma.SupportRequestInclude;

type Row = Prisma.SupportRequestGetPayload<{ include: typeof WITH_ALL }>;
type ApproachRow = Row['approaches'][number];

/** An approach that still counts; the others are history. */
const OPEN_APPROACH = ['asked', 'accepted'];

/** States from which the latest acceptances are those of the agreement that holds. */
const ACCEPTED_STATES: readonly SupportState[] = ['active', 'evaluationDue', 'closed'];

/** A support request with its parties as they are on a day; null when there is none of that id. */
export async function loadSupport(tx: Tx, id: number, today: LocalDate): Promise<SupportRecord | null> {
  const row = await tx.supportRequest.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const state = asState(row.state);
  const open = row.approaches.findLast(approach => OPEN_APPROACH.includes(approach.status));
  return {
    id: row.id,
    reference: row.reference,
    state,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    school: { id: row.school.id, name: row.school.name, phase: row.school.phase },
    ownTrust: ownTrustOf(row.school, row.ownTrust),
    partnershipId: row.partnershipId,
    requester: row.requester,
    receivingHeadIds: await headsOf(tx, row.schoolId, today),
    ...(await officesOf(tx, row.partnershipId, today)),
    coordinator: row.coordinator,
    area: await areaOf(tx, row.area),
    need: row.need,
    timing: row.timing,
    approach: open ? asApproach(open, await headsOf(tx, open.designation.homeSchoolId, today)) : null,
    earlier: row.approaches.filter(approach => approach !== open).map(asEarlier),
    agreement: asAgreement(row),
    acceptedBy: acceptedBy(row, state),
    visits: row.visits.map(({ on, halfDays, summary }) => ({ on: localDate(on), halfDays, summary })),
    evaluation: asEvaluation(row),
    outcome: row.outcome,
    createdAt: row.createdAt,
    dueOn: await dueOn(tx, row, state),
  };
}

/** The people and the channel of the node that brokers. */
export async function officesOf(tx: Tx, partnershipId: number, today: LocalDate) {
  return {
    coordinatorIds: await holdersOf(tx, 'coordinator', partnershipId, today),
    brokeringChannelId: await channelFor(tx, partnershipId, 'brokering'),
    programmeLeadIds: await holdersOf(tx, 'programmeLead', partnershipId, today),
  };
}

/** An area of support by its slug; one that has been taken off the list keeps its slug as its name. */
export async function areaOf(tx: Tx, slug: string): Promise<SupportRecord['area']> {
  const known = await tx.specialism.findUnique({ where: { slug }, select: { slug: true, title: true } });
  return known ?? { slug, title: slug };
}

/** What the own trust or federation means for a request. */
export function ownTrustOf(
  school: { readonly trustId: number | null; readonly federation: string | null },
  welcome: boolean,
): SupportRecord['ownTrust'] {
  if (school.trustId === null && school.federation === null) return 'none';
  return welcome ? 'welcome' : 'excluded';
}

function asApproach(row: ApproachRow, homeHeadIds: readonly number[]): Approach {
  const { designation } = row;
  return {
    id: row.id,
    designationId: designation.id,
    typeCode: designation.typeCode,
    leader: designation.person,
    homeSchool: designation.homeSchool,
    homeHeadIds,
    selfReleasing: homeHeadIds.includes(designation.personId),
    leaderAnswer: asAnswer(row.leaderAnswer),
    releaseAnswer: asAnswer(row.releaseAnswer),
    changeAsked: row.reason,
  };
}

function asEarlier(row: ApproachRow): EarlierApproach {
  const refused = row.releaseAnswer === 'no' ? 'homeHead' : row.leaderAnswer === 'no' ? 'leader' : null;
  return {
    designationId: row.designationId,
    leader: row.designation.person,
    saidNo: refused,
    reason: REFUSAL_REASONS.find(reason => reason === row.reason) ?? null,
  };
}

function asAgreement({ halfDays, startsOn, endsOn, purpose }: Row): Agreement | null {
  if (halfDays === null || startsOn === null || endsOn === null) return null;
  return { halfDays, startsOn: localDate(startsOn), endsOn: localDate(endsOn), purpose: purpose ?? '' };
}

/** Who has accepted the present text: its round is the version with which it was proposed. */
function acceptedBy(row: Row, state: SupportState): readonly Party[] {
  const latest = Math.max(0, ...row.acceptances.map(each => each.round));
  const round =
    state === 'agreementProposed' ? row.enteredVersion : ACCEPTED_STATES.includes(state) ? latest : null;
  const parties = row.acceptances.filter(each => each.round === round).map(each => each.party);
  return PARTIES.filter(party => parties.includes(party));
}

function asEvaluation(row: Row): SupportRecord['evaluation'] {
  const given = row.evaluations[0];
  const rating = RATINGS.find(each => each === given?.rating);
  return given && rating ? { rating, comment: given.comment } : null;
}

async function dueOn(tx: Tx, row: Row, state: SupportState): Promise<LocalDate | null> {
  if (state === 'active') return row.endsOn === null ? null : localDate(row.endsOn);
  const due = await deadlineOf(tx, supportWorkflow, { id: row.id, state });
  return due && londonDate(due);
}

function asAnswer(text: string | null): 'yes' | 'no' | null {
  return text === 'yes' || text === 'no' ? text : null;
}

function asState(text: string): SupportState {
  if (text in supportWorkflow.states) return text as SupportState;
  throw new Error(`A support request is in state "${text}", which its table does not have.`);
}
