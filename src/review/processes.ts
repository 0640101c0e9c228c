import type { Process } from '../workflow/process.js';
import { cycleProcess } from './cycle/process.js';
import { entryProcess } from './entry/process.js';
import { type Planner, plannerHere } from './match/planner.js';
import { reviewProcess } from './process.js';
import { programmeProcess } from './programme/process.js';

/** The four tables of peer review: a programme, a cycle of it, each school's place in it, and each review. */
export function reviewProcesses(planner: Planner = plannerHere): readonly Process[] {
  return [programmeProcess, cycleProcess(planner), entryProcess, reviewProcess(planner)];
}
