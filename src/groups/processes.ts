import type { Process } from '../workflow/process.js';
import { checkInProcess } from './checkIn/process.js';
import { exceptionProcess } from './exception/process.js';
import { highlightProcess } from './highlight/process.js';
import { groupProcess } from './process.js';
import { recommendationProcess } from './recommendation/process.js';

/** Everything that a task-and-finish group is made of. */
export const groupProcesses: readonly Process[] = [
  groupProcess,
  checkInProcess,
  exceptionProcess,
  recommendationProcess,
  highlightProcess,
];
