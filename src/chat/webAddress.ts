/** An address that may be opened from a card. */
export interface WebAddress {
  /** As it is sent: nothing in it means anything to a platform's markup or card language. */
  readonly href: string;
  /** Where it leads, to be shown wherever the address itself is not: names in other scripts as 'xn--…'. */
  readonly site: string;
}

/** What a platform could take for the end of an address, or for its own language. */
const MEANT = /[<>|{}"'`\\^\s]/g;

/** An address in a sentence, up to the blank or the mark that ends it. */
const IN_TEXT = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]]/gi;

/**
 * A text as an address of the web, or null when it is anything else: another scheme ('javascript:', 'file:'), no
 * address at all, or one with a user's name before the '@', which reads as another site than it leads to.
 */
export function webAddress(text: string): WebAddress | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null;
  const href = url.href.replace(MEANT, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
  return { href, site: url.host };
}

/**
 * A sentence that says what something is and where it is kept, in its two parts; null when there is no address in
 * it, or more than one, so that it cannot be said which is meant.
 */
export function titleAndAddress(text: string): { readonly title: string; readonly url: string } | null {
  const [only, ...others] = text.match(IN_TEXT) ?? [];
  if (only === undefined || others.length > 0 || webAddress(only) === null) return null;
  const title = text
    .replace(only, ' ')
    .replace(/\(\s*\)|\[\s*\]|<\s*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,;:–-]+$/, '')
    .trim();
  return { title, url: only };
}
