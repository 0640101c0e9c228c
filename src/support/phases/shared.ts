import { claimer } from '../parties.js';
import { command } from '../terms.js';

/** A head may take a request back until an agreement holds; nobody else is told why. */
export const withdraw = command({
  by: ['requester', 'receivingHead'],
  to: 'withdrawn',
  label: 'Withdraw',
  style: 'danger',
  confirm: 'Withdraw this request? Nobody will be asked why.',
  spent: (record, personId) => record.commissioned && personId !== record.requester.id,
  refuse: (record, _input, { personId }) => {
    if (record.heldRound !== null) return 'The agreement holds. End the deployment early instead.';
    return record.commissioned && personId !== record.requester.id
      ? 'This support was commissioned for your school. Talk to the coordinator if it no longer fits.'
      : null;
  },
  set: (_record, _input, { now }) => ({ fields: { closedAt: now }, endApproaches: 'all' }),
  tell: { coordinator: 'withdrawn' },
  tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
  answer: record => `${record.reference} is withdrawn. You can ask again at any time with /support.`,
});

/** A colleague steps in for a coordinator who is away or has left. */
export const takeOver = command({
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

/** The coordinator lets those go who cannot do it after all, or who do not answer, and looks again. */
export const findAnother = command({
  by: ['coordinator'],
  to: 'matching',
  label: 'Find another leader',
  confirm:
    'Look for another leader? Those asked so far and their heads are told that they are no longer needed.',
  set: () => ({ endApproaches: 'all' }),
  tell: { requester: 'stillMatching' },
  tellBefore: { leader: 'noLongerNeeded', homeHead: 'noLongerNeeded' },
  answer: record => `${record.reference} is with you again. Choose the next candidate.`,
});

/** The district comes first; beyond it one looks when nobody there fits (DOMAIN 3.6, "out-of-area search"). */
export const lookFurther = command({
  by: ['coordinator'],
  to: 'same',
  label: 'Look further afield',
  spent: record => record.furtherAfield,
  refuse: record => (record.furtherAfield ? 'Leaders from beyond the district are listed already.' : null),
  set: () => ({ fields: { furtherAfield: true } }),
  note: 'From then on the list, and the plan of a term, take leaders from beyond the school’s district too, and say where each works.',
  answer: record =>
    `${record.reference}: leaders from beyond the district are listed too, each with where they work. Look at the candidates again.`,
});

/** Leaders of the own trust or federation are left out unless the head says that they are welcome (DOMAIN 3.5). */
export const welcomeOwnTrust = command({
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
