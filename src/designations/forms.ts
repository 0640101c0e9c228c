import { addDays, addMonths, formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Field, Form, Option } from '../chat/form.js';
import { USUAL_MONTHS } from '../network/designations.js';
import { membersOf, selfAndAncestors } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import { type FormRequest, Refused } from '../workflow/process.js';
import { possibleHomes } from './calls.js';
import { CALLS, type DesignationRecord, ENDINGS } from './record.js';
import { ENDING_WORDS, TRIGGER_WORDS } from './words.js';
import { designationWorkflow } from './workflow.js';

/** Who moves to a school in a category of concern keeps a designation until a review so many months later. */
const AFTER_MOVE_MONTHS = 18;

/** A review that is as near as this is what the renewal is about, in days. */
const NEAR_DAYS = 92;

/** The form of a designation's command. */
export async function designationForm(
  tx: Tx,
  { command, record, at: { today } }: FormRequest<DesignationRecord>,
): Promise<Form> {
  if (!record) throw new Refused('Designations are imported, and begun by nobody.');
  const base = {
    verb: verb(designationWorkflow.kind, command),
    entity: { kind: designationWorkflow.kind, id: record.id, version: record.version },
  };
  const who = `${record.leader.name}, ${record.typeCode}, ${record.home.name}.`;
  switch (command) {
    case 'reportMove':
      return {
        ...base,
        title: 'A change of school',
        intro: `${who} The designation is looked at again; deployments go on meanwhile, and the new head is asked about them.`,
        fields: [
          {
            type: 'select',
            name: 'schoolId',
            label: 'New school',
            hint: 'Leave it empty where it is none of these, or not known.',
            required: false,
            style: 'menu',
            options: await otherSchools(tx, record, today),
          },
        ],
        submitLabel: 'Report',
      };
    case 'callReview':
      return {
        ...base,
        title: 'Call for a review',
        intro: `${who} They and the home head are told that, and not why. No new matches meanwhile; deployments go on.`,
        fields: [reason('What is it about?', CALLS, TRIGGER_WORDS)],
        submitLabel: 'Call for it',
      };
    case 'end':
      return {
        ...base,
        title: 'End the designation',
        intro: `${who} They and the home head are told that, and not why. Deployments under way go on.`,
        fields: [reason('Why does it end?', ENDINGS, ENDING_WORDS)],
        submitLabel: 'End it',
      };
    default:
      return {
        ...base,
        title: command === 'restore' ? 'Restore the designation' : 'Renew the designation',
        intro: `${who} They and the home head are told, and from then on the leader may be matched.`,
        fields: renewal(record, today),
        submitLabel: command === 'restore' ? 'Restore' : 'Renew',
      };
  }
}

/** Until when, and at which school where that is in question. */
function renewal(record: DesignationRecord, today: LocalDate): readonly Field[] {
  const homes = possibleHomes(record, today);
  const { day, why } = usualReview(record, today);
  return [
    {
      type: 'date',
      name: 'reviewDue',
      label: 'Next review',
      hint: why,
      required: true,
      min: addDays(today, 1),
      initial: day,
    },
    ...(homes.length > 1
      ? [
          {
            type: 'select' as const,
            name: 'homeId',
            label: 'Home school',
            required: true,
            style: 'menu' as const,
            options: homes.map(asOption),
            initial: String(record.home.id),
          },
        ]
      : []),
  ];
}

/** When it is looked at next unless the coordinator says otherwise (DOMAIN 3.1). */
function usualReview(record: DesignationRecord, today: LocalDate): { day: LocalDate; why: string } {
  const { trigger, reviewDue, concernFrom } = record;
  if (trigger === 'moved' && concernFrom && concernFrom <= today)
    return {
      day: addMonths(today, AFTER_MOVE_MONTHS),
      why: `The new school is in a category of concern: ${AFTER_MOVE_MONTHS} months, unless you know better.`,
    };
  if (trigger && reviewDue && reviewDue > addDays(today, NEAR_DAYS))
    return { day: reviewDue, why: `As before, ${formatDate(reviewDue)}, unless you know better.` };
  const from = reviewDue && reviewDue > today ? reviewDue : today;
  return { day: addMonths(from, USUAL_MONTHS), why: 'Three years, unless your body has another term.' };
}

async function otherSchools(
  tx: Tx,
  { home, partnershipId }: DesignationRecord,
  today: LocalDate,
): Promise<readonly Option[]> {
  if (partnershipId === null) return [];
  const top = (await selfAndAncestors(tx, partnershipId)).at(-1)?.id ?? partnershipId;
  return (await membersOf(tx, top, today)).filter(({ id }) => id !== home.id).map(asOption);
}

function asOption({ id, name }: { readonly id: number; readonly name: string }): Option {
  return { value: String(id), label: name };
}

function reason<T extends string>(
  label: string,
  codes: readonly T[],
  words: Readonly<Record<T, string>>,
): Field {
  return {
    type: 'select',
    name: 'reason',
    label,
    required: true,
    options: codes.map(value => ({ value, label: words[value] })),
  };
}
