import { type Clock, systemClock } from '../../src/calendar/clock.js';
import type { Store } from '../../src/store/open.js';

/** Where the offset is kept, so that a restart does not fall back into the past. */
const SETTING = 'playground.clock';

/**
 * A clock that can be moved on: the machine's time and an offset that only grows. What it once showed it never
 * shows an earlier time than, neither when the machine's clock is set back nor after a restart.
 */
export class PlaygroundClock implements Clock {
  private readonly store: Store;
  private readonly machine: Clock;
  private offset: number;
  private shown = 0;

  private constructor(store: Store, machine: Clock, offset: number) {
    this.store = store;
    this.machine = machine;
    this.offset = offset;
  }

  /** The clock as it was left in this store, `machine` being the time it is set against. */
  static async open(store: Store, machine: Clock = systemClock): Promise<PlaygroundClock> {
    const setting = await store.db.setting.findUnique({ where: { key: SETTING } });
    return new PlaygroundClock(store, machine, readOffset(setting?.value));
  }

  now(): Date {
    this.shown = Math.max(this.shown, this.machine.now().getTime() + this.offset);
    return new Date(this.shown);
  }

  /** How far it is ahead of the machine's clock, in milliseconds. */
  get offsetMs(): number {
    return this.offset;
  }

  /**
   * Moves it on to an instant and keeps that before it shows it, so that nothing is ever stamped with a time
   * that a restart would take back. An instant that has passed changes nothing.
   */
  async advanceTo(instant: Date): Promise<void> {
    if (instant <= this.now()) return;
    const offset = instant.getTime() - this.machine.now().getTime();
    const value = { offsetMs: offset };
    await this.store.db.setting.upsert({
      where: { key: SETTING },
      create: { key: SETTING, value },
      update: { value },
    });
    this.offset = Math.max(this.offset, offset);
  }
}

function readOffset(value: unknown): number {
  const offset = typeof value === 'object' && value !== null ? (value as { offsetMs?: unknown }).offsetMs : 0;
  return typeof offset === 'number' && Number.isFinite(offset) && offset > 0 ? offset : 0;
}
