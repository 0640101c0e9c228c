import type { webApi } from '@slack/bolt';
import type { Clock } from '../../src/calendar/clock.js';
import type { AttachedFile, Card } from '../../src/chat/card.js';
import type { Handed, HandedFiles } from '../media/handedFiles.js';
import { drawingsIn, filesIn, handed } from '../media/inCards.js';
import { toPng } from '../media/raster.js';
import { CALL_MS } from './client.js';
import { errorName } from './errors.js';
import { SECTION_TEXT } from './limits.js';
import type { SlackLog } from './log.js';
import { escapeText, mrkdwn, parts } from './text.js';

/** How an image block names its picture. */
export type PictureSource = { readonly image_url: string } | { readonly slack_file: { readonly id: string } };

/** How a file of a card reaches its reader: as a file of Slack beside the card, or by an address of ours. */
export type FileSource =
  | { readonly type: 'beside'; readonly where: string }
  | { readonly type: 'link'; readonly url: string };

/** Where the pictures and files of one card are. */
export interface Media {
  /** null when only the words can be shown. */
  picture(svg: string): PictureSource | null;
  /** null when only the text can be shown. */
  file(file: AttachedFile): FileSource | null;
  /** A picture was uploaded so lately that Slack may refuse to show it for a few seconds. */
  readonly fresh: boolean;
  /** Whether any picture stands in the card. */
  readonly pictures: boolean;
}

/** For places in which nothing was handed over. */
export const WORDS_ONLY: Media = { picture: () => null, file: () => null, fresh: false, pictures: false };

/** Pixels across: twice what Slack shows, for screens of double density. */
const PICTURE_WIDTH = 1_200;

/** Slack prepares an uploaded picture for showing; until then a block that names it is refused. */
const PREPARED_MS = 60_000;

/** A file asked for again so soon is still in sight. */
const AGAIN_MS = 10 * 60_000;

/** The server knows no files, or the app may not use them: that does not change while the program runs. */
const NO_FILES: ReadonlySet<string> = new Set([
  'unknown_method',
  'method_not_found',
  'missing_scope',
  'not_allowed_token_type',
  'method_deprecated',
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
]);

interface Parts {
  readonly client: webApi.WebClient;
  readonly files: HandedFiles;
  /** Where Slack reaches our own server; null when it cannot. */
  readonly publicUrl: string | null;
  readonly clock: Clock;
  readonly log: SlackLog;
}

/** Makes the pictures and files of cards available on Slack: by an address of ours, else by uploading them. */
export class SlackMedia {
  readonly #parts: Parts;
  #noFiles = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * What a card needs. What Slack does not take is said in words: a card is never lost for a picture.
   *
   * @param place where its files are put: below the posted card, or in the reader's own conversation
   */
  async of(card: Card, place: 'thread' | 'direct'): Promise<Media> {
    const drawings = drawingsIn(card);
    const attached = filesIn(card);
    if (drawings.length === 0 && attached.length === 0) return WORDS_ONLY;
    const pictures = new Map<string, PictureSource>();
    let fresh = false;
    for (const svg of drawings) {
      const found = await this.#picture(svg);
      if (!found) continue;
      pictures.set(svg, found.source);
      fresh ||= found.fresh;
    }
    const links = new Map<AttachedFile, string>();
    if (this.#noFiles) {
      for (const file of attached) {
        const url = await this.#link(handed(file));
        if (url !== null) links.set(file, url);
      }
    }
    const where =
      place === 'thread' ? 'in the thread of this message' : 'in your own conversation with Convenor';
    return {
      fresh,
      pictures: pictures.size > 0,
      picture: svg => pictures.get(svg) ?? null,
      file: file => {
        const url = links.get(file);
        if (url !== undefined) return { type: 'link', url };
        return this.#noFiles ? null : { type: 'beside', where };
      },
    };
  }

