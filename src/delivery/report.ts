import { formatDate } from '../calendar/localDate.js';
import { londonDate, londonTime } from '../calendar/london.js';
import type { Action, Card, CardElement, Tone } from '../chat/card.js';
import type { Tx } from '../store/open.js';
import type { DeliveryDeps } from './deps.js';
import type { MessageRow, TimerRow } from './rows.js';

/** How far back the report looks, in days: a fortnight is what a coordinator can still do something about. */
const DAYS = 14;
const DAY_MS = 86_400_000;

/** Troubles shown with buttons at once; the others follow when these are dealt with. */
const SHOWN = 8;

/** A message that was not delivered, or may not have been. */
export interface Undelivered {
  readonly id: number;
  readonly status: 'refused' | 'unknown';
  readonly to: string;
  readonly about: string;
  readonly at: Date;
  readonly reason: string;
}

/** A timer that was given up. */
export interface FailedTimer {
  readonly id: number;
  readonly about: string;
  readonly name: string;
  readonly dueAt: Date;
  readonly reason: string;
}

export interface DeliveryReport {
  readonly delivered: number;
  readonly waiting: number;
  readonly refused: number;
  readonly unknown: number;
  /** Posted cards that can no longer be edited: what they show may be out of date. */
  readonly goneCopies: number;
  /** The newest first. */
  readonly undelivered: readonly Undelivered[];
  readonly failedTimers: readonly FailedTimer[];
  readonly failedTimerCount: number;
}

