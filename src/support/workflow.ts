import { formatDate } from '../calendar/localDate.js';
import { hours, schoolDays, workingDays } from '../calendar/units.js';
import { workflowOf } from '../workflow/workflow.js';
import {
  AgreementInput,
  ApproachInput,
  EvaluationInput,
  ReasonInput,
  RefusalInput,
  RequestInput,
  VisitInput,
} from './inputs.js';
import {
  daysInWords,
  halfDaysLeft,
  halfDaysUsed,
  outstandingParties,
  type Party,
  partiesOf,
  peopleOfParty,
  releasersOf,
  type SupportRecord,
  type SupportState,
} from './record.js';
import type { Changes, Notice, Role } from './terms.js';

/** A coordinator is warned when this part of the agreed days is worked (DOMAIN 3.6). */
const WARN_AT = 0.8;

const { command, table } = workflowOf<SupportRecord, SupportState, Role, Notice, Changes>();

/** A head may take a request back until an agreement holds; nobody else is told why. */
const withdraw = command({
  by: ['requester', 'receivingHead'],
  to: 'withdrawn',
  label: 'Withdraw',
  style: 'danger',
  confirm: 'Withdraw this request? Nobody will be asked why.',
  set: (_record, _input, { now }) => ({ fields: { closedAt: now }, endApproach: true }),
  tell: { coordinator: 'withdrawn', brokeringChannel: 'withdrawn' },
  tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
  answer: record => `${record.reference} is withdrawn. You can ask again at any time with /support.`,
});

/** Leaders of the own trust or federation are left out unless the head says that they are welcome (DOMAIN 3.5). */
const welcomeOwnTrust = command({
  by: ['requester', 'receivingHead'],
  to: 'same',
  label: 'Our own trust may help',
  confirm: 'Let the coordinator also ask leaders of your own trust or federation?',
  spent: record => record.ownTrust !== 'excluded',
  refuse: ({ ownTrust }) =>
    ownTrust === 'none'
      ? 'The school belongs to no trust or federation, so nobody is left out on that account.'
      : ownTrust === 'welcome'
        ? 'That is noted already.'
        : null,
  set: () => ({ fields: { ownTrust: true } }),
  answer: () => 'Noted. The coordinator may ask leaders of your own trust or federation too.',
});

/** A colleague steps in for a coordinator who is away or has left. */
const takeOver = command({
  by: ['coordinators'],
  to: 'same',
  label: 'Take over',
  confirm: 'Take this request over from the coordinator who claimed it?',
  spent: (record, personId) => claimer(record).includes(personId),
  refuse: (record, _input, { personId }) =>
    personId !== null && claimer(record).includes(personId) ? 'This request is yours already.' : null,
  set: (_record, _input, { personId }) => ({ fields: { coordinatorId: personId } }),
  tell: { requester: 'takenOver' },
  tellBefore: { coordinator: 'takenOver' },
  answer: record => `${record.reference} is yours now: ${record.school.name}.`,
});

/** The coordinator lets a leader go who cannot do it after all, or who does not answer, and looks again. */
const findAnother = command({
  by: ['coordinator'],
  to: 'matching',
  label: 'Find another leader',
  confirm: 'Look for another leader? This one and the home head are told that they are no longer needed.',
  set: () => ({ endApproach: true }),
  tell: { requester: 'stillMatching' },
  tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
  answer: record => `${record.reference} is with you again. Choose the next candidate.`,
});

/**
 * A support request from the head's three answers to the evaluated deployment (DOMAIN 3.6). Each state says
 * who may do what, where it leads, and what the clock does when nothing happens.
 */
