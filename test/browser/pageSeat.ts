import { inputId } from '../../adapters/adaptiveCards/submission.js';
import type { AnswerView } from '../../adapters/web/wire.js';
import type { Filled, Seat } from '../support/plays/seat.js';
import type { Player } from './player.js';

interface Input {
  readonly id: string;
  readonly label: string;
  readonly choices?: readonly { readonly title: string; readonly value: string }[];
}

/** Somebody who plays their part in the page. They share it with the others, as one newcomer does who is each in turn. */
export class PageSeat implements Seat {
  private readonly player: Player;
  private readonly personId: number;
  private readonly channel: string;
  /** The form that was opened last: plays know its fields by their names, the page by their labels. */
  private form: readonly Input[] = [];

  /** @param channel the brokering channel: 'channel:1' */
  constructor(player: Player, personId: number, channel: string) {
    this.player = player;
    this.personId = personId;
    this.channel = channel;
  }

  private get own(): string {
    return `person:${this.personId}`;
  }

  async types(text: string): Promise<void> {
    await this.stays(this.own);
    await this.answered('/web/command', () => this.player.type(`/${text}`));
  }

  async presses(label: string): Promise<void> {
    await this.stays(this.own);
    await this.answered('/web/act', () => this.player.press(label));
  }

  async pressesInChannel(label: string): Promise<void> {
    await this.stays(this.channel);
    await this.answered('/web/act', () => this.player.press(label));
  }

  async fills(values: Filled): Promise<void> {
    const { form } = this;
    const labelled = Object.entries(values).map(([name, value]) => {
      const input = form.find(each => each.id === inputId(name));
      if (!input) throw new Error(`The form asks for no ${name}: ${form.map(each => each.id).join(', ')}`);
      const choice = input.choices?.find(each => each.value === String(value));
      return [input.label, choice?.title ?? String(value)] as const;
    });
    await this.answered('/web/act', () => this.player.answer(Object.fromEntries(labelled)));
  }

  async reads(): Promise<string> {
    await this.opens(this.own);
    return (await this.player.messages.textContent()) ?? '';
  }

  /** What stands in the brokering channel, which this person sees. */
  async readsChannel(): Promise<string> {
    await this.opens(this.channel);
    return (await this.player.messages.textContent()) ?? '';
  }

  /** Is in a conversation: what was answered there stays before them when they are already. */
  private async stays(conversation: string): Promise<void> {
    const { hash } = new URL(this.player.page.url());
    if (hash !== this.hash(conversation)) await this.opens(conversation);
  }

  /** Opens a conversation, or reads it anew. */
  private async opens(conversation: string): Promise<void> {
    const { page } = this.player;
    const read = page.waitForResponse(each => each.url().includes(`conversation=${conversation}`));
    const { hash } = new URL(page.url());
    if (hash === this.hash(conversation)) await page.reload();
    else await page.goto(new URL(this.hash(conversation), page.url()).href);
    await read;
    await this.player.messages.locator('> *').first().waitFor();
  }

  private hash(conversation: string): string {
    return `#/${this.personId}/${conversation}`;
  }

  private async answered(path: string, act: () => Promise<void>): Promise<void> {
    const waiting = this.player.page.waitForResponse(each => new URL(each.url()).pathname === path);
    await act();
    const answer = (await (await waiting).json()) as AnswerView;
    this.form = answer.type === 'form' ? (answer.card.body as unknown as Input[]).filter(isInput) : [];
  }
}

function isInput({ id, label }: Partial<Input>): boolean {
  return id !== undefined && label !== undefined;
}
