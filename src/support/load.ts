import type { LocalDate } from '../calendar/localDate.js';
import { localDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { channelFor } from '../network/partnerships.js';
import { headsOf, holdersOfEach } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { deadlineOf } from '../workflow/schedule.js';
import {
  ACTIVITIES,
  END_REASONS,
  GO_ON,
  HOLD_REASONS,
  LASTING,
  PARTIES,
  PAYERS,
  type Party,
  RATINGS,
  REFUSAL_REASONS,
  WORKING,
} from './codes.js';
import {
  type Agreement,
  type Approach,
  type EarlierApproach,
  LAPSES,
  type MidReview,
  type SupportRecord,
  type SupportState,
  type Variation,
} from './record.js';
import { supportSettings } from './settings.js';
import { supportWorkflow } from './workflow.js';

const PERSON = { select: { id: true, name: true } } as const;
const SCHOOL = { select: { id: true, name: true, phase: true } } as const;

const WITH_ALL = {
  school: { select: { ...SCHOOL.select, trustId: true, federation: true } },
  requester: PERSON,
  coordinator: PERSON,
  approaches: {
    orderBy: { id: 'asc' },
    include: {
      homeSchool: SCHOOL,
      designation: {
        include: {
          person: PERSON,
          homeSchool: SCHOOL,
          specialisms: {
            orderBy: { specialismSlug: 'asc' },
            select: { specialism: { select: { title: true } } },
          },
        },
      },
    },
  },
  acceptances: { orderBy: { id: 'asc' } },
  variations: { where: { status: 'open' }, orderBy: { id: 'desc' }, take: 1 },
  visits: { orderBy: { id: 'asc' } },
  midReviews: { orderBy: { id: 'asc' } },
  evaluations: true,
} as const satisfies Prisma.SupportRequestInclude;

type Row = Prisma.SupportRequestGetPayload<{ include: typeof WITH_ALL }>;
type ApproachRow = Row['approaches'][number];

/** The offices of a node that have a part in brokering. */
const OFFICES = ['coordinator', 'programmeLead', 'laAdviser'] as const;

/** An approach that still counts; the others are history. */
const OPEN_STATUSES = ['listed', 'asked', 'available', 'accepted'] as const satisfies Approach['status'][];

/** States in which the acceptances that count are those of a text that is not agreed yet. */
const PROPOSING: readonly SupportState[] = ['agreementProposed', 'variationProposed'];

/** A support request with its parties as they are on a day; null when there is none of that id. */
export async function loadSupport(tx: Tx, id: number, today: LocalDate): Promise<SupportRecord | null> {
  const row = await tx.supportRequest.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const state = asState(row.state);
  const open = row.approaches.filter(each => isOpen(each.status));
  const chosen = open.findLast(each => each.chosen);
  const listed = chosen && chosen.status === 'accepted' ? [] : open.filter(each => each !== chosen);
  const candidates: Approach[] = [];
  for (const each of listed) candidates.push(await asApproach(tx, each, today));
  return {
    id: row.id,
    reference: row.reference,
    state,
    version: row.version,
    enteredAt: row.enteredAt,
    enteredVersion: row.enteredVersion,
    school: { id: row.school.id, name: row.school.name, phase: row.school.phase },
    ownTrust: ownTrustOf(row.school, row.ownTrust),
    furtherAfield: row.furtherAfield,
    partnershipId: row.partnershipId,
    requester: row.requester,
    receivingHeadIds: await headsOf(tx, row.schoolId, today),
    ...(await officesOf(tx, row.partnershipId, today)),
    coordinator: row.coordinator,
    area: await areaOf(tx, row.area),
    need: row.need,
    timing: row.timing,
    wantedHalfDays: row.wantedHalfDays,
    origin:
      row.originKind === null || row.originId === null ? null : { kind: row.originKind, id: row.originId },
    commissioned: row.commissioned,
    payer: oneOf(PAYERS, row.payer) ?? 'partnership',
    funded: row.fundedOn === null ? null : { on: localDate(row.fundedOn), note: row.fundingNote ?? '' },
    question: row.question,
    questionAnswer: row.questionAnswer,
    panel: row.panelOn === null ? null : { on: localDate(row.panelOn), minute: row.panelMinute ?? '' },
    summary: row.summary === null ? null : { text: row.summary, agreed: row.summaryAgreed },
    candidates,
    approach: chosen ? await asApproach(tx, chosen, today) : null,
    earlier: row.approaches.filter(each => !isOpen(each.status)).map(asEarlier),
    agreement: asAgreement(row),
    heldRound: row.heldRound,
    variation: asVariation(row),
    acceptedBy: acceptedBy(row, state),
    visits: row.visits.map(({ approachId, on, halfDays, activity, summary, next }) => ({
      approachId,
      on: localDate(on),
      halfDays,
      activity: oneOf(ACTIVITIES, activity),
      summary,
      next,
    })),
    nextVisitOn: maybeDate(row.nextVisitOn),
    midReviewOn: maybeDate(row.midReviewOn),
    midReviews: row.midReviews.filter(each => each.approachId === chosen?.id).map(asMidReview),
    holdReason: oneOf(HOLD_REASONS, row.holdReason),
    completedOn: maybeDate(row.completedOn),
    endedEarly: oneOf(END_REASONS, row.endedEarly),
    ...answersOf(row),
    quality:
      row.signedOffOn === null ? null : { on: localDate(row.signedOffOn), note: row.qualityNote ?? '' },
    outcome: row.outcome,
    createdAt: row.createdAt,
    dueOn: await dueOn(tx, row, state),
  };
}

/** The people, the channel and the ways of the node that brokers. */
export async function officesOf(tx: Tx, partnershipId: number, today: LocalDate) {
  const holders = await holdersOfEach(tx, OFFICES, partnershipId, today);
  return {
    coordinatorIds: holders.coordinator,
    programmeLeadIds: holders.programmeLead,
    laAdviserIds: holders.laAdviser,
    brokeringChannelId: await channelFor(tx, partnershipId, 'brokering'),
    settings: await supportSettings(tx, partnershipId),
  };
}

/** An area of support by its slug; one that has been taken off the list keeps its slug as its name. */
export async function areaOf(tx: Tx, slug: string): Promise<SupportRecord['area']> {
  const known = await tx.specialism.findUnique({ where: { slug }, select: { slug: true, title: true } });
  return known ?? { slug, title: slug };
}

/** What the own trust or federation means for a request. */
function ownTrustOf(
  school: { readonly trustId: number | null; readonly federation: string | null },
  welcome: boolean,
): SupportRecord['ownTrust'] {
  if (school.trustId === null && school.federation === null) return 'none';
  return welcome ? 'welcome' : 'excluded';
}

async function asApproach(tx: Tx, row: ApproachRow, today: LocalDate): Promise<Approach> {
  const { designation, homeSchool } = row;
  const homeHeadIds = await headsOf(tx, homeSchool.id, today);
  const moved = designation.homeSchool.id !== homeSchool.id;
  const newHeadIds = moved ? await headsOf(tx, designation.homeSchool.id, today) : [];
  return {
    id: row.id,
    designationId: designation.id,
    status: oneOf(OPEN_STATUSES, row.status) ?? 'asked',
    typeCode: designation.typeCode,
    lapsed: lapseOf(designation, today),
    specialisms: designation.specialisms.map(each => each.specialism.title),
    leader: designation.person,
    homeSchool,
    homeHeadIds,
    selfReleasing: homeHeadIds.includes(designation.personId),
    newHome: moved
      ? {
          school: designation.homeSchool,
          headIds: newHeadIds,
          selfReleasing: newHeadIds.includes(designation.personId),
        }
      : null,
    leaderAnswer: asAnswer(row.leaderAnswer),
    releaseAnswer: asAnswer(row.releaseAnswer),
    askedVersion: row.askedVersion,
    leaderAskedVersion: row.leaderAskedVersion,
    changeAsked: row.reason,
  };
}

/** The day of a review that has gone by decides, before the clock has said so. */
function lapseOf({ status, reviewDue }: ApproachRow['designation'], today: LocalDate): Approach['lapsed'] {
  const isOver = status === 'active' && reviewDue !== null && reviewDue < today;
  return isOver ? 'expired' : oneOf(LAPSES, status);
}

function asEarlier(row: ApproachRow): EarlierApproach {
  const refused = row.releaseAnswer === 'no' ? 'homeHead' : row.leaderAnswer === 'no' ? 'leader' : null;
  return {
    designationId: row.designationId,
    leader: row.designation.person,
    saidNo: refused,
    reason: oneOf(REFUSAL_REASONS, row.reason),
    releaseTakenBack: refused === 'homeHead' ? row.leaderAskedVersion : null,
  };
}

function asAgreement(row: Row): Agreement | null {
  const { halfDays, startsOn, endsOn, purpose } = row;
  if (halfDays === null || startsOn === null || endsOn === null) return null;
  return {
    halfDays,
    startsOn: localDate(startsOn),
    endsOn: localDate(endsOn),
    purpose: purpose ?? '',
    ratePence: row.ratePence,
    activities: row.activities,
    measures: row.measures,
    milestones: row.milestones,
    visitsPlanned: row.visitsPlanned,
    contact: row.contact,
    exitStrategy: row.exitStrategy,
    assuranceOn: maybeDate(row.assuranceOn),
  };
}

function asVariation({ variations }: Row): Variation | null {
  const [open] = variations;
  if (!open) return null;
  const { id, halfDays, endsOn, ratePence, reason } = open;
  return { id, halfDays, endsOn: localDate(endsOn), ratePence, reason };
}

/** Who has accepted the text that is proposed (its round is the version that proposed it), or the one that holds. */
function acceptedBy(row: Row, state: SupportState): readonly Party[] {
  const round = PROPOSING.includes(state) ? row.enteredVersion : row.heldRound;
  const parties = row.acceptances.filter(each => each.round === round).map(each => each.party);
  return PARTIES.filter(party => parties.includes(party));
}

function asMidReview({ party, working, goOn, comment }: Row['midReviews'][number]): MidReview {
  return {
    party: party === 'leader' ? 'leader' : 'receivingHead',
    working: oneOf(WORKING, working) ?? 'partly',
    goOn: oneOf(GO_ON, goOn) ?? 'changed',
    comment,
  };
}

/** What each side said at the end, and 90 days later. */
function answersOf({ evaluations }: Row): Pick<SupportRecord, 'evaluation' | 'reflection' | 'lasting'> {
  const of = (party: string) => evaluations.find(each => each.party === party);
  const rating = oneOf(RATINGS, of('receivingHead')?.rating);
  const answer = oneOf(LASTING, of('impact')?.rating);
  return {
    evaluation: rating && { rating, comment: of('receivingHead')?.comment ?? '' },
    reflection: of('leader')?.comment ?? null,
    lasting: answer && { answer, comment: of('impact')?.comment ?? '' },
  };
}

async function dueOn(tx: Tx, row: Row, state: SupportState): Promise<LocalDate | null> {
  if (state === 'active') return maybeDate(row.endsOn);
  const due = await deadlineOf(tx, supportWorkflow, { id: row.id, state });
  return due && londonDate(due);
}

function isOpen(status: string): boolean {
  return (OPEN_STATUSES as readonly string[]).includes(status);
}

/** The one of a list's codes that a text is; null for none. */
function oneOf<T extends string>(codes: readonly T[], text: string | null | undefined): T | null {
  return codes.find(code => code === text) ?? null;
}

function maybeDate(text: string | null): LocalDate | null {
  return text === null ? null : localDate(text);
}

function asAnswer(text: string | null): 'yes' | 'no' | null {
  return text === 'yes' || text === 'no' ? text : null;
}

function asState(text: string): SupportState {
  if (text in supportWorkflow.states) return text as SupportState;
  throw new Error(`A support request is in state "${text}", which its table does not have.`);
}
