/** Where the time comes from. It is read once at the edge (an adapter, the heartbeat) and then handed on. */
export interface Clock {
  now(): Date;
}

/** The machine's time. */
export const systemClock: Clock = { now: () => new Date() };
