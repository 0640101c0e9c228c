import { halfDaysInWords } from '../../calendar/halfDays.js';
import { spanInWords } from '../../calendar/units.js';
import type { Field, Form } from '../../chat/form.js';
import type { Tx } from '../../store/open.js';
import { type FormRequest, Refused } from '../../workflow/process.js';
import { nodesToOpenIn } from '../cycle/queries.js';
import { HALF_DAYS, LED_BY, type ProgrammeRules, RECIPROCITY, VISIBILITY_POLICIES } from '../programme.js';
import { RECIPROCITY_WORDS } from '../words.js';
import { NAME_LENGTH } from './inputs.js';
import { PRESET_SPECS, PRESETS } from './presets.js';
import type { ProgrammeRecord } from './record.js';
import { NO_KEEPER } from './store.js';
import { AFTER, BEFORE, LED_BY_WORDS, VISIBILITY_WORDS } from './words.js';

type Filled = Omit<Form, 'verb' | 'entity' | 'submitLabel'>;

/** The form that a change of a programme's rules needs, filled in with what they are. @throws Refused for none */
export async function programmeForm(tx: Tx, request: FormRequest<ProgrammeRecord>): Promise<Form> {
  const { command, record } = request;
  if (command === 'create') return createForm(tx, request);
  const filled = record && editForm(command, record);
  if (!record || !filled)
    throw new Refused('There is no form for this. Open the programme again to see what can be done.');
  return {
    verb: `programme.${command}`,
    entity: { kind: 'programme', id: record.id, version: record.version },
    submitLabel: 'Save',
    ...filled,
  };
}

async function createForm(tx: Tx, { personId, values, at }: FormRequest<ProgrammeRecord>): Promise<Form> {
  const nodes = (await nodesToOpenIn(tx, personId, at.today)).toReversed();
  const [first] = nodes;
  if (!first) throw new Refused(NO_KEEPER);
  const given = (name: string, usual: string) => (typeof values[name] === 'string' ? values[name] : usual);
  return {
    verb: 'programme.create',
    title: 'Set up a programme of peer reviews',
    intro:
      'It begins as one of these; every rule can be changed afterwards. Nobody is asked for anything yet.',
    fields: [
      {
        type: 'select',
        style: 'radio',
        name: 'preset',
        label: 'What it begins as',
        required: true,
        options: PRESETS.map(preset => ({
          value: preset,
          label: PRESET_SPECS[preset].label,
        })),
        initial: given('preset', 'rotation'),
      },
      {
        type: 'text',
        name: 'name',
        label: 'Name',
        required: true,
        maxLength: NAME_LENGTH,
        initial: given('name', 'Peer reviews'),
      },
      {
        type: 'select',
        name: 'partnershipId',
        label: 'Partnership',
        required: true,
        options: nodes.map(({ id, name }) => ({ value: String(id), label: name })),
        initial: given('partnershipId', String(first.id)),
      },
    ],
    submitLabel: 'Set it up',
  };
}

function editForm(command: string, { name, rules }: ProgrammeRecord): Filled | null {
  switch (command) {
    case 'rename':
      return {
        title: `Rename ${name}`,
        fields: [
          {
            type: 'text',
            name: 'name',
            label: 'Name',
            required: true,
            maxLength: NAME_LENGTH,
            initial: name,
          },
        ],
      };
    case 'editTeam':
      return { title: `${name}: the team`, fields: teamFields(rules) };
    case 'editLength':
      return {
        title: `${name}: how long a review lasts`,
        fields: [
          lengthField('primary', 'In a primary school', rules),
          lengthField('secondary', 'In a secondary school', rules),
          lengthField('allThrough', 'In an all-through school', rules),
          lengthField('special', 'In a special school', rules),
        ],
      };
    case 'editPairing':
      return { title: `${name}: who reviews whom`, fields: pairingFields(rules) };
    case 'editPreferences':
      return {
        title: `${name}: what is better avoided`,
        intro:
          'A price in kilometres: 40 means that somebody from 40 km further away is as good. 0: it does not matter.',
        fields: [
          weightField('otherPhase', 'A reviewer of another phase', rules),
          weightField('sameAsLastTime', 'The school that came last time', rules),
          weightField('sameCluster', 'A school of the same cluster', rules),
          weightField('withoutFocus', 'A reviewer who does not know what is to be looked at', rules),
          weightField('friday', 'A Friday', rules),
        ],
      };
    case 'editReport':
      return { title: `${name}: the report`, fields: reportFields(rules) };
    case 'editBefore':
      return {
        title: `${name}: deadlines before the day`,
        intro: 'School days are those of the reviewed school; working days leave out bank holidays.',
        fields: [
          numberField(
            'noticeSchoolDays',
            'Notice for everybody, in school days',
            rules.noticeSchoolDays,
            0,
            60,
          ),
          numberField('acceptanceSchoolDays', 'To accept, in school days', rules.acceptanceSchoolDays, 0, 20),
          ...spanFields(BEFORE, rules),
        ],
      };
    case 'editAfter':
      return {
        title: `${name}: deadlines after the day`,
        intro: 'Counted from the first day of the review, unless it says otherwise.',
        fields: spanFields(AFTER, rules),
      };
    default:
      return null;
  }
}

