import { SYSTEM } from '../../workflow/workflow.js';
import { comesAlong, hasToSay, observersBehind, observingOf } from '../acceptance.js';
import { HAS_MOVED, NO_OBSERVER } from '../codes.js';
import { MovedInput } from '../inputs.js';
import type { ReviewRecord } from '../record.js';
import type { Changes } from '../terms.js';
import { command } from './phase.js';

// Who comes along to learn (DOMAIN 2.2, "observer"/trainee). No day waits for them and none is moved for their sake.

const leave = (memberIds: readonly number[], reason: string): Changes =>
  memberIds.length > 0 ? { leave: { memberIds, reason } } : {};

const comeAlong = command({
  by: ['observer', 'observerHead'],
  to: 'same',
  label: 'Yes to observing',
  spent: (record, personId) => !hasToSay(record, personId),
  refuse: (record, _input, { personId }) =>
    hasToSay(record, personId ?? 0) ? null : 'You have already said yes to this.',
  set: (record, _input, { personId }) => ({ yes: observingOf(record, personId ?? 0) }),
  note: 'An observer comes when they and their head have said so. Nothing waits for it.',
  answer: record =>
    record.observers.every(comesAlong)
      ? 'Thank you: that is settled. A short note comes on the morning.'
      : 'Thank you. It is settled when the observer and their head have both said so.',
});

const stayAway = command({
  by: ['observer', 'observerHead'],
  to: 'same',
  label: 'No to observing',
  confirm: 'Say no to observing this review? It is held all the same, and no reason is needed.',
  set: (record, _input, { personId }) =>
    leave(
      observersBehind(record, personId ?? 0).map(({ id }) => id),
      NO_OBSERVER,
    ),
  tellBefore: { observer: 'observersChanged' },
  answer: () => 'Thank you for the clear answer. The review is held all the same.',
});

const noObservers = command({
  by: ['hostHead', 'programmeLead', 'organiser'],
  to: 'same',
  label: 'Without observers, please',
  confirm: 'Hold this review without observers? They are told; the team stays.',
  spent: ({ observers }) => observers.length === 0,
  refuse: ({ observers }) => (observers.length === 0 ? 'Nobody observes this review.' : null),
  set: ({ observers }) =>
    leave(
      observers.map(({ id }) => id),
      NO_OBSERVER,
    ),
  tellBefore: { observer: 'observersChanged', observerHead: 'observersChanged' },
  answer: () => 'Noted: the team comes alone. Those who would have observed have been told.',
});

/** In their new post they must not be there: nobody is looked for in their place. */
const observerMoved = command({
  by: [SYSTEM],
  input: MovedInput,
  to: 'same',
  set: (record, { personId }) => leave(observing(record, personId), HAS_MOVED),
  tellBefore: { observer: 'observersChanged' },
});

/** The places of a person beside the team. */
export const observing = ({ observers }: ReviewRecord, personId: number): number[] =>
  observers.filter(({ person }) => person.id === personId).map(({ id }) => id);

/** What can be said of observing as long as there is no day. */
export const observersUndated = { stayAway, noObservers, observerMoved };

/** The same with a day that is to come. */
export const observers = { comeAlong, ...observersUndated };

/** Nobody is expected who has not said that they come. */
export const unanswered = (record: ReviewRecord): Changes =>
  leave(
    record.observers.filter(each => !comesAlong(each)).map(({ id }) => id),
    NO_OBSERVER,
  );
