import type { LocalDate } from '../../calendar/localDate.js';

/** What an owner can say of a recommendation's impact. */
export const IMPACTS = ['lasted', 'partly', 'none', 'tooEarly'] as const;
export type Impact = (typeof IMPACTS)[number];

/** What an owner answered when chased, or when asked for the impact at six and twelve months (DOMAIN 4.4). */
export interface Progress {
  readonly kind: 'chase' | 'impact6' | 'impact12';
  /** Null when chased. */
  readonly impact: Impact | null;
  readonly text: string;
  readonly on: LocalDate;
}
