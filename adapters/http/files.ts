import type { Express } from 'express';
import { FILES_PATH, type HandedFiles } from '../media/handedFiles.js';

const GONE =
  'This link is no longer valid: links to files work for a week. Open the card in chat again (/me shows what is yours) and take the file from there.';

/**
 * Serves the files that were handed out under addresses that nobody can guess. Nothing in them runs, no search
 * engine keeps them and no address of theirs is passed on.
 */
export function serveFiles(app: Express, files: HandedFiles): void {
  app.get(`${FILES_PATH}/:token`, async (request, response) => {
    response.set({
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'private, max-age=3600',
    });
    const file = await files.served(String(request.params.token));
    if (!file) {
      response.status(404).type('text/plain').send(GONE);
      return;
    }
    const picture = file.mediaType.startsWith('image/');
    response.set('Content-Type', picture ? file.mediaType : `${file.mediaType}; charset=utf-8`);
    if (!picture) response.attachment(file.name);
    response.send(Buffer.from(file.content));
  });
}
