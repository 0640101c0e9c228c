import type { MessageView } from '../wire.js';
import type { Aside } from './thread.js';

/** Asides kept of one conversation; older ones go. */
const MOST_KEPT = 12;

/** What was said back to whoever looks on, by conversation. It lives as long as the page. */
export class Asides {
  private readonly byConversation = new Map<string, readonly Aside[]>();
  private count = 0;

  of(conversation: string | null): readonly Aside[] {
    return this.byConversation.get(conversation ?? '') ?? [];
  }

  add(conversation: string, aside: Omit<Aside, 'id'>): Aside {
    const added = { ...aside, id: ++this.count };
    this.byConversation.set(conversation, [...this.of(conversation), added].slice(-MOST_KEPT));
    return added;
  }

  forget(conversation: string, aside: Aside): void {
    this.byConversation.set(
      conversation,
      this.of(conversation).filter(each => each.id !== aside.id),
    );
  }

  /**
   * The card of an answer is not shown a second time once it is posted: the sentence stays. In a channel both
   * stay, because the channel's shows less.
   */
  giveWay({ conversation, entity }: MessageView): void {
    if (!entity || !conversation.startsWith('person:')) return;
    this.byConversation.set(
      conversation,
      this.of(conversation).map(aside => {
        if (aside.tone !== 'done' || aside.shown?.entity !== entity) return aside;
        const { shown: _, ...sentence } = aside;
        return sentence;
      }),
    );
  }

  clear(): void {
    this.byConversation.clear();
  }
}
