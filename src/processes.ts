import { boardProcesses } from './boards/processes.js';
import { groupProcesses } from './groups/processes.js';
import type { Planner } from './review/match/planner.js';
import { reviewProcesses } from './review/processes.js';
import { supportProcess } from './support/process.js';
import { Processes } from './workflow/process.js';

/**
 * Everything that Convenor runs. A process that is not here does not exist for adapters, timers or docs.
 * Plans are made here and now unless a planner is handed in.
 */
export function createProcesses(planner?: Planner): Processes {
  return new Processes([supportProcess, ...reviewProcesses(planner), ...groupProcesses, ...boardProcesses()]);
}
