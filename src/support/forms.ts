import type { LocalDate } from '../calendar/localDate.js';
import type { Form, FormValues } from '../chat/form.js';
import { namingField } from '../chat/naming.js';
import type { Tx } from '../store/open.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { agreementForm, detailsForm, variationForm } from './agreementForm.js';
import { approachForm } from './approachForm.js';
import { choiceField, dateField, type Filled, reasonFields, textField } from './formFields.js';
import type { SupportRecord } from './record.js';
import { callForm, commissionForm, draftForm, finishForm, requestForm } from './requestForm.js';
import {
  END_WORDS,
  HOLD_WORDS,
  PAYER_WORDS,
  REFUSAL_WORDS,
  SIGNPOST_WORDS,
  UNMATCHED_WORDS,
} from './words.js';
import {
  contactForm,
  evaluationForm,
  impactForm,
  midReviewForm,
  qualityForm,
  reflectionForm,
  visitForm,
} from './workForms.js';

type Asked = (
  record: SupportRecord,
  values: FormValues,
  today: LocalDate,
  tx: Tx,
) => Filled | Promise<Filled>;

/** The form that a command still needs, with sensible values to start from. @throws Refused for nobody's form */
export async function supportForm(tx: Tx, request: FormRequest<SupportRecord>): Promise<Form> {
  const { command, record, personId, values, at } = request;
  const beginning = BEGINNING[command];
  if (!record && beginning) return beginning(tx, personId, values, at.today);
  if (!record) throw new Refused('This form belongs to a request that is gone.');
  const asked = ASKED[command];
  if (!asked) throw new Refused('There is no form for this. Open the request again to see what can be done.');
  return {
    verb: `support.${command}`,
    entity: { kind: 'support', id: record.id, version: record.version },
    ...(await asked(record, values, at.today, tx)),
  };
}

type Beginning = (tx: Tx, personId: number, values: FormValues, today: LocalDate) => Promise<Form>;

/** Forms that begin a request. */
const BEGINNING: Readonly<Record<string, Beginning>> = {
  submit: requestForm,
  keepDraft: draftForm,
  askForCall: callForm,
  commission: commissionForm,
};

