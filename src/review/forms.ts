import { formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Form } from '../chat/form.js';
import type { Tx } from '../store/open.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { championChoices, hostLeadChoices } from './choices.js';
import { DECLINE_REASONS, LOGISTICS, POSTPONE_REASONS } from './codes.js';
import { choice, lineField, linkField, options } from './fields.js';
import { planToEdit } from './looks.js';
import { sideOf } from './parts.js';
import { MOST_LINES, type ReviewRecord } from './record.js';
import { type Filled, reportForm } from './reportForms.js';
import { DECLINE_WORDS, LOGISTIC_WORDS, POSTPONE_WORDS } from './words.js';

/** The form that a command still needs. @throws Refused when there is none */
export async function reviewForm(tx: Tx, request: FormRequest<ReviewRecord>): Promise<Form> {
  const { command, record, at, personId } = request;
  const filled =
    record &&
    (planForm(command, record) ??
      (await preparationForm(tx, command, record, personId, at.today)) ??
      (await reportForm(tx, command, record, personId, at.today)));
  if (!record || !filled)
    throw new Refused('There is no form for this. Open the review again to see what can be done.');
  return {
    verb: `review.${command}`,
    entity: { kind: 'review', id: record.id, version: record.version },
    ...filled,
  };
}

function planForm(command: string, record: ReviewRecord): Filled | null {
  const { reference } = record;
  switch (command) {
    case 'decline':
    case 'stepDown':
      return {
        title: command === 'decline' ? `Decline ${reference}` : `${reference}: I can no longer come`,
        intro: 'Only the programme lead sees who declined and which of these it was.',
        fields: [choice('reason', 'Why does it not work?', options(DECLINE_REASONS, DECLINE_WORDS))],
        submitLabel: 'Send',
      };
    case 'postpone':
    case 'notHeld':
      return {
        title: command === 'postpone' ? `Postpone ${reference}` : `${reference} did not take place`,
        intro:
          'The team is told that it is postponed. Only the lead reviewer and those who run the programme see why.',
        fields: [choice('reason', 'Why?', options(POSTPONE_REASONS, POSTPONE_WORDS))],
        submitLabel: 'Postpone',
      };
    case 'setDate':
      return dateForm(record);
    default:
      return null;
  }
}

function dateForm({ reference, offeredDates }: ReviewRecord): Filled {
  const [first] = offeredDates;
  const days = offeredDates.map(day => ({ value: day, label: formatDate(day) }));
  return {
    title: `A day for ${reference}`,
    intro: 'Host head and team are asked about the day that you choose.',
    fields: [
      ...(first
        ? [choice('offered', 'Days on which everybody could', days, { required: false, initial: first })]
        : []),
      { type: 'date', name: 'other', label: 'Another day', required: first === undefined },
    ],
    submitLabel: 'Propose this day',
  };
}

async function preparationForm(
  tx: Tx,
  command: string,
  record: ReviewRecord,
  personId: number,
  today: LocalDate,
): Promise<Filled | null> {
  const { reference, host } = record;
  switch (command) {
    case 'proposeFocus':
      return {
        title: `Lines of enquiry for ${reference}`,
        intro: 'One to three questions that the review tests. Host head and team see them. Name no people.',
        fields: Array.from({ length: MOST_LINES }, (_, n) =>
          lineField(
            `line${n + 1}`,
            n === 0 ? 'First line of enquiry' : n === 1 ? 'Second' : 'Third',
            n === 0,
            record.focus.what[n],
          ),
        ),
        submitLabel: 'Propose',
      };
    case 'proposePlan':
      return {
        title: `Day plan for ${reference}`,
        intro:
          'One session on each line, beginning with its time; "Day 2" on a line of its own begins the next day. Name no pupils or teachers.',
        fields: [
          {
            type: 'text',
            multiline: true,
            name: 'plan',
            label: 'Sessions',
            required: true,
            initial: planToEdit(record),
          },
          ...(sideOf(record, personId) === 'lead'
            ? [
                {
                  type: 'toggle',
                  name: 'prompts',
                  label: 'Tell the team ten minutes before each session',
                  required: false,
                  initial: record.sessionPrompts,
                } as const,
              ]
            : []),
        ],
        submitLabel: 'Propose',
      };
    case 'sendSelfEvaluation':
      return {
        title: `Self-evaluation for ${reference}`,
        intro: 'The link is shown to the team alone. The document stays where it is.',
        fields: [linkField('link', 'Link to the self-evaluation', true)],
        submitLabel: 'Send the link',
      };
    case 'briefTeam':
      return {
        title: `The team of ${reference} has met`,
        intro: 'What is arranged at the school? What is not ticked is shown to the school as still to do.',
        fields: [
          {
            type: 'multiSelect',
            name: 'logistics',
            label: 'Arranged',
            required: false,
            options: options(LOGISTICS, LOGISTIC_WORDS),
            initial: [...record.logistics],
          },
          {
            type: 'toggle',
            name: 'assurance',
            label: `The school has seen letters of assurance for everybody ${record.observers.length > 0 ? 'who comes, observers too' : 'on the team'}`,
            required: false,
            initial: record.assuranceOn !== null,
          },
        ],
        submitLabel: 'Note it',
      };
    case 'nameChampion':
      return personForm(
        `The improvement champion of ${reference}`,
        'Somebody of another school who was not on the team. The accredited come first.',
        'Champion',
        await championChoices(tx, record, today),
      );
    case 'nameHostLead':
      return personForm(
        `Who looks after ${reference}?`,
        `A colleague at ${host.name} who sees the day plan and gets the morning’s message.`,
        'Colleague',
        await hostLeadChoices(tx, record, today),
      );
    default:
      return null;
  }
}

/** @throws Refused when there is nobody to choose */
function personForm(
  title: string,
  intro: string,
  label: string,
  people: readonly { readonly value: string; readonly label: string }[],
): Filled {
  if (people.length === 0)
    throw new Refused('There is nobody on record to choose. Ask your coordinator to add them.');
  return {
    title,
    intro,
    fields: [{ type: 'select', name: 'personId', label, required: true, options: people }],
    submitLabel: 'Name them',
  };
}
