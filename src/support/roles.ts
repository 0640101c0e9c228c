import type { RoleSpec } from '../workflow/workflow.js';
import { awaitedAnswers, claimer, outstandingParties, payersOf, peopleOfParty } from './parties.js';
import {
  halfDaysUsed,
  leaderAsked,
  openApproaches,
  releaseAsked,
  releasersOf,
  type SupportRecord,
  type SupportState,
} from './record.js';
import { CHOSEN } from './states.js';
import type { Role } from './terms.js';

/** A coordinator is warned when this part of the agreed days is worked (DOMAIN 3.6). */
const WARN_AT = 0.8;

/** States in which money is asked for or agreed: only then is the payer a party. */
const PAYING: readonly SupportState[] = [
  'fundingAsked',
  ...CHOSEN.filter(state => state !== 'agreementDraft'),
];

/** Who each role is on a request, as its people are today. */
export const supportRoles: Readonly<Record<Role, RoleSpec<SupportRecord, Role>>> = {
  requester: {
    title: 'the one who asked',
    people: record => [record.requester.id],
    side: 'receiving',
  },
  receivingHead: {
    title: 'the head of the receiving school',
    people: record => record.receivingHeadIds,
    side: 'receiving',
  },
  coordinator: { title: 'the coordinator who claimed it', people: claimer, side: 'broker' },
  coordinators: {
    title: 'a coordinator',
    people: record => (isSent(record) ? record.coordinatorIds : []),
    side: 'broker',
  },
  brokeringChannel: {
    title: 'the brokering channel',
    channel: record => (isSent(record) ? record.brokeringChannelId : null),
    members: 'coordinators',
  },
  programmeLead: {
    title: 'the programme lead',
    people: record => (isSent(record) ? record.programmeLeadIds : []),
  },
  laAdviser: {
    title: 'an adviser of the authority',
    // Support that nobody commissioned is between the school and the coordinator (DOMAIN 7.3).
    people: record => (record.commissioned || record.state === 'new' ? record.laAdviserIds : []),
  },
  payer: { title: 'the payer', people: record => (PAYING.includes(record.state) ? payersOf(record) : []) },
  leader: {
    title: 'the leader',
    people: record =>
      openApproaches(record)
        .filter(leaderAsked)
        .map(each => each.leader.id),
    // Who covers their own head does not release themselves, nor hear of it before the head's yes.
    expected: record => openApproaches(record).map(each => each.leader.id),
  },
  homeHead: {
    title: 'the home head',
    people: record => openApproaches(record).filter(releaseAsked).flatMap(releasersOf),
  },
  newHomeHead: {
    title: "the head of the leader's new school",
    people: record => (record.state === 'releaseAgain' ? (record.approach?.newHome?.headIds ?? []) : []),
  },
  awaitedAnswer: {
    title: 'the leaders and home heads who have not answered',
    people: awaitedAnswers,
  },
  awaitedParty: {
    title: 'the parties that have not accepted',
    people: record => outstandingParties(record).flatMap(party => peopleOfParty(record, party)),
  },
  awaitedSide: {
    title: 'the side that has not said yet how it goes',
    people: awaitedSides,
  },
  askedHomeHead: {
    title: 'the home head who has just been asked',
    people: record =>
      openApproaches(record)
        .filter(each => each.askedVersion === record.version)
        .flatMap(releasersOf),
  },
  askedLeader: {
    title: 'the leader who has just been asked',
    people: record =>
      openApproaches(record)
        .filter(each => each.leaderAskedVersion === record.version)
        .map(each => each.leader.id),
  },
  leaderLetGo: {
    title: 'the leader whose release has just been taken back',
    people: record =>
      record.earlier.filter(each => each.releaseTakenBack === record.version).map(each => each.leader.id),
  },
  daysWatcher: {
    title: 'the coordinator, when a visit brings the days used to four fifths of the agreement',
    people: record => (justReached(record, WARN_AT) ? claimer(record) : []),
  },
  troubleWatcher: {
    title: 'the coordinator, when a side has just said that it does not work',
    people: record => (record.midReviews.at(-1)?.working === 'no' ? claimer(record) : []),
  },
};

/** A draft is its head's alone, sent or wiped. */
function isSent({ state }: SupportRecord): boolean {
  return state !== 'draft' && state !== 'discarded';
}

/** The sides that have not answered: half way, or at the end. */
function awaitedSides(record: SupportRecord): readonly number[] {
  const { state, evaluation, reflection, midReviews } = record;
  const answered = (side: 'receivingHead' | 'leader') => {
    if (state === 'midReview') return midReviews.some(each => each.party === side);
    return side === 'leader' ? reflection !== null : evaluation !== null;
  };
  return (['receivingHead', 'leader'] as const)
    .filter(side => !answered(side))
    .flatMap(side => peopleOfParty(record, side));
}

/** Whether it was the latest visit that brought the days used to this part of the agreement. */
function justReached(record: SupportRecord, part: number): boolean {
  const agreed = record.agreement?.halfDays ?? 0;
  const used = halfDaysUsed(record);
  const before = used - (record.visits.at(-1)?.halfDays ?? 0);
  return agreed > 0 && used >= agreed * part && before < agreed * part;
}
