import type { AttachedFile, Card, CardElement, SectionElement, WebLink } from '../../src/chat/card.js';
import type { EntityRef } from '../../src/chat/entityRef.js';
import { cardText } from '../../src/chat/plainText.js';
import { webAddress } from '../../src/chat/webAddress.js';
import { spelledOut } from '../media/inCards.js';
import { buttonRows, buttons, place } from './actions.js';
import type { AdaptiveCardJson, Column, Element, TextRun } from './elements.js';
import { type Media, WORDS_ONLY } from './media.js';
import { byteLength, MAX_BYTES } from './size.js';
import { clean, cut, heading, line, paragraphs, run } from './text.js';
import { toneColour, toneText } from './tone.js';

/** How much of each thing is shown. When a card comes out too large, it is drawn again with the next row. */
interface Limits {
  readonly text: number;
  readonly cell: number;
  /** Facts, list items or table rows of one element. */
  readonly items: number;
  readonly elements: number;
  readonly actions: number;
}

const LIMITS: readonly [Limits, ...Limits[]] = [
  { text: 4_000, cell: 300, items: 60, elements: 60, actions: 20 },
  { text: 2_000, cell: 150, items: 30, elements: 60, actions: 20 },
  { text: 1_000, cell: 100, items: 15, elements: 30, actions: 15 },
  { text: 500, cell: 80, items: 8, elements: 15, actions: 10 },
  { text: 200, cell: 40, items: 4, elements: 8, actions: 5 },
];

const TITLE_CHARACTERS = 200;

/** Longer names of files are cut off by clients themselves. */
const DOWNLOAD_CHARACTERS = 60;

/** A site's name on a button. */
const SITE_CHARACTERS = 50;

/** More columns than these cannot be read on a telephone. */
const TABLE_COLUMNS = 8;

/**
 * A card as Adaptive Card 1.5 JSON of under 28 KB: what Teams and the playground show. All its text is data:
 * no markdown, link or function comes out of it. What does not fit is cut with "…" or counted ("and 12 more").
 *
 * @param deliveryKey of the message that it is posted in
 */
export function renderCard(card: Card, media: Media = WORDS_ONLY, deliveryKey?: string): AdaptiveCardJson {
  const spelled = spelledOut(card, file => media.link(file) !== null);
  for (const limits of LIMITS) {
    const drawn = draw(spelled, limits, media, deliveryKey);
    if (byteLength(drawn) <= MAX_BYTES) return drawn;
  }
  throw new RangeError(`The card "${line(card.title, 80)}" is too large for chat even with its texts cut.`);
}

/** As {@link renderCard}, whatever its size: as much of everything is drawn as ever is. */
export function drawWhole(card: Card, media: Media = WORDS_ONLY, deliveryKey?: string): AdaptiveCardJson {
  const [widest] = LIMITS;
  return draw(
    spelledOut(card, file => media.link(file) !== null),
    widest,
    media,
    deliveryKey,
  );
}

function draw(card: Card, limits: Limits, media: Media, deliveryKey: string | undefined): AdaptiveCardJson {
  const { body, actions } = place(buttons(card.actions.slice(0, limits.actions), card.entity, deliveryKey));
  const status = card.status;
  const title = heading(card.title, TITLE_CHARACTERS, { size: 'medium', weight: 'bolder' });
  const state: Element[] = status
    ? [
        {
          type: 'RichTextBlock',
          spacing: 'small',
          inlines: [
            run(line(toneText(status.text, status.tone), TITLE_CHARACTERS), {
              weight: 'bolder',
              color: toneColour(status.tone),
            }),
          ],
        },
      ]
    : [];
  const shown = card.body
    .slice(0, limits.elements)
    .flatMap(each => element(each, card.entity, limits, media, deliveryKey));
  const missing = more(card.body.length - limits.elements, 'more parts');
  const unoffered = more(card.actions.length - limits.actions, 'more things to do');
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: cut(clean(cardText(card)), limits.text),
    body: [title, ...state, ...shown, ...missing, ...body, ...unoffered],
    ...(actions && { actions }),
  };
}

function element(
  each: CardElement,
  entity: EntityRef | undefined,
  limits: Limits,
  media: Media,
  deliveryKey: string | undefined,
): Element[] {
  if (each.type !== 'section') return sectionElement(each, limits, media);
  return [
    {
      type: 'Container',
      separator: true,
      spacing: 'medium',
      items: [
        heading(each.title, TITLE_CHARACTERS, { size: 'default', weight: 'bolder' }),
        ...each.body.slice(0, limits.elements).flatMap(inner => sectionElement(inner, limits, media)),
        ...more(each.body.length - limits.elements, 'more parts'),
        ...buttonRows(buttons(each.actions.slice(0, limits.actions), entity, deliveryKey)),
      ],
    },
  ];
}

