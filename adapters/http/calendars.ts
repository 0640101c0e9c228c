import type { Express } from 'express';

/** Reads the calendar behind a secret; null where there is none. */
export interface Calendars {
  read(secret: string): Promise<string | null>;
}

const GONE =
  'There is no calendar under this address (any more). Type /me calendar to Convenor in chat for a new link.';

/**
 * Serves people's own calendars under addresses that nobody can guess. A calendar program asks every hour or so:
 * what has not changed is answered with 304 (express compares the content). No address is passed on or indexed.
 */
export function serveCalendars(app: Express, path: string, calendars: Calendars): void {
  app.get(`${path}/:secret.ics`, async (request, response) => {
    response.set({
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'private, no-cache',
    });
    const file = await calendars.read(String(request.params.secret));
    if (file === null) {
      response.status(404).type('text/plain').send(GONE);
      return;
    }
    response.set('Content-Type', 'text/calendar; charset=utf-8');
    response.set('Content-Disposition', 'inline; filename="convenor.ics"');
    response.send(file);
  });
}
