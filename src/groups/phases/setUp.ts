import { formatDate } from '../../calendar/localDate.js';
import { schoolDays } from '../../calendar/units.js';
import { askBoard, BoardAnswer } from '../../workflow/boardQuestion.js';
import {
  AcceptProposalInput,
  ApprovalInput,
  GroupInput,
  LeadInput,
  MemberInput,
  MemberLeavesInput,
  NewMilestoneInput,
  ProposalInput,
  ReasonInput,
  ResourcesInput,
  RhythmInput,
  SponsorInput,
  termsInput,
} from '../inputs.js';
import { type GroupRecord, leadName } from '../record.js';
import { missingTerms, TERMS_FIELDS, TERMS_FORMS, TERMS_WORDS, type TermsForm } from '../termsOfReference.js';
import { command, type GroupStateSpec, takeBackQuestions } from './spec.js';

/** The words of the button where it stands on the card itself. */
export const NAME_SPONSOR = 'Name another sponsor';

/** The fewest school days that a group needs: less leaves no time between its start and its draft report. */
export const SHORTEST = 20;

const tooShort = (
  record: GroupRecord,
  calendar: { countSchoolDays(from: string, to: string): number },
  endsOn: string,
) =>
  calendar.countSchoolDays(record.asOf, endsOn) < SHORTEST
    ? `That leaves fewer than ${SHORTEST} school days; a group drafts its report 15 before its end. Choose a later day.`
    : null;

/** From an idea to terms of reference that the board has approved (DOMAIN 4.4). */

const newGroup: GroupStateSpec = {
  says: 'Any head or member of the board proposes a group for one of the priorities.',
  accepts: {
    propose: command({
      by: ['proposer'],
      input: ProposalInput,
      to: 'proposed',
      set: ({ proposer }, { title, purpose, priority, sponsorId }) => ({
        fields: { title, purpose, priority, sponsorId },
        ...(proposer && { addMember: { personId: proposer.id, brings: 'Proposed it' } }),
      }),
      answer: record =>
        `${record.title} is proposed as ${record.reference}. ${record.sponsor.name} answers within ten school days, and you hear of it.`,
    }),
    start: command({
      by: ['coordinators', 'chair'],
      input: GroupInput,
      to: 'active',
      note: 'For a group that the board has approved already.',
      refuse: (record, { endsOn }, { calendars }) => tooShort(record, calendars.default, endsOn),
      set: (record, input) => ({
        fields: {
          title: input.title,
          purpose: input.purpose,
          priority: input.priority,
          leadId: input.leadId,
          deputyId: input.deputyId ?? null,
          sponsorId: input.sponsorId,
          schoolSponsorId: input.schoolSponsorId ?? null,
          endsOn: input.endsOn,
          agreedEndsOn: input.endsOn,
          approvedOn: record.asOf,
          approvedAt: 'as recorded when it was set up',
        },
        addMilestone: { title: input.firstMilestone, dueOn: input.firstMilestoneOn },
      }),
      tell: { lead: 'started', deputy: 'started', sponsor: 'startedForSponsor' },
      answer: record =>
        `${record.title} has started as ${record.reference}. ${leadName(record)} is asked for a check-in every ${record.cadence} school days.`,
    }),
  },
};

