import type { Answer } from '../../src/chat/answer.js';
import type { Card } from '../../src/chat/card.js';
import { entityKey } from '../../src/chat/entityRef.js';
import { cardText } from '../../src/chat/plainText.js';
import { renderForm } from '../adaptiveCards/form.js';
import type { Media } from '../adaptiveCards/media.js';
import { renderPage } from '../adaptiveCards/pages.js';
import { clean } from '../adaptiveCards/text.js';
import type { AnswerView, ShownCard } from './wire.js';

/** What shows a card again, for the pages of a long one. */
export interface ShownBy {
  readonly source: Readonly<Record<string, string>> | null;
  readonly page: number;
}

/**
 * What goes back to the page for an answer of the core.
 *
 * @param typed what was sent, by field: an answer with errors shows it again
 * @param media where the pictures and files of the answer's card are
 * @param shownBy what shows the card again, and which page of it is wanted
 */
export function answerView(
  answer: Answer,
  typed: Readonly<Record<string, unknown>>,
  media: Media,
  shownBy: ShownBy = { source: null, page: 0 },
): AnswerView {
  switch (answer.type) {
    case 'notice': {
      const { tone, card } = answer;
      return {
        type: 'notice',
        tone,
        text: clean(answer.text),
        ...(card && { shown: shownCard(card, media, shownBy) }),
      };
    }
    case 'card':
      return { type: 'card', shown: shownCard(answer.card, media, shownBy) };
    case 'form':
      return { type: 'form', title: clean(answer.form.title), card: renderForm(answer.form), wrong: [] };
    case 'fieldErrors':
      return {
        type: 'form',
        title: clean(answer.form.title),
        card: renderForm(answer.form, { errors: answer.errors, typed }),
        wrong: Object.keys(answer.errors),
      };
  }
}

function shownCard(card: Card, media: Media, { source, page }: ShownBy): ShownCard {
  return {
    card: renderPage(card, page, source, media),
    plain: clean(cardText(card)),
    ...(card.entity && { entity: entityKey(card.entity) }),
  };
}