/** What became of the last fortnight's messages: how many arrived, which did not, why, and what to do. */
export async function deliveryReport(tx: Tx, draw: DeliveryDeps['draw'], now: Date): Promise<DeliveryReport> {
  const since = sinceWhen(now);
  const counts = await tx.message.groupBy({
    by: ['status'],
    where: { settledAt: { gte: since }, status: { in: ['sent', 'gathered'] } },
    _count: { _all: true },
  });
  const count = (status: string) => counts.find(row => row.status === status)?._count._all ?? 0;
  const troubled = troubledSince(since);
  const rows = await tx.message.findMany({
    where: troubled,
    orderBy: [{ settledAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  });
  const failed = failedSince(since);
  const timers = await tx.timer.findMany({ where: failed, orderBy: { id: 'desc' }, take: SHOWN });
  const undelivered: Undelivered[] = [];
  for (const row of rows) undelivered.push(await describeMessage(tx, draw, row, now));
  const failedTimers: FailedTimer[] = [];
  for (const timer of timers) failedTimers.push(await describeTimer(tx, draw, timer, now));
  return {
    delivered: count('sent') + count('gathered'),
    waiting: await tx.message.count({ where: { status: 'pending' } }),
    refused: await tx.message.count({ where: { status: 'refused', settledAt: { gte: since } } }),
    unknown: await tx.message.count({ where: { status: 'unknown' } }),
    // A card that its reader has a newer one of is given up without a reason.
    goneCopies: await tx.cardCopy.count({
      where: { status: 'gone', reason: { not: null }, availableAt: { gte: since } },
    }),
    undelivered,
    failedTimers,
    failedTimerCount: await tx.timer.count({ where: failed }),
  };
}

function sinceWhen(now: Date): Date {
  return new Date(now.getTime() - DAYS * DAY_MS);
}

/**
 * What a coordinator has to look at: refused of late, by when that was and not by when it was written (a message may
 * have waited for the end of the holidays); in doubt, however long ago.
 */
function troubledSince(since: Date) {
  return { OR: [{ status: 'refused', settledAt: { gte: since } }, { status: 'unknown' }] };
}

function failedSince(since: Date) {
  return { status: 'failed', settledAt: { gte: since } };
}

/** How many messages and timers wait for a coordinator to look at them. */
export async function troubleCount(tx: Tx, now: Date): Promise<number> {
  const since = sinceWhen(now);
  const messages = await tx.message.count({ where: troubledSince(since) });
  return messages + (await tx.timer.count({ where: failedSince(since) }));
}

/** The report as a card, with a button for each trouble that pressing can help. */
export function reportCard(report: DeliveryReport): Card {
  const { delivered, refused, unknown, waiting, goneCopies, undelivered, failedTimers, failedTimerCount } =
    report;
  const troubles = refused + unknown + failedTimerCount;
  const total = delivered + refused + unknown;
  const hidden = troubles - undelivered.length - failedTimers.length;
  const [text, tone]: [string, Tone] =
    troubles === 0
      ? ['Everything was delivered', 'good']
      : [`${refused + unknown} of ${total} messages not delivered for certain`, 'attention'];
  const facts = [
    { label: 'Delivered', value: String(delivered) },
    { label: 'Not delivered', value: String(refused) },
    { label: 'May have been delivered', value: String(unknown) },
    { label: 'Waiting', value: String(waiting) },
    ...(goneCopies > 0 ? [{ label: 'Cards that can no longer be updated', value: String(goneCopies) }] : []),
  ];
  const more: CardElement[] =
    hidden > 0
      ? [{ type: 'text', text: `${hidden} more follow when these are dealt with.`, style: 'subtle' }]
      : [];
  return {
    title: `Delivery in the last ${DAYS} days`,
    status: { text, tone },
    body: [
      { type: 'facts', facts },
      ...undelivered.map(messageSection),
      ...failedTimers.map(timerSection),
      ...more,
    ],
    actions: [],
  };
}

function messageSection(message: Undelivered): CardElement {
  const values = { message: String(message.id) };
  const again: Action = { verb: 'delivery.again', label: 'Try again', values };
  const seen: Action = { verb: 'delivery.seen', label: 'It arrived', values };
  const sure = {
    confirm: 'It may have arrived already; then it will be there twice. Send it again?',
  };
  const what = message.status === 'refused' ? 'Not delivered' : 'May not have been delivered';
  return {
    type: 'section',
    title: `${message.about}, to ${message.to}`,
    body: [
      { type: 'text', text: `${what}, ${inWords(message.at)}.`, style: 'subtle' },
      { type: 'text', text: message.reason },
    ],
    actions: message.status === 'refused' ? [again] : [seen, { ...again, ...sure }],
  };
}

function timerSection(timer: FailedTimer): CardElement {
  return {
    type: 'section',
    title: `${timer.about}: "${timer.name}" did not happen`,
    body: [
      { type: 'text', text: `Due ${inWords(timer.dueAt)}.`, style: 'subtle' },
      { type: 'text', text: timer.reason },
    ],
    actions: [{ verb: 'delivery.fire', label: 'Try again', values: { timer: String(timer.id) } }],
  };
}

function inWords(at: Date): string {
  return `${formatDate(londonDate(at), 'short')}, ${londonTime(at)}`;
}

async function describeMessage(
  tx: Tx,
  draw: DeliveryDeps['draw'],
  row: MessageRow,
  now: Date,
): Promise<Undelivered> {
  const drawn = await draw(tx, row, now);
  return {
    id: row.id,
    status: row.status === 'refused' ? 'refused' : 'unknown',
    to: await recipient(tx, row),
    about: drawn?.card.title ?? 'Work that no longer exists',
    at: row.settledAt ?? row.createdAt,
    reason: (row.reason ?? 'No reason is on file.').replaceAll('\n', ' '),
  };
}

async function describeTimer(
  tx: Tx,
  draw: DeliveryDeps['draw'],
  timer: TimerRow,
  now: Date,
): Promise<FailedTimer> {
  const { entityKind, entityId, name, id, dueAt } = timer;
  const drawing = { entityKind, entityId, notice: '', personId: null, channelId: null };
  // What could not be fired may not be drawable either.
  const drawn = await draw(tx, drawing, now).catch(() => null);
  const about = drawn?.card.title ?? `${entityKind} ${entityId}`;
  return { id, name, dueAt, about, reason: timer.note ?? 'No reason is on file.' };
}

async function recipient(tx: Tx, { personId, channelId }: MessageRow): Promise<string> {
  if (personId !== null) {
    const person = await tx.person.findUnique({ where: { id: personId }, select: { name: true } });
    return person?.name ?? 'somebody no longer on file';
  }
  const channel = await tx.channel.findUnique({ where: { id: channelId ?? 0 }, select: { name: true } });
  return channel ? `the channel "${channel.name}"` : 'a channel no longer on file';
}
