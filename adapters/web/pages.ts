import type { Request, Response } from 'express';
import type { PushedEvent } from './wire.js';

/** Between two signs of life to a page, in ms: shorter than the patience of anything in between. */
const HEARTBEAT = 15_000;

/** How soon a page comes back after the connection broke, in ms: a restarted server is found within a second. */
const RETRY = 400;

interface Page {
  readonly personId: number;
  readonly response: Response;
}

/**
 * The pages that look on, and what is pushed to them (server-sent events). Nothing is kept for a page that is
 * not there: whenever one connects, for the first time or again, it reads everything that it shows, and events
 * carry revisions, so that it ends up with the state whatever order they come in.
 */
export class Pages {
  private readonly pages = new Set<Page>();
  private readonly timer: NodeJS.Timeout;
  private count = 0;

  constructor() {
    this.timer = setInterval(() => this.write(null, () => true, ': alive\n\n'), HEARTBEAT);
    this.timer.unref();
  }

  /** Connects a page of somebody until it goes away. */
  connect(personId: number, request: Request, response: Response): void {
    response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
    response.flushHeaders();
    response.write(`retry: ${RETRY}\n: welcome\n\n`);
    const page = { personId, response };
    this.pages.add(page);
    request.on('close', () => this.pages.delete(page));
  }

  /** Who looks on. */
  people(): number[] {
    return [...new Set([...this.pages].map(page => page.personId))];
  }

  /** Pushes an event to the pages of those people, or to all. */
  push(event: PushedEvent, to: readonly number[] | 'all' = 'all'): void {
    const id = ++this.count;
    this.write(id, page => to === 'all' || to.includes(page.personId), `data: ${JSON.stringify(event)}\n\n`);
  }

  /** Ends every connection, so that the server can stop. */
  close(): void {
    clearInterval(this.timer);
    for (const { response } of this.pages) response.end();
    this.pages.clear();
  }

  private write(id: number | null, wanted: (page: Page) => boolean, text: string): void {
    for (const page of this.pages) {
      if (wanted(page)) page.response.write(id === null ? text : `id: ${id}\n${text}`);
    }
  }
}
