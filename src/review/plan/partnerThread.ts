/** The second planning thread: takes jobs on one round until it is let go. Started by `partnerInThread.ts`. */
import { workerData } from 'node:worker_threads';
import { letGo } from './letGo.js';
import type { PartnerAnswer, PartnerJob } from './partner.js';
import { DONE, type PartnerMessage, type PartnerStart, STOP } from './partnerInThread.js';
import { lapPart, Round } from './round.js';

const { model, flags, port } = workerData as PartnerStart;
let round: Round | null = null;

function answer(job: PartnerJob): PartnerAnswer {
  round ??= new Round(model);
  const late = () => Atomics.load(flags, STOP) === 1;
  if (job.kind === 'lap') return { kind: 'lap', ...lapPart(round, job, 1, late) };
  const bound = round.bound(job.rounds, late);
  letGo(model.schools);
  return { kind: 'bound', bound };
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
