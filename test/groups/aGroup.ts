import type { Milestone } from '../../src/groups/record.js';
import { DEFAULT_BUDGET, GROUP_CADENCE, type GroupRecord } from '../../src/groups/record.js';
import { DEFAULT_TERMS } from '../../src/groups/termsOfReference.js';

/** A group at work since September 2026 that has neither answered nor slipped, with what a test says of it. */
export function aGroup(changes: Partial<GroupRecord> = {}): GroupRecord {
  const person = (id: number, name: string) => ({ id, name, left: false });
  return {
    id: 1,
    reference: 'TF-2026-0001',
    state: 'active',
    version: 1,
    enteredAt: new Date('2026-09-07T08:00:00Z'),
    enteredVersion: 1,
    asOf: '2026-11-09',
    title: 'Early reading',
    purpose: 'Find what helps children who missed the phonics standard.',
    priority: 'Every child a reader by seven',
    partnershipId: 1,
    boardId: null,
    boardChannelId: 1,
    proposer: null,
    lead: person(1, 'Lena Lead'),
    deputy: person(2, 'Dale Deputy'),
    cover: null,
    sponsor: person(3, 'Sibyl Sponsor'),
    schoolSponsor: null,
    members: [],
    chairIds: [4],
    boardMemberIds: [4, 6],
    coordinatorIds: [5],
    startsOn: '2026-09-07',
    endsOn: '2027-06-25',
    agreedEndsOn: '2027-06-25',
    askedExtension: null,
    returnedBecause: null,
    pausedUntil: null,
    approval: null,
    checkedSince: null,
    cadence: GROUP_CADENCE,
    promptTime: '15:45',
    lastPromptOn: null,
    openCheckInId: null,
    budget: DEFAULT_BUDGET,
    leaders: [],
    terms: DEFAULT_TERMS,
    milestones: [],
    missesInARow: 0,
    checkIns: [],
    lastCheckIn: null,
    exceptions: [],
    openQuestionIds: [],
    sections: {},
    factNotes: [],
    recommendations: [],
    highlights: [],
    ...changes,
  };
}

/** A milestone that is neither replanned, forecast nor done, with what a test says of it. */
export function aMilestone(changes: Partial<Milestone> = {}): Milestone {
  return {
    id: 1,
    title: 'Twelve schools visited',
    task: null,
    dueOn: '2027-01-15',
    firstDueOn: null,
    forecastOn: null,
    doneOn: null,
    ...changes,
  };
}
