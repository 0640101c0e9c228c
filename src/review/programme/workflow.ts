import { workflowOf } from '../../workflow/workflow.js';
import { ProgrammeRulesSchema } from '../programme.js';
import {
  AfterInput,
  BeforeInput,
  CreateInput,
  LengthInput,
  NameInput,
  PairingInput,
  PreferenceInput,
  ReportInput,
  TeamInput,
} from './inputs.js';
import { PRESET_SPECS } from './presets.js';
import type { ProgrammeRecord, ProgrammeState } from './record.js';
import type { ProgrammeChanges, ProgrammeNotice, ProgrammeRole } from './terms.js';

const { command, table } = workflowOf<
  ProgrammeRecord,
  ProgrammeState,
  ProgrammeRole,
  ProgrammeNotice,
  ProgrammeChanges
>();

/** What somebody hears who changed a rule: a running cycle was agreed under the old ones. */
const changed = (record: ProgrammeRecord): string =>
  record.running === 0
    ? `${record.name} is changed; the next cycle runs by it.`
    : `${record.name} is changed for the next cycle. The ${record.running === 1 ? 'one that runs keeps its' : `${record.running} that run keep their`} rules.`;

/** What every change of a rule has in common: only those who run the programme make it, and the record stays. */
const edit = {
  by: ['organiser'],
  to: 'same',
  answer: changed,
} as const;

/**
 * A programme of peer reviews: its rules, kept and edited here, and copied by each cycle that it runs
 * (DOMAIN 2.1 to 2.4, 2.6).
 */
export const programmeWorkflow = table({
  kind: 'programme',
  title: 'Review programme',

  roles: {
    organiser: {
      title: 'a programme lead or coordinator of the partnership',
      people: record => record.organiserIds,
    },
    clusterLead: { title: 'a cluster lead of the partnership', people: record => record.clusterLeadIds },
  },

  states: {
    new: {
      says: 'Somebody who runs reviews in a partnership sets up a programme.',
      accepts: {
        create: command({
          by: ['organiser'],
          input: CreateInput,
          to: 'active',
          set: (_record, { name, preset }) => ({ name, preset, rules: PRESET_SPECS[preset].rules }),
          tell: { clusterLead: 'made' },
          answer: record =>
            `${record.name} (${record.reference}) is set up. Each of its rules can be changed here; /review cycle opens a cycle.`,
        }),
      },
    },

    active: {
      says: 'Cycles can be opened by its rules; a cycle keeps the rules it was opened with.',
      accepts: {
        editTeam: command({
          ...edit,
          input: TeamInput,
          label: 'Team',
          set: ({ rules }, team) => ({ rules: ProgrammeRulesSchema.parse({ ...rules, ...team }) }),
        }),
        editLength: command({
          ...edit,
          input: LengthInput,
          label: 'Length',
          set: ({ rules }, halfDays) => ({ rules: ProgrammeRulesSchema.parse({ ...rules, halfDays }) }),
        }),
        editPairing: command({
          ...edit,
          input: PairingInput,
          label: 'Who reviews whom',
          set: ({ rules }, { reciprocity, maxKm, neighbourKm }) => ({
            rules: ProgrammeRulesSchema.parse({
              ...rules,
              reciprocity,
              maxKm,
              warn: { ...rules.warn, neighbourKm },
            }),
          }),
        }),
        editPreferences: command({
          ...edit,
          input: PreferenceInput,
          label: 'Soft rules',
          set: ({ rules }, weights) => ({ rules: ProgrammeRulesSchema.parse({ ...rules, weights }) }),
        }),
        editReport: command({
          ...edit,
          input: ReportInput,
          label: 'Report',
          set: ({ rules }, report) => ({ rules: ProgrammeRulesSchema.parse({ ...rules, ...report }) }),
        }),
        editBefore: command({
          ...edit,
          input: BeforeInput,
          label: 'Deadlines before',
          set: ({ rules }, { noticeSchoolDays, acceptanceSchoolDays, ...deadlines }) => ({
            rules: ProgrammeRulesSchema.parse({
              ...rules,
              noticeSchoolDays,
              acceptanceSchoolDays,
              deadlines: { ...rules.deadlines, ...deadlines },
            }),
          }),
        }),
        editAfter: command({
          ...edit,
          input: AfterInput,
          label: 'Deadlines after',
          refuse: (_record, { finalReport, lapse }) =>
            finalReport.unit === lapse.unit && finalReport.n >= lapse.n
              ? 'A review would lapse before its report is due. Give it longer, or the report less.'
              : null,
          set: ({ rules }, deadlines) => ({
            rules: ProgrammeRulesSchema.parse({ ...rules, deadlines: { ...rules.deadlines, ...deadlines } }),
          }),
        }),
        rename: command({
          ...edit,
          input: NameInput,
          label: 'Rename',
          set: (_record, { name }) => ({ name }),
          answer: record => `It is called ${record.name} now.`,
        }),
        retire: command({
          by: ['organiser'],
          to: 'retired',
          label: 'Retire',
          style: 'danger',
          confirm: 'Retire this programme? No new cycle can be opened by it; those that run go on.',
          tell: { clusterLead: 'retired' },
          answer: record => `${record.name} is retired. It can be taken up again at any time.`,
        }),
      },
    },

    retired: {
      says: 'No new cycle is opened by it; those that run go on.',
      accepts: {
        reinstate: command({
          by: ['organiser'],
          to: 'active',
          label: 'Take it up again',
          style: 'primary',
          answer: record => `${record.name} is taken up again.`,
        }),
      },
    },
  },
});
