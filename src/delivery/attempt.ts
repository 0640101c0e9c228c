import { addDays } from '../calendar/localDate.js';
import { atLondon, londonDate } from '../calendar/london.js';
import { addressesFor, platformTitle, whyNoAddress } from './addresses.js';
import { beginMessage, type Claim, claimMessage, isUnbegun } from './claim.js';
import { compose } from './compose.js';
import type { Delivering } from './deps.js';
import { DIGEST, gather, gatheredWith, hadRoutineToday, newestOfEach } from './digest.js';
import { aboutOf, cardAbove } from './line.js';
import { tell } from './outcomeLog.js';
import type { Pacer } from './pace.js';
import { pauseAfter } from './pause.js';
import type { Address, ChatPlatform, Outcome, Post, PostedRef } from './platform.js';
import type { MessageRow } from './rows.js';
import type { Semaphore } from './semaphore.js';
import { type Ending, placeCopy, settle } from './settle.js';

/** What an attempt shares with the others of its process. */
export interface Shared {
  readonly deps: Delivering;
  readonly pacer: Pacer;
  /** Those of one app that are claimed and wait for their turn. */
  deck(address: Address): Semaphore;
}

/**
 * How long noting that a message leaves takes in a busy store, ms. It is done while the turn is still to come: a
 * ceiling counts a message from its turn to its answer, and would stand unused for as long.
 */
const BEGIN_MS = 40;

const NOTHING_ABOVE = 'The card whose story it tells does not stand there.';

/** Where a message goes in this attempt. */
interface Way {
  readonly platform: ChatPlatform;
  readonly address: Address;
  /** Another platform on which the person can be reached, if this one refuses. */
  readonly other: string | null;
}

/**
 * Carries one due message as far as it gets: finds the way, waits for its turn, claims, draws, posts once and
 * writes down what became of it. Returns once the row is no longer due, whatever the outcome.
 */
export async function attempt(shared: Shared, message: MessageRow): Promise<void> {
  const { deps, pacer } = shared;
  const now = deps.clock.now();
  if (isUnbegun(message.claimedBy) && isDailyRoutine(message)) {
    const at = await deps.sendTime(message.personId ?? 0, now);
    if (at > now) return putOff(deps, message.id, message.claimedBy, at);
  }
  const way = await findWay(deps, message);
  if (!way) return refuseUnaddressed(deps, message, now);

  const conversation = pacer.conversation(way.address);
  if (!(await conversation.enter(deps.limits.patienceMs))) {
    const wait = Math.min(conversation.wait(), deps.limits.longestPauseMs);
    return holdBack(deps, message, new Date(deps.clock.now().getTime() + wait));
  }
  let left = false;
  try {
    left = await claimAndSend(shared, message, way);
  } finally {
    conversation.leave(left);
  }
}

/** The one kind that is held to school hours and one a day. */
function isDailyRoutine(message: MessageRow): boolean {
  return message.urgency === 'routine' && message.personId !== null;
}

async function findWay(deps: Delivering, message: MessageRow): Promise<Way | null> {
  const { db } = deps.store;
  const names = deps.platforms.map(platform => platform.name);
  const addresses = await addressesFor(db, deps.addresses, message, names);
  // An attempt that never reported is looked for where it went, even if the person now prefers another place.
  const placed = isUnbegun(message.claimedBy)
    ? null
    : await db.cardCopy.findFirst({ where: { messageId: message.id } });
  const address = addresses.find(each => conversationKey(each) === placed?.conversation) ?? addresses[0];
  const platform = deps.platforms.find(each => each.name === address?.platform);
  if (!address || !platform) return null;
  const other = addresses.find(each => each.platform !== address.platform)?.platform ?? null;
  return { platform, address, other: message.personId === null ? null : other };
}

function conversationKey(address: Address): string {
  return `${address.tenant} ${address.externalId}`;
}

