import type { Prisma } from '../generated/sqlite/client.js';

/** A row of the outbox. */
export type MessageRow = Prisma.MessageGetPayload<object>;

/** A card as posted. */
export type CopyRow = Prisma.CardCopyGetPayload<object>;

/** A row of the timers. */
export type TimerRow = Prisma.TimerGetPayload<object>;
