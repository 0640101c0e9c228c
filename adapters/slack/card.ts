import type { types } from '@slack/bolt';
import type { Card } from '../../src/chat/card.js';
import { cardText } from '../../src/chat/plainText.js';
import { spelledOut } from '../media/inCards.js';
import { buttonBlocks, Numbering } from './buttons.js';
import { type Drawing, elementBlocks } from './elements.js';
import { BUTTON_TEXT, HEADER, NOTIFICATION, type Room, SECTION_TEXT } from './limits.js';
import { type Media, WORDS_ONLY } from './media.js';
import { type Page, pagesOf, weight } from './pages.js';
import { actionId, MORE, moreValue, type Source } from './submission.js';
import { clean, cut, escapeText, line, mrkdwn, parts, plain } from './text.js';
import { statusText } from './tone.js';

export interface CardOptions {
  readonly room: Room;
  /** A sentence above the card. */
  readonly notice?: string;
  /** What shows this card again: without it, a card that is too long says only how much is left out. */
  readonly source?: Source;
  /** Which part of a card that is too long for one view, from 0. */
  readonly page?: number;
  /** Where its pictures and files are. */
  readonly media?: Media;
}

/** How much of the room for text the buttons below a card may take, of their labels and confirmations. */
const BUTTONS_SHARE = 0.3;

/** Buttons in a row of a card that has very many. */
const BUTTON_ROW = 5;

/** Blocks kept for "Part 1 of 3" and its buttons. */
const PAGING_BLOCKS = 2;

/**
 * A card as Block Kit blocks that Slack takes in that room. What does not fit is on further parts, which a
 * button shows; state and buttons stand on every part.
 */
export function renderCard(drawn: Card, options: CardOptions): types.KnownBlock[] {
  const { media = WORDS_ONLY } = options;
  const card = spelledOut(drawn, file => media.file(file) !== null);
  const numbering = new Numbering();
  let tables = options.room.tables ? 1 : 0;
  const drawing: Drawing = { entity: card.entity, numbering, media, table: () => tables-- > 0 };
  const top = [...notice(options.notice), ...heading(card)];
  const groups = card.body.map(element => elementBlocks(element, drawing));
  let bottom = buttonBlocks(card.actions, card.entity, numbering);
  if (weight(bottom) > options.room.text * BUTTONS_SHARE) {
    // So many buttons would leave no room for what they are about: they are paged with it, a row at a time.
    groups.push(...buttonBlocks(card.actions, card.entity, numbering, BUTTON_ROW).map(row => [row]));
    bottom = [];
  }
  const used = top.length + bottom.length;
  const text = weight([...top, ...bottom]);
  const whole = { blocks: options.room.blocks - used, text: options.room.text - text };
  const all = pagesOf(groups, whole);
  if (all.length <= 1) return [...top, ...(all[0] ?? []).flat(), ...bottom];
  const pages = pagesOf(groups, { ...whole, blocks: whole.blocks - PAGING_BLOCKS });
  const page = Math.min(Math.max(0, options.page ?? 0), pages.length - 1);
  return [...top, ...(pages[page] ?? []).flat(), ...bottom, ...paging(page, pages, options)];
}

/** The card as one text, for notifications and screen readers of clients that show no blocks. */
export function fallbackText(card: Card): string {
  return escapeText(cut(clean(cardText(card)), NOTIFICATION));
}

/** A sentence is a sentence: of one that is longer than a block, the beginning is shown. */
function notice(sentence = ''): types.KnownBlock[] {
  const [first, rest] = parts(sentence, SECTION_TEXT);
  return first === undefined
    ? []
    : [{ type: 'section', text: mrkdwn(rest === undefined ? first : `${first}…`) }];
}

function heading({ title, status }: Card): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [{ type: 'header', text: plain(title, HEADER) }];
  // A title that does not fit is said in full below its shortened self.
  const [whole] = clean(title).trim().length > HEADER ? parts(title, SECTION_TEXT) : [];
  if (whole !== undefined) blocks.push({ type: 'section', text: mrkdwn(whole) });
  if (status) blocks.push({ type: 'context', elements: [mrkdwn(escapeText(line(statusText(status), 300)))] });
  return blocks;
}

function paging(page: number, pages: readonly Page[], { room, source }: CardOptions): types.KnownBlock[] {
  const says: types.KnownBlock = {
    type: 'context',
    elements: [mrkdwn(`Part ${page + 1} of ${pages.length}.`)],
  };
  if (!source) return [says];
  const turn = (to: number, label: string): types.Button => ({
    type: 'button',
    action_id: actionId(MORE, to),
    text: plain(label, BUTTON_TEXT),
    value: moreValue(source, to),
  });
  const turns = room.turns
    ? [
        ...(page > 0 ? [turn(page - 1, 'Back')] : []),
        ...(page < pages.length - 1 ? [turn(page + 1, 'Show the rest')] : []),
      ]
    : [turn(0, 'Show everything')];
  return [says, { type: 'actions', elements: turns }];
}
