import type { MessageView, ShownCard } from '../wire.js';
import { drawCard } from './cards.js';
import { button, h } from './dom.js';
import { dayAndTime, longDay, timeOfDay } from './time.js';

/** Something said back to the one who acted; it lives in the page only. */
export interface Aside {
  readonly id: number;
  readonly at: Date;
  readonly tone: 'done' | 'refused' | 'info' | 'typed';
  readonly text: string;
  readonly shown?: ShownCard;
}

const TONE_WORDS: Readonly<Record<Aside['tone'], string>> = {
  done: 'Done',
  refused: 'Not done',
  info: 'Answer',
  typed: 'You wrote',
};

export interface ThreadEvents {
  /** A button of a posted card, or of a card in an aside, was pressed. */
  press(data: unknown, from: { message: MessageView } | { aside: Aside }): Promise<void>;
  dismiss(aside: Aside): void;
  earlier(): void;
}

/** The messages of one conversation, with the asides of whoever looks at it. */
export class Thread {
  readonly element: HTMLElement;
  private readonly list = h('div', {
    class: 'messages',
    attributes: { role: 'log', 'aria-label': 'Messages', 'aria-live': 'off', 'aria-relevant': 'additions' },
  });
  private readonly more: HTMLButtonElement;
  private readonly events: ThreadEvents;
  private readonly drawn = new Map<string, { revision: number; element: HTMLElement }>();

  constructor(events: ThreadEvents) {
    this.events = events;
    this.more = button('Earlier messages', () => events.earlier(), { class: 'quiet more', hidden: true });
    this.element = h('div', { class: 'thread', tabIndex: -1 }, this.more, this.list);
  }

  /** Forgets what is drawn: another conversation comes. */
  clear(): void {
    this.list.setAttribute('aria-live', 'off');
    this.drawn.clear();
    this.list.replaceChildren();
  }

  /**
   * Draws what there is, keeping every message that did not change as it stands (with what is typed in it).
   *
   * @param firstUnread the id above which a line says "New"; null for none
   */
  show(
    messages: readonly MessageView[],
    asides: readonly Aside[],
    { earlier, firstUnread }: { earlier: boolean; firstUnread: number | null },
  ): void {
    this.more.hidden = !earlier;
    const stays = this.isAtEnd();
    const wanted: HTMLElement[] = [];
    let day = '';
    const entries = [
      ...messages.map(message => ({ at: new Date(message.at), order: message.id, message, aside: null })),
      ...asides.map(aside => ({ at: aside.at, order: Number.MAX_SAFE_INTEGER, message: null, aside })),
    ].sort((a, b) => a.at.getTime() - b.at.getTime() || a.order - b.order);
    const keys = new Set<string>();
    for (const { at, message, aside } of entries) {
      if (longDay(at) !== day) {
        day = longDay(at);
        wanted.push(
          this.keep(keys, `day:${day}`, 0, () => h('h3', { class: 'day' }, h('span', {}, longDay(at)))),
        );
      }
      if (message && message.id === firstUnread)
        wanted.push(this.keep(keys, 'new', message.id, () => h('p', { class: 'new' }, h('span', {}, 'New'))));
      if (message)
        wanted.push(
          this.keep(keys, `message:${message.id}`, message.revision, () => this.drawMessage(message, at)),
        );
      if (aside)
        wanted.push(
          this.keep(keys, `aside:${aside.id}`, aside.shown ? 1 : 0, () => this.drawAside(aside, at)),
        );
    }
    for (const key of this.drawn.keys()) if (!keys.has(key)) this.drawn.delete(key);
    if (wanted.length === 0)
      wanted.push(
        h('p', { class: 'empty' }, 'Nothing has been said here yet. Type / below to see what you can do.'),
      );
    const focused = document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset.key;
    place(this.list, wanted);
    // A card that was drawn anew took the focus with it: its message keeps it, so that the keyboard stays there.
    if (focused && document.activeElement === document.body)
      this.drawn.get(focused)?.element.focus({ preventScroll: true });
    if (stays) this.toEnd();
  }

