import type { CommandView } from '../wire.js';
import { button, h } from './dom.js';

/** Offers shown at once. */
const MOST_OFFERS = 8;

/** Where one types: a line with the commands that fit what stands in it (a combobox, as WAI-ARIA describes it). */
export class Composer {
  readonly element: HTMLElement;
  private readonly input = h('input', {
    id: 'composer-input',
    type: 'text',
    autocomplete: 'off',
    placeholder: 'Type / for what you can do',
    attributes: {
      role: 'combobox',
      'aria-label': 'Write a command to Convenor',
      'aria-expanded': 'false',
      'aria-controls': 'composer-offers',
      'aria-autocomplete': 'list',
      enterkeyhint: 'send',
      maxlength: '2000',
      autocapitalize: 'none',
      spellcheck: 'false',
    },
  });
  private readonly offers = h('ul', {
    id: 'composer-offers',
    class: 'offers',
    hidden: true,
    attributes: { role: 'listbox', 'aria-label': 'Commands' },
  });
  private readonly sendButton: HTMLButtonElement;
  private readonly send: (text: string) => Promise<void>;
  private commands: readonly CommandView[] = [];
  private fitting: readonly CommandView[] = [];
  private active = -1;

  constructor(send: (text: string) => Promise<void>) {
    this.send = send;
    this.sendButton = button('Send', () => void this.submit(), { class: 'primary' });
    this.element = h('div', { class: 'composer' }, this.offers, this.input, this.sendButton);
    this.input.addEventListener('input', () => this.offer());
    this.input.addEventListener('focus', () => this.offer());
    this.input.addEventListener('blur', () => this.close());
    this.input.addEventListener('keydown', event => this.onKey(event));
  }

  setCommands(commands: readonly CommandView[]): void {
    this.commands = commands;
  }

  /** Puts a command in place, ready to be sent. */
  prepare(text: string): void {
    this.input.value = text;
    this.input.focus();
    this.close();
  }

  private onKey(event: KeyboardEvent): void {
    const open = !this.offers.hidden;
    if (event.key === 'ArrowDown' && open) this.move(1);
    else if (event.key === 'ArrowUp' && open) this.move(-1);
    else if (event.key === 'Escape' && open) this.close();
    else if (event.key === 'Tab' && open && this.active >= 0 && !event.shiftKey) this.take(this.active);
    else if (event.key === 'Enter') {
      if (open && this.active >= 0) this.take(this.active);
      else void this.submit();
    } else return;
    event.preventDefault();
  }

  private offer(): void {
    const text = this.input.value.trimStart().toLowerCase();
    this.fitting = text.startsWith('/')
      ? this.commands
          .filter(command => command.text.startsWith(text.trimEnd()) && command.text !== text.trimEnd())
          .slice(0, MOST_OFFERS)
      : [];
    this.active = -1;
    this.offers.replaceChildren(
      ...this.fitting.map((command, index) => {
        const offer = h(
          'li',
          { id: `offer-${index}`, attributes: { role: 'option', 'aria-selected': 'false' } },
          h('b', {}, command.usage ? `${command.text} ${command.usage}` : command.text),
          h('span', {}, command.says),
        );
        // Before the field loses the focus, and without taking it.
        offer.addEventListener('mousedown', event => {
          event.preventDefault();
          this.take(index);
        });
        return offer;
      }),
    );
    this.offers.hidden = this.fitting.length === 0;
    this.input.setAttribute('aria-expanded', String(!this.offers.hidden));
    this.input.removeAttribute('aria-activedescendant');
  }

  private move(by: number): void {
    const count = this.fitting.length;
    this.active = this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count;
    [...this.offers.children].forEach((offer, index) => {
      offer.setAttribute('aria-selected', String(index === this.active));
      if (index === this.active) offer.scrollIntoView({ block: 'nearest' });
    });
    this.input.setAttribute('aria-activedescendant', `offer-${this.active}`);
  }

  private take(index: number): void {
    const command = this.fitting[index];
    if (!command) return;
    this.input.value = command.usage ? `${command.text} ` : command.text;
    this.close();
  }

  private close(): void {
    this.offers.hidden = true;
    this.active = -1;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  private async submit(): Promise<void> {
    const text = this.input.value.trim();
    if (text === '' || this.sendButton.disabled) return;
    this.close();
    this.sendButton.disabled = true;
    this.input.value = '';
    try {
      await this.send(text);
    } catch {
      // Not sent: what was written is not lost. The page says why.
      this.input.value = text;
    } finally {
      this.sendButton.disabled = false;
    }
  }
}