/** From the claim to what is written down. Returns whether anything left for the platform. */
async function claimAndSend(shared: Shared, message: MessageRow, way: Way): Promise<boolean> {
  const { deps, pacer } = shared;
  const deck = shared.deck(way.address);
  await deck.enter();
  let onDeck = true;
  const stepDown = () => {
    if (onDeck) deck.leave();
    onDeck = false;
  };
  try {
    const claimed = await take(deps, message, way);
    if (claimed === null) return false;
    const heldSince = deps.stopwatch.now();
    let left = false;
    try {
      const isLine = aboutOf(message.notice) !== null;
      const under = isLine ? await cardAbove(deps.store.db, message, way.platform.name) : undefined;
      const found = claimed.unreported ? await look(deps, message, claimed, way, under) : null;
      if (found) {
        await write(deps, message, claimed, way, found);
        return false;
      }
      if (claimed.unreported && isDailyRoutine(message)) {
        const at = await deps.sendTime(message.personId ?? 0, deps.clock.now());
        if (at > deps.clock.now()) {
          await write(deps, message, claimed, way, { type: 'putOff', at });
          return false;
        }
      }
      const composed = await compose(deps, message, deps.clock.now());
      const post = composed && under ? { ...composed, under } : composed;
      if (!post || under === null) {
        const reason = post ? NOTHING_ABOVE : 'The work it was about no longer exists.';
        await write(deps, message, claimed, way, { type: 'superseded', reason });
        return false;
      }
      const gate = pacer.gate(way.address, 'post');
      const turn = await gate.enter(deps.limits.patienceMs, BEGIN_MS);
      stepDown();
      const held = deps.stopwatch.now() - heldSince;
      if (!turn || held > deps.limits.leaseMs / 2) {
        if (turn) gate.leave(false);
        await write(deps, message, claimed, way, backLater(deps, gate.wait()));
        return false;
      }
      const begun = await beginMessage(deps.store.db, claimed).catch(error => {
        gate.leave(false);
        throw error;
      });
      if (!begun) {
        gate.leave(false);
        return false;
      }
      left = true;
      await gate.departure(turn);
      const outcome = await deliver(deps, way, post).finally(() => gate.leave());
      await write(deps, message, begun, way, ending(shared, message, begun, way, outcome));
      return true;
    } catch (error) {
      // Nothing has left: the row goes back as it was. After that it is unreported, and will be looked for.
      if (!left) await giveBack(deps, message, claimed, way, error);
      throw error;
    }
  } finally {
    stepDown();
  }
}

/** Claims the row, gathers what else waits for the day's one message, and notes where the card will stand. */
async function take(deps: Delivering, message: MessageRow, { address }: Way): Promise<Claim | null> {
  const { store, limits, instance } = deps;
  const now = deps.clock.now();
  let hadToday = false;
  const claimed = await store.transaction(async tx => {
    hadToday = false;
    const claim = await claimMessage(tx, store.dialect, {
      id: message.id,
      platform: address.platform,
      instance,
      now,
      until: new Date(now.getTime() + limits.leaseMs),
    });
    if (!claim || claim.unreported) return claim;
    if (isDailyRoutine(message)) {
      hadToday = await hadRoutineToday(tx, message.lane, now);
      if (hadToday) {
        await settle(tx, claim, { type: 'putOff', at: now }, now);
        return null;
      }
      await gather(tx, message.lane, message.id, now);
    }
    const gathered = isDailyRoutine(message)
      ? await tx.message.findMany({
          where: { lane: message.lane, status: 'gathered', reason: gatheredWith(message.id) },
          orderBy: { id: 'asc' },
          select: { entityKind: true, entityId: true, notice: true },
        })
      : [];
    if (aboutOf(message.notice) !== null) return claim;
    const told = newestOfEach([message, ...gathered]);
    const digest = told.length > 1;
    await placeCopy(
      tx,
      {
        messageId: message.id,
        platform: address.platform,
        conversation: conversationKey(address),
        personId: message.personId,
        channelId: message.channelId,
        entityKind: digest ? DIGEST : message.entityKind,
        entityId: digest ? message.id : message.entityId,
        notice: told[0]?.notice ?? message.notice,
      },
      now,
    );
    return claim;
  });
  if (hadToday) {
    const tomorrow = atLondon(addDays(londonDate(now), 1), '00:00');
    await putOff(deps, message.id, null, await deps.sendTime(message.personId ?? 0, tomorrow));
  }
  return claimed;
}

