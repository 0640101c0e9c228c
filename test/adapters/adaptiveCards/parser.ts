import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import type { AdaptiveCardJson } from '../../../adapters/adaptiveCards/elements.js';

// Its `main` is meant for bundlers; Node loads the built file.
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

/** The one thing of a later version: Teams takes it in cards of any version, and other clients pass it over. */
const SEARCHED = 'Property "choices.data" is supported in version 1.6, but you are using version 1.5.';

/**
 * Everything that Microsoft's own parser has to say against a card of version 1.5, in its words; empty when it is
 * content. A list that is searched is read by its rules for 1.6 as well, in which alone it knows `choices.data`.
 */
export function parserWarnings(json: AdaptiveCardJson): string[] {
  const above = warningsOf(json, library.Versions.v1_5).filter(message => message !== SEARCHED);
  return JSON.stringify(json).includes('"choices.data"')
    ? [...above, ...warningsOf(json, library.Versions.v1_6)]
    : above;
}

function warningsOf(json: AdaptiveCardJson, version: AdaptiveCards.Version): string[] {
  const context = new library.SerializationContext(version);
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