export const supportWorkflow = table({
  kind: 'support',
  title: 'Support request',
  deputiesShownTo: ['coordinator'],

  roles: {
    requester: {
      title: 'the head who asked',
      people: record => [record.requester.id],
      side: 'receiving',
    },
    receivingHead: {
      title: 'the head of the receiving school',
      people: record => record.receivingHeadIds,
      side: 'receiving',
    },
    coordinator: {
      title: 'the coordinator who claimed it',
      people: claimer,
      side: 'broker',
    },
    coordinators: { title: 'a coordinator', people: record => record.coordinatorIds, side: 'broker' },
    brokeringChannel: {
      title: 'the brokering channel',
      channel: record => record.brokeringChannelId,
      members: 'coordinators',
    },
    programmeLead: { title: 'the programme lead', people: record => record.programmeLeadIds },
    leader: { title: 'the leader', people: record => (record.approach ? [record.approach.leader.id] : []) },
    homeHead: { title: 'the home head', people: releasersOf },
    awaitedAnswer: {
      title: 'the leader and the home head, as long as they have not answered',
      people: record => [
        ...(record.approach && !record.approach.leaderAnswer ? [record.approach.leader.id] : []),
        ...(record.approach?.releaseAnswer ? [] : releasersOf(record)),
      ],
    },
    awaitedParty: {
      title: 'the parties that have not accepted the agreement',
      people: record => outstandingParties(record).flatMap(party => peopleOfParty(record, party)),
    },
    daysWatcher: {
      title: 'the coordinator, when a visit brings the days used to four fifths of the agreement',
      people: record => (justReached(record, WARN_AT) ? claimer(record) : []),
    },
  },

  states: {
    new: {
      says: 'A head asks for help in three answers (DOMAIN 3.4).',
      accepts: {
        submit: command({
          by: ['receivingHead'],
          input: RequestInput,
          to: 'submitted',
          set: (_record, { area, need, timing }) => ({ fields: { area, need, timing } }),
          tell: { requester: 'received', brokeringChannel: 'newRequest' },
          note: 'The channel sees phase, area and time, never the school.',
          answer: record =>
            `Thank you. Your request is ${record.reference}. A coordinator takes it up within one working day; until a leader is chosen only coordinators can see your school's name.`,
        }),
      },
    },

    submitted: {
      says: 'It waits for a coordinator to claim it.',
      waitsOn: ['coordinators'],
      accepts: {
        claim: command({
          by: ['coordinators'],
          to: 'matching',
          label: 'Claim',
          style: 'primary',
          set: (_record, _input, { personId }) => ({ fields: { coordinatorId: personId } }),
          tell: { requester: 'claimed', coordinator: 'yours' },
          answer: record => `${record.reference} is yours: ${record.school.name}. Find a leader next.`,
        }),
        welcomeOwnTrust,
        withdraw,
      },
      deadline: 'unclaimed',
      due: [
        { name: 'unclaimed', when: { after: workingDays(1) }, tell: { coordinators: 'unclaimed' } },
        { name: 'unclaimedLong', when: { after: workingDays(2) }, tell: { programmeLead: 'unclaimed' } },
      ],
    },

    matching: {
      says: 'The coordinator looks for a leader.',
      now: record => `${coordinatorOf(record)} has claimed it and is looking for a leader.`,
      waitsOn: ['coordinator'],
      shows: { candidates: { by: ['coordinator'], label: 'Find a leader' } },
      accepts: {
        approach: command({
          by: ['coordinator'],
          input: ApproachInput,
          to: 'approached',
          note: 'Hard conflicts, ended designations and spent days are refused when it is kept; a soft conflict needs a reason.',
          reason: (_record, { overrideReason }) => overrideReason ?? null,
          set: (_record, { designationId, overrideReason }) => ({
            approach: { designationId, overrideReason },
          }),
          tell: { leader: 'leaderAsked', homeHead: 'releaseAsked' },
          answer: record =>
            record.approach?.selfReleasing
              ? `${record.approach.leader.name} has been asked, and sees phase and area, not the school.`
              : `${record.approach?.leader.name} and the home head have been asked. They see phase and area, not the school.`,
        }),
        decline: command({
          by: ['coordinator'],
          input: ReasonInput,
          to: 'declined',
          label: 'Decline',
          set: (_record, { reason }, { now }) => ({ fields: { outcome: reason, closedAt: now } }),
          tell: { requester: 'declined' },
          answer: record => `${record.reference} is declined, and the head has been told why.`,
        }),
        takeOver,
        welcomeOwnTrust,
        withdraw,
      },
      deadline: 'unmatched',
      due: [{ name: 'unmatched', when: { after: hours(48) }, tell: { coordinator: 'stillUnmatched' } }],
    },

    approached: {
      says: 'A leader is asked to take it on, and the home head to release them.',
      now: record => `${coordinatorOf(record)} has claimed it, and a leader has been asked.`,
      waitsOn: ['awaitedAnswer'],
      accepts: {
        acceptWork: command({
          by: ['leader'],
          to: ['same', 'agreementDraft'],
          label: 'Yes, I can',
          style: 'primary',
          spent: ({ approach }) => approach?.leaderAnswer === 'yes',
          refuse: ({ approach }) =>
            approach?.leaderAnswer === 'yes' ? 'You have already said yes. We wait for the home head.' : null,
          next: ({ approach }) =>
            approach?.releaseAnswer === 'yes' || approach?.selfReleasing ? 'agreementDraft' : 'same',
          set: () => ({ answer: { from: 'leader', yes: true } }),
          tell: { coordinator: 'leaderSaidYes' },
          answer: () => 'Thank you. You will hear as soon as the agreement is ready to accept.',
        }),
        refuseWork: command({
          by: ['leader'],
          input: RefusalInput,
          to: 'matching',
          label: 'Not this time',
          set: (_record, { reason }) => ({ answer: { from: 'leader', yes: false, reason } }),
          tell: { coordinator: 'leaderSaidNo', requester: 'stillMatching' },
          tellBefore: { homeHead: 'noLongerNeeded' },
          note: 'The requester hears "still matching", never who declined.',
          answer: () => 'Thank you for saying so. Only the coordinator knows it was you.',
        }),
        approveRelease: command({
          by: ['homeHead'],
          to: ['same', 'agreementDraft'],
          label: 'Approve the release',
          style: 'primary',
          spent: ({ approach }) => approach?.releaseAnswer === 'yes',
          refuse: ({ approach }) =>
            approach?.releaseAnswer === 'yes'
              ? 'The release is already approved. We wait for the leader.'
              : null,
          next: ({ approach }) => (approach?.leaderAnswer === 'yes' ? 'agreementDraft' : 'same'),
          set: () => ({ answer: { from: 'homeHead', yes: true } }),
          tell: { coordinator: 'releaseApproved' },
          answer: () => 'Thank you. Nothing is fixed until you have accepted the agreement.',
        }),
        refuseRelease: command({
          by: ['homeHead'],
          input: RefusalInput,
          to: 'matching',
          label: 'Not now',
          set: (_record, { reason }) => ({ answer: { from: 'homeHead', yes: false, reason } }),
          tell: { coordinator: 'releaseRefused', requester: 'stillMatching' },
          tellBefore: { leader: 'noLongerNeeded' },
          note: 'The coordinator goes on to the next candidate; the requester hears "still matching", never who declined.',
          answer: () =>
            'Thank you for the clear answer. The coordinator looks further; the school is not told.',
        }),
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

    agreementDraft: {
      says: 'Leader and home head have said yes; the coordinator writes the agreement.',
      now: record => `${coordinatorOf(record)} is writing the agreement.`,
      tell: { coordinator: 'agreementToWrite' },
      waitsOn: ['coordinator'],
      accepts: {
        propose: command({
          by: ['coordinator'],
          input: AgreementInput,
          to: 'agreementProposed',
          label: 'Write the agreement',
          style: 'primary',
          set: (_record, { days, startsOn, endsOn, purpose }) => ({
            fields: { halfDays: days, startsOn, endsOn, purpose },
          }),
          note: 'From here leader and home head know the school: they are chosen (DOMAIN 7.3).',
          refuse: (_record, { startsOn }, { today }) =>
            startsOn < today ? 'The first day lies in the past. Give one from today on.' : null,
          answer: () => 'The agreement is with the parties. It holds when all have accepted.',
        }),
        findAnother,
        takeOver,
        withdraw,
      },
      deadline: 'undrafted',
      due: [
        { name: 'undrafted', when: { after: workingDays(2) }, tell: { coordinator: 'agreementUndrafted' } },
      ],
    },

    agreementProposed: {
      says: 'The agreement waits for every party to accept it (10 school days, DOMAIN 3.6).',
      now: () => 'The agreement is with the parties to accept.',
      tell: {
        receivingHead: 'agreementToAccept',
        homeHead: 'agreementToAccept',
        leader: 'agreementToAccept',
      },
      waitsOn: ['awaitedParty'],
      accepts: {
        accept: command({
          by: ['receivingHead', 'homeHead', 'leader'],
          to: ['same', 'active'],
          label: 'Accept the agreement',
          style: 'primary',
          spent: (record, personId) => acceptances(record, personId).length === 0,
          refuse: (record, _input, { personId }) =>
            acceptances(record, personId).length === 0
              ? 'Your side has already accepted. We wait for the others.'
              : null,
          next: (record, _input, { personId }) => (isLast(record, personId) ? 'active' : 'same'),
          set: (record, _input, { personId }) => ({
            accept: acceptances(record, personId),
            ...(isLast(record, personId) && { book: true }),
          }),
          tell: { coordinator: 'accepted' },
          note: "With the last acceptance the days are booked in the leader's year; an overbooking is refused.",
          answer: record =>
            record.state === 'active'
              ? 'Everybody has accepted: the agreement holds.'
              : 'Accepted. The agreement holds when all have accepted.',
        }),
        redraft: command({
          by: ['receivingHead', 'homeHead', 'leader', 'coordinator'],
          input: ReasonInput,
          to: 'agreementDraft',
          label: 'Ask for a change',
          set: (_record, { reason }) => ({ changeAsked: reason }),
          note: 'What was accepted before no longer counts: the new text is a new round.',
          answer: () =>
            'The coordinator has been asked to change it; everybody will be asked to accept again.',
        }),
        findAnother,
        takeOver,
        withdraw,
      },
      deadline: 'remind10',
      due: [
        { name: 'remind5', when: { after: schoolDays(5) }, tell: { awaitedParty: 'agreementStillOpen' } },
        { name: 'remind8', when: { after: schoolDays(8) }, tell: { awaitedParty: 'agreementStillOpen' } },
        {
          name: 'remind10',
          when: { after: schoolDays(10) },
          tell: { awaitedParty: 'agreementStillOpen', coordinator: 'agreementOverdue' },
        },
      ],
    },

    active: {
      says: 'The leader works with the school; every visit is recorded and its days debited.',
      tell: { receivingHead: 'agreed', homeHead: 'agreed', leader: 'agreed', coordinator: 'agreed' },
      waitsOn: ['leader'],
      accepts: {
        logVisit: command({
          by: ['leader'],
          input: VisitInput,
          to: ['same', 'evaluationDue'],
          label: 'Record a visit',
          style: 'primary',
          restartsClock: true,
          refuse: (record, { days, on }, { today }) => {
            const left = halfDaysLeft(record);
            if (on > today) return 'That day has not come yet. Record the visit when it has taken place.';
            if (record.agreement && on < record.agreement.startsOn)
              return `The agreement begins on ${formatDate(record.agreement.startsOn)}; a visit lies on that day or later.`;
            return days > left
              ? `The agreement has ${daysInWords(left)} left. Ask the coordinator for a variation before working more.`
              : null;
          },
          next: (record, { days }) => (halfDaysLeft(record) === days ? 'evaluationDue' : 'same'),
          set: (_record, { on, days, summary }) => ({ visit: { on, halfDays: days, summary } }),
          tell: { receivingHead: 'visitRecorded', daysWatcher: 'daysNearlyUsed' },
          answer: record => `Recorded. ${daysInWords(halfDaysLeft(record))} of the agreement left.`,
        }),
        complete: command({
          by: ['leader', 'coordinator'],
          to: 'evaluationDue',
          label: 'Finish early',
          confirm: "Finish this deployment? Days that were not used go back to the leader's year.",
          set: () => ({ releaseUnused: true }),
          answer: () => 'Finished. The receiving head is asked how effective it was.',
        }),
        takeOver,
      },
      due: [
        {
          name: 'stalled',
          when: { after: schoolDays(20) },
          tell: { leader: 'stalled', receivingHead: 'stalled', coordinator: 'stalled' },
        },
      ],
    },

    evaluationDue: {
      says: 'The receiving head says how effective it was.',
      tell: { receivingHead: 'evaluationAsked', leader: 'finished', coordinator: 'finished' },
      waitsOn: ['receivingHead'],
      accepts: {
        evaluate: command({
          by: ['receivingHead'],
          input: EvaluationInput,
          to: 'closed',
          label: 'Say how effective it was',
          style: 'primary',
          set: (_record, { rating, comment }, { now }) => ({
            evaluation: { rating, comment },
            fields: { closedAt: now },
          }),
          tell: { coordinator: 'evaluated', leader: 'thanked' },
          answer: () => 'Thank you. That closes the request; the partnership sees only totals.',
        }),
        takeOver,
        closeUnevaluated: command({
          by: ['system'],
          to: 'closed',
          set: (_record, _input, { now }) => ({ fields: { closedAt: now, outcome: 'not evaluated' } }),
        }),
      },
      deadline: 'remind10',
      due: [
        { name: 'remind5', when: { after: schoolDays(5) }, tell: { receivingHead: 'evaluationAsked' } },
        { name: 'remind10', when: { after: schoolDays(10) }, tell: { receivingHead: 'evaluationAsked' } },
        { name: 'overdue', when: { after: schoolDays(15) }, tell: { coordinator: 'evaluationOverdue' } },
        { name: 'close', when: { after: schoolDays(30) }, run: 'closeUnevaluated' },
      ],
    },

    closed: { says: 'It is done.', ends: true, accepts: {} },
    declined: { says: 'The coordinator declined it, with a reason.', ends: true, accepts: {} },
    withdrawn: { says: 'The head took it back.', ends: true, accepts: {} },
  },
});

/** The coordinator who claimed it, as long as they are one. */
function claimer({ coordinator, coordinatorIds }: SupportRecord): readonly number[] {
  return coordinator && coordinatorIds.includes(coordinator.id) ? [coordinator.id] : [];
}

function coordinatorOf(record: SupportRecord): string {
  return record.coordinator?.name ?? 'A coordinator';
}

/** The parties for whom a person can still accept the agreement. */
function acceptances(record: SupportRecord, personId: number | null): readonly Party[] {
  return partiesOf(record, personId).filter(party => !record.acceptedBy.includes(party));
}

/** Whether this person's acceptance is all that is missing. */
function isLast(record: SupportRecord, personId: number | null): boolean {
  return outstandingParties(record).length === acceptances(record, personId).length;
}

/** Whether it was the latest visit that brought the days used to this part of the agreement. */
function justReached(record: SupportRecord, part: number): boolean {
  const agreed = record.agreement?.halfDays ?? 0;
  const used = halfDaysUsed(record);
  const before = used - (record.visits.at(-1)?.halfDays ?? 0);
  return agreed > 0 && used >= agreed * part && before < agreed * part;
}
