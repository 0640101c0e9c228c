import type { WorkRecord } from '../../workflow/workflow.js';
import type { ProgrammeRules } from '../programme.js';

export type ProgrammeState = 'new' | 'active' | 'retired';

/** A programme of peer reviews: who runs it, and the rules that a cycle begins with. */
export interface ProgrammeRecord extends WorkRecord {
  readonly state: ProgrammeState;
  readonly name: string;
  readonly partnership: { readonly id: number; readonly name: string };
  readonly rules: ProgrammeRules;
  /** Programme leads and coordinators of the partnership. */
  readonly organiserIds: readonly number[];
  /** May run its cycles, and so read its rules. */
  readonly clusterLeadIds: readonly number[];
  /** Cycles that it runs now. */
  readonly running: number;
}
