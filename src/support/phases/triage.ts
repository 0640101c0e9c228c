import { schoolDays, workingDays } from '../../calendar/units.js';
import { ConvertInput, FundingInput, PanelInput, PayerInput, ReasonInput, SignpostInput } from '../inputs.js';
import type { SupportRecord } from '../record.js';
import { command, type SupportStateSpec } from '../terms.js';
import { SIGNPOST_WORDS } from '../words.js';
import { takeOver, welcomeOwnTrust, withdraw } from './shared.js';

/** Where a request goes that is taken on: to the payer, unless that is settled. */
function afterTriage({ payer, funded }: SupportRecord): 'matching' | 'fundingAsked' {
  return payer === 'partnership' || funded ? 'matching' : 'fundingAsked';
}

const byPanel = ({ settings }: SupportRecord): boolean => settings.triageMode === 'panel';

const decline = command({
  by: ['coordinator'],
  input: ReasonInput,
  to: 'declined',
  label: 'Decline',
  set: (_record, { reason }, { now }) => ({ fields: { outcome: reason, closedAt: now } }),
  tell: { requester: 'declined' },
  answer: record => `${record.reference} is declined, and the head has been told why.`,
});

/** Is it for us, and who pays? By one coordinator, or by a panel (DOMAIN 3.5). */
export const triage = {
  triage: {
    says: 'The coordinator reads it: take it on, ask, point elsewhere or decline.',
    now: record => `${record.coordinator?.name ?? 'A coordinator'} has claimed it and is reading it.`,
    waitsOn: ['coordinator'],
    accepts: {
      takeOn: command({
        by: ['coordinator'],
        to: ['matching', 'fundingAsked'],
        label: 'Take it on',
        style: 'primary',
        spent: byPanel,
        refuse: record =>
          byPanel(record) ? 'Here a panel decides. Put it to the panel, then record what it decided.' : null,
        next: afterTriage,
        tell: { requester: 'takenOn' },
        answer: record =>
          record.state === 'matching'
            ? `${record.reference} is taken on. Find a leader next.`
            : `${record.reference} is taken on. The payer is asked first.`,
      }),
      putToPanel: command({
        by: ['coordinator'],
        to: 'panel',
        label: 'Put it to the panel',
        style: 'primary',
        spent: record => !byPanel(record),
        refuse: record => (byPanel(record) ? null : 'Here coordinators decide: take it on, or decline it.'),
        tell: { requester: 'panelAsked' },
        answer: record =>
          `${record.reference} is in the panel's pack. Record the decision after the meeting.`,
      }),
      askInfo: command({
        by: ['coordinator'],
        input: ReasonInput,
        to: 'infoAsked',
        label: 'Ask the head',
        set: (_record, { reason }) => ({ fields: { question: reason, questionAnswer: null } }),
        tell: { requester: 'infoAsked' },
        answer: () => 'The head has been asked. It comes back to you with the answer.',
      }),
      setPayer: command({
        by: ['coordinator'],
        input: PayerInput,
        to: 'same',
        label: 'Who pays?',
        set: (_record, { payer }) => ({ fields: { payer } }),
        answer: record =>
          `Kept. ${record.reference} goes to the payer when you take it on, unless membership covers it.`,
      }),
      convert: command({
        by: ['coordinator'],
        input: ConvertInput,
        to: 'same',
        label: 'Commission it',
        spent: record => record.commissioned,
        refuse: record => (record.commissioned ? 'It is commissioned already.' : null),
        set: (_record, { payer }, { today }) => ({ fields: { commissioned: true, payer, fundedOn: today } }),
        tell: { requester: 'commissionedForYou', laAdviser: 'commissioned' },
        note: 'The authority or the partnership makes it its own; no other school learns that.',
        answer: record => `${record.reference} is commissioned. Take it on next.`,
      }),
      signpost: command({
        by: ['coordinator'],
        input: SignpostInput,
        to: 'signposted',
        label: 'Point elsewhere',
        set: (_record, { where, reason }, { now }) => ({
          fields: { outcome: `${SIGNPOST_WORDS[where]}: ${reason}`, closedAt: now },
        }),
        tell: { requester: 'signposted' },
        answer: record => `${record.reference} is closed, and the head has been told where to turn.`,
      }),
      decline,
      takeOver,
      welcomeOwnTrust,
      withdraw,
    },
    deadline: 'triageDue',
    due: [
      { name: 'triageDue', when: { after: workingDays(3) }, tell: { coordinator: 'triageDue' } },
      {
        name: 'triageLate',
        when: { after: workingDays(5) },
        tell: { coordinator: 'triageDue', programmeLead: 'triageDue' },
      },
    ],
  },

  infoAsked: {
    says: 'The coordinator has a question for the head.',
    waitsOn: ['requester'],
    accepts: {
      answerInfo: command({
        by: ['requester', 'receivingHead'],
        input: ReasonInput,
        to: 'triage',
        label: 'Answer',
        style: 'primary',
        set: (_record, { reason }) => ({ fields: { questionAnswer: reason } }),
        tell: { coordinator: 'infoAnswered' },
        answer: () => 'Thank you. The coordinator reads it and goes on.',
      }),
      decline,
      takeOver,
      withdraw,
    },
    deadline: 'remind3',
    due: [
      { name: 'remind3', when: { after: schoolDays(3) }, tell: { requester: 'infoStillOpen' } },
      {
        name: 'remind10',
        when: { after: schoolDays(10) },
        tell: { requester: 'infoStillOpen', coordinator: 'infoMissing' },
      },
    ],
  },

  panel: {
    says: 'The panel reads it at its next meeting; its decision is then recorded.',
    waitsOn: ['coordinator'],
    shows: { panelPack: { by: ['coordinator', 'coordinators'], label: "The panel's pack" } },
    accepts: {
      recordDecision: command({
        by: ['coordinator'],
        input: PanelInput,
        to: ['matching', 'fundingAsked', 'declined'],
        label: 'Record the decision',
        style: 'primary',
        refuse: (_record, { decidedOn }, { today }) =>
          decidedOn > today ? 'That meeting has not been yet. Record the decision afterwards.' : null,
        next: (record, { decision }) => (decision === 'accept' ? afterTriage(record) : 'declined'),
        set: (_record, { decision, decidedOn, minute, reason }, { now }) => ({
          fields: {
            panelOn: decidedOn,
            panelMinute: minute,
            ...(decision === 'decline' && { outcome: reason, closedAt: now }),
          },
        }),
        reason: (_record, { decision }) => decision,
        tell: { requester: 'takenOn' },
        answer: record =>
          record.state === 'declined'
            ? `${record.reference} is declined, and the head has been told why.`
            : `Recorded. ${record.reference} is taken on.`,
      }),
      takeOver,
      withdraw,
    },
    due: [
      { name: 'panelWaits', when: { after: workingDays(10) }, tell: { coordinator: 'panelWaits' } },
      {
        name: 'panelLate',
        when: { after: workingDays(20) },
        tell: { coordinator: 'panelWaits', programmeLead: 'panelWaits' },
      },
    ],
  },

  fundingAsked: {
    says: 'The payer is asked to confirm the funding.',
    tell: { payer: 'fundingToConfirm' },
    waitsOn: ['payer'],
    accepts: {
      confirmFunding: command({
        by: ['payer'],
        input: FundingInput,
        to: 'matching',
        label: 'Confirm the funding',
        style: 'primary',
        set: (_record, { note }, { today }) => ({
          fields: { fundedOn: today, ...(note !== null && { fundingNote: note }) },
        }),
        tell: { coordinator: 'fundingConfirmed', requester: 'fundingConfirmed' },
        note: 'For a payer who is in no chat the coordinator records it.',
        answer: record => `Thank you. The funding of ${record.reference} is confirmed; the search begins.`,
      }),
      refuseFunding: command({
        by: ['payer'],
        to: 'triage',
        label: 'It cannot be paid',
        confirm: 'Say that it cannot be paid? The coordinator looks for another way.',
        tell: { coordinator: 'fundingRefused' },
        answer: () => 'Thank you. The coordinator looks for another way.',
      }),
      takeOver,
      withdraw,
    },
    deadline: 'fundingOpen',
    due: [
      {
        name: 'fundingOpen',
        when: { after: workingDays(5) },
        tell: { payer: 'fundingStillOpen', requester: 'fundingStillOpen', coordinator: 'fundingStillOpen' },
      },
    ],
  },
} as const satisfies Readonly<Record<string, SupportStateSpec>>;
