import type { PushedEvent } from '../wire.js';

/** Before a new connection after the browser has given one up, in ms. */
const PAUSE = 1_000;

/**
 * The connection over which the server pushes what changes. It comes back by itself after any break; `onOpen`
 * is called each time, and whoever shows something reads it anew then.
 */
export class Live {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly onOpen: () => void;
  private readonly onEvent: (event: PushedEvent) => void;
  private readonly onBreak: () => void;

  constructor(onOpen: () => void, onEvent: (event: PushedEvent) => void, onBreak: () => void) {
    this.onOpen = onOpen;
    this.onEvent = onEvent;
    this.onBreak = onBreak;
  }

  /** Connects as somebody, in place of whoever it was before. */
  connect(person: number): void {
    clearTimeout(this.timer);
    this.source?.close();
    const source = new EventSource(`/web/events?person=${person}`);
    this.source = source;
    source.onopen = () => this.onOpen();
    source.onmessage = message => this.onEvent(JSON.parse(message.data) as PushedEvent);
    source.onerror = () => {
      this.onBreak();
      // The browser tries again by itself unless the server answered something else than events.
      if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
      this.timer = setTimeout(() => this.connect(person), PAUSE);
    };
  }
}
