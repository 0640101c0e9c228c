import { hours, schoolDays, workingDays } from '../calendar/units.js';
import {
  ApproachInput,
  ChoiceInput,
  ReasonInput,
  RefusalInput,
  SummaryInput,
  UnmatchedInput,
} from './inputs.js';
import { coordinatorOf } from './parties.js';
import { afterwards } from './phases/afterwards.js';
import { agreement } from './phases/agreement.js';
import { asking } from './phases/asking.js';
import { deployment } from './phases/deployment.js';
import { hold } from './phases/hold.js';
import { findAnother, lookFurther, takeOver, welcomeOwnTrust, withdraw } from './phases/shared.js';
import { triage } from './phases/triage.js';
import { type Approach, ownApproach, releasedApproach, type SupportRecord } from './record.js';
import { supportRoles } from './roles.js';
import { command, table } from './terms.js';
import { UNMATCHED_WORDS } from './words.js';

/** Candidates who are asked or shown at once (DOMAIN 3.6). */
const MOST_CANDIDATES = 3;

const fixedOrder = ({ settings }: SupportRecord) => settings.releaseCheck === 'beforeShortlist';

/**
 * Where the request stands when one candidate is out: with the school, when everybody left has said yes (or
 * is still to be asked); with those who are still asked; or again with the coordinator.
 */
function without(record: SupportRecord, out: Approach | undefined): 'same' | 'shortlisted' | 'matching' {
  const left = [...record.candidates].filter(each => each !== out);
  if (left.length === 0) return 'matching';
  return left.every(each => each.status !== 'asked') ? 'shortlisted' : 'same';
}

/** Where it stands when one has said yes, and everything has been said of them. */
function afterYes(
  record: SupportRecord,
  yes: Approach | undefined,
): 'same' | 'shortlisted' | 'agreementDraft' {
  if (record.approach) return 'agreementDraft';
  const others = record.candidates.filter(each => each !== yes);
  return others.every(each => each.status !== 'asked') ? 'shortlisted' : 'same';
}

/** Puts a leader on the list: asked at once, or shown to the school first, as the partnership has it. */
const approach = command({
  by: ['coordinator'],
  input: ApproachInput,
  to: ['releaseAsked', 'same'],
  note: 'Hard conflicts, ended designations and spent days are refused when it is kept; a soft conflict needs a reason.',
  reason: (_record, { overrideReason }) => overrideReason ?? null,
  refuse: (record, { designationId }) => {
    if (record.approach) return 'The school has chosen. Let that leader go first, then look for another.';
    if (record.candidates.some(each => each.designationId === designationId))
      return 'That leader is on the list already.';
    return record.candidates.length >= MOST_CANDIDATES
      ? `${MOST_CANDIDATES} leaders are on the list; more would only keep people waiting.`
      : null;
  },
  next: record => (fixedOrder(record) && record.state === 'matching' ? 'releaseAsked' : 'same'),
  set: (_record, { designationId, overrideReason }) => ({ approach: { designationId, overrideReason } }),
  restartsClock: true,
  tell: { askedHomeHead: 'releaseAsked', askedLeader: 'leaderAsked' },
  answer: record => {
    const last = record.candidates.at(-1);
    if (last?.status === 'listed')
      return `${last.leader.name} is on the list. Add up to ${MOST_CANDIDATES}, then show the list to the school.`;
    return last?.selfReleasing
      ? `${last.leader.name} has been asked, and sees phase and area, not the school.`
      : `The head of ${last?.leader.name} has been asked; the leader is asked when the head says yes. They see phase and area, not the school.`;
  },
});

const proposeSummary = command({
  by: ['coordinator'],
  input: SummaryInput,
  to: 'same',
  label: 'Words for leaders',
  set: (_record, { summary }) => ({ fields: { summary, summaryAgreed: false } }),
  tell: { requester: 'summaryToAgree' },
  note: "Leaders who are asked read these words once the head has agreed to them, and never the head's own.",
  answer: () => 'The head is asked to agree. Until then leaders see phase and area only.',
});

const agreeSummary = command({
  by: ['requester', 'receivingHead'],
  to: 'same',
  label: 'Agree to these words',
  spent: ({ summary }) => summary === null || summary.agreed,
  refuse: ({ summary }) => (summary === null ? 'There is nothing to agree to yet.' : null),
  set: () => ({ fields: { summaryAgreed: true } }),
  tell: { coordinator: 'summaryAgreed' },
  answer: () => 'Thank you. Leaders who are asked may read these words, and nothing else of what you wrote.',
});

const changeSummary = command({
  by: ['requester', 'receivingHead'],
  input: SummaryInput,
  to: 'same',
  label: 'Change these words',
  spent: ({ summary }) => summary === null,
  set: (_record, { summary }) => ({ fields: { summary, summaryAgreed: true } }),
  tell: { coordinator: 'summaryAgreed' },
  answer: () => 'Thank you. Leaders who are asked may read your words.',
});

