/** The second planning thread: takes jobs on one round until it is let go. Started by `partnerInThread.ts`. */
import { workerData } from 'node:worker_threads';
import type { PartnerAnswer, PartnerJob } from './partner.js';
import { DONE, type PartnerMessage, type PartnerStart, STOP } from './partnerInThread.js';
import { lapPart, Round } from './round.js';

const { model, flags, port } = workerData as PartnerStart;
let round: Round | null = null;

function answer(job: PartnerJob): PartnerAnswer {
  round ??= new Round(model);
  const late = () => Atomics.load(flags, STOP) === 1;
  return job.kind === 'bound'
    ? { kind: 'bound', bound: round.bound(job.rounds, late) }
    : { kind: 'lap', ...lapPart(round, job, 1, late) };
}

function say(message: PartnerMessage): void {
  port.postMessage(message);
  Atomics.store(flags, DONE, 1);
  Atomics.notify(flags, DONE);
}

port.on('message', (job: PartnerJob) => {
  try {
    say({ answer: answer(job) });
  } catch (error) {
    say({ failed: error instanceof Error ? error.message : String(error) });
  }
});
