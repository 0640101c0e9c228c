import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../calendar/clock.js';
import type { Store } from '../store/open.js';
import type { PostedRef } from './platform.js';
import { settleSeen } from './settle.js';

/** What an adapter tells of the cards that stand on its platform. */
export interface PostedCards {
  /**
   * Somebody has a form open in the place of a posted card: an edit would take it away, and what they have typed. The
   * card is left as it is until the form is gone, or for {@link HELD_MS}; a channel's, which others read too, for
   * {@link HELD_IN_CHANNEL_MS}. An edit that is under way is waited for, so that the form comes after it.
   */
  hold(platform: string, posted: PostedRef): Promise<void>;
  /** The form is gone: the card is brought up to date. */
  release(platform: string, posted: PostedRef): Promise<void>;
  /**
   * A button of a posted card was pressed: so the message stands there, which may be the first that is heard of it
   * where a platform does not let Convenor look. What the button says of itself is believed only of a message to the
   * one who pressed, or to the channel in which it was pressed.
   */
  pressed(press: Press): Promise<void>;
}

/** A button of a posted card that was pressed. */
export interface Press {
  readonly platform: string;
  readonly deliveryKey: string;
  readonly posted: PostedRef;
  readonly personId: number;
  /** The channel's id at the platform; null in somebody's own conversation. */
  readonly channel: string | null;
}

/** Kept as the reason, for whoever reads the report. */
const HOW = 'It arrived: a button of it was pressed.';

/** Longer than a form takes to fill in, in ms; who has left it standing finds the card as it is after that. */
export const HELD_MS = 15 * 60_000;

/**
 * Long enough for most forms, in ms. What others press meanwhile on a card that is out of date changes nothing and
 * shows them how things stand.
 */
export const HELD_IN_CHANNEL_MS = 5 * 60_000;

/** How long an edit that is under way is waited for, in ms, and how often it is looked whether it has ended. */
const UNDER_WAY_MS = 1_500;
const LOOK_MS = 30;

/** @param wake begins the work on what may be edited again */
export function postedCards(store: Store, clock: Clock, wake: () => void): PostedCards {
  return {
    async hold(platform, posted) {
      const card = await store.db.cardCopy.findFirst({
        where: { platform, ...posted },
        select: { id: true, personId: true },
      });
      if (!card) return;
      const ms = card.personId === null ? HELD_IN_CHANNEL_MS : HELD_MS;
      const heldUntil = new Date(clock.now().getTime() + ms);
      await store.db.cardCopy.updateMany({ where: { id: card.id }, data: { heldUntil } });
      const underWay = { platform, ...posted, stale: true, claimedBy: { not: null } };
      for (let waited = 0; waited < UNDER_WAY_MS; waited += LOOK_MS) {
        if ((await store.db.cardCopy.count({ where: underWay })) === 0) return;
        await wait(LOOK_MS);
      }
    },
    async release(platform, posted) {
      const { count } = await store.db.cardCopy.updateMany({
        where: { platform, ...posted, heldUntil: { not: null } },
        data: { heldUntil: null },
      });
      if (count === 0) return;
      // An edit that found it held has been put off; one that is under way is left alone.
      await store.db.cardCopy.updateMany({
        where: { platform, ...posted, stale: true, claimedBy: null },
        data: { availableAt: clock.now() },
      });
      wake();
    },
    async pressed({ platform, deliveryKey, posted, personId, channel }) {
      const row = await store.db.message.findUnique({
        where: { key: deliveryKey },
        select: { id: true, status: true, platform: true, personId: true, channelId: true },
      });
      if (row?.status !== 'unknown' || row.platform !== platform) return;
      const theirs =
        row.channelId === null
          ? channel === null && row.personId === personId
          : channel !== null &&
            (await store.db.channelAddress.count({
              where: { channelId: row.channelId, platform, externalId: channel },
            })) > 0;
      if (!theirs) return;
      const seen = { platform, posted, how: HOW };
      if (await store.transaction(tx => settleSeen(tx, row.id, seen, clock.now()))) wake();
    },
  };
}
