/**
 * Tables whose writing the cache is told of: who somebody is, which office they hold, what everybody may choose. They
 * are read at every step and seldom written. Where columns are named, a change of another is not told: what is cached
 * of that is as old as it may be. In PostgreSQL each table has the trigger `told_of_write`, which a migration makes.
 */
export const WATCHED = {
  // Not when and where an account was used last, which is written all day.
  Account: ['platform', 'tenant', 'externalId', 'personId', 'state'],
  Person: null,
  RoleAssignment: null,
  School: null,
  Specialism: null,
} as const satisfies Readonly<Record<string, readonly string[] | null>>;

export type Watched = keyof typeof WATCHED;

/** Answers kept at most; the one not asked for longest goes first. A county has some thousand heads and leaders. */
const KEPT = 10_000;

interface Kept {
  /** How often its tables had been written when it began to be read. */
  readonly writes: number;
  readonly answer: Promise<unknown>;
}

/** What was read from watched tables, kept until one of them is written: by this process or by any other. */
export class ReadCache {
  readonly #kept = new Map<string, Kept>();
  readonly #writes = new Map<string, number>();

  /** As {@link cached}. */
  read<T>(from: readonly Watched[], key: string, read: () => Promise<T>): Promise<T> {
    const writes = from.reduce((sum, table) => sum + (this.#writes.get(table) ?? 0), 0);
    const known = this.#kept.get(key);
    // The newest last: the first is the one not asked for longest.
    this.#kept.delete(key);
    if (known?.writes === writes) {
      this.#kept.set(key, known);
      return known.answer as Promise<T>;
    }
    const answer = read();
    // Kept while it is still being read, by what was written before: what is written meanwhile makes it old.
    const kept = { writes, answer };
    this.#kept.set(key, kept);
    answer.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    const [oldest] = this.#kept.size > KEPT ? this.#kept.keys() : [];
    if (oldest !== undefined) this.#kept.delete(oldest);
    return answer;
  }

  /** A table was written: what was read from it is read again. Asked for each row of an import, so it only counts. */
  written(table: string): void {
    this.#writes.set(table, (this.#writes.get(table) ?? 0) + 1);
  }

  /** Something may have been written of which nobody told. */
  forget(): void {
    this.#kept.clear();
  }
}

const caches = new WeakMap<object, ReadCache>();

/** Lets what is read with this client, outside of transactions, come from a cache. */
export function cacheReads(db: object, cache: ReadCache): void {
  caches.set(db, cache);
}

/**
 * What `read` answers, or what it answered before when none of its tables was written since. In a transaction it is
 * always read: what is decided there rests on what the database says then.
 *
 * @param tx with which `read` reads
 * @param from every table that it reads; all of them watched
 * @param key says what is read and of whom, and the day where that matters
 */
export function cached<T>(
  tx: object,
  from: readonly Watched[],
  key: string,
  read: () => Promise<T>,
): Promise<T> {
  return caches.get(tx)?.read(from, key, read) ?? read();
}
