import { shippedSpecialisms } from '../../network/reference.js';
import type { Tx } from '../../store/open.js';
import { plainName } from '../columns.js';

/** The store's specialisms by everything they may be written as: slug, title, and the usual short forms. */
export class Specialisms {
  readonly #slugs = new Map<string, string>();
  readonly titles: readonly string[];

  constructor(stored: readonly { readonly slug: string; readonly title: string }[]) {
    const known = new Set(stored.map(each => each.slug));
    for (const { slug, also } of shippedSpecialisms()) {
      if (known.has(slug)) for (const text of also) this.#slugs.set(plainName(text), slug);
    }
    for (const { slug, title } of stored) this.#slugs.set(plainName(title), slug).set(plainName(slug), slug);
    this.titles = stored.map(each => each.title);
  }

  static async of(tx: Tx): Promise<Specialisms> {
    return new Specialisms(await tx.specialism.findMany({ orderBy: { slug: 'asc' } }));
  }

  /** The slug that a text means, or null. */
  find(text: string): string | null {
    return this.#slugs.get(plainName(text)) ?? null;
  }
}

/** A title as a slug: "Mixed-age classes" is "mixed-age-classes". */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
