import type { Card } from '../chat/card.js';
import { addressesFor } from './addresses.js';
import { type Claim, claimCopies } from './claim.js';
import type { Delivering, Round } from './deps.js';
import { tell } from './outcomeLog.js';
import type { Pacer } from './pace.js';
import { pauseAfter } from './pause.js';
import type { UpdateOutcome } from './platform.js';
import type { CopyRow } from './rows.js';

/** A copy with the key of the message that brought it. */
type KeyedCopy = CopyRow & { readonly message: { readonly key: string } };

/** The status of a copy after which its reader got a newer one: edited once more, then left alone. */
const OLDER = 'older';

/** What such a copy shows for good: nothing that may change or be taken back. */
function olderCard({ title }: Card): Card {
  return {
    title,
    body: [{ type: 'text', style: 'subtle', text: 'There is a newer message about this further down.' }],
    actions: [],
  };
}

/** Brings posted cards up to date with the work they show. */
export class Copies {
  readonly #deps: Delivering;
  readonly #pacer: Pacer;
  readonly #running = new Set<number>();
  #stopping = false;

  constructor(deps: Delivering, pacer: Pacer) {
    this.#deps = deps;
    this.#pacer = pacer;
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Edits until every copy that can be edited now shows the newest state. Returns how many edits were tried. */
  async run(): Promise<number> {
    const { store, limits, clock, instance, log } = this.#deps;
    let done = 0;
    let wake = (): void => {};
    for (;;) {
      const changed = new Promise<void>(resolve => {
        wake = resolve;
      });
      const now = clock.now();
      const free = limits.places - this.#running.size;
      const claims =
        free <= 0 || this.#stopping
          ? []
          : await claimCopies(store.db, store.dialect, {
              instance,
              now,
              until: new Date(now.getTime() + limits.leaseMs),
              limit: Math.min(free, limits.onDeck),
              except: [...this.#running],
            });
      // Read before anything is drawn: whatever changes from here on raises `wanted`, and the copy stays stale.
      const rows = claims.length > 0 ? await this.#read(claims) : [];
      const round: Round = new Map();
      for (const claim of claims) {
        const copy = rows.find(row => row.id === claim.id);
        if (!copy) continue;
        this.#running.add(claim.id);
        void this.#refresh(claim, copy, round)
          .then(() => {
            done++;
          })
          // Its lease runs out, and it is tried again.
          .catch(error => log.error({ err: error, id: claim.id }, 'a posted card could not be worked on'))
          .finally(() => {
            this.#running.delete(claim.id);
            wake();
          });
      }
      if (claims.length > 0 && this.#running.size < limits.places) continue;
      if (this.#running.size === 0) return done;
      await changed;
    }
  }

  #read(claims: readonly Claim[]): Promise<KeyedCopy[]> {
    return this.#deps.store.db.cardCopy.findMany({
      where: { id: { in: claims.map(claim => claim.id) } },
      include: { message: { select: { key: true } } },
    });
  }

  async #refresh(claim: Claim, copy: KeyedCopy, round: Round): Promise<void> {
    const outcome = await this.#update(copy, copy.message.key, round);
    await this.#settle(copy, claim, outcome);
    const now = this.#deps.clock.now();
    tell(this.#deps, {
      what: 'copy',
      id: copy.id,
      outcome: outcome.type,
      platform: copy.platform,
      entityKind: copy.entityKind,
      attempts: claim.attempts,
      delayMs: now.getTime() - copy.availableAt.getTime() + this.#deps.limits.leaseMs,
    });
  }

  async #update(copy: CopyRow, deliveryKey: string, round: Round): Promise<UpdateOutcome> {
    const { store, platforms, addresses, limits, clock, log } = this.#deps;
    const names = platforms.map(platform => platform.name);
    const all = await addressesFor(store.db, addresses, copy, names);
    const address = all.find(each => each.platform === copy.platform);
    const platform = platforms.find(each => each.name === copy.platform);
    if (!address || !platform) return { type: 'gone', reason: 'Nobody can be reached there any more.' };

    const now = await this.#deps.draw(store.db, copy, clock.now(), round);
    if (!now) return { type: 'gone', reason: 'The work it shows no longer exists.' };
    const drawn = copy.status === OLDER ? { ...now, card: olderCard(now.card) } : now;
    const gate = this.#pacer.gate(address, 'update');
    const conversation = this.#pacer.conversation(address);
    // The app's turn first: edits are often the scarcer, and whoever waits for one must not keep the conversation
    // from what is new in it.
    if (!(await gate.enter(limits.patienceMs))) return this.#later(gate.wait());
    let left = false;
    try {
      if (!(await conversation.enter(limits.patienceMs))) return this.#later(conversation.wait());
      const held = await this.#held(copy.id);
      if (held) {
        conversation.leave(false);
        return held;
      }
      left = true;
      const posted = { conversation: copy.conversation, externalId: copy.externalId };
      const outcome = await platform
        .update(posted, address, { deliveryKey, ...drawn })
        .finally(() => conversation.leave());
      if (outcome.type === 'later' && outcome.retryAt) {
        this.#pacer.saidLater(address, 'update', outcome.retryAt.getTime() - clock.now().getTime());
      }
      return outcome;
    } catch (error) {
      log.error({ err: error, platform: platform.name }, 'the adapter failed while editing');
      return { type: 'later', reason: 'Convenor failed while editing; the log has the error.' };
    } finally {
      gate.leave(left);
    }
  }

  /** Whether a form was opened in the card's place since it was claimed. It is claimed again when that is gone. */
  async #held(id: number): Promise<UpdateOutcome | null> {
    const now = this.#deps.clock.now();
    const where = { id, heldUntil: { gt: now } };
    if ((await this.#deps.store.db.cardCopy.count({ where })) === 0) return null;
    return { type: 'later', retryAt: now, reason: 'Its reader has a form open in its place.' };
  }

  #later(wait: number): UpdateOutcome {
    const { limits, clock, random } = this.#deps;
    const pause = Math.max(Math.min(wait, limits.longestPauseMs), limits.patienceMs);
    const retryAt = new Date(clock.now().getTime() + pause + random() * limits.patienceMs);
    return { type: 'later', retryAt, reason: 'The platform takes no more at present.' };
  }

  async #settle(copy: CopyRow, claim: Claim, outcome: UpdateOutcome): Promise<void> {
    const { store, limits, clock, random } = this.#deps;
    const { db } = store;
    const now = clock.now();
    const { id, wanted } = copy;
    if (outcome.type === 'updated') {
      const { count } = await db.cardCopy.updateMany({
        where: { id, wanted },
        data: {
          stale: false,
          claimedBy: null,
          attempts: 0,
          reason: null,
          ...(copy.status === OLDER && { status: 'gone' }),
        },
      });
      if (count > 0) return;
      // It changed meanwhile. Somebody else may have shown the newer state before our older edit arrived, so it
      // is drawn once more whatever they noted.
      await db.cardCopy.updateMany({
        where: { id, status: 'live' },
        data: { stale: true, availableAt: now, claimedBy: null },
      });
      return;
    }
    if (outcome.type === 'gone' || claim.attempts >= limits.copyAttempts) {
      const data = { status: 'gone', stale: false, claimedBy: null, reason: outcome.reason };
      await db.cardCopy.updateMany({ where: { id }, data });
      return;
    }
    const pause = now.getTime() + pauseAfter(claim.attempts, limits, random);
    const availableAt = new Date(Math.max(pause, outcome.retryAt?.getTime() ?? 0));
    const data = { availableAt, claimedBy: null, reason: outcome.reason };
    await db.cardCopy.updateMany({ where: { id, stale: true }, data });
  }
}