function teamFields(rules: ProgrammeRules): Field[] {
  return [
    numberField('peers', 'Peer reviewers beside the lead', rules.peers, 0, 4),
    numberField('observers', 'Places for trainees and observers', rules.observers, 0, 2),
    {
      type: 'select',
      style: 'radio',
      name: 'ledBy',
      label: 'Who may lead',
      required: true,
      options: LED_BY.map(value => ({ value, label: LED_BY_WORDS[value] })),
      initial: rules.ledBy,
    },
    numberField('mostVisits', 'Most visits of one person in a cycle', rules.mostVisits, 1, 6),
    {
      type: 'toggle',
      name: 'trainingRequired',
      label: 'Only people whose training is valid',
      required: false,
      initial: rules.trainingRequired,
    },
  ];
}

function pairingFields(rules: ProgrammeRules): Field[] {
  return [
    {
      type: 'select',
      style: 'radio',
      name: 'reciprocity',
      label: 'Who reviews whom',
      required: true,
      options: RECIPROCITY.map(value => ({ value, label: RECIPROCITY_WORDS[value] })),
      initial: rules.reciprocity,
    },
    {
      type: 'number',
      name: 'maxKm',
      label: 'Farthest that anybody is sent, km in a straight line',
      hint: 'Empty: no limit.',
      required: false,
      min: 1,
      ...(rules.maxKm !== null && { initial: rules.maxKm }),
    },
    {
      type: 'number',
      name: 'neighbourKm',
      label: 'Remark on schools of one phase nearer than, km',
      hint: 'They compete for the same children. Empty: no remark.',
      required: false,
      ...(rules.warn.neighbourKm !== null && { initial: rules.warn.neighbourKm }),
    },
  ];
}

function reportFields(rules: ProgrammeRules): Field[] {
  return [
    {
      type: 'select',
      style: 'radio',
      name: 'visibility',
      label: 'Who reads a report',
      required: true,
      options: VISIBILITY_POLICIES.map(value => ({ value, label: VISIBILITY_WORDS[value] })),
      initial: rules.visibility,
    },
    {
      ...numberField('qaEvery', 'Reports read by a moderator: one in how many', rules.qaEvery, 0, 20),
      hint: '0: none. 1: all.',
    },
    {
      type: 'text',
      name: 'grades',
      label: 'Scale, the best first',
      hint: 'With commas between the steps. Empty: no grades.',
      required: false,
      maxLength: 200,
      ...(rules.grades.length > 0 && { initial: rules.grades.join(', ') }),
    },
    {
      type: 'toggle',
      name: 'workshop',
      label: 'An improvement workshop by a champion who was not on the team',
      required: false,
      initial: rules.workshop,
    },
  ];
}

function numberField(name: string, label: string, initial: number, min: number, max: number): Field {
  return { type: 'number', name, label, required: true, initial, min, max, step: 1 };
}

function weightField(name: keyof ProgrammeRules['weights'], label: string, rules: ProgrammeRules): Field {
  return numberField(name, label, rules.weights[name], 0, 200);
}

function lengthField(name: keyof ProgrammeRules['halfDays'], label: string, rules: ProgrammeRules): Field {
  return {
    type: 'select',
    name,
    label,
    required: true,
    options: HALF_DAYS.map(value => ({ value: String(value), label: halfDaysInWords(value) })),
    initial: String(rules.halfDays[name]),
  };
}

function spanFields(steps: object, { deadlines }: ProgrammeRules): Field[] {
  return (Object.entries(steps) as [keyof typeof deadlines, string][]).map(([name, label]) => ({
    type: 'text',
    name,
    label,
    hint: 'Such as 10 school days, 5 working days or 90 days.',
    required: true,
    initial: spanInWords(deadlines[name]),
  }));
}