const presentShortlist = command({
  by: ['coordinator'],
  to: 'shortlisted',
  label: 'Show the list to the school',
  spent: record => !record.candidates.some(mayBeShown) || record.approach !== null,
  refuse: record =>
    record.approach !== null || !record.candidates.some(mayBeShown)
      ? 'Nobody is free yet. Wait for an answer, or ask another leader.'
      : null,
  set: () => ({ endApproaches: 'unanswered' }),
  tell: {},
  tellBefore: { awaitedAnswer: 'noLongerNeeded' },
  answer: record =>
    `The head sees ${record.candidates.length === 1 ? 'the profile' : 'the profiles'} and chooses.`,
});

function mayBeShown({ status }: Approach): boolean {
  return status === 'available' || status === 'listed';
}

/**
 * A support request from the head's three answers to the impact that lasts (DOMAIN 3.6). Each state says who
 * may do what, where it leads, and what the clock does when nothing happens. What stands here is the
 * brokering; the phases before and after it are in phases/.
 */
export const supportWorkflow = table({
  kind: 'support',
  title: 'Support request',
  roles: supportRoles,
  deputiesShownTo: ['coordinator'],
  story: 'brokeringChannel',

  states: {
    ...asking,
    ...triage,

    matching: {
      says: 'The coordinator looks for a leader.',
      now: record => `${coordinatorOf(record)} has claimed it and is looking for a leader.`,
      waitsOn: ['coordinator'],
      shows: { candidates: { by: ['coordinator'], label: 'Find a leader' } },
      accepts: {
        presentShortlist,
        approach,
        proposeSummary,
        agreeSummary,
        changeSummary,
        lookFurther,
        noLeader: command({
          by: ['coordinator'],
          input: UnmatchedInput,
          to: 'unmatched',
          label: 'Nobody can be found',
          set: (_record, { reason }, { now }) => ({
            fields: { outcome: UNMATCHED_WORDS[reason], closedAt: now },
            endApproaches: 'all',
          }),
          reason: (_record, { reason }) => reason,
          tell: { requester: 'unmatched', programmeLead: 'unmatched' },
          note: 'Kept for the capacity-gap report: it says where leaders are missing.',
          answer: record =>
            `${record.reference} is closed as unmatched, and counts in the report on missing leaders.`,
        }),
        decline: command({
          by: ['coordinator'],
          input: ReasonInput,
          to: 'declined',
          label: 'Decline',
          set: (_record, { reason }, { now }) => ({
            fields: { outcome: reason, closedAt: now },
            endApproaches: 'all',
          }),
          tell: { requester: 'declined' },
          answer: record => `${record.reference} is declined, and the head has been told why.`,
        }),
        putOnHold: hold,
        takeOver,
        welcomeOwnTrust,
        withdraw,
      },
      deadline: 'unmatched',
      due: [
        { name: 'unmatched', when: { after: hours(48) }, tell: { coordinator: 'stillUnmatched' } },
        { name: 'lookFurther', when: { after: workingDays(5) }, tell: { coordinator: 'lookFurther' } },
      ],
    },

    releaseAsked: {
      says: 'Home heads are asked to release a leader; a leader is asked when the home head has said yes.',
      now: record => `${coordinatorOf(record)} has claimed it, and a leader has been asked.`,
      waitsOn: ['awaitedAnswer'],
      shows: { candidates: { by: ['coordinator'], label: 'Ask another too' } },
      accepts: {
        lookFurther,
        approveRelease: command({
          by: ['homeHead'],
          to: 'same',
          label: 'Approve the release',
          style: 'primary',
          spent: (record, personId) => releasedApproach(record, personId)?.releaseAnswer === 'yes',
          refuse: (record, _input, { personId }) =>
            releasedApproach(record, personId)?.releaseAnswer === 'yes'
              ? 'The release is already approved. We wait for the leader.'
              : null,
          set: (record, _input, { personId }) => ({
            answer: { approachId: idOf(releasedApproach(record, personId)), from: 'homeHead', yes: true },
          }),
          restartsClock: true,
          tell: { askedLeader: 'leaderAsked', coordinator: 'releaseApproved' },
          note: 'Only now does the leader hear of it (DOMAIN 8, release approval).',
          answer: () =>
            'Thank you. The leader is asked now; nothing is fixed until you have accepted the agreement.',
        }),
        refuseRelease: command({
          by: ['homeHead'],
          input: RefusalInput,
          to: ['same', 'shortlisted', 'matching'],
          label: 'Not now',
          next: (record, _input, { personId }) => without(record, releasedApproach(record, personId)),
          set: (record, { reason }, { personId }) => ({
            answer: {
              approachId: idOf(releasedApproach(record, personId)),
              from: 'homeHead',
              yes: false,
              reason,
            },
          }),
          tell: { coordinator: 'releaseRefused', requester: 'stillMatching', leaderLetGo: 'noLongerNeeded' },
          note: 'The coordinator goes on to the next candidate; the requester hears "still matching", never who declined.',
          answer: () =>
            'Thank you for the clear answer. The coordinator looks further; the school is not told.',
        }),
        acceptWork: command({
          by: ['leader'],
          to: ['same', 'shortlisted', 'agreementDraft'],
          label: 'Yes, I can',
          style: 'primary',
          spent: (record, personId) => ownApproach(record, personId)?.leaderAnswer === 'yes',
          refuse: (record, _input, { personId }) =>
            ownApproach(record, personId)?.leaderAnswer === 'yes'
              ? 'You have already said yes. You hear as soon as the school has chosen.'
              : null,
          next: (record, _input, { personId }) => afterYes(record, ownApproach(record, personId)),
          set: (record, _input, { personId }) => ({
            answer: { approachId: idOf(ownApproach(record, personId)), from: 'leader', yes: true },
          }),
          tell: { coordinator: 'leaderSaidYes' },
          answer: record =>
            record.approach
              ? 'Thank you. You will hear as soon as the agreement is ready to accept.'
              : 'Thank you. The school chooses next; you will hear either way.',
        }),
        refuseWork: command({
          by: ['leader'],
          input: RefusalInput,
          to: ['same', 'shortlisted', 'matching'],
          label: 'Not this time',
          next: (record, _input, { personId }) => without(record, ownApproach(record, personId)),
          set: (record, { reason }, { personId }) => ({
            answer: { approachId: idOf(ownApproach(record, personId)), from: 'leader', yes: false, reason },
          }),
          tell: { coordinator: 'leaderSaidNo', requester: 'stillMatching' },
          note: 'The requester hears "still matching", never who declined.',
          answer: () => 'Thank you for saying so. Only the coordinator knows it was you.',
        }),
        presentShortlist,
        approach,
        proposeSummary,
        agreeSummary,
        changeSummary,
        findAnother,
        takeOver,
        withdraw,
      },
      deadline: 'remind3',
      due: [
        {
          name: 'remind2',
          when: { after: schoolDays(2), calendar: 'home' },
          tell: { awaitedAnswer: 'answerDue' },
        },
        {
          name: 'remind3',
          when: { after: schoolDays(3), calendar: 'home' },
          tell: { awaitedAnswer: 'answerDue', coordinator: 'noAnswerYet' },
        },
      ],
    },

    shortlisted: {
      says: 'The head of the receiving school sees who could come, and chooses.',
      tell: { receivingHead: 'shortlistReady' },
      waitsOn: ['receivingHead'],
      accepts: {
        choose: command({
          by: ['receivingHead'],
          input: ChoiceInput,
          to: ['agreementDraft', 'releaseAsked'],
          refuse: (record, { designationId }) =>
            record.candidates.some(each => each.designationId === designationId)
              ? null
              : 'That leader is not on the list any more. Choose one of those shown.',
          next: (record, { designationId }) =>
            record.candidates.find(each => each.designationId === designationId)?.status === 'available'
              ? 'agreementDraft'
              : 'releaseAsked',
          set: (record, { designationId }) => ({
            choose: {
              approachId: idOf(record.candidates.find(each => each.designationId === designationId)),
            },
          }),
          tell: {
            askedHomeHead: 'releaseAsked',
            askedLeader: 'leaderAsked',
            leader: 'chosen',
            homeHead: 'chosen',
          },
          tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
          note: 'Where the partnership asks for the release after the choice, the home head is asked now.',
          answer: record =>
            record.state === 'agreementDraft'
              ? `Thank you. ${coordinatorOf(record)} writes the agreement next; you accept it before anything holds.`
              : 'Thank you. The home head is asked for the release now; you will hear within a few days.',
        }),
        chooseNone: command({
          by: ['receivingHead'],
          input: RefusalInput,
          to: 'matching',
          label: 'None of these',
          set: () => ({ endApproaches: 'all' }),
          reason: (_record, { reason }) => reason,
          tell: { coordinator: 'noneChosen' },
          tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
          answer: record =>
            `Thank you for saying so. ${coordinatorOf(record)} looks further; nobody is told why.`,
        }),
        findAnother,
        takeOver,
        withdraw,
      },
      deadline: 'remind5',
      due: [
        { name: 'remind3', when: { after: schoolDays(3) }, tell: { receivingHead: 'shortlistWaits' } },
        {
          name: 'remind5',
          when: { after: schoolDays(5) },
          tell: { receivingHead: 'shortlistWaits', coordinator: 'shortlistLate' },
        },
      ],
    },

    ...agreement,
    ...deployment,
    ...afterwards,

    signposted: { says: 'The head was pointed to help elsewhere.', ends: true, accepts: {} },
    declined: { says: 'It was declined, with a reason.', ends: true, accepts: {} },
    unmatched: { says: 'No leader could be found.', ends: true, accepts: {} },
    withdrawn: { says: 'The head took it back.', ends: true, accepts: {} },
    discarded: { says: 'The draft was discarded, and its text wiped.', ends: true, accepts: {} },
  },
});

/** The id of a candidate that the permission check has found. */
function idOf(candidate: Approach | undefined): number {
  if (!candidate) throw new Error('Somebody answered about a candidate who is not on the list.');
  return candidate.id;
}
