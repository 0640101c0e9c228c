import { atLondon, londonDate } from '../calendar/london.js';
import type { Card, CardElement } from '../chat/card.js';
import type { Tx } from '../store/open.js';

/** Items that get a section with a button of their own; further ones are named in a list. */
const SECTIONS = 12;

/** Messages gathered into one post at most. */
const GATHERED = 60;

/** How a gathered row points at the one it went with. */
export function gatheredWith(messageId: number): string {
  return `in one message with number ${messageId}`;
}

/** What the posted copy of a digest is about: no work in particular, so nothing has to be kept up to date. */
export const DIGEST = 'digest';

/** A message and whatever was told in the same post: a day's gathered ones share what became of it. */
export async function toldTogether(tx: Tx, id: number): Promise<number[]> {
  const message = await tx.message.findUnique({
    where: { id },
    select: { lane: true, status: true, settledAt: true, reason: true, urgency: true },
  });
  if (message?.urgency !== 'routine' || message.settledAt === null) return [id];
  const rows = await tx.message.findMany({ where: message, select: { id: true } });
  return rows.map(row => row.id);
}

/** One thing of several that a person is told in one post. */
export interface DigestItem {
  readonly text: string;
  readonly card: Card;
}

/** Whether this person has had the day's routine message: one is all they get (DOMAIN 6). */
export async function hadRoutineToday(tx: Tx, lane: string, now: Date): Promise<boolean> {
  const since = atLondon(londonDate(now), '00:00');
  const had = await tx.message.findFirst({
    where: { lane, status: { in: ['sent', 'unknown'] }, urgency: 'routine', settledAt: { gte: since } },
    select: { id: true },
  });
  return had !== null;
}

/** Gathers the other routine messages that wait for the same person behind the one that is being sent. */
export async function gather(tx: Tx, lane: string, leaderId: number, now: Date): Promise<void> {
  const others = await tx.message.findMany({
    where: {
      lane,
      status: 'pending',
      urgency: 'routine',
      id: { gt: leaderId },
      availableAt: { lte: now },
      claimedBy: null,
    },
    orderBy: { id: 'asc' },
    take: GATHERED,
    select: { id: true },
  });
  if (others.length === 0) return;
  await tx.message.updateMany({
    where: { id: { in: others.map(row => row.id) }, status: 'pending', claimedBy: null },
    data: { status: 'gathered', reason: gatheredWith(leaderId), settledAt: now },
  });
}

/**
 * The last of the messages about each piece of work, in order: several about one are one thing to be told, and
 * their card shows how it stands.
 */
export function newestOfEach<Row extends { readonly entityKind: string; readonly entityId: number }>(
  rows: readonly Row[],
): readonly Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) newest.set(`${row.entityKind}:${row.entityId}`, row);
  return [...newest.values()];
}

/** Several things as one card: a section each, with a button that opens its own card as it then is. */
export function digestCard(all: readonly DigestItem[]): Card {
  const rest = all.slice(SECTIONS);
  const more: CardElement[] =
    rest.length > 0
      ? [
          { type: 'text', text: `And ${rest.length} more:`, style: 'strong' },
          { type: 'list', items: rest.map(item => `${item.card.title}: ${item.text}`) },
        ]
      : [];
  return {
    title: 'Today from Convenor',
    body: [...all.slice(0, SECTIONS).map(section), ...more],
    actions: [],
  };
}

/** What a lock screen shows of it. */
export function digestText(items: readonly DigestItem[]): string {
  return `Convenor has ${items.length} things for you today.`;
}

function section({ text, card }: DigestItem): CardElement {
  const { entity } = card;
  return {
    type: 'section',
    title: card.title,
    body: [
      { type: 'text', text },
      ...(card.status ? [{ type: 'text' as const, text: card.status.text, style: 'subtle' as const }] : []),
    ],
    actions: entity ? [{ verb: `${entity.kind}.open`, label: 'Open', entity }] : [],
  };
}