/** After an attempt that never reported: the ending if that settles it, or null when it was certainly not posted. */
async function look(
  deps: Delivering,
  message: MessageRow,
  claim: Claim,
  way: Way,
  under?: PostedRef | null,
): Promise<Ending | null> {
  const titled = platformTitle(way.platform.name);
  if (!way.platform.find) {
    return {
      type: 'unknown',
      reason: `It may have been posted, and ${titled} does not let Convenor look. Ask the recipient, or look there; then mark it as seen or send it again.`,
    };
  }
  const now = deps.clock.now();
  let found: Awaited<ReturnType<NonNullable<ChatPlatform['find']>>>;
  try {
    found = await way.platform.find(way.address, message.key, under ?? undefined);
  } catch {
    if (claim.attempts < deps.limits.messageAttempts) {
      const pause = pauseAfter(claim.attempts, deps.limits, deps.random);
      return {
        type: 'look',
        at: new Date(now.getTime() + pause),
        reason: `${titled} could not be looked at.`,
      };
    }
    found = null;
  }
  if (found === 'absent') return null;
  if (found === null) {
    return {
      type: 'unknown',
      reason: `It may have been posted, and ${titled} did not let Convenor find out. Look there; then mark it as seen or send it again.`,
    };
  }
  return { type: 'sent', platform: way.platform.name, posted: found, redraw: true };
}

async function deliver(deps: Delivering, { platform, address }: Way, post: Post): Promise<Outcome> {
  const title = platformTitle(platform.name);
  let alarm: NodeJS.Timeout | undefined;
  const silence = new Promise<Outcome>(resolve => {
    const seconds = Math.round(deps.limits.attemptMs / 1_000);
    alarm = setTimeout(
      () => resolve({ type: 'unknown', reason: `${title} did not answer within ${seconds} s.` }),
      deps.limits.attemptMs,
    );
  });
  try {
    return await Promise.race([platform.deliver(address, post), silence]);
  } catch (error) {
    deps.log.error({ err: error, platform: platform.name }, 'the adapter failed while posting');
    return { type: 'unknown', reason: `Convenor failed while posting to ${title}.` };
  } finally {
    clearTimeout(alarm);
  }
}

/** How the reason of a message begins that one platform refused and another is to carry. */
const ELSEWHERE = 'Refused on';

function wentElsewhere(message: MessageRow): boolean {
  return message.reason?.startsWith(ELSEWHERE) ?? false;
}

/** A reason, below that of the other platform where there was one. */
function withEarlier(message: MessageRow, reason: string): string {
  return wentElsewhere(message) ? `${message.reason?.split('\n')[0]}\n${reason}` : reason;
}

/** What an outcome means for the row. */
function ending(
  { deps, pacer }: Shared,
  message: MessageRow,
  claim: Claim,
  way: Way,
  outcome: Outcome,
): Ending {
  const { limits, random } = deps;
  const now = deps.clock.now();
  switch (outcome.type) {
    case 'sent':
      return { type: 'sent', platform: way.platform.name, posted: outcome.posted, redraw: false };
    case 'refused':
      // A person reachable elsewhere is reached there, once; the reason noted says that this was tried.
      if (way.other && !wentElsewhere(message)) {
        const reason = `${ELSEWHERE} ${platformTitle(way.platform.name)}: ${outcome.reason}`;
        return { type: 'elsewhere', platform: way.other, reason };
      }
      return { type: 'refused', reason: withEarlier(message, outcome.reason) };
    case 'unknown':
      return { type: 'look', at: new Date(now.getTime() + limits.lookAfterMs), reason: outcome.reason };
    case 'later': {
      if (claim.attempts >= limits.messageAttempts) {
        const reason = `${platformTitle(way.platform.name)} did not take it in ${claim.attempts} attempts: ${outcome.reason}`;
        return { type: 'refused', reason };
      }
      const kept = withEarlier(message, outcome.reason);
      const pause = pauseAfter(claim.attempts, limits, random);
      if (!outcome.retryAt) {
        return { type: 'later', at: new Date(now.getTime() + pause), reason: kept };
      }
      const told = Math.max(0, outcome.retryAt.getTime() - now.getTime());
      pacer.saidLater(way.address, 'post', told);
      // A little after the time it said, and not all at the same moment.
      const spread = random() * Math.min(limits.firstPauseMs, 1_000);
      return { type: 'later', at: new Date(now.getTime() + told + spread), reason: kept };
    }
  }
}

