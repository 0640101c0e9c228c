import type { Action, Card, CardElement } from '../../src/chat/card.js';
import { drawingsIn, spelledOut } from '../media/inCards.js';
import { drawWhole, renderCard } from './card.js';
import type { AdaptiveCardJson } from './elements.js';
import { type Media, WORDS_ONLY } from './media.js';
import { byteLength, MAX_BYTES } from './size.js';

/** The verb of the buttons that turn the pages of a long card: adapters answer it themselves. */
export const TURN = 'card.turn';

/** Cards whose neutral form is shorter than this many characters always fit: nothing grows sixfold when drawn. */
const SURELY_FITS = 4_000;

/** Kept for the notice above the card, the text for old clients, the page's number and its buttons, in bytes. */
const RESERVED = 7_000;

/** Parts, rows or items on a page: no more are drawn whole, nor read on a telephone. */
const MOST = 50;

/** Characters of one text before the renderer would cut it. */
const TEXT = 3_500;

/** Buttons below a card before the renderer would leave some out. */
const ACTIONS = 15;

/** A card on as many pages as hold all of it; what can be pressed below it stands on every one. */
export function cardPages(whole: Card, media: Media = WORDS_ONLY): readonly Card[] {
  const card = spelledOut(whole, file => media.link(file) !== null);
  const sizeOf = (part: Card) => withoutFallback(drawWhole(part, media));
  if (card.actions.length <= ACTIONS && fits(card, sizeOf)) return [card];
  const extra: CardElement[] = chunks(card.actions.slice(ACTIONS), ACTIONS).map(actions => ({
    type: 'section',
    title: 'More to do',
    body: [],
    actions,
  }));
  const frame = { ...card, actions: card.actions.slice(0, ACTIONS) };
  const room = MAX_BYTES - RESERVED - sizeOf({ ...frame, body: [] });
  const pages: CardElement[][] = [];
  let page: CardElement[] = [];
  let used = 0;
  for (const element of [...card.body, ...extra].flatMap(divided)) {
    const size = sizeOf({ title: '', body: [element], actions: [] });
    if (page.length > 0 && (page.length >= MOST || used + size > room)) {
      pages.push(page);
      page = [];
      used = 0;
    }
    page.push(element);
    used += size;
  }
  if (page.length > 0) pages.push(page);
  return pages.length === 0 ? [frame] : pages.map(body => ({ ...frame, body }));
}

/**
 * One page of a card with the buttons to the others; the card itself when it has only one.
 *
 * @param source what shows this card again, as values of the buttons
 */
export function pageOf(
  card: Card,
  number: number,
  source: Readonly<Record<string, string>> | null,
  media: Media = WORDS_ONLY,
): Card {
  const pages = cardPages(card, media);
  const at = Math.min(Math.max(0, number), pages.length - 1);
  const page = pages[at] ?? card;
  if (pages.length === 1) return page;
  const turn = (label: string, to: number): Action => ({
    verb: TURN,
    label,
    values: { ...source, page: String(to) },
  });
  const turns = [
    ...(at > 0 ? [turn('Back', at - 1)] : []),
    ...(at < pages.length - 1 ? [turn('Show the rest', at + 1)] : []),
  ];
  const says: CardElement = { type: 'text', style: 'subtle', text: `Part ${at + 1} of ${pages.length}.` };
  return {
    ...page,
    body: [...page.body, says],
    actions: source ? [...page.actions, ...turns] : page.actions,
  };
}

/**
 * One page of a card as {@link pageOf} makes it, drawn. Nearly every card is one page: it is drawn once, to be measured
 * and to be sent.
 */
export function renderPage(
  card: Card,
  number: number,
  source: Readonly<Record<string, string>> | null,
  media: Media = WORDS_ONLY,
  deliveryKey?: string,
): AdaptiveCardJson {
  if (card.actions.length <= ACTIONS && isUndivided(spelledOut(card, file => media.link(file) !== null))) {
    const drawn = drawWhole(card, media, deliveryKey);
    const size = byteLength(drawn);
    if (size <= MAX_BYTES && size - Buffer.byteLength(drawn.fallbackText) <= MAX_BYTES - RESERVED)
      return drawn;
  }
  return renderCard(pageOf(card, number, source, media), media, deliveryKey);
}

/** Without the text that clients of old show in the card's place, in bytes. */
function withoutFallback(drawn: AdaptiveCardJson): number {
  return byteLength({ ...drawn, fallbackText: '' });
}

function isUndivided({ body }: Card): boolean {
  return body.length <= MOST && body.flatMap(divided).length === body.length;
}

/** @param sizeOf the bytes of a card as it is sent, without the text that clients of old show in its place */
function fits(card: Card, sizeOf: (part: Card) => number): boolean {
  if (JSON.stringify(card).length <= SURELY_FITS && drawingsIn(card).length === 0)
    return card.body.length <= MOST;
  return isUndivided(card) && sizeOf(card) <= MAX_BYTES - RESERVED;
}

/** An element as pieces of which each is drawn whole. */
function divided(element: CardElement): CardElement[] {
  switch (element.type) {
    case 'text':
      return texts(element.text).map(text => ({ ...element, text }));
    case 'facts': {
      const facts = element.facts.flatMap(({ label, value }) =>
        texts(value).map((part, index) => ({ label: index === 0 ? label : '', value: part })),
      );
      return lots(facts, fact => fact.label.length + fact.value.length).map(part => ({
        ...element,
        facts: part,
      }));
    }
    case 'list': {
      const whole = lots(element.items, item => item.length);
      if (whole.length === 1 || !element.ordered) return whole.map(items => ({ ...element, items }));
      // Each part would begin again at 1, so the numbers are written out.
      const numbered = element.items.map((item, index) => `${index + 1}. ${item}`);
      return lots(numbered, item => item.length).map(items => ({ type: 'list', items }));
    }
    case 'table':
      return lots(element.rows, row => row.join('').length + 150 * row.length).map(rows => ({
        ...element,
        rows,
      }));
    default:
      return [element];
  }
}

/** Groups of at most {@link MOST} whose texts together stay short; one empty group of nothing. */
function lots<T>(all: readonly T[], weigh: (one: T) => number): T[][] {
  const groups: T[][] = [[]];
  let weight = 0;
  for (const one of all) {
    const last = groups.at(-1) ?? [];
    const size = weigh(one) + 200;
    if (last.length > 0 && (last.length >= MOST || weight + size > TEXT * 4)) {
      groups.push([one]);
      weight = size;
    } else {
      last.push(one);
      weight += size;
    }
  }
  return groups;
}

function texts(text: string): string[] {
  const characters = [...text];
  if (characters.length <= TEXT) return [text];
  return chunks(characters, TEXT).map(part => part.join(''));
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size));
  return parts;
}
