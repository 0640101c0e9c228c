import { formatDate } from '../calendar/localDate.js';
import type { Field, Form } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { offeredDates } from './dates.js';
import { reviewCalendars } from './load.js';
import { DECLINE_REASONS, POSTPONE_REASONS, type ReviewRecord } from './record.js';
import { DECLINE_WORDS, POSTPONE_WORDS } from './words.js';

type Filled = Omit<Form, 'verb' | 'entity'>;

/** The form that a command still needs. @throws Refused when there is none */
export async function reviewForm(tx: Tx, request: FormRequest<ReviewRecord>): Promise<Form> {
  const { command, record, at } = request;
  const filled = record && (await fill(tx, command, record, at.today));
  if (!record || !filled)
    throw new Refused('There is no form for this. Open the review again to see what can be done.');
  return {
    verb: `review.${command}`,
    entity: { kind: 'review', id: record.id, version: record.version },
    ...filled,
  };
}

async function fill(
  tx: Tx,
  command: string,
  record: ReviewRecord,
  today: FormRequest<ReviewRecord>['at']['today'],
): Promise<Filled | null> {
  switch (command) {
    case 'decline':
    case 'stepDown':
      return {
        title:
          command === 'decline' ? `Decline ${record.reference}` : `${record.reference}: I can no longer come`,
        intro: 'Only the programme lead sees who declined and which of these it was.',
        fields: [choice('Why does it not work?', DECLINE_REASONS, DECLINE_WORDS)],
        submitLabel: 'Send',
      };
    case 'postpone':
    case 'notHeld':
      return {
        title:
          command === 'postpone' ? `Postpone ${record.reference}` : `${record.reference} did not take place`,
        intro:
          'The team is told that it is postponed. Only the lead reviewer and the programme lead see why.',
        fields: [choice('Why?', POSTPONE_REASONS, POSTPONE_WORDS)],
        submitLabel: 'Postpone',
      };
    case 'setDate':
      return dateForm(record, offeredDates(record, await reviewCalendars(tx, record), today));
    case 'sendSelfEvaluation':
      return {
        title: `Self-evaluation for ${record.reference}`,
        intro: 'The link is shown to the team alone. The document stays where it is.',
        fields: [linkField('Link to the self-evaluation', true)],
        submitLabel: 'Send the link',
      };
    case 'reportDone':
      return {
        title: `The report of ${record.reference}`,
        intro:
          'Nothing of the report is kept here. A link, if you give one, is shown to the host head and to you.',
        fields: [linkField('Link to the report', false)],
        submitLabel: 'The report is with the school',
      };
    default:
      return null;
  }
}

function choice<C extends string>(
  label: string,
  codes: readonly C[],
  words: Readonly<Record<C, string>>,
): Field {
  return {
    type: 'select',
    style: 'radio',
    name: 'reason',
    label,
    required: true,
    options: codes.map(code => ({ value: code, label: words[code] })),
  };
}

function linkField(label: string, required: boolean): Field {
  return {
    type: 'text',
    name: 'link',
    label,
    hint: 'It begins with https:// and opens the document for those who may read it.',
    required,
  };
}

function dateForm(record: ReviewRecord, offered: ReturnType<typeof offeredDates>): Filled {
  const [first] = offered;
  return {
    title: `A day for ${record.reference}`,
    intro: 'Host head and team are asked about the day that you choose.',
    fields: [
      ...(first
        ? [
            {
              type: 'select',
              style: 'radio',
              name: 'offered',
              label: 'Days on which everybody could',
              required: false,
              initial: first,
              options: offered.map(day => ({ value: day, label: formatDate(day) })),
            } as const,
          ]
        : []),
      { type: 'date', name: 'other', label: 'Another day', required: first === undefined },
    ],
    submitLabel: 'Propose this day',
  };
}
