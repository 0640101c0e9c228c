import type { Approach, SupportRecord, SupportState } from '../../src/support/record.js';

/** Who is who in {@link aRecord}: everybody is somebody else. */
export const PEOPLE = {
  requester: 1,
  receivingHead: 2,
  coordinator: 3,
  coordinators: 4,
  programmeLead: 5,
  leader: 6,
  homeHead: 7,
  laAdviser: 10,
  newHomeHead: 14,
  stranger: 8,
} as const;

export const CHANNEL = 40;

/** Words that stand for what must not be seen by everybody: each occurs in one field only. */
export const SECRETS = {
  school: 'SCHOOLWORD',
  requester: 'REQUESTERWORD',
  need: 'NEEDWORD',
  summary: 'SUMMARYWORD',
  question: 'QUESTIONWORD',
  questionAnswer: 'ANSWERWORD',
  candidates: 'CANDIDATEWORD',
  newHome: 'NEWHOMEWORD',
  funded: 'FUNDINGWORD',
  panel: 'PANELWORD',
  variation: 'VARIATIONWORD',
  reflection: 'REFLECTIONWORD',
  qualityNote: 'QUALITYWORD',
  lastingComment: 'LASTINGWORD',
  leader: 'LEADERWORD',
  homeSchool: 'HOMEWORD',
  earlier: 'EARLIERWORD',
  changeAsked: 'CHANGEWORD',
  agreement: 'PURPOSEWORD',
  visits: 'VISITWORD',
  comment: 'COMMENTWORD',
  outcome: 'OUTCOMEWORD',
} as const;

/** What each side said half way; each occurs in that side's own words only. */
export const MID_WORDS = { receivingHead: 'HEADMIDWORD', leader: 'LEADERMIDWORD' } as const;

const ASKING: readonly SupportState[] = ['releaseAsked', 'shortlisted'];

const DEPLOYED: readonly SupportState[] = [
  'firstContact',
  'active',
  'midReview',
  'variationProposed',
  'releaseAgain',
  'onHold',
];
const AFTERWARDS: readonly SupportState[] = [
  'evaluationDue',
  'qualityCheck',
  'signedOff',
  'impactCheck',
  'closed',
  'terminated',
];

/** States in which the school has chosen. */
const CHOSEN: readonly SupportState[] = ['agreementDraft', 'agreementProposed', ...DEPLOYED, ...AFTERWARDS];

const UNCLAIMED: readonly SupportState[] = ['new', 'draft', 'submitted', 'discarded'];