/** Forms about a request that is there. */
const ASKED: Readonly<Record<string, Asked>> = {
  send: async (record, values, today, tx) => ({
    title: `Finish ${record.reference}`,
    intro: 'Three answers are enough; then it goes to the coordinators.',
    ...(await finishForm(tx, record, values, today)),
    submitLabel: 'Send',
  }),
  writeDown: async (record, values, today, tx) => ({
    title: `Write down ${record.reference}`,
    intro: 'What you talked about, for the head to read.',
    ...(await finishForm(tx, { ...record, timing: '' }, values, today)),
    submitLabel: 'Keep',
  }),
  askInfo: (record, values) => ({
    title: `Ask about ${record.reference}`,
    intro: 'The head reads your question and answers here.',
    fields: reasonFields('What do you need to know?', values),
    submitLabel: 'Ask',
  }),
  answerInfo: (record, values) => ({
    title: `Answer: ${record.reference}`,
    ...(record.question && { intro: `The coordinator asks: ${record.question}` }),
    fields: reasonFields('Your answer', values),
    submitLabel: 'Send',
  }),
  setPayer: (record, values) => ({
    title: `Who pays for ${record.reference}?`,
    intro:
      'An adviser of the authority who is asked to pay learns the school. Other payers you ask yourself.',
    fields: [choiceField('payer', 'Payer', PAYER_WORDS, values, { initial: record.payer })],
    submitLabel: 'Keep',
  }),
  convert: (record, values) => ({
    title: `Commission ${record.reference}`,
    intro: 'For a school at risk: the authority or the partnership pays, and no other school learns of it.',
    fields: [
      choiceField('payer', 'Who pays?', { la: PAYER_WORDS.la, partnership: PAYER_WORDS.partnership }, values),
    ],
    submitLabel: 'Commission',
  }),
  signpost: (record, values) => ({
    title: `Point elsewhere: ${record.reference}`,
    intro: 'The head reads where to turn, and the request is closed.',
    fields: [
      choiceField('where', 'Where to?', SIGNPOST_WORDS, values),
      textField('reason', 'What does the head find there?', values),
    ],
    submitLabel: 'Send',
  }),
  decline: (record, values) => ({
    title: `Decline ${record.reference}`,
    intro: 'The head is told that it cannot be taken further and reads your reason on the card.',
    fields: reasonFields('Why, and what could help instead?', values),
    submitLabel: 'Decline',
  }),
  recordDecision: (record, values, today) => ({
    title: `The panel on ${record.reference}`,
    fields: [
      choiceField('decision', 'It decided to', { accept: 'Take it on', decline: 'Decline it' }, values),
      dateField('decidedOn', 'Day of the meeting', values, { max: today, initial: today }),
      textField('minute', 'Minuted as', values, { hint: 'For example "panel of 3 November, item 4".' }),
      textField('reason', 'Reason, where it declined', values, {
        required: false,
        hint: 'The head reads this.',
      }),
    ],
    submitLabel: 'Record',
  }),
  confirmFunding: (record, values) => ({
    title: `Funding of ${record.reference}`,
    intro: 'The search for a leader begins when the funding is confirmed.',
    fields: [
      textField('note', 'Under which reference, if there is one?', values, {
        required: false,
        hint: 'An order number, or a minute.',
      }),
    ],
    submitLabel: 'Confirm',
  }),
  approach: (record, values, _today, tx) => approachForm(tx, record, values),
  proposeSummary: (record, values) => summaryForm(record, values, record.need),
  // Also opened by a head who did not ask: the request's own words are not theirs to read (DOMAIN 7.3).
  changeSummary: (record, values) => summaryForm(record, values, ''),
  noLeader: (record, values) => ({
    title: `Nobody can be found: ${record.reference}`,
    intro: 'The head is told, and it counts in the report on where leaders are missing.',
    fields: [choiceField('reason', 'What comes nearest?', UNMATCHED_WORDS, values)],
    submitLabel: 'Close as unmatched',
  }),
  refuseWork: refusalForm,
  refuseRelease: refusalForm,
  refuseMove: refusalForm,
  chooseNone: (record, values) => ({
    title: `None of these: ${record.reference}`,
    intro: 'The coordinator looks further. Nobody on the list is told why.',
    fields: [choiceField('reason', 'What comes nearest?', REFUSAL_WORDS, values)],
    submitLabel: 'Send',
  }),
  propose: (record, values, today, tx) => agreementForm(tx, record, values, today),
  addDetails: detailsForm,
  redraft: (record, values) => ({
    title: `Change the agreement for ${record.reference}`,
    intro: 'The coordinator reads this and writes the agreement anew; every party is asked again.',
    fields: reasonFields('What should change?', values),
    submitLabel: 'Ask for the change',
  }),
  askChange: (record, values) => ({
    title: `Ask for a change: ${record.reference}`,
    intro: 'Other days, dates or more time: the coordinator proposes it to every party.',
    fields: reasonFields('What should change?', values),
    submitLabel: 'Ask',
  }),
  proposeVariation: variationForm,
  refuseVariation: (record, values) => ({
    title: `Leave it as it was: ${record.reference}`,
    intro: 'The coordinator reads why; the agreement holds as it was.',
    fields: reasonFields('Why?', values),
    submitLabel: 'Send',
  }),
  recordContact: contactForm,
  logVisit: visitForm,
  answerMidReview: midReviewForm,
  putOnHold: (record, values) => ({
    title: `Put ${record.reference} on hold`,
    intro: 'Nobody is reminded until it is taken up again. Only the coordinator reads the reason.',
    fields: [choiceField('reason', 'What comes nearest?', HOLD_WORDS, values)],
    submitLabel: 'Put on hold',
  }),
  terminate: (record, values) => ({
    title: `End ${record.reference} early`,
    intro:
      'Days not worked go back to the leader; what was done is still evaluated. Only the coordinator reads the reason.',
    fields: [choiceField('reason', 'What comes nearest?', END_WORDS, values)],
    submitLabel: 'End it',
  }),
  evaluate: evaluationForm,
  reflect: reflectionForm,
  signOff: qualityForm,
  answerImpact: impactForm,
};

function refusalForm(record: SupportRecord, values: FormValues): Filled {
  return {
    title: `Not now: ${record.reference}`,
    intro: 'Only the coordinator sees who said no, and why. The school that asked never does.',
    fields: [choiceField('reason', 'What comes nearest?', REFUSAL_WORDS, values)],
    submitLabel: 'Send',
  };
}

function summaryForm({ reference, summary }: SupportRecord, values: FormValues, draft: string): Filled {
  const initial = summary?.text ?? draft;
  return {
    title: `Words for leaders: ${reference}`,
    intro: 'Leaders who are asked read this once the head has agreed. It must not show which school it is.',
    fields: [
      textField('summary', 'What may they read?', values, { initial }),
      ...namingField({ summary: initial, ...values }, ['summary']),
    ],
    submitLabel: 'Keep',
  };
}
