import { calendarDays, schoolDays } from '../../calendar/units.js';
import { type ProgrammeRules, ProgrammeRulesSchema } from '../programme.js';

/** What programmes begin as; each is edited afterwards. */
export const PRESETS = ['rotation', 'triads', 'cluster', 'secondary', 'quality'] as const;
export type Preset = (typeof PRESETS)[number];

/** A preset as it is offered: what it is like in half a line, and its rules. */
interface PresetSpec {
  readonly label: string;
  readonly rules: ProgrammeRules;
}

const rules = (given: Parameters<typeof ProgrammeRulesSchema.parse>[0]): ProgrammeRules =>
  ProgrammeRulesSchema.parse(given);

/** Lengths of a day for everybody, whatever the phase. */
const sameForAll = (halfDays: number) => ({
  primary: halfDays,
  secondary: halfDays,
  allThrough: halfDays,
  special: halfDays,
});

/** What real programmes do (DOMAIN 2.1), as far as it is published; the rest is Convenor's default. */
export const PRESET_SPECS: Readonly<Record<Preset, PresetSpec>> = {
  rotation: {
    label: 'Rotation: teams of two, one day; no two schools review each other',
    rules: rules({}),
  },
  triads: {
    label: 'Triads: each school is reviewed by the other two, one day',
    rules: rules({
      reciprocity: 'triads',
      halfDays: sameForAll(2),
      // Hounslow has a sample read in every cycle; H&F makes new triads in every round.
      qaEvery: 4,
      weights: { sameAsLastTime: 40 },
    }),
  },
  cluster: {
    label: 'Cluster with improvement champions: teams of three, one to two days',
    rules: rules({
      reciprocity: 'bank',
      peers: 2,
      halfDays: { primary: 2, secondary: 4, allThrough: 4, special: 2 },
      mostVisits: 3,
      workshop: true,
      // Reviewers of one cluster are the point of it.
      weights: { sameCluster: 0, sameAsLastTime: 10 },
      // "Shortly after": a school's next two weeks.
      deadlines: { workshop: schoolDays(10) },
    }),
  },
  secondary: {
    label: 'Secondary schools: teams of two, a day and a half',
    rules: rules({ halfDays: { primary: 2, secondary: 3, allThrough: 3, special: 2 } }),
  },
  quality: {
    label: 'Quality review: an accredited lead and three peers, three days',
    rules: rules({
      peers: 3,
      ledBy: 'accredited',
      halfDays: sameForAll(6),
      mostVisits: 1,
      qaEvery: 1,
      visibility: 'hubShared',
      grades: ['Leading', 'Effective', 'Working towards', 'Ineffective'],
      workshop: false,
      weights: { sameCluster: 40, sameAsLastTime: 60 },
      warn: { neighbourKm: 5 },
      deadlines: { followUp: calendarDays(180) },
    }),
  },
};
