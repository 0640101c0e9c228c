import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Field, Form } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { Refused } from '../workflow/process.js';
import { readerChoices } from './choices.js';
import { ACTION_OWNERS, IMPACTS, LISTENERS, QUALITY_POINTS, RAGS } from './codes.js';
import { choice, lineField, linkField, options } from './fields.js';
import { RATINGS } from './inputs.js';
import { sideOf } from './parts.js';
import type { ReviewRecord } from './record.js';
import {
  IMPACT_WORDS,
  LISTENER_WORDS,
  OWNER_WORDS,
  QUALITY_WORDS,
  RAG_WORDS,
  RATING_WORDS,
} from './words.js';

export type Filled = Omit<Form, 'verb' | 'entity'>;

/** Who usually hears the feedback. */
const USUAL_LISTENERS = ['head', 'seniorLeaders'] as const;

/** The forms from the feedback to the closing question; null when a command has none here. */
export async function reportForm(
  tx: Tx,
  command: string,
  record: ReviewRecord,
  personId: number,
  today: LocalDate,
): Promise<Filled | null> {
  const { reference } = record;
  switch (command) {
    case 'giveFeedback':
      return feedbackForm(record);
    case 'submitDraft':
      return {
        title: `The draft of ${reference}`,
        intro:
          'Everybody on the team confirms this version. 500 to 1,000 words; strengths and recommendations; no names of pupils or teachers.',
        fields: [linkField('link', 'Link to the draft', true)],
        submitLabel: 'The team can read it',
      };
    case 'qualityBack':
      return {
        title: `The draft of ${reference}`,
        intro: 'The lead reviewer sees what you tick. Speak with them about the rest.',
        fields: [
          {
            type: 'multiSelect',
            name: 'points',
            label: 'To be mended',
            required: true,
            options: options(QUALITY_POINTS, QUALITY_WORDS),
          },
        ],
        submitLabel: 'Send it back',
      };
    case 'correctReport':
      return {
        title: `Your answer to the draft of ${reference}`,
        intro:
          'Both are links, and both may be given. The lead reviewer takes corrections in; a reply stays beside the report.',
        fields: [
          linkField('corrections', 'Link to your corrections', false),
          linkField('reply', 'Link to your reply', false),
        ],
        submitLabel: 'Send to the lead reviewer',
      };
    case 'finish':
    case 'finishUnanswered':
      return {
        title: `The report of ${reference}`,
        intro:
          'The report is the school’s: its head decides who else reads it. Nothing of its text is kept here.',
        fields: [linkField('link', 'Link to the final report', true)],
        submitLabel: 'The report is with the school',
      };
    case 'releaseReport':
      return releaseForm(tx, record, today);
    case 'revokeReport':
      return {
        title: `The report of ${reference}`,
        intro: 'They can no longer open it here. That they could until now stays on record.',
        fields: [
          choice(
            'personId',
            'From whom?',
            record.readers.map(({ id, name }) => ({ value: String(id), label: name })),
          ),
        ],
        submitLabel: 'Take it back',
      };
    default:
      return afterForm(command, record, personId);
  }
}

function feedbackForm({ reference, team, observers }: ReviewRecord): Filled {
  const came = [...team, ...observers];
  return {
    title: `The feedback of ${reference}`,
    fields: [
      {
        type: 'multiSelect',
        name: 'listeners',
        label: 'Who heard it?',
        required: true,
        options: options(LISTENERS, LISTENER_WORDS),
        initial: [...USUAL_LISTENERS],
      },
      {
        type: 'multiSelect',
        name: 'attended',
        label:
          observers.length > 0
            ? 'Who of the team and its observers was there?'
            : 'Who of the team was there?',
        required: true,
        options: came.map(({ id, person }) => ({ value: String(id), label: person.name })),
        initial: came.map(({ id }) => String(id)),
      },
    ],
    submitLabel: 'Note it',
  };
}

/** @throws Refused when there is nobody left to choose */
async function releaseForm(tx: Tx, record: ReviewRecord, today: LocalDate): Promise<Filled> {
  const people = await readerChoices(tx, record, today);
  if (people.length === 0) throw new Refused('Everybody whom you could choose can already open it.');
  return {
    title: `Who may read the report of ${record.reference}?`,
    intro: 'By name, and nobody else. You can take it back at any time, and see who has read it.',
    fields: [{ type: 'multiSelect', name: 'readers', label: 'People', required: true, options: people }],
    submitLabel: 'Open it to them',
  };
}

function afterForm(command: string, record: ReviewRecord, personId: number): Filled | null {
  const { reference } = record;
  switch (command) {
    case 'bookWorkshop':
      return {
        title: `The improvement workshop of ${reference}`,
        fields: [
          {
            type: 'date',
            name: 'on',
            label: 'Day',
            required: true,
            ...(record.workshopOn && { initial: record.workshopOn }),
          },
        ],
        submitLabel: 'Book it',
      };
    case 'addAction':
      return {
        title: `An action after ${reference}`,
        intro: 'At most three. The school’s head, the lead reviewer and the champion see it; name no people.',
        fields: [
          lineField('text', 'What will the school do?', true),
          choice('owner', 'Who owns it?', options(ACTION_OWNERS, OWNER_WORDS)),
          { type: 'date', name: 'dueOn', label: 'By when?', required: true },
          lineField('measure', 'How will you see that it worked?', true),
        ],
        submitLabel: 'Write it down',
      };
    case 'dropAction':
      return {
        title: `An action after ${reference}`,
        fields: [
          choice(
            'actionId',
            'Which?',
            record.actions.map(({ id, text }) => ({ value: String(id), label: text })),
          ),
        ],
        submitLabel: 'Take it out',
      };
    case 'reviewImpact':
      return {
        title: `What came of ${reference}?`,
        fields: [
          choice('impact', 'As a whole', options(IMPACTS, IMPACT_WORDS)),
          ...record.actions.flatMap((action, n): Field[] => [
            choice(
              `rag${n + 1}`,
              `${action.text} (by ${formatDate(action.dueOn, 'short')})`,
              options(RAGS, RAG_WORDS),
            ),
            linkField(`evidence${n + 1}`, 'Link to evidence', false),
          ]),
        ],
        submitLabel: 'The follow-up is done',
      };
    case 'rate':
      return ratingForm(record, personId);
    default:
      return null;
  }
}

function ratingForm(record: ReviewRecord, personId: number): Filled {
  const asked = choice(
    'rating',
    'How well did the review go?',
    RATINGS.map(rating => ({ value: String(rating), label: RATING_WORDS[rating] })),
  );
  const host = sideOf(record, personId) === 'host';
  return {
    title: `How did ${record.reference} go?`,
    intro: host
      ? 'Your answer is only ever shown in totals of five or more. Good practice is shown to the partnership only if you say so.'
      : 'Your answer is only ever shown in totals of five or more.',
    fields: host
      ? [
          asked,
          lineField('goodPractice', 'Something that others could learn from you', false),
          { type: 'toggle', name: 'nameUs', label: 'Yes, name us for it', required: false },
        ]
      : [asked],
    submitLabel: 'Send',
  };
}
