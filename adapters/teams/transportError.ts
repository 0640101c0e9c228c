/** A request to Microsoft's Bot Connector that was not answered with success. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** The HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** The Connector's or the system's word for it: 'MessageWritesBlocked', 'ECONNREFUSED'; '' when there is none. */
  readonly code: string;
  /** From Retry-After, in ms; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** Whether the request may have been carried out all the same. */
  readonly reached: 'no' | 'maybe';

  constructor(facts: {
    readonly message: string;
    readonly status?: number | null;
    readonly code?: string;
    readonly retryAfterMs?: number | null;
    readonly reached: 'no' | 'maybe';
    readonly cause?: unknown;
  }) {
    super(facts.message, { cause: facts.cause });
    this.status = facts.status ?? null;
    this.code = facts.code ?? '';
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.reached = facts.reached;
  }
}

/** The code of an address that is not on the list: nothing was sent there. */
export const SERVICE_URL_REFUSED = 'ServiceUrlNotAllowed';

/** The code when Microsoft's sign-in did not give the bot a token: nothing was sent. */
export const NO_TOKEN = 'NoToken';

/** The code when the library could not be made ready: nothing was sent. */
export const NO_CLIENT = 'NoClient';
