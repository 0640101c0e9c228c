/**
 * The largest card that every Teams client and route takes, in bytes of JSON as UTF-8. Microsoft's newest text
 * allows 100 KB for a bot's message; webhooks and older clients stop at 28.
 */
export const MAX_BYTES = 28_000;

/** The size of a card as it is sent, in bytes. */
export function byteLength(json: object): number {
  return Buffer.byteLength(JSON.stringify(json), 'utf8');
}
