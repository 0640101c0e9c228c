import { calendarDays, hours, workingDays } from '../../calendar/units.js';
import {
  CallInput,
  CommissionInput,
  DraftInput,
  RequestInput,
  SuggestionInput,
  WrittenDownInput,
} from '../inputs.js';
import { claimer } from '../parties.js';
import { command, type SupportStateSpec } from '../terms.js';
import { takeOver, welcomeOwnTrust, withdraw } from './shared.js';

/** What is kept of a draft that nobody sent. */
const WIPED = { need: '', wantedHalfDays: null } as const;

/** From the wish for help to the coordinator who takes it up. */
export const asking = {
  new: {
    says: 'A head asks for help in three answers (DOMAIN 3.4).',
    accepts: {
      submit: command({
        by: ['receivingHead'],
        input: RequestInput,
        to: 'submitted',
        set: (_record, { area, need, timing, days, originKind, originId }) => ({
          fields: {
            area,
            need,
            timing,
            wantedHalfDays: days,
            ...(originKind !== undefined && originId !== undefined && { originKind, originId }),
          },
        }),
        tell: { requester: 'received', brokeringChannel: 'newRequest' },
        note: 'The channel sees phase, area and time, never the school.',
        answer: record =>
          `Thank you. Your request is ${record.reference}. A coordinator takes it up within one working day; until a leader is chosen only coordinators can see your school's name.`,
      }),
      keepDraft: command({
        by: ['receivingHead'],
        input: DraftInput,
        to: 'draft',
        set: (_record, { area, need, timing, days }) => ({
          fields: { area, need, timing, wantedHalfDays: days },
        }),
        answer: record =>
          `Kept as ${record.reference}, and seen by you alone. Finish it with /support list; after 30 days it is wiped.`,
      }),
      suggest: command({
        by: ['system'],
        input: SuggestionInput,
        to: 'draft',
        set: (_record, { area, need, originKind, originId }) => ({
          fields: { area, need, originKind, originId },
        }),
        tell: { receivingHead: 'draftSuggested' },
        note: 'Another process (a review, a group) proposes it; only the head can send it.',
      }),
      askForCall: command({
        by: ['receivingHead'],
        input: CallInput,
        to: 'callAsked',
        set: (_record, { timing }) => ({ fields: { timing } }),
        tell: { coordinators: 'callMe' },
        note: 'Urgent or delicate: coordinators see the school and "call me", the channel nothing.',
        answer: record =>
          `${record.reference}: a coordinator rings you, today if the school day allows. Nothing else is written down.`,
      }),
      commission: command({
        by: ['coordinators', 'laAdviser'],
        input: CommissionInput,
        to: ['matching', 'submitted'],
        next: (record, _input, { personId }) =>
          personId !== null && record.coordinatorIds.includes(personId) ? 'matching' : 'submitted',
        set: (record, { area, need, timing, payer }, { personId, today }) => ({
          fields: {
            area,
            need,
            timing,
            payer,
            commissioned: true,
            fundedOn: today,
            ...(personId !== null && record.coordinatorIds.includes(personId) && { coordinatorId: personId }),
          },
        }),
        tell: { receivingHead: 'commissionedForYou', coordinators: 'commissioned' },
        note: 'For a school at risk. The channel is told nothing, and no other school learns that it was commissioned.',
        answer: record =>
          `${record.reference} is commissioned for ${record.school.name}. Its head has been told; no other school sees this.`,
      }),
    },
  },

  draft: {
    says: 'The head has begun it and not sent it yet.',
    waitsOn: ['receivingHead'],
    accepts: {
      send: command({
        by: ['receivingHead'],
        input: RequestInput,
        to: 'submitted',
        label: 'Finish and send',
        style: 'primary',
        set: (_record, { area, need, timing, days }) => ({
          fields: { area, need, timing, wantedHalfDays: days },
        }),
        tell: { receivingHead: 'received', brokeringChannel: 'newRequest' },
        answer: record =>
          `Thank you. ${record.reference} is sent. A coordinator takes it up within one working day.`,
      }),
      discard: command({
        by: ['receivingHead'],
        to: 'discarded',
        label: 'Discard',
        confirm: 'Discard this draft? What was written in it is wiped.',
        set: (_record, _input, { now }) => ({ fields: { ...WIPED, closedAt: now } }),
        answer: record => `${record.reference} is discarded, and its text wiped.`,
      }),
      purge: command({
        by: ['system'],
        to: 'discarded',
        set: (_record, _input, { now }) => ({ fields: { ...WIPED, closedAt: now } }),
      }),
    },
    deadline: 'purge',
    due: [
      { name: 'nudge', when: { after: calendarDays(7) }, tell: { receivingHead: 'draftWaits' } },
      { name: 'purge', when: { after: calendarDays(30) }, run: 'purge' },
    ],
  },

  callAsked: {
    says: 'The head would rather talk; a coordinator rings.',
    waitsOn: ['coordinators'],
    accepts: {
      takeCall: command({
        by: ['coordinators'],
        to: 'same',
        label: 'I will ring',
        style: 'primary',
        spent: record => claimer(record).length > 0,
        refuse: record =>
          claimer(record).length > 0 ? `${record.coordinator?.name} is ringing already.` : null,
        set: (_record, _input, { personId }) => ({ fields: { coordinatorId: personId } }),
        tell: { requester: 'callTaken' },
        answer: record =>
          `Please ring ${record.requester.name}, ${record.school.name}. Then say here what came of it.`,
      }),
      writeDown: command({
        by: ['coordinator'],
        input: WrittenDownInput,
        to: 'triage',
        label: 'Write the request down',
        set: (_record, { area, need, timing }) => ({ fields: { area, need, timing } }),
        tell: { requester: 'writtenDown' },
        answer: record => `${record.reference} is written down, and its head can read it. Take it on next.`,
      }),
      settleCall: command({
        by: ['coordinator'],
        to: 'closed',
        label: 'Settled by talking',
        set: (_record, _input, { now }) => ({ fields: { outcome: 'Settled by talking.', closedAt: now } }),
        answer: record => `${record.reference} is closed.`,
      }),
      takeOver,
      withdraw,
    },
    deadline: 'ring',
    due: [
      { name: 'waits', when: { after: hours(3) }, tell: { coordinators: 'callWaiting' } },
      {
        name: 'ring',
        when: { after: workingDays(1) },
        tell: { coordinators: 'callWaiting', programmeLead: 'callWaiting' },
      },
    ],
  },

  submitted: {
    says: 'It waits for a coordinator to claim it.',
    waitsOn: ['coordinators'],
    accepts: {
      claim: command({
        by: ['coordinators'],
        to: 'triage',
        label: 'Claim',
        style: 'primary',
        set: (_record, _input, { personId }) => ({ fields: { coordinatorId: personId } }),
        tell: { requester: 'claimed', coordinator: 'yours' },
        answer: record =>
          `${record.reference} is yours: ${record.school.name}. Read it, and take it on or say what is missing.`,
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
} as const satisfies Readonly<Record<string, SupportStateSpec>>;
