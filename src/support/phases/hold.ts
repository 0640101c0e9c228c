import { HoldInput } from '../inputs.js';
import { command } from '../terms.js';

/** Ofsted rings, a head leaves, somebody is ill: it rests, and nobody is reminded of anything. */
export const hold = command({
  by: ['receivingHead', 'leader', 'coordinator'],
  input: HoldInput,
  to: 'onHold',
  label: 'Put on hold',
  set: (_record, { reason }) => ({ fields: { holdReason: reason }, endApproaches: 'unanswered' }),
  reason: (_record, { reason }) => reason,
  tell: { coordinator: 'onHold', receivingHead: 'onHold', leader: 'onHold', homeHead: 'onHold' },
  tellBefore: { awaitedAnswer: 'noLongerNeeded' },
  note: 'The reason is a code that only the coordinator reads (DOMAIN 7.1).',
  answer: record => `${record.reference} rests. Any side can take it up again; nobody is reminded meanwhile.`,
});
