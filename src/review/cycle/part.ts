import { workflowOf } from '../../workflow/workflow.js';
import type { CycleRecord, CycleState } from './record.js';
import type { CycleChanges, CycleNotice, CycleRole } from './terms.js';

// What every part of the cycle's table is written with.

export const { command, table } = workflowOf<CycleRecord, CycleState, CycleRole, CycleNotice, CycleChanges>();

type States = Parameters<typeof table>[0]['states'];

/** Some states of the table: workflow.ts puts them together. */
export function part<S extends CycleState>(states: { readonly [N in S]: States[N] }) {
  return states;
}