const proposed: GroupStateSpec = {
  says: 'The sponsor says whether the group is to be scoped, and names its lead.',
  tell: { sponsor: 'proposed' },
  waitsOn: ['sponsor'],
  deadline: 'overdue',
  accepts: {
    acceptProposal: command({
      by: ['sponsor'],
      input: AcceptProposalInput,
      to: 'scoping',
      label: 'Take it on',
      style: 'primary',
      refuse: (record, { leadId, schoolSponsorId, endsOn }, { calendars }) => {
        if (leadId === record.sponsor.id || leadId === schoolSponsorId)
          return 'A sponsor decides when the group is stuck, so it cannot be the lead. Choose somebody else to lead.';
        return tooShort(record, calendars.default, endsOn);
      },
      set: (_record, { leadId, deputyId = null, schoolSponsorId = null, endsOn }) => ({
        fields: { leadId, deputyId, schoolSponsorId, endsOn },
      }),
      tell: { lead: 'youLead', deputy: 'youLead', proposer: 'scoping', sponsor: 'scoping' },
      answer: record =>
        `${leadName(record)} leads it and drafts the terms of reference within 15 school days.`,
    }),
    declineProposal: command({
      by: ['sponsor'],
      input: ReasonInput,
      to: 'declined',
      label: 'Not now',
      reason: () => null,
      tell: { proposer: 'declined' },
      answer: () => 'The proposer has been told that it is not taken on.',
    }),
    nameSponsor: nameSponsor(NAME_SPONSOR),
    withdrawProposal: command({
      by: ['proposer'],
      to: 'declined',
      label: 'Withdraw it',
      confirm: 'Withdraw this proposal?',
      answer: record => `${record.title} is withdrawn.`,
    }),
  },
  due: [
    ...[5, 8].map(n => ({
      name: `remind${n}`,
      when: { after: schoolDays(n) },
      tell: { sponsor: 'proposalOpen' } as const,
    })),
    {
      name: 'overdue',
      when: { after: schoolDays(10) },
      tell: {
        sponsor: 'proposalOpen',
        chair: 'proposalOverdue',
        coordinatorsForChair: 'proposalOverdue',
        proposer: 'proposalOverdue',
      },
    },
  ],
};

/** One of the short forms in which the terms are drafted. */
const draft = (form: TermsForm) =>
  command({
    by: ['lead', 'deputy'],
    input: termsInput(form),
    to: 'same',
    label: TERMS_FORMS[form].title,
    set: (_record, terms) => ({ terms }),
    answer: record => {
      const missing = missingTerms(record.terms);
      return missing.length === 0
        ? 'Saved. The terms can go to the board when you are content with them.'
        : `Saved. Still to write: ${missing.map(field => TERMS_WORDS[field].toLowerCase()).join('; ')}.`;
    },
  });

/** Who is in it, while it is drafted and while it works. */
export const people = {
  addMember: command({
    by: ['lead', 'deputy', 'sponsor'],
    input: MemberInput,
    to: 'same',
    refuse: ({ members }, { personId }) =>
      members.some(({ person }) => person.id === personId) ? 'That person is in the group already.' : null,
    set: (_record, addMember) => ({ addMember }),
    tell: { newMember: 'joined' },
    answer: record => `Added. ${record.title} has ${record.members.length} members beside its lead.`,
  }),
  removeMember: command({
    by: ['lead', 'deputy', 'sponsor'],
    input: MemberLeavesInput,
    to: 'same',
    refuse: ({ members }, { personId }) =>
      members.some(({ person }) => person.id === personId) ? null : 'That person is not in the group.',
    set: (_record, { personId }, { today }) => ({ memberLeaves: { personId, on: today } }),
    answer: () => 'They have left the group.',
  }),
};

const rhythm = command({
  by: ['lead', 'deputy', 'sponsor'],
  input: RhythmInput,
  to: 'same',
  restartsClock: true,
  set: (_record, fields) => ({ fields }),
  answer: record => `A check-in is asked for every ${record.cadence} school days at ${record.promptTime}.`,
});

const addMilestone = command({
  by: ['lead', 'deputy'],
  input: NewMilestoneInput,
  to: 'same',
  label: 'Add a milestone',
  refuse: (record, { dueOn }) =>
    dueOn > record.endsOn
      ? `The group ends on ${formatDate(record.endsOn)}; a milestone must fall before that.`
      : null,
  set: (_record, { title, dueOn, task }) => ({
    addMilestone: { title, dueOn, ...(task !== undefined && { task }) },
  }),
  answer: () => 'Added.',
});

