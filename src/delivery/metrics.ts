import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Store } from '../store/open.js';
import type { OutcomeFact } from './outcomeLog.js';

/** Delays worth telling apart, in seconds: at once, within a minute, an hour, a school day, days. */
const DELAYS = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400, 259_200, 604_800];

/** Counts outcomes. */
export interface DeliveryMetrics {
  count(fact: OutcomeFact): void;
}

/** The counts of delivery for /metrics; what waits and what needs a person is counted when it is asked for. */
export function createDeliveryMetrics(registry: Registry, store: Store): DeliveryMetrics {
  const registers = [registry];
  const outcomes = new Counter({
    name: 'convenor_delivery_outcomes_total',
    help: 'Outcomes of messages, edits of posted cards and timers.',
    labelNames: ['what', 'platform', 'outcome'],
    registers,
  });
  const delay = new Histogram({
    name: 'convenor_delivery_delay_seconds',
    help: 'From when a message or timer was due until it was done.',
    labelNames: ['what'],
    buckets: DELAYS,
    registers,
  });
  new Gauge({
    name: 'convenor_outbox_messages',
    help: 'Messages in the store that wait or that a person has to look at.',
    labelNames: ['status'],
    registers,
    async collect() {
      for (const status of ['pending', 'refused', 'unknown']) {
        this.set({ status }, await store.db.message.count({ where: { status } }));
      }
    },
  });
  new Gauge({
    name: 'convenor_timers_failed',
    help: 'Timers that were given up and that a person has to look at.',
    registers,
    async collect() {
      this.set(await store.db.timer.count({ where: { status: 'failed' } }));
    },
  });
  return {
    count({ what, platform, outcome, delayMs }) {
      outcomes.inc({ what, platform: platform ?? 'none', outcome });
      if (outcome === 'sent' || outcome === 'fired') delay.observe({ what }, Math.max(0, delayMs) / 1_000);
    },
  };
}
