import type { NextFunction, Request, Response } from 'express';

/** Names of this machine that only this machine can be reached by. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/i;

/** Everything the page loads comes from here; nothing inline runs; nobody frames it. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Refuses to open the playground where others could reach it.
 *
 * @param host the address that the server listens on, as in HOST
 * @throws Error with a sentence for the operator
 */
export function requireLoopback(host: string): void {
  if (LOOPBACK.test(host)) return;
  throw new Error(
    `The playground lets whoever opens it be anybody, so it opens on this machine only, and HOST is "${host}". ` +
      'Set HOST=127.0.0.1, or switch the playground off with CONVENOR_WEB=off.',
  );
}

/**
 * Lets a request pass that the page itself may have sent: by a loopback name (a public name that was made to
 * point here is refused, as in DNS rebinding) and not from another site. Sets the headers that hold the page
 * to itself.
 */
export function guard(request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  });
  const sentence = refusal(request);
  if (sentence === null) next();
  else response.status(403).json({ error: sentence });
}

function refusal(request: Request): string | null {
  const { host, origin, 'sec-fetch-site': site } = request.headers;
  const name = (host ?? '').replace(/:\d+$/, '');
  if (!LOOPBACK.test(name)) return 'The playground answers only under the address of this machine.';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'Another site may not use the playground in your name.';
  // A browser says where a request comes from; a link typed or followed to the page itself is no use of it.
  const foreign = site === 'cross-site' || site === 'same-site';
  if (foreign && (request.method !== 'GET' || request.headers['sec-fetch-mode'] !== 'navigate'))
    return 'Another site may not use the playground in your name.';
  // A form of another site can send neither JSON nor its content type without asking first.
  if (request.method === 'POST' && !request.is('application/json')) return 'Send JSON.';
  return null;
}
