import { checkInProcess } from './groups/checkIn/process.js';
import { groupProcess } from './groups/process.js';
import { supportProcess } from './support/process.js';
import { Processes } from './workflow/process.js';

/** Everything that Convenor runs. A process that is not here does not exist for adapters, timers or docs. */
export const processes = new Processes([supportProcess, groupProcess, checkInProcess]);
