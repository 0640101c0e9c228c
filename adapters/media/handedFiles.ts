import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../src/calendar/clock.js';
import type { Store } from '../../src/store/open.js';

/** What is given to a platform, or served by ourselves. */
export interface Handed {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

const DAY_MS = 86_400_000;

/** A file to take away can be fetched for a week: whoever comes later opens the card again. */
const FILE_DAYS = 7;

/** A picture stands in a card that may be looked at for a term; clients keep copies of their own. */
const PICTURE_DAYS = 120;

/** Where Convenor itself serves a file. */
const SERVED = 'served';

/** The path under which files are served, before the token. */
export const FILES_PATH = '/files';

/** Remembers which files a platform was given, and keeps those that Convenor itself serves. */
export class HandedFiles {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Serves a file under an address that nobody can guess; the same file again keeps its address, for longer.
   * @returns the path, from the root of the server
   */
  async serve(file: Handed): Promise<string> {
    const digest = digestOf(file);
    const now = this.#clock.now();
    const expiresAt = new Date(now.getTime() + daysOf(file) * DAY_MS);
    const row = await this.#store.transaction(tx =>
      tx.handedFile.upsert({
        where: { digest_place: { digest, place: SERVED } },
        create: {
          digest,
          place: SERVED,
          externalId: randomBytes(32).toString('base64url'),
          name: file.name,
          mediaType: file.mediaType,
          content: Uint8Array.from(file.content),
          createdAt: now,
          expiresAt,
        },
        update: { expiresAt },
        select: { externalId: true },
      }),
    );
    return `${FILES_PATH}/${row.externalId}`;
  }

  /** The file served under a token; null when there is none, or no more. */
  async served(token: string): Promise<Handed | null> {
    const row = await this.#store.db.handedFile.findFirst({
      where: { externalId: token, place: SERVED, expiresAt: { gt: this.#clock.now() } },
    });
    if (!row || row.content === null) return null;
    return { name: row.name, mediaType: row.mediaType, content: row.content };
  }

  /** The platform's own id of a file that it has in a place, with the time it got it; null when it has not. */
  async known(file: Handed, place: string): Promise<{ readonly id: string; readonly since: Date } | null> {
    const row = await this.#store.db.handedFile.findUnique({
      where: { digest_place: { digest: digestOf(file), place } },
    });
    if (!row || row.expiresAt <= this.#clock.now()) return null;
    return { id: row.externalId, since: row.createdAt };
  }

  /** Notes that a platform has a file in a place. */
  async note(file: Handed, place: string, externalId: string): Promise<void> {
    const digest = digestOf(file);
    const createdAt = this.#clock.now();
    const facts = { externalId, createdAt, expiresAt: new Date(createdAt.getTime() + PICTURE_DAYS * DAY_MS) };
    const { name, mediaType } = file;
    await this.#store.db.handedFile.upsert({
      where: { digest_place: { digest, place } },
      create: { digest, place, name, mediaType, ...facts },
      update: facts,
    });
  }
}

function digestOf({ name, mediaType, content }: Handed): string {
  return createHash('sha256').update(`${name}\n${mediaType}\n`).update(content).digest('base64url');
}

function daysOf({ mediaType }: Handed): number {
  return mediaType.startsWith('image/') ? PICTURE_DAYS : FILE_DAYS;
}
