import { z } from 'zod';
import { LocalDateSchema } from './localDate.js';

/** `hard`: nothing may be arranged; `soft`: avoid it where another day will do. */
export const BlockStrengthSchema = z.enum(['hard', 'soft']);

/** Days on which schools are open but visits should not be arranged; `to` is the last day, included. */
export const BlockedWindowSchema = z.object({
  name: z.string(),
  from: LocalDateSchema,
  to: LocalDateSchema,
  strength: BlockStrengthSchema,
  /** The phases concerned, in the words of GIAS ("Primary"); null for every school. */
  phases: z.array(z.string()).nullable(),
  /** The dates are expected and not yet announced. */
  provisional: z.boolean(),
});
export type BlockedWindow = z.infer<typeof BlockedWindowSchema>;

/** Phases with a Year 6, in the words of GIAS. A special school has no phase there and enters its own. */
const PHASES_WITH_YEAR_6 = ['Primary', 'Middle deemed primary', 'Middle deemed secondary', 'All-through'];

/** Phases with a Year 11; a middle school's pupils leave before. */
const PHASES_WITH_YEAR_11 = ['Secondary', 'All-through'];

/**
 * The national test weeks as far as they are announced (DOMAIN 6). Key stage 2 tests: "schools must keep
 * these periods free", and the school week before is avoided where possible. 2025 and 2026 are the
 * Standards and Testing Agency's dates; 2027 is the expected pattern. Examination seasons concern a
 * secondary school's leaders, so they only weigh. One-off holidays have moved a test week before: this
 * is data that an installation may replace, never a rule.
 */
export const NATIONAL_WINDOWS: readonly BlockedWindow[] = [
  ...ks2('2025-05-05', '2025-05-09', '2025-05-12', '2025-05-15', false),
  ...ks2('2026-05-04', '2026-05-08', '2026-05-11', '2026-05-14', false),
  ...ks2('2027-05-03', '2027-05-07', '2027-05-10', '2027-05-13', true),
  {
    name: 'GCSE and A level examinations',
    from: '2026-05-07',
    to: '2026-06-24',
    strength: 'soft',
    phases: PHASES_WITH_YEAR_11,
    provisional: false,
  },
];

function ks2(
  before: BlockedWindow['from'],
  beforeEnds: BlockedWindow['to'],
  from: BlockedWindow['from'],
  to: BlockedWindow['to'],
  provisional: boolean,
): BlockedWindow[] {
  const phases = PHASES_WITH_YEAR_6;
  return [
    {
      name: 'week before the key stage 2 tests',
      from: before,
      to: beforeEnds,
      strength: 'soft',
      phases,
      provisional,
    },
    { name: 'key stage 2 tests', from, to, strength: 'hard', phases, provisional },
  ];
}

/**
 * Whether a window concerns a school of this phase. A school whose phase is not known (null) is concerned
 * by the windows of every school only.
 */
export function concerns(window: BlockedWindow, phase: string | null): boolean {
  return window.phases === null || (phase !== null && window.phases.includes(phase));
}
