import type { Tx } from '../store/open.js';

/** A message to be: who, about what, which sentence. The card is drawn when it is sent, from the state as it then is. */
export interface NewMessage {
  /** The business fact it states; a second one with the same key is the same message. */
  readonly key: string;
  readonly to: { readonly personId: number } | { readonly channelId: number };
  readonly entityKind: string;
  readonly entityId: number;
  readonly notice: string;
  readonly urgency: 'urgent' | 'routine';
  readonly availableAt: Date;
}

type Row = Omit<NewMessage, 'to'> & {
  personId?: number;
  channelId?: number;
  platform?: string | null;
  lane: string;
  createdAt: Date;
};

/**
 * Writes messages into the outbox, inside the transaction of what caused them. A channel that stands on two
 * platforms gets a row for each; a message already there is left as it is. Returns how many rows are new.
 */
export async function enqueue(tx: Tx, messages: readonly NewMessage[], now: Date): Promise<number> {
  if (messages.length === 0) return 0;
  const channelIds = messages.flatMap(({ to }) => ('channelId' in to ? [to.channelId] : []));
  const addresses = channelIds.length
    ? await tx.channelAddress.findMany({
        where: { channelId: { in: channelIds } },
        select: { channelId: true, platform: true },
      })
    : [];
  const rows = messages.flatMap((message): Row[] => {
    const { to, ...rest } = message;
    if ('personId' in to)
      return [{ ...rest, personId: to.personId, lane: `person:${to.personId}`, createdAt: now }];
    const platforms = addresses
      .filter(address => address.channelId === to.channelId)
      .map(address => address.platform);
    // A channel that is on no platform yet still gets its row: the sender refuses it, and the coordinator sees why.
    return (platforms.length ? [...new Set(platforms)] : [null]).map(platform => ({
      ...rest,
      key: platform ? `${rest.key}@${platform}` : rest.key,
      channelId: to.channelId,
      platform,
      lane: `channel:${to.channelId}:${platform ?? 'none'}`,
      createdAt: now,
    }));
  });
  const known = await tx.message.findMany({
    where: { key: { in: rows.map(row => row.key) } },
    select: { key: true },
  });
  const knownKeys = new Set(known.map(row => row.key));
  const fresh = rows.filter(
    (row, index) => !knownKeys.has(row.key) && rows.findIndex(other => other.key === row.key) === index,
  );
  if (fresh.length > 0) await tx.message.createMany({ data: fresh });
  return fresh.length;
}
