import type { DemoCast } from './partnership.js';

/** One thing to try, step by step, each as one of the people. */
export interface DemoStory {
  readonly title: string;
  readonly says: string;
  readonly steps: readonly { readonly personId: number; readonly does: string; readonly types?: string }[];
}

/** The stories that the playground offers. */
export function demoStories(cast: DemoCast): readonly DemoStory[] {
  return [
    {
      title: 'A head asks for help',
      says: 'A request is brokered, agreed, worked and evaluated; nobody sees more than they should.',
      steps: [
        {
          personId: cast.askingHeadId,
          does: 'Type /support and ask for help with phonics.',
          types: '/support',
        },
        {
          personId: cast.coordinatorId,
          does: 'Open #brokering: no school name there. Claim the request, take it on and find a leader.',
        },
        { personId: cast.phonicsHomeHeadId, does: 'Approve the release: the leader is asked only now.' },
        { personId: cast.phonicsLeaderId, does: 'Say yes, without knowing the school yet.' },
        {
          personId: cast.askingHeadId,
          does: 'Choose among the profiles. Then the coordinator writes the agreement, and all accept it.',
        },
        {
          personId: cast.phonicsLeaderId,
          does: 'Record a visit, and watch the days go down.',
          types: '/deploy',
        },
        { personId: cast.askingHeadId, does: 'Say how effective it was.' },
      ],
    },
    {
      title: 'A cluster reviews itself',
      says: 'Heads opt in, teams are matched fairly, dated around the school calendar and followed up.',
      steps: [
        {
          personId: cast.reviewClusterLeadId,
          does: 'Open a cycle of peer reviews for your cluster.',
          types: '/review',
        },
        {
          personId: cast.reviewClusterLeadId,
          does: 'Answer for your own school; the other heads are asked too.',
        },
        {
          personId: cast.programmeLeadId,
          does: 'Match the schools, read the plan and publish it.',
          types: '/review',
        },
        { personId: cast.reviewClusterLeadId, does: 'Move the clock on and watch the reminders arrive.' },
      ],
    },
    {
      title: 'A group that cannot slip silently',
      says: 'A prompt every ten school days, two taps to answer; two misses and the sponsor hears of it.',
      steps: [
        {
          personId: cast.groupLeadId,
          does: 'Move the clock to the next reminder and answer the check-in.',
          types: '/group',
        },
        { personId: cast.chairId, does: 'Read the one line that the board gets in #improvement-board.' },
        {
          personId: cast.sponsorId,
          does: 'Move on week by week without answering: after two misses you are told, the channel is not.',
        },
      ],
    },
    {
      title: 'A board meets',
      says: 'The agenda fills itself from what reports to the board; part B stays among members; actions are chased.',
      steps: [
        {
          personId: cast.chairId,
          does: 'The pack is out. Read it, and take it away as a file.',
          types: '/board si agenda',
        },
        {
          personId: cast.sponsorId,
          does: 'As a member read part B, and see your overdue action.',
          types: '/board si partb',
        },
        {
          personId: cast.coordinatorId,
          does: 'As a coordinator you see part A, and nothing of part B.',
          types: '/board si',
        },
        {
          personId: cast.chairId,
          does: 'Move the clock on to the meeting, press The meeting is on, and minute an action.',
          types: '/board si action @deputy "Bring the figures"',
        },
      ],
    },
  ];
}

/** Whom to offer first when somebody chooses whom to be. */
export function demoParts(cast: DemoCast): readonly { readonly part: string; readonly id: number }[] {
  return [
    { part: 'A head', id: cast.askingHeadId },
    { part: 'The coordinator', id: cast.coordinatorId },
    { part: 'Another coordinator', id: cast.secondCoordinatorId },
    { part: 'A specialist leader (SLE)', id: cast.phonicsLeaderId },
    { part: "The leader's own head", id: cast.phonicsHomeHeadId },
    { part: 'A cluster lead', id: cast.reviewClusterLeadId },
    { part: 'The programme lead', id: cast.programmeLeadId },
    { part: 'A group lead', id: cast.groupLeadId },
    { part: 'The sponsor', id: cast.sponsorId },
    { part: 'The chair of the board', id: cast.chairId },
  ];
}
