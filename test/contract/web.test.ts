import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { expect } from 'vitest';
import type { AdaptiveCardJson } from '../../adapters/adaptiveCards/elements.js';
import type { Media } from '../../adapters/adaptiveCards/media.js';
import { WORDS_ONLY } from '../../adapters/adaptiveCards/media.js';
import { cardPages, TURN } from '../../adapters/adaptiveCards/pages.js';
import { inputId, readSubmission } from '../../adapters/adaptiveCards/submission.js';
import { answerView } from '../../adapters/web/answers.js';
import { drawContent, readContent } from '../../adapters/web/content.js';
import { conversationOf } from '../../adapters/web/conversations.js';
import type { Card } from '../../src/chat/card.js';
import type { Address } from '../../src/delivery/platform.js';
import { parserWarnings } from '../adapters/adaptiveCards/parser.js';
import { buttonsOf, linksOf, textsOf } from '../adapters/teams/teamsWorld.js';
import { type AdapterUnderTest, adapterContract, type Found } from './adapterContract.js';

const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

const FOUND: Media = {
  picture: () => 'data:image/svg+xml;base64,CHART-FOUND',
  link: () => '/files/abc',
};

/** As posted, and as the page gets each part of it when it is turned. */
function cards(card: Card, found: Found = 'nothing found'): readonly AdaptiveCardJson[] {
  const media = found === 'nothing found' ? WORDS_ONLY : FOUND;
  const posted = readContent(drawContent({ deliveryKey: 'k', text: 'Something happened.', card }, media));
  const pages = cardPages(card, media).map((_, page) => {
    const view = answerView({ type: 'card', card }, {}, media, { source: { text: 'me' }, page });
    if (view.type !== 'card') throw new Error('A card is answered as a card.');
    return view.shown.card;
  });
  return pages.length > 1 ? [posted.card, ...pages] : [posted.card];
}

function sent(data: unknown) {
  const submission = readSubmission(data);
  if (!submission) return null;
  const { submitted: _, ...rest } = submission;
  return rest;
}

const web: AdapterUnderTest = {
  name: 'the web page',
  cards,
  form(form, again) {
    const view = again
      ? answerView({ type: 'fieldErrors', form, errors: again.errors }, again.typed, WORDS_ONLY)
      : answerView({ type: 'form', form }, {}, WORDS_ONLY);
    if (view.type !== 'form') throw new Error('A form is answered as a form.');
    return view.card;
  },
  problems: payload => parserWarnings(payload as AdaptiveCardJson),
  texts: payload => textsOf(payload).split('\n'),
  // The page reads nothing as markdown (adapters/web/page/cards.ts): no text of it can become more.
  live: () => [],
  links: payload => linksOf(payload),
  presses: payload =>
    buttonsOf(payload)
      .filter(each => each.data.verb !== TURN)
      .map(each => sent(each.data)),
  submit(payload, form, entered) {
    const card = new library.AdaptiveCard();
    card.parse(structuredClone(payload), new library.SerializationContext(library.Versions.v1_5));
    const inputs = Object.fromEntries(
      card.getAllInputs().map(input => [input.id ?? '', undefined as unknown]),
    );
    for (const { name, type } of form.fields) {
      expect(inputs).toHaveProperty([inputId(name)]);
      const value = entered[name];
      inputs[inputId(name)] =
        type === 'toggle' ? String(value === true) : Array.isArray(value) ? value.join(',') : (value ?? '');
    }
    const [send] = buttonsOf(payload);
    return sent({ ...send?.data, ...inputs });
  },
  // It posts into its own table: there is no platform that could refuse.
  errors: [],
  async addresses() {
    const address = (externalId: string, direct: boolean): Address => ({
      platform: 'web',
      tenant: '',
      externalId,
      reference: null,
      direct,
    });
    const back = (written: Address): Address => {
      const [, id = ''] = conversationOf(written)?.split(':') ?? [];
      return address(id, written.direct);
    };
    return [address('9', true), address('4', false)].map(written => ({ written, read: back(written) }));
  },
};

adapterContract(web);
