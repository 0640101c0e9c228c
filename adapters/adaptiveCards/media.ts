import type { AttachedFile, Card } from '../../src/chat/card.js';
import type { HandedFiles } from '../media/handedFiles.js';
import { drawingsIn, filesIn, handed } from '../media/inCards.js';
import { toPng } from '../media/raster.js';

/** Where the pictures and files of one card are found by whoever looks at it. */
export interface Media {
  /** The address of a drawing, or the drawing itself as a data URI; null when only its words can be shown. */
  picture(svg: string): string | null;
  /** The address of a file; null when only its text can be shown. */
  link(file: AttachedFile): string | null;
}

/** For places in which nothing was handed over: pictures are words, files are their text. */
export const WORDS_ONLY: Media = { picture: () => null, link: () => null };

/** Bytes that the pictures of one card may take in it, of the 28 KB that a card has. */
const INLINE_BYTES = 12_000;

/** Pixels across, the best first: a card is about 600 wide on a desktop, and a telephone shows less. */
const WIDTHS = [800, 600, 440];

/** Pixels across of a picture that has an address, for screens of double density. */
const SERVED_WIDTH = 1_200;

export interface CardMediaDeps {
  readonly files: HandedFiles;
  /** Where the outside reaches our own server, '' for a page of that server; null when it cannot. */
  readonly base: string | null;
  /** Whether the client draws SVG itself. */
  readonly drawsSvg: boolean;
  readonly log: { warn(fields: object, message: string): void };
}

/** Makes the pictures and files of cards available to clients of Adaptive Cards. */
export class CardMedia {
  readonly #deps: CardMediaDeps;

  constructor(deps: CardMediaDeps) {
    this.#deps = deps;
  }

  /** What a card needs. What cannot be drawn or kept is said in words: a card is never lost for a picture. */
  async of(card: Card): Promise<Media> {
    const drawings = drawingsIn(card);
    const files = filesIn(card);
    if (drawings.length === 0 && files.length === 0) return WORDS_ONLY;
    const pictures = new Map<string, string | null>();
    let room = INLINE_BYTES;
    for (const svg of drawings) {
      const url = await this.#attempt(() => this.#picture(svg, room));
      if (url?.startsWith('data:')) room -= url.length;
      pictures.set(svg, url);
    }
    const links = new Map<AttachedFile, string | null>();
    for (const file of files) links.set(file, await this.#attempt(() => this.#link(file)));
    return { picture: svg => pictures.get(svg) ?? null, link: file => links.get(file) ?? null };
  }

  async #picture(svg: string, room: number): Promise<string | null> {
    const { drawsSvg, base, files } = this.#deps;
    if (drawsSvg) {
      const uri = dataUri('image/svg+xml', Buffer.from(svg));
      if (uri.length <= room || base === null) return uri;
      const content = Buffer.from(svg);
      return base + (await files.serve({ name: 'picture.svg', mediaType: 'image/svg+xml', content }));
    }
    for (const width of WIDTHS) {
      const uri = dataUri('image/png', await toPng(svg, width));
      if (uri.length <= room) return uri;
    }
    if (base === null) return null;
    const content = await toPng(svg, SERVED_WIDTH);
    return base + (await files.serve({ name: 'picture.png', mediaType: 'image/png', content }));
  }

  async #link(file: AttachedFile): Promise<string | null> {
    const { base, files } = this.#deps;
    return base === null ? null : base + (await files.serve(handed(file)));
  }

  async #attempt(work: () => Promise<string | null>): Promise<string | null> {
    try {
      return await work();
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'a picture or file of a card could not be handed over');
      return null;
    }
  }
}

function dataUri(mediaType: string, content: Buffer): string {
  return `data:${mediaType};base64,${content.toString('base64')}`;
}
