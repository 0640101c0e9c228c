import { boardProcesses } from './boards/processes.js';
import { coverProcess } from './cover/process.js';
import { designationProcess } from './designations/process.js';
import { groupProcesses } from './groups/processes.js';
import type { Planner } from './review/match/planner.js';
import { reviewProcesses } from './review/processes.js';
import { supportProcess } from './support/process.js';
import { reporterOf } from './workflow/boardReport.js';
import { Processes } from './workflow/process.js';

/**
 * Everything that Convenor runs. A process that is not here does not exist for adapters, timers or docs.
 * Plans are made here and now unless a planner is handed in.
 */
export function createProcesses(planner?: Planner): Processes {
  const work = [supportProcess, designationProcess, ...reviewProcesses(planner), ...groupProcesses];
  return new Processes([...work, ...boardProcesses(reporterOf(work)), coverProcess]);
}
