import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Model } from './model.js';
import type { Partner, PartnerAnswer, PartnerJob } from './partner.js';
import { YOUNG_HEAP } from './youngHeap.js';

/** Flags that both threads see: an answer is there; the job is to end soon. */
export const DONE = 0;
export const STOP = 1;

/** What the second thread is started with. */
export interface PartnerStart {
  readonly model: Model;
  readonly flags: Int32Array;
  readonly port: MessagePort;
}

/** What the second thread says. */
export type PartnerMessage = { readonly answer: PartnerAnswer } | { readonly failed: string };

/** Between two looks at the clock while waiting, in ms. */
const LOOK_MS = 20;

/** A thread that says nothing for so long, in ms, never started: the longest lap is far shorter. */
const PATIENCE_MS = 600_000;

/**
 * A partner in a thread of its own, for a solver that itself runs in a thread: it waits for the answer by sleeping.
 * The model is copied once; a job and its answer carry a plan each.
 */
export class PartnerInThread implements Partner {
  private readonly flags = new Int32Array(new SharedArrayBuffer(8));
  private readonly port: MessagePort;
  private readonly worker: Worker;

  /** @param thread the built file that the second thread runs */
  constructor(model: Model, thread = new URL('./partnerThread.js', import.meta.url)) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    const start: PartnerStart = { model, flags: this.flags, port: port2 };
    this.worker = new Worker(thread, {
      resourceLimits: YOUNG_HEAP,
      workerData: start,
      transferList: [port2],
      execArgv: [],
    });
    // What goes wrong in it is answered by it; an error before that ends the waiting by its patience.
    this.worker.on('error', () => {});
    this.worker.unref();
  }

  begin(job: PartnerJob): void {
    Atomics.store(this.flags, DONE, 0);
    // The job before may have been told to end soon; this one has not.
    Atomics.store(this.flags, STOP, 0);
    this.port.postMessage(job);
  }

  finish(late: () => boolean): PartnerAnswer {
    for (let waited = 0; Atomics.wait(this.flags, DONE, 0, LOOK_MS) === 'timed-out'; waited += LOOK_MS) {
      if (late()) Atomics.store(this.flags, STOP, 1);
      if (waited > PATIENCE_MS) throw new Error('The second planning thread does not answer.');
    }
    const said = receiveMessageOnPort(this.port)?.message as PartnerMessage | undefined;
    if (!said) throw new Error('The second planning thread gave no answer.');
    if ('failed' in said) throw new Error(`The second planning thread failed: ${said.failed}`);
    return said.answer;
  }

  end(): void {
    Atomics.store(this.flags, STOP, 1);
    this.port.close();
    void this.worker.terminate();
  }
}
