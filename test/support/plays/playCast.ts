import type { Store } from '../../../src/store/open.js';
import { type Cast, castOf } from '../cast.js';
import type { Part } from './seat.js';

/** The people of a support story, with those who come in where it takes another turn. */
export interface PlayCast extends Cast {
  /** The school to which a leader may move; Nina heads it. */
  readonly next: number;
  readonly nina: number;
  /** The authority's adviser. */
  readonly lena: number;
}

/** The partnership of `castOf` with one more school and the authority's adviser. */
export async function playCastOf(store: Store): Promise<PlayCast> {
  const cast = await castOf(store);
  const { world } = cast;
  const next = await world.school('Next Primary', { easting: 501_000, northing: 181_000 });
  const nina = await world.head('Nina Next', next);
  const lena = await world.officer('Lena Adviser', 'laAdviser');
  return { ...cast, next, nina, lena };
}

/** Who plays a part. */
export function personOf(cast: PlayCast, part: Part): number {
  const who = cast[part];
  return typeof who === 'number' ? who : who.personId;
}
