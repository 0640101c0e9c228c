import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import type { AdaptiveCardJson } from '../../../adapters/adaptiveCards/elements.js';

// Its `main` is meant for bundlers; Node loads the built file.
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

/** Everything that Microsoft's own parser has to say against a card, in its words; empty when it is content. */
export function parserWarnings(json: AdaptiveCardJson): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5);
  const card = new library.AdaptiveCard();
  card.parse(structuredClone(json), context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const validation = card.validateProperties().validationEvents.map(event => event.message);
  return [...parsing, ...validation];
}

/** The card's elements as the parser understood them, to catch what it would leave out in silence. */
export function understood(json: AdaptiveCardJson): unknown {
  const card = new library.AdaptiveCard();
  card.parse(structuredClone(json), new library.SerializationContext(library.Versions.v1_5));
  return card.toJSON();
}