/** A request in a state, with everything filled in that such a state can have. */
export function aRecord(state: SupportState, changes: Partial<SupportRecord> = {}): SupportRecord {
  const at = new Date('2026-11-09T10:00:00Z');
  const approach: Approach = {
    id: 11,
    designationId: 12,
    status: CHOSEN.includes(state) ? 'accepted' : state === 'shortlisted' ? 'available' : 'asked',
    typeCode: 'SLE',
    specialisms: ['Phonics'],
    leader: { id: PEOPLE.leader, name: SECRETS.leader },
    lapsed: null,
    homeSchool: { id: 21, name: SECRETS.homeSchool, phase: 'Primary' },
    homeHeadIds: [PEOPLE.homeHead],
    selfReleasing: false,
    newHome:
      state === 'releaseAgain'
        ? {
            school: { id: 22, name: SECRETS.newHome, phase: 'Primary' },
            headIds: [PEOPLE.newHomeHead],
            selfReleasing: false,
          }
        : null,
    leaderAnswer: state === 'releaseAsked' ? null : 'yes',
    releaseAnswer: state === 'releaseAsked' ? null : 'yes',
    askedVersion: 3,
    leaderAskedVersion: 4,
    changeAsked: SECRETS.changeAsked,
  };
  const rival: Approach = {
    ...approach,
    id: 15,
    designationId: 16,
    leader: { id: 17, name: SECRETS.candidates },
    homeSchool: { id: 23, name: 'Third Primary', phase: 'Primary' },
    homeHeadIds: [18],
  };
  const done = DEPLOYED.includes(state) || AFTERWARDS.includes(state);
  const claimed = !UNCLAIMED.includes(state) && state !== 'callAsked';
  const worked = done && state !== 'firstContact' && state !== 'terminated';
  const rated = ['evaluationDue', 'qualityCheck', 'signedOff', 'impactCheck', 'closed'].includes(state);
  return {
    id: 42,
    reference: 'SR-2026-0042',
    state,
    version: 5,
    enteredAt: at,
    enteredVersion: 5,
    school: { id: 20, name: SECRETS.school, phase: 'Primary' },
    partnershipId: 30,
    ownTrust: 'excluded',
    furtherAfield: false,
    requester: { id: PEOPLE.requester, name: SECRETS.requester },
    receivingHeadIds: [PEOPLE.receivingHead],
    coordinatorIds: [PEOPLE.coordinator, PEOPLE.coordinators],
    coordinator: claimed ? { id: PEOPLE.coordinator, name: 'Priya Nair' } : null,
    brokeringChannelId: CHANNEL,
    programmeLeadIds: [PEOPLE.programmeLead],
    laAdviserIds: [PEOPLE.laAdviser],
    area: { slug: 'phonics', title: 'Phonics' },
    need: SECRETS.need,
    timing: 'Spring term 2027',
    wantedHalfDays: 6,
    origin: { kind: 'reviewAction', id: 7 },
    commissioned: false,
    payer: 'partnership',
    funded: claimed ? { on: '2026-11-10', note: SECRETS.funded } : null,
    question: claimed ? SECRETS.question : null,
    questionAnswer: claimed ? SECRETS.questionAnswer : null,
    panel: claimed ? { on: '2026-11-09', minute: SECRETS.panel } : null,
    summary: { text: SECRETS.summary, agreed: true },
    settings: { triageMode: 'coordinator', releaseCheck: 'beforeShortlist' },
    candidates: ASKING.includes(state) ? [approach, rival] : [],
    approach: CHOSEN.includes(state) ? approach : null,
    earlier: claimed
      ? [
          {
            designationId: 13,
            leader: { id: 9, name: SECRETS.earlier },
            saidNo: 'leader',
            reason: 'days',
            releaseTakenBack: null,
          },
        ]
      : [],
    agreement: CHOSEN.includes(state)
      ? {
          halfDays: 6,
          startsOn: '2026-11-16',
          endsOn: '2027-03-19',
          purpose: SECRETS.agreement,
          ratePence: 35_000,
          activities: null,
          measures: null,
          milestones: null,
          visitsPlanned: null,
          contact: null,
          exitStrategy: null,
          assuranceOn: null,
        }
      : null,
    heldRound: done ? 4 : null,
    variation:
      state === 'variationProposed'
        ? { id: 19, halfDays: 8, endsOn: '2027-03-26', ratePence: 35_000, reason: SECRETS.variation }
        : null,
    acceptedBy: done && state !== 'variationProposed' ? ['receivingHead', 'homeHead', 'leader', 'payer'] : [],
    visits: worked
      ? [
          {
            approachId: 11,
            on: '2026-11-17',
            halfDays: 2,
            activity: 'planning',
            summary: SECRETS.visits,
            next: null,
          },
        ]
      : [],
    nextVisitOn: null,
    midReviewOn: null,
    midReviews: rated
      ? (['receivingHead', 'leader'] as const).map(party => ({
          party,
          working: 'yes' as const,
          goOn: 'asPlanned' as const,
          comment: MID_WORDS[party],
        }))
      : [],
    holdReason: state === 'onHold' ? 'ofsted' : null,
    completedOn: AFTERWARDS.includes(state) ? '2027-01-15' : null,
    endedEarly: null,
    evaluation: rated && state !== 'evaluationDue' ? { rating: 'effective', comment: SECRETS.comment } : null,
    reflection: rated && state !== 'evaluationDue' ? SECRETS.reflection : null,
    quality:
      state === 'signedOff' || state === 'closed' ? { on: '2027-01-20', note: SECRETS.qualityNote } : null,
    lasting: state === 'closed' ? { answer: 'fully', comment: SECRETS.lastingComment } : null,
    outcome: ['declined', 'signposted', 'unmatched', 'closed'].includes(state) ? SECRETS.outcome : null,
    createdAt: at,
    dueOn: '2026-11-12',
    ...changes,
  };
}