/** Another sponsor: whoever it was has left, or moves on. On the card itself where there is no "More". */
export function nameSponsor(label?: string) {
  return command({
    by: ['chair', 'coordinators'],
    input: SponsorInput,
    to: 'same',
    ...(label && { label }),
    refuse: (record, { sponsorId, schoolSponsorId }) =>
      record.lead && [sponsorId, schoolSponsorId].includes(record.lead.id)
        ? `${record.lead.name} leads it. A sponsor decides when the group is stuck: choose somebody else.`
        : null,
    set: (_record, { sponsorId, schoolSponsorId = null }) => ({ fields: { sponsorId, schoolSponsorId } }),
    tellBefore: { sponsor: 'newSponsor' },
    tell: { sponsor: 'youSponsor', lead: 'newSponsor' },
    answer: record => `${record.sponsor.name} sponsors it now, and has been told.`,
  });
}

/** What the lead may set at any time while the group is drafted or works. */
export const settings = { addMilestone, rhythm, ...people };

const scoping: GroupStateSpec = {
  says: 'The lead drafts the terms of reference: a few short forms, saved as they are sent.',
  waitsOn: ['lead'],
  deadline: 'due',
  accepts: {
    draftProblem: draft('draftProblem'),
    draftScope: draft('draftScope'),
    draftTasks: draft('draftTasks'),
    draftMethod: draft('draftMethod'),
    draftRules: draft('draftRules'),
    resources: command({
      by: ['lead', 'deputy', 'sponsor'],
      input: ResourcesInput,
      to: 'same',
      label: 'Days and money',
      set: (_record, { cash, ...fields }) => ({ fields: { ...fields, cashPence: cash * 100 } }),
      answer: () => 'Saved.',
    }),
    ...settings,
    nameSponsor: nameSponsor(NAME_SPONSOR),
    nameLead: command({
      by: ['sponsor'],
      input: LeadInput,
      to: 'same',
      refuse: (record, { leadId }) => noSponsorLeads(record, leadId),
      set: (_record, { leadId, deputyId = null }) => ({ fields: { leadId, deputyId } }),
      tell: { lead: 'youLead', deputy: 'youLead' },
      answer: record => `${leadName(record)} leads it now.`,
    }),
    sendTerms: command({
      by: ['lead', 'sponsor'],
      to: 'withBoard',
      label: 'Send to the board',
      style: 'primary',
      refuse: ({ terms, milestones }) => {
        const missing = missingTerms(terms).map(field => TERMS_WORDS[field].toLowerCase());
        if (milestones.length === 0) missing.push('a milestone');
        return missing.length > 0 ? `The board will ask for this first: ${missing.join('; ')}.` : null;
      },
      follow: record =>
        record.boardId === null
          ? []
          : [
              askBoard({
                boardId: record.boardId,
                askerKind: 'group',
                askerId: record.id,
                askerReference: record.reference,
                subject: 'terms',
                question: `Approve the terms of reference of "${record.title}"`,
                detail: termsText(record).slice(0, DETAIL_LENGTH),
              }),
            ],
      answer: record => `The terms of ${record.title} are with the board. You hear what it decides.`,
    }),
    dropScoping: command({
      by: ['sponsor', 'chair'],
      input: ReasonInput,
      to: 'stopped',
      label: 'Stop it',
      reason: () => null,
      tell: { lead: 'stopped', proposer: 'stopped' },
      answer: record => `${record.title} is stopped, and its lead has been told.`,
    }),
  },
  shows: {
    terms: { by: ['lead', 'deputy', 'sponsor', 'members', 'proposer'], label: 'Read the terms' },
    more: { by: ['lead', 'deputy', 'sponsor'], label: 'More' },
  },
  due: [
    { name: 'soon', when: { after: schoolDays(10) }, tell: { lead: 'termsOpen' } },
    { name: 'due', when: { after: schoolDays(15) }, tell: { lead: 'termsOpen', sponsor: 'termsOverdue' } },
    {
      name: 'overdue',
      when: { after: schoolDays(20) },
      tell: { lead: 'termsOpen', sponsor: 'termsOverdue' },
    },
  ],
};

/** Why a person may not lead; null when they may. */
export function noSponsorLeads(record: GroupRecord, leadId: number): string | null {
  return leadId === record.sponsor.id || leadId === record.schoolSponsor?.id
    ? 'A sponsor decides when the group is stuck, so it cannot be the lead. Choose somebody else to lead.'
    : null;
}