async function write(
  deps: Delivering,
  message: MessageRow,
  claim: Claim,
  way: Way,
  ending: Ending,
): Promise<void> {
  const now = deps.clock.now();
  // Where the platform cannot be looked at, waiting to look is no use: a person has to.
  const final =
    ending.type === 'look' && !way.platform.find
      ? ((await look(deps, message, claim, way)) ?? ending)
      : ending;
  const mine = await deps.store.transaction(tx => settle(tx, claim, final, now));
  tell(deps, {
    what: 'message',
    id: message.id,
    outcome: mine ? final.type : 'overtaken',
    platform: way.platform.name,
    entityKind: message.entityKind,
    attempts: claim.attempts,
    delayMs: now.getTime() - message.availableAt.getTime(),
  });
}

/** The turn did not come in time: the row waits in the store, and its place goes to another. */
function backLater(deps: Delivering, wait: number): Ending {
  const { limits, random, clock } = deps;
  const pause = Math.max(Math.min(wait, limits.longestPauseMs), limits.patienceMs);
  const at = new Date(clock.now().getTime() + pause + random() * limits.patienceMs);
  return { type: 'later', at, reason: 'The platform takes no more at present.' };
}

async function giveBack(
  deps: Delivering,
  message: MessageRow,
  claim: Claim,
  way: Way,
  error: unknown,
): Promise<void> {
  const { limits, random, clock } = deps;
  const reason = 'Convenor could not prepare it; the log has the error.';
  const at = new Date(clock.now().getTime() + pauseAfter(claim.attempts, limits, random));
  const over = claim.attempts >= limits.messageAttempts;
  // What may have been posted earlier stays marked so.
  const again: Ending = claim.unreported ? { type: 'look', at, reason } : { type: 'later', at, reason };
  await write(deps, message, claim, way, over ? { type: 'refused', reason } : again).catch(second => {
    deps.log.error({ err: second, cause: error }, 'a message could not be given back');
  });
}

/** Moves a row that nobody holds to a later day; its lane goes on without it. */
async function putOff(deps: Delivering, id: number, claimedBy: string | null, at: Date): Promise<void> {
  await deps.store.db.message.updateMany({
    where: { id, status: 'pending', claimedBy },
    data: { availableAt: at, claimedBy: null, attempts: 0 },
  });
}

/** The conversation has had its share: the row, and its lane behind it, waits. */
async function holdBack(deps: Delivering, message: MessageRow, at: Date): Promise<void> {
  await deps.store.db.message.updateMany({
    where: { id: message.id, status: 'pending', claimedBy: message.claimedBy, attempts: message.attempts },
    data: { availableAt: at, attempts: Math.max(1, message.attempts) },
  });
}

async function refuseUnaddressed(deps: Delivering, message: MessageRow, now: Date): Promise<void> {
  const { db } = deps.store;
  const names = deps.platforms.map(platform => platform.name);
  const refused = isUnbegun(message.claimedBy);
  // A channel that is nowhere has no card for a line to stand beneath.
  const isLine = refused && aboutOf(message.notice) !== null;
  const why = isLine ? NOTHING_ABOVE : await whyNoAddress(db, message, names);
  const ending: Ending = {
    type: isLine ? 'superseded' : refused ? 'refused' : 'unknown',
    reason: message.reason && refused ? `${message.reason} ${why}` : why,
  };
  const { attempts, id, claimedBy } = message;
  const claim = { id, claimedBy: refused ? '' : (claimedBy ?? ''), attempts, unreported: !refused };
  await deps.store.transaction(async tx => {
    if (refused) {
      const { count } = await tx.message.updateMany({
        where: { id, status: 'pending', claimedBy, attempts },
        data: { claimedBy: '' },
      });
      if (count === 0) return;
    }
    await settle(tx, claim, ending, now);
  });
  tell(deps, {
    what: 'message',
    id,
    outcome: ending.type,
    platform: message.platform,
    entityKind: message.entityKind,
    attempts,
    delayMs: now.getTime() - message.availableAt.getTime(),
  });
}