function sectionElement(each: SectionElement, limits: Limits, media: Media): Element[] {
  switch (each.type) {
    case 'text':
      return paragraphs(each.text, limits.text, textStyle(each.style));
    case 'facts':
      return [
        ...each.facts
          .slice(0, limits.items)
          .map((fact, index) => factRow(fact.label, fact.value, index, limits)),
        ...more(each.facts.length - limits.items, 'more'),
      ];
    case 'list':
      return [
        ...each.items
          .slice(0, limits.items)
          .map((item, index) => listItem(each.ordered ? `${index + 1}.` : '•', item, index, limits)),
        ...more(each.items.length - limits.items, 'more'),
      ];
    case 'table':
      return [table(each.columns, each.rows, limits), ...more(each.rows.length - limits.items, 'more rows')];
    case 'image':
      return picture('svg' in each ? media.picture(each.svg) : each.url, each.alt, limits);
    case 'file':
      return download(each, media.link(each));
    case 'link':
      return link(each, limits);
    case 'progress':
      return progress(each.label, each.done, each.of, limits);
  }
}

/** A picture that cannot be shown is said in words. */
function picture(url: string | null, alt: string, limits: Limits): Element[] {
  const words = line(alt, limits.text) || '–';
  return url === null
    ? [{ type: 'RichTextBlock', inlines: [run(`[${words}]`, { isSubtle: true })] }]
    : [{ type: 'Image', url, altText: words, size: 'stretch' }];
}

function download({ name }: AttachedFile, url: string | null): Element[] {
  if (url === null) return [];
  const title = line(`Download ${name}`, DOWNLOAD_CHARACTERS);
  return [{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title, url }] }];
}

/**
 * What it is, and below it a button that says which site it opens: a run of text that opens something is shown as
 * bare text by some versions of Teams (microsoft/AdaptiveCards issue 9100). What is no address stays text.
 */
function link({ label, url }: WebLink, limits: Limits): Element[] {
  const address = webAddress(url);
  if (address === null) return paragraphs(`${label}: ${url}`, limits.text);
  const what = line(label, limits.text);
  return [
    ...paragraphs(label, limits.text),
    {
      type: 'ActionSet',
      spacing: 'small',
      actions: [
        {
          type: 'Action.OpenUrl',
          title: `Open ${siteEnd(address.site)}`,
          ...(what !== '' && { tooltip: what }),
          url: address.href,
        },
      ],
    },
  ];
}

/** A site's name, of which the end says whose it is. */
function siteEnd(site: string): string {
  return site.length <= SITE_CHARACTERS ? site : `…${site.slice(1 - SITE_CHARACTERS)}`;
}

function textStyle(style: 'normal' | 'strong' | 'subtle' | undefined): Pick<TextRun, 'weight' | 'isSubtle'> {
  if (style === 'strong') return { weight: 'bolder' };
  return style === 'subtle' ? { isSubtle: true } : {};
}

/** Not a FactSet: its values are markdown. Two columns whose texts are runs look the same and stay text. */
function factRow(label: string, value: string, index: number, limits: Limits): Element {
  const values = paragraphs(value, limits.text);
  return {
    type: 'ColumnSet',
    spacing: index > 0 ? 'small' : 'default',
    columns: [
      column(2, [{ type: 'RichTextBlock', inlines: [run(line(label, limits.cell), { isSubtle: true })] }]),
      column(5, values.length > 0 ? values : [{ type: 'RichTextBlock', inlines: [run('')] }]),
    ],
  };
}

function listItem(mark: string, item: string, index: number, limits: Limits): Element {
  return {
    type: 'RichTextBlock',
    spacing: index > 0 ? 'small' : 'default',
    inlines: [run(`${mark} ${line(item, limits.text)}`)],
  };
}

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  limits: Limits,
): Element & { type: 'Table' } {
  const names = columns.slice(0, TABLE_COLUMNS);
  const cell = (text: string, weight?: 'bolder') => ({
    type: 'TableCell' as const,
    items: [
      {
        type: 'RichTextBlock' as const,
        inlines: [run(line(text, limits.cell), weight ? { weight } : {})],
      },
    ],
  });
  return {
    type: 'Table',
    firstRowAsHeaders: true,
    showGridLines: true,
    columns: names.map(() => ({ width: 1 })),
    rows: [
      { type: 'TableRow', cells: names.map(name => cell(name, 'bolder')) },
      ...rows
        .slice(0, limits.items)
        .map(row => ({ type: 'TableRow' as const, cells: names.map((_, index) => cell(row[index] ?? '')) })),
    ],
  };
}

/** The figures in words, and a bar of two columns, since version 1.5 has none. */
function progress(label: string, done: number, of: number, limits: Limits): Element[] {
  const share = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0;
  const parts: Column[] = [
    bar(Math.round(share * 100), 'good'),
    bar(100 - Math.round(share * 100), 'emphasis'),
  ].filter(part => part.width !== 0);
  return [
    { type: 'RichTextBlock', inlines: [run(`${line(label, limits.cell)}: ${done} of ${of}`)] },
    { type: 'ColumnSet', spacing: 'small', columns: parts },
  ];
}

function bar(width: number, style: 'good' | 'emphasis'): Column {
  return { type: 'Column', width, style, items: [], minHeight: '8px', spacing: 'none' };
}

function column(width: number, items: Element[]): Column {
  return { type: 'Column', width, items };
}

function more(left: number, what: string): Element[] {
  return left > 0
    ? [
        {
          type: 'RichTextBlock',
          spacing: 'small',
          inlines: [run(`… and ${left} ${what}`, { isSubtle: true })],
        },
      ]
    : [];
}