  /**
   * Puts the files of a card beside it: each once. What cannot be uploaded is written there as text.
   *
   * @param soon whether a file that is there already is put there again, unless it was only just
   */
  async share(
    card: Card,
    { channel, threadTs }: { readonly channel: string; readonly threadTs?: string },
    again = false,
  ): Promise<void> {
    for (const file of filesIn(card)) {
      const what = handed(file);
      const place = `slack:${channel}${threadTs === undefined ? '' : `:${threadTs}`}`;
      try {
        const known = await this.#parts.files.known(what, place);
        const age = known ? this.#parts.clock.now().getTime() - known.since.getTime() : null;
        if (age !== null && (!again || age < AGAIN_MS)) continue;
        if (this.#noFiles) continue;
        const id = await this.#upload(what, {
          channel_id: channel,
          ...(threadTs !== undefined && { thread_ts: threadTs }),
        });
        await this.#parts.files.note(what, place, id);
      } catch (error) {
        this.#failed(error);
        await this.#write(file, channel, threadTs);
      }
    }
  }

  async #picture(svg: string): Promise<{ readonly source: PictureSource; readonly fresh: boolean } | null> {
    const { files, clock, publicUrl } = this.#parts;
    const drawing: Handed = { name: 'picture.svg', mediaType: 'image/svg+xml', content: Buffer.from(svg) };
    try {
      const known = publicUrl === null ? await files.known(drawing, 'slack') : null;
      if (known) {
        const fresh = clock.now().getTime() - known.since.getTime() < PREPARED_MS;
        return { source: { slack_file: { id: known.id } }, fresh };
      }
      if (publicUrl === null && this.#noFiles) return null;
      const png = { name: 'picture.png', mediaType: 'image/png', content: await toPng(svg, PICTURE_WIDTH) };
      if (publicUrl !== null) {
        return { source: { image_url: publicUrl + (await files.serve(png)) }, fresh: false };
      }
      const id = await this.#upload(png, {});
      await files.note(drawing, 'slack', id);
      return { source: { slack_file: { id } }, fresh: true };
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  async #link(file: Handed): Promise<string | null> {
    const { files, publicUrl } = this.#parts;
    return publicUrl === null ? null : publicUrl + (await files.serve(file));
  }

  /** Slack's way: an address to send the bytes to, the bytes, and then where the file is to be seen. */
  async #upload(
    { name, content }: Handed,
    where: { readonly channel_id?: string; readonly thread_ts?: string },
  ): Promise<string> {
    const { files } = this.#parts.client;
    const { upload_url: url, file_id: id } = await files.getUploadURLExternal({
      filename: name,
      length: content.byteLength,
    });
    if (url === undefined || id === undefined) throw new Error('Slack did not say where a file goes.');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Uint8Array.from(content),
      signal: AbortSignal.timeout(CALL_MS),
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`Slack did not take a file: status ${answer.status}.`);
    const { channel_id: channel, thread_ts: thread } = where;
    const seen =
      channel === undefined
        ? {}
        : thread === undefined
          ? { channel_id: channel }
          : { channel_id: channel, thread_ts: thread };
    await files.completeUploadExternal({ files: [{ id, title: name }], ...seen });
    return id;
  }

  /** The file as messages, in parts that Slack takes. */
  async #write({ name, text }: AttachedFile, channel: string, threadTs: string | undefined): Promise<void> {
    const blocks = parts(`${name}\n${text}`, SECTION_TEXT).map(part => ({
      type: 'section' as const,
      text: mrkdwn(part),
    }));
    try {
      for (let at = 0; at < blocks.length; at += TEXT_BLOCKS) {
        await this.#parts.client.chat.postMessage({
          channel,
          ...(threadTs !== undefined && { thread_ts: threadTs }),
          text: escapeText(name),
          blocks: blocks.slice(at, at + TEXT_BLOCKS),
        });
      }
    } catch (error) {
      this.#parts.log.warn({ slackError: errorName(error) }, 'the text of a file could not be posted either');
    }
  }

  #failed(error: unknown): void {
    const { log } = this.#parts;
    const name = errorName(error);
    const missing = (error as { statusCode?: unknown }).statusCode === 404;
    if (!this.#noFiles && (missing || NO_FILES.has(name ?? ''))) {
      this.#noFiles = true;
      log.warn(
        { slackError: name },
        'Slack takes no files from Convenor: pictures are words, files are text',
      );
    } else log.warn({ err: error, slackError: name }, 'a picture or file could not be handed to Slack');
  }
}

/** Sections in one message of a file's text: with more than these it would be refused as too long. */
const TEXT_BLOCKS = 4;
