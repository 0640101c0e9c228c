import { entityKey } from '../../src/chat/entityRef.js';
import { cardText } from '../../src/chat/plainText.js';
import type { Post } from '../../src/delivery/platform.js';
import type { AdaptiveCardJson } from '../adaptiveCards/elements.js';
import type { Media } from '../adaptiveCards/media.js';
import { renderPage } from '../adaptiveCards/pages.js';
import { clean } from '../adaptiveCards/text.js';

/** What a stored message holds: its sentence, the card that Teams would get, and the card as text. */
export interface Content {
  readonly text: string;
  readonly card: AdaptiveCardJson;
  readonly plain: string;
  /** 'support:42', of a card that shows a piece of work. */
  readonly entity?: string;
}

/** Draws what is to be posted. Throws RangeError when the card is too large for chat. */
export function drawContent(post: Post, media: Media): Content {
  const { entity } = post.card;
  return {
    text: clean(post.text),
    card: renderPage(post.card, 0, entity ? { verb: `${entity.kind}.open` } : null, media),
    plain: clean(cardText(post.card)),
    ...(entity && { entity: entityKey(entity) }),
  };
}

/** Reads it back from the store, where only this adapter writes it. */
export function readContent(json: unknown): Content {
  const { text, card, plain, entity } = json as Content;
  return { text, card, plain, ...(entity !== undefined && { entity }) };
}