/** Longest text beside a question to the board, in characters: a pack is read, not studied. */
const DETAIL_LENGTH = 4000;

/** The terms as a board reads them beside the question. */
function termsText(record: GroupRecord): string {
  const { title, purpose, priority, endsOn, terms, budget } = record;
  const written = TERMS_FIELDS.filter(field => terms[field] !== '').map(
    field => `${TERMS_WORDS[field]}: ${terms[field]}`,
  );
  return [
    `${title}. ${purpose} It serves "${priority}", is led by ${leadName(record)} and reports by ${formatDate(endsOn)}.`,
    `It may use ${budget.lleHalfDays / 2} LLE and ${budget.sleHalfDays / 2} SLE days.`,
    ...written,
  ].join('\n');
}

const withBoard: GroupStateSpec = {
  says: 'The board approves the terms of reference at a meeting, or sends them back.',
  tell: { chairAlone: 'termsToApprove' },
  waitsOn: ['chairAlone'],
  accepts: {
    approveTerms: command({
      by: ['chairAlone'],
      input: ApprovalInput,
      to: 'active',
      label: 'Approve the terms',
      style: 'primary',
      refuse: (record, { meetingOn }, { today, calendars }) => {
        if (meetingOn > today) return 'That meeting has not taken place yet.';
        return tooShort(record, calendars.default, record.endsOn);
      },
      set: (record, { meetingOn }, { today }) => ({
        fields: {
          approvedOn: meetingOn,
          approvedAt: `meeting of ${formatDate(meetingOn)}`,
          startsOn: today,
          agreedEndsOn: record.endsOn,
          askedReason: null,
        },
      }),
      tell: {
        lead: 'started',
        deputy: 'started',
        sponsor: 'startedForSponsor',
        proposer: 'started',
        members: 'started',
        boardChannel: 'started',
      },
      answer: record =>
        `The terms are approved; ${record.title} starts today and reports by ${formatDate(record.endsOn)}.`,
    }),
    boardDecided: command({
      by: ['system'],
      input: BoardAnswer,
      to: ['active', 'scoping'],
      note: 'Where the partnership has set its board up, the question stands on the agenda of its next meeting.',
      next: (_record, { outcome }) => (outcome === 'rejected' ? 'scoping' : 'active'),
      set: (record, answer, { today }) =>
        answer.outcome === 'rejected'
          ? { fields: { askedReason: answer.wording } }
          : {
              fields: {
                approvedOn: answer.decidedOn,
                approvedAt: [answer.decisionReference, answer.meetingReference].filter(Boolean).join(', '),
                startsOn: today,
                agreedEndsOn: record.endsOn,
                // What the board wants changed stays before the lead's eyes.
                askedReason: answer.outcome === 'amended' ? answer.wording : null,
              },
            },
      reason: (_record, { outcome, decisionReference }) => `${outcome} ${decisionReference}`,
      tell: { lead: 'boardSaid', deputy: 'boardSaid', sponsor: 'boardSaid', members: 'boardSaid' },
    }),
    nameSponsor: nameSponsor(NAME_SPONSOR),
    returnTerms: command({
      by: ['chairAlone', 'sponsor'],
      input: ReasonInput,
      to: 'scoping',
      label: 'Send them back',
      reason: () => null,
      tell: { lead: 'termsReturned', sponsor: 'termsReturned' },
      note: 'The question is taken off the agenda; it goes back on when they are sent again.',
      set: (_record, { reason }) => ({ fields: { askedReason: reason } }),
      follow: takeBackQuestions,
      answer: record => `${leadName(record)} is told what you ask for.`,
    }),
  },
  shows: {
    terms: {
      by: ['chair', 'boardMembers', 'lead', 'deputy', 'sponsor', 'members', 'coordinators'],
      label: 'Read the terms',
    },
  },
  due: [{ name: 'remind', when: { after: schoolDays(30) }, tell: { chairAlone: 'termsToApprove' } }],
};

/** The states before a group works. */
export const settingUp = { new: newGroup, proposed, scoping, withBoard };
