/** Settings in which the processes on one database say that they live begin with this; the value is `{ at: ms }`. */
export const INSTANCE_PREFIX = 'instance:';

/** One that has said nothing for so long is counted no more, ms: twice missed, and room for clocks that differ. */
export const INSTANCE_SILENT_MS = 75_000;
