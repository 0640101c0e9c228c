import type { Reporter } from '../workflow/boardReport.js';
import type { Process } from '../workflow/process.js';
import { actionProcess } from './action/process.js';
import { decisionProcess } from './decision/process.js';
import { eventProcess } from './event/process.js';
import { meetingProcess } from './meeting/process.js';
import { boardProcess } from './process.js';
import { seatProcess } from './seat/process.js';

/** The tables of boards. `reporter` asks the other processes what they report to a board. */
export function boardProcesses(reporter: Reporter): readonly Process[] {
  return [
    boardProcess(reporter),
    seatProcess,
    meetingProcess(reporter),
    decisionProcess,
    actionProcess,
    eventProcess,
  ];
}
