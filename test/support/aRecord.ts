import type { SupportRecord, SupportState } from '../../src/support/record.js';

/** Who is who in {@link aRecord}: everybody is somebody else. */
export const PEOPLE = {
  requester: 1,
  receivingHead: 2,
  coordinator: 3,
  coordinators: 4,
  programmeLead: 5,
  leader: 6,
  homeHead: 7,
  stranger: 8,
} as const;

export const CHANNEL = 40;

/** Words that stand for what must not be seen by everybody: each occurs in one field only. */
export const SECRETS = {
  school: 'SCHOOLWORD',
  requester: 'REQUESTERWORD',
  need: 'NEEDWORD',
  leader: 'LEADERWORD',
  homeSchool: 'HOMEWORD',
  earlier: 'EARLIERWORD',
  changeAsked: 'CHANGEWORD',
  agreement: 'PURPOSEWORD',
  visits: 'VISITWORD',
  comment: 'COMMENTWORD',
  outcome: 'OUTCOMEWORD',
} as const;

const BEFORE_APPROACH: readonly SupportState[] = ['new', 'submitted', 'matching', 'declined', 'withdrawn'];

/** A request in a state, with everything filled in that such a state can have. */
export function aRecord(state: SupportState, changes: Partial<SupportRecord> = {}): SupportRecord {
  const at = new Date('2026-11-09T10:00:00Z');
  const approach = {
    id: 11,
    designationId: 12,
    typeCode: 'SLE',
    leader: { id: PEOPLE.leader, name: SECRETS.leader },
    homeSchool: { id: 21, name: SECRETS.homeSchool, phase: 'Primary' },
    homeHeadIds: [PEOPLE.homeHead],
    selfReleasing: false,
    leaderAnswer: null,
    releaseAnswer: null,
    changeAsked: SECRETS.changeAsked,
  } as const;
  const done = state === 'closed' || state === 'evaluationDue' || state === 'active';
  const claimed = state !== 'new' && state !== 'submitted';
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
    requester: { id: PEOPLE.requester, name: SECRETS.requester },
    receivingHeadIds: [PEOPLE.receivingHead],
    coordinatorIds: [PEOPLE.coordinator, PEOPLE.coordinators],
    coordinator: claimed ? { id: PEOPLE.coordinator, name: 'Priya Nair' } : null,
    brokeringChannelId: CHANNEL,
    programmeLeadIds: [PEOPLE.programmeLead],
    area: { slug: 'phonics', title: 'Phonics' },
    need: SECRETS.need,
    timing: 'Spring term 2027',
    approach: BEFORE_APPROACH.includes(state) ? null : approach,
    earlier: claimed
      ? [
          {
            designationId: 13,
            leader: { id: 9, name: SECRETS.earlier },
            saidNo: 'leader',
            reason: 'days',
          },
        ]
      : [],
    agreement: BEFORE_APPROACH.includes(state)
      ? null
      : { halfDays: 6, startsOn: '2026-11-16', endsOn: '2027-03-19', purpose: SECRETS.agreement },
    acceptedBy: done ? ['receivingHead', 'homeHead', 'leader'] : [],
    visits: done ? [{ on: '2026-11-17', halfDays: 2, summary: SECRETS.visits }] : [],
    evaluation: state === 'closed' ? { rating: 'effective', comment: SECRETS.comment } : null,
    outcome: state === 'declined' || state === 'closed' ? SECRETS.outcome : null,
    createdAt: at,
    dueOn: '2026-11-12',
    ...changes,
  };
}
