import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How often a button that asks first is pressed while its card is being brought up to date. */
const MOST_PRESSES = 5;

/** Somebody who plays a story in the page by what a person would see and press. */
export class Player {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Becomes the person who is offered for a part: 'A head', 'The coordinator'. */
  async be(part: string): Promise<void> {
    const me = this.page.locator('.me-name');
    const before = (await me.count()) > 0 ? await me.textContent() : null;
    await this.page
      .getByRole('button', { name: new RegExp(`^\\S{2}\\s*${part}|^${part}`) })
      .first()
      .click();
    // Until the name has changed, the messages are still those of the person before.
    await expect.poll(() => me.textContent()).not.toBe(before);
  }

  /** Opens a conversation of the sidebar: 'brokering', or 'Convenor' for one's own messages. */
  async open(conversation: string): Promise<void> {
    await this.page
      .locator('.sidebar')
      .getByRole('button', { name: new RegExp(conversation) })
      .first()
      .click();
  }

  /** Types a command and sends it; the answer stands there then. */
  async type(command: string): Promise<void> {
    await this.page.getByLabel('Write a command to Convenor').fill(command);
    await this.page.keyboard.press('Enter');
    // Out of reach until it is answered.
    await expect
      .poll(() => this.page.locator('.composer').getByText('Send', { exact: true }).isEnabled())
      .toBe(true);
  }

  /** Presses the newest button of that name among the messages. */
  async press(name: string): Promise<void> {
    await this.button(name).last().click();
  }

  /**
   * Presses a button that asks first, and says yes. A card that is brought up to date just then takes the question
   * away, as it should: it is pressed once more.
   */
  async pressForSure(name: string): Promise<void> {
    const yes = this.messages.getByRole('button', { name: /^Yes/ }).last();
    for (let press = 0; press < MOST_PRESSES; press++) {
      await this.press(name);
      const said = await yes.click({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
      if (said) return;
    }
    throw new Error(`"${name}" never got as far as its question.`);
  }

  button(name: string): Locator {
    return this.messages.getByRole('button', { name, exact: true });
  }

  get messages(): Locator {
    return this.page.getByRole('log');
  }

  get form(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Answers the fields of the open form by their labels, and sends it. */
  async answer(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.form.waitFor();
    for (const [label, value] of Object.entries(fields)) await this.fill(label, value);
    await this.form.locator('.dialog-body').getByRole('button').last().click();
    await this.form.waitFor({ state: 'hidden' });
  }

  private async fill(label: string, value: string): Promise<void> {
    const field = this.form.getByLabel(label).first();
    const kind = await field.evaluate(element => element.tagName);
    if (kind === 'SELECT') await field.selectOption({ label: value });
    else if (kind === 'DIV' && (await field.getByRole('radio').count()) > 0)
      await field.getByText(value).click();
    else if (kind === 'DIV') await field.locator('input').first().fill(value);
    else await field.fill(value);
  }

  /** Waits until the messages say something. */
  async sees(text: string | RegExp): Promise<void> {
    await this.messages.getByText(text).last().waitFor();
  }

  /** Waits until a link to that address can be followed. */
  async seesLink(address: string): Promise<void> {
    await this.messages
      .locator(`a[href=${JSON.stringify(address)}]`)
      .last()
      .waitFor();
  }

  /**
   * What stands in the messages now holds none of these, be it in an address. Call it after `sees`, so that they are
   * there.
   */
  async seesNothingOf(...texts: string[]): Promise<void> {
    const links = await this.messages.locator('a').evaluateAll(all => all.map(a => a.getAttribute('href')));
    const said = [await this.messages.textContent(), ...links].join('\n');
    for (const text of texts) expect(said).not.toContain(text);
  }

  /** Moves the clock on by its button: 'Next reminder', '+1 school day', '+1 week'. */
  async move(how: string): Promise<void> {
    const button = this.page
      .getByRole('group', { name: 'Move time on' })
      .getByRole('button', { name: how, exact: true });
    // It is out of reach while time is lived through: this week, or the one before it on a busy machine.
    await button.click({ timeout: 60_000 });
    await expect.poll(() => button.isEnabled(), { timeout: 60_000 }).toBe(true);
  }
}
