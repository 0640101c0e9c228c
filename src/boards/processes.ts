import type { Process } from '../workflow/process.js';
import { decisionProcess } from './decision/process.js';
import { boardProcess } from './process.js';
import { seatProcess } from './seat/process.js';

/** The tables of boards: the board, its seats, and what it decides. */
export function boardProcesses(): readonly Process[] {
  return [boardProcess, seatProcess, decisionProcess];
}
