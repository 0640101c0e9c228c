import type { MessagesView, MessageView, ShownCard } from '../wire.js';

/** The messages of the conversation that is looked at, oldest first: as read, and as pushed since. */
export class Messages {
  private list: readonly MessageView[] = [];
  /** Whether there are older ones than those read. */
  earlier = false;

  all(): readonly MessageView[] {
    return this.list;
  }

  clear(): void {
    this.list = [];
    this.earlier = false;
  }

  /** The newest page as the server has it, older pages as read before, and what was pushed meanwhile. */
  takeNewest({ messages, earlier }: MessagesView): void {
    const first = messages[0]?.id ?? 0;
    const last = messages.at(-1)?.id ?? 0;
    const known = new Map(this.list.map(message => [message.id, message]));
    const older = this.list.filter(message => message.id < first);
    const pushed = this.list.filter(message => message.id > last);
    const current = messages.map(message => {
      const mine = known.get(message.id);
      return mine && mine.revision > message.revision ? mine : message;
    });
    this.list = [...older, ...current, ...pushed];
    if (older.length === 0) this.earlier = earlier;
  }

  takeEarlier({ messages, earlier }: MessagesView): void {
    this.list = [...messages, ...this.list];
    this.earlier = earlier;
  }

  /**
   * Takes in a message that was pushed. Events may come late or twice: the highest revision stays.
   * @returns whether anything is new
   */
  takePushed(message: MessageView, fresh: boolean): boolean {
    const known = this.list.find(each => each.id === message.id);
    if (known) {
      if (known.revision >= message.revision) return false;
      this.list = this.list.map(each => (each.id === message.id ? message : each));
      return true;
    }
    // A change to one that was not read yet is read with it.
    if (!fresh) return false;
    this.list = [...this.list, message].sort((a, b) => a.id - b.id);
    return true;
  }

  /**
   * Shows the posted cards of a piece of work as an answer has just shown it, so that nobody presses what they
   * have used. The edit that follows, of a whole revision more, takes their place.
   * @returns whether it is posted here
   */
  takeAnswered({ entity, card, plain }: ShownCard): boolean {
    if (entity === undefined || !this.list.some(each => each.entity === entity)) return false;
    this.list = this.list.map(each =>
      each.entity === entity ? { ...each, card, plain, revision: between(each.revision) } : each,
    );
    return true;
  }
}

/** A revision after this one and before the next whole one. */
function between(revision: number): number {
  return (revision + Math.floor(revision) + 1) / 2;
}
