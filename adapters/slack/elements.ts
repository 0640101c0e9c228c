import type { types } from '@slack/bolt';
import type { AttachedFile, CardElement, Picture, SectionElement, WebLink } from '../../src/chat/card.js';
import type { EntityRef } from '../../src/chat/entityRef.js';
import { webAddress } from '../../src/chat/webAddress.js';
import { button, buttonBlocks, type Numbering } from './buttons.js';
import {
  BUTTON_TEXT,
  CONTEXT_TEXT,
  FIELD_TEXT,
  FIELDS,
  IMAGE_ALT,
  IMAGE_URL,
  SECTION_TEXT,
} from './limits.js';
import type { FileSource, Media } from './media.js';
import { actionId, DOWNLOAD } from './submission.js';
import { tableBlock, tableText } from './table.js';
import { bold, escapeText, line, linkTo, mrkdwn, parts, plain } from './text.js';

/** What drawing an element needs to know of the message around it. */
export interface Drawing {
  readonly entity: EntityRef | undefined;
  readonly numbering: Numbering;
  readonly media: Media;
  /** Whether a table block may still stand in it: Slack takes one a message, and none in a view. */
  table(): boolean;
}

/** Characters of a file's name. */
const FILE_NAME = 200;

/** Parts of a bar of progress. */
const BAR = 10;

/** An element as blocks that belong together: a page never ends between them if it can help it. */
export function elementBlocks(element: CardElement, drawing: Drawing): types.KnownBlock[] {
  return element.type === 'section' ? section(element, drawing) : simple(element, drawing);
}

function simple(element: SectionElement, drawing: Drawing): types.KnownBlock[] {
  switch (element.type) {
    case 'text':
      return text(element.text, element.style ?? 'normal');
    case 'facts':
      return facts(element.facts);
    case 'list': {
      const items = element.items.map((item, index) => `${element.ordered ? `${index + 1}.` : '•'} ${item}`);
      return sections(items.join('\n'));
    }
    case 'table':
      return (drawing.table() && one(tableBlock(element))) || tableText(element);
    case 'image':
      return image(element, drawing.media);
    case 'file':
      return file(element, drawing.media.file(element), drawing.numbering);
    case 'link':
      return link(element);
    case 'progress':
      return sections(progress(element));
  }
}

function one(block: types.KnownBlock | null): types.KnownBlock[] | null {
  return block && [block];
}

function text(written: string, style: 'normal' | 'strong' | 'subtle'): types.KnownBlock[] {
  if (style === 'subtle') {
    return parts(written, CONTEXT_TEXT).map(part => ({ type: 'context', elements: [mrkdwn(part)] }));
  }
  const strong = style === 'strong';
  // Two marks a line: at worst a text of one-letter lines becomes three times as long.
  return parts(written, strong ? SECTION_TEXT / 4 : SECTION_TEXT).map(part => ({
    type: 'section',
    text: mrkdwn(strong ? bold(part) : part),
  }));
}

function sections(written: string): types.SectionBlock[] {
  return parts(written, SECTION_TEXT).map(part => ({ type: 'section', text: mrkdwn(part) }));
}

/** Facts in two columns; one with a long value gets the whole width. */
function facts(all: readonly { readonly label: string; readonly value: string }[]): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let fields: types.MrkdwnElement[] = [];
  const flush = () => {
    if (fields.length > 0) blocks.push({ type: 'section', fields });
    fields = [];
  };
  for (const { label, value } of all) {
    const head = bold(escapeText(line(label, 200)));
    const body = parts(value, FIELD_TEXT - 1_100);
    if (body.length > 1) {
      flush();
      const [first = '', ...others] = parts(value, SECTION_TEXT - 1_100);
      blocks.push({ type: 'section', text: mrkdwn(`${head}\n${first}`) });
      blocks.push(...others.map(part => ({ type: 'section', text: mrkdwn(part) }) as const));
      continue;
    }
    fields.push(mrkdwn(`${head}\n${body[0] ?? '–'}`));
    if (fields.length === FIELDS) flush();
  }
  flush();
  return blocks;
}

/** Slack fetches images itself, so only a public address will do, or a file that it has; else the words stand alone. */
function image(picture: Picture, media: Media): types.KnownBlock[] {
  const source = 'svg' in picture ? media.picture(picture.svg) : { image_url: picture.url };
  const shown =
    source &&
    (!('image_url' in source) ||
      (/^https?:\/\//i.test(source.image_url) && source.image_url.length <= IMAGE_URL));
  return shown
    ? [{ type: 'image', ...source, alt_text: line(picture.alt, IMAGE_ALT) }]
    : sections(`[${picture.alt}]`);
}

function file({ name }: AttachedFile, source: FileSource | null, numbering: Numbering): types.KnownBlock[] {
  if (!source) return [];
  const label = escapeText(line(name, FILE_NAME));
  if (source.type === 'beside')
    return [{ type: 'context', elements: [mrkdwn(`📎 ${label} (${source.where})`)] }];
  const button: types.Button = {
    type: 'button',
    action_id: actionId(DOWNLOAD, numbering.next()),
    text: plain('Download', BUTTON_TEXT),
    url: source.url,
  };
  return [{ type: 'section', text: mrkdwn(`📎 ${label}`), accessory: button }];
}

/** What it is, and below it the site to open; an address that is none, or too long to be one, stays text. */
function link({ label, url }: WebLink): types.KnownBlock[] {
  const address = webAddress(url);
  const marked = address && linkTo(address);
  if (marked === null || marked.length > SECTION_TEXT / 2) return sections(`${label}: ${url}`);
  const said = parts(label, SECTION_TEXT / 2 - 1);
  const last = said.pop();
  return [...said, last === undefined ? marked : `${last}\n${marked}`].map(part => ({
    type: 'section',
    text: mrkdwn(part),
  }));
}

/** "Reports received: 3 of 8", with a bar that only repeats the words. */
function progress({ label, done, of }: { label: string; done: number; of: number }): string {
  const part = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0;
  const full = Math.round(part * BAR);
  return `${label}: ${done} of ${of}\n${'▰'.repeat(full)}${'▱'.repeat(BAR - full)} ${Math.round(part * 100)}%`;
}

function section(
  { title, body, actions }: Extract<CardElement, { type: 'section' }>,
  drawing: Drawing,
): types.KnownBlock[] {
  const head = mrkdwn(bold(escapeText(line(title, 500))));
  const inner = body.flatMap(element => simple(element, drawing));
  const [only, ...others] = actions;
  // One button stands beside the title, which saves a block; a long list of people stays on one page.
  if (only && others.length === 0) {
    const accessory = button(only, drawing.entity, drawing.numbering);
    return [{ type: 'section', text: head, accessory }, ...inner];
  }
  return [
    { type: 'section', text: head },
    ...inner,
    ...buttonBlocks(actions, drawing.entity, drawing.numbering),
  ];
}
