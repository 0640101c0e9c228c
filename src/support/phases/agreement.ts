import { schoolDays, workingDays } from '../../calendar/units.js';
import { AgreementInput, DetailsInput, ReasonInput } from '../inputs.js';
import { acceptances, coordinatorOf, isLast, payersOf } from '../parties.js';
import { command, type SupportStateSpec } from '../terms.js';
import { findAnother, takeOver, withdraw } from './shared.js';

/** The statement of work, and everybody's yes to it (DOMAIN 3.6). */
export const agreement = {
  agreementDraft: {
    says: 'The leader is chosen; the coordinator writes the agreement.',
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
        set: (record, { days, startsOn, endsOn, purpose, dayRate }, { personId }) => ({
          fields: { halfDays: days, startsOn, endsOn, purpose, ratePence: dayRate },
          ...(personId !== null &&
            payersOf(record).includes(personId) && {
              accept: { parties: ['payer'], round: record.version + 1 },
            }),
        }),
        note: 'Where the coordinator stands for the payer, writing it is the payer’s acceptance.',
        refuse: (_record, { startsOn }, { today }) =>
          startsOn < today ? 'The first day lies in the past. Give one from today on.' : null,
        answer: () => 'The agreement is with the parties. It holds when all have accepted.',
      }),
      addDetails: command({
        by: ['coordinator'],
        input: DetailsInput,
        to: 'same',
        label: 'Add details',
        set: (_record, { asItStands: _, ...details }) => ({ fields: details }),
        note: 'Activities, measures, milestones, visits, exit strategy, letter of assurance: what the work needs.',
        answer: () => 'Kept. The parties read it with the agreement.',
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
      awaitedParty: 'agreementToAccept',
    },
    waitsOn: ['awaitedParty'],
    accepts: {
      accept: command({
        by: ['receivingHead', 'homeHead', 'leader', 'payer'],
        to: ['same', 'firstContact'],
        label: 'Accept the agreement',
        style: 'primary',
        spent: (record, personId) => acceptances(record, personId).length === 0,
        refuse: (record, _input, { personId }) =>
          acceptances(record, personId).length === 0
            ? 'Your side has already accepted. We wait for the others.'
            : null,
        next: (record, _input, { personId }) => (isLast(record, personId) ? 'firstContact' : 'same'),
        set: (record, _input, { personId }) => ({
          accept: { parties: acceptances(record, personId), round: record.enteredVersion },
          ...(isLast(record, personId) && { book: true, fields: { heldRound: record.enteredVersion } }),
        }),
        tell: { coordinator: 'accepted' },
        note: "With the last acceptance the days are booked in the leader's year; an overbooking is refused.",
        answer: record =>
          record.state === 'firstContact'
            ? 'Everybody has accepted: the agreement holds.'
            : 'Accepted. The agreement holds when all have accepted.',
      }),
      redraft: command({
        by: ['receivingHead', 'homeHead', 'leader', 'payer', 'coordinator'],
        input: ReasonInput,
        to: 'agreementDraft',
        label: 'Ask for a change',
        set: (_record, { reason }) => ({ changeAsked: reason }),
        note: 'What was accepted before no longer counts: the new text is a new round.',
        answer: () => 'The coordinator has been asked to change it; everybody will be asked to accept again.',
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
} as const satisfies Readonly<Record<string, SupportStateSpec>>;