  /** From now on, what comes is read out by a screen reader; what was there before is not. */
  listen(): void {
    this.list.setAttribute('aria-live', 'polite');
  }

  /** Shows the newest. */
  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  /** Shows an aside: its end, or its beginning when it is taller than the place. */
  reveal(aside: Aside): void {
    const element = this.drawn.get(`aside:${aside.id}`)?.element;
    if (element && element.offsetHeight > this.element.clientHeight)
      element.scrollIntoView({ block: 'start' });
    else this.toEnd();
  }

  private isAtEnd(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight < 120;
  }

  private keep(keys: Set<string>, key: string, revision: number, draw: () => HTMLElement): HTMLElement {
    keys.add(key);
    const known = this.drawn.get(key);
    if (known?.revision === revision) return known.element;
    const element = draw();
    element.dataset.key = key;
    this.drawn.set(key, { revision, element });
    return element;
  }

  private drawMessage(message: MessageView, at: Date): HTMLElement {
    const busy = once();
    const card = drawCard(message.card, message.plain, data =>
      busy(element, () => this.events.press(data, { message })),
    );
    const element = h(
      'article',
      { class: 'message', tabIndex: -1, attributes: { 'aria-label': `Convenor at ${timeOfDay(at)}` } },
      h('span', { class: 'avatar bot', attributes: { 'aria-hidden': 'true' } }, 'C'),
      h(
        'div',
        { class: 'bubble' },
        h(
          'p',
          { class: 'by' },
          h('b', {}, 'Convenor'),
          ' ',
          h('time', { dateTime: message.at }, timeOfDay(at)),
        ),
        h('p', { class: 'notice' }, message.text),
        h('div', { class: 'card' }, card),
        this.drawStory(message),
      ),
    );
    return element;
  }

  /** What happened to the work since its card was posted, folded away; one that was opened stays open. */
  private drawStory({ id, story }: MessageView): HTMLElement | null {
    if (!story) return null;
    const before = this.drawn.get(`message:${id}`)?.element.querySelector<HTMLDetailsElement>('.happened');
    return h(
      'details',
      { class: 'happened', open: before?.open ?? false },
      h('summary', {}, `What has happened (${story.length})`),
      h(
        'ol',
        {},
        ...story.map(({ at, text }) =>
          h('li', {}, h('time', { dateTime: at }, dayAndTime(new Date(at))), ' ', text),
        ),
      ),
    );
  }

  private drawAside(aside: Aside, at: Date): HTMLElement {
    const busy = once();
    const { shown } = aside;
    const element = h(
      'article',
      { class: `message aside ${aside.tone}`, tabIndex: -1 },
      h(
        'div',
        { class: 'bubble' },
        h(
          'p',
          { class: 'by' },
          h('b', {}, TONE_WORDS[aside.tone]),
          ' ',
          h('time', { dateTime: at.toISOString() }, timeOfDay(at)),
          aside.tone !== 'typed' && h('span', { class: 'private' }, 'Only you can see this'),
          aside.tone !== 'typed' &&
            button('Dismiss', () => this.events.dismiss(aside), { class: 'quiet small' }),
        ),
        aside.text ? h('p', { class: 'notice' }, aside.text) : null,
        shown
          ? h(
              'div',
              { class: 'card' },
              drawCard(shown.card, shown.plain, data =>
                busy(element, () => this.events.press(data, { aside })),
              ),
            )
          : null,
      ),
    );
    return element;
  }
}

/** Runs one press at a time of one card: a double click is one act. */
function once(): (element: HTMLElement, work: () => Promise<void>) => void {
  let running = false;
  return (element, work) => {
    if (running) return;
    running = true;
    element.setAttribute('aria-busy', 'true');
    void work().finally(() => {
      running = false;
      element.removeAttribute('aria-busy');
    });
  };
}

/** Makes the children what is wanted, without moving those that stand where they should. */
function place(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
  const keep = new Set<Element>(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((child, index) => {
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
}
