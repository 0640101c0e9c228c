import type { Clock } from '../calendar/clock.js';
import type { Card } from '../chat/card.js';
import type { Store, Tx } from '../store/open.js';
import type { AddressBook } from './addresses.js';
import type { DeliveryLimits } from './limits.js';
import type { DeliveryMetrics } from './metrics.js';
import type { ChatPlatform } from './platform.js';
import type { Stopwatch } from './stopwatch.js';

/** Which view of which work is to be drawn. */
export interface Drawing {
  readonly entityKind: string;
  readonly entityId: number;
  readonly notice: string;
  readonly personId: number | null;
  readonly channelId: number | null;
}

export interface Drawn {
  readonly text: string;
  readonly card: Card;
}

/** Work that was read already for cards drawn in one go, by what it is: read once for all of them. */
export type Round = Map<string, Promise<unknown>>;

/** A timer that has come due. */
export interface DueTimer {
  readonly id: number;
  readonly entityKind: string;
  readonly entityId: number;
  readonly state: string;
  readonly name: string;
  readonly dueAt: Date;
}

export interface Fired {
  readonly status: 'fired' | 'superseded';
  readonly note: string | null;
}

/** What delivery writes its log with; pino's logger is one. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** What delivery needs of the rest of the program. */
export interface DeliveryDeps {
  readonly store: Store;
  readonly platforms: readonly ChatPlatform[];
  /** Where people are reached; the network's accounts and channels when absent. */
  readonly addresses?: AddressBook;
  /** Draws a recipient's view of the work as it is now, or as the round has it; null when it no longer exists. */
  draw(tx: Tx, drawing: Drawing, now: Date, round?: Round): Promise<Drawn | null>;
  /** Does what a due timer's line of its table says, within the transaction. */
  fireTimer(tx: Tx, timer: DueTimer, now: Date): Promise<Fired>;
  /** Whether the timer's line only tells: then a later one that is due too says it better. */
  isReminder(timer: DueTimer): boolean;
  /**
   * What else the program does from time to time, with each beat and after what is due: says how much it did, and ends
   * early when `stopped` says so.
   */
  readonly chores?: (now: Date, stopped: () => boolean) => Promise<number>;
  readonly clock: Clock;
  /** The first instant, `now` or later, at which a routine message may reach this person; absent: always now. */
  sendTime?(personId: number, now: Date): Promise<Date>;
  readonly limits?: Partial<DeliveryLimits>;
  readonly log: Log;
  /** This process's name among those that share the store. */
  readonly instance: string;
  /** A number from 0 up to 1: spreads retries. */
  readonly random?: () => number;
  readonly stopwatch?: Stopwatch;
  readonly metrics?: DeliveryMetrics;
}

/** The same with what was left out filled in. */
export interface Delivering extends Omit<DeliveryDeps, 'limits'> {
  readonly addresses: AddressBook;
  readonly limits: DeliveryLimits;
  readonly random: () => number;
  readonly stopwatch: Stopwatch;
  sendTime(personId: number, now: Date): Promise<Date>;
}
