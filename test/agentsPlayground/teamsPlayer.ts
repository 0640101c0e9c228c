import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How long to wait for what should be there, in ms: several clients and a browser share the machine. */
const PATIENCE_MS = 60_000;

/** What the buttons that send a form are called. */
const SENDS =
  /^(Send|Send the link|Propose|Keep|Record|Open the cycle|We take part|Note it|The team can read it|Name them|Book it|Write it down|The follow-up is done)$/;

/** How long an unfolded question is looked for, in ms, and how often it is unfolded. */
const FOLDED_MS = 5_000;
const ATTEMPTS = 4;

const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

/** What stands above the client's calendar. */
const MONTH_AND_YEAR = /^[A-Z][a-z]+ 20\d\d$/;

/** Further than any date of a story is away. */
const MOST_MONTHS = 24;

/**
 * Keeps what every message of the open conversation has said since it was last emptied. What is answered to a click
 * gives way to the posted card as soon as that is brought up to date, which may be a moment later. Runs in the page.
 */
const KEEP_SAYING = `(() => {
  window.said = new Set();
  const look = () => {
    for (const each of document.querySelectorAll('.ac-adaptiveCard, [data-tid="chat-pane-message"]'))
      window.said.add(each.textContent);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  look();
})()`;

/** Somebody at Microsoft's client, who does what a person sees and presses there. */
export class TeamsPlayer {
  readonly page: Page;
  /** Who it is. */
  readonly name: string;

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
    page.setDefaultTimeout(PATIENCE_MS);
  }

  /** Opens a conversation of the list: 'Personal Chat', 'brokering'. */
  async open(conversation: string): Promise<void> {
    await this.page.getByRole('treeitem', { name: conversation }).first().click();
  }

  /** Types a message and sends it. */
  async type(text: string): Promise<void> {
    await this.box.click();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Posts in the open channel: to the bot, whose name is chosen from the list that @ opens. */
  async mention(text: string): Promise<void> {
    await this.box.click();
    await this.page.keyboard.type('@Con');
    await this.page.getByRole('menuitem', { name: 'Convenor' }).click();
    await this.page.keyboard.type(` ${text}`);
    await this.page.getByRole('button', { name: 'Post', exact: true }).click();
  }

  private get box(): Locator {
    return this.page.locator('[data-lexical-editor=true]').first();
  }

  /** The newest button of that name. */
  button(name: string | RegExp): Locator {
    return this.page.locator('.ac-adaptiveCard').getByRole('button', { name, exact: true }).last();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.forgets();
    await this.button(name).click();
  }

  /**
   * Presses a button that asks once more, and says yes. A card that is brought up to date meanwhile folds its question
   * up again: then it is asked again, as a person would.
   */
  async confirm(name: string): Promise<void> {
    const yes = this.button(new RegExp(`^Yes, ${name}$`, 'i'));
    for (let attempt = 1; ; attempt++) {
      try {
        if (!(await yes.isVisible())) await this.press(name);
        await this.forgets();
        await yes.click({ timeout: FOLDED_MS });
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** Presses the first of several alike on the newest card that has one: the best of a list. */
  async pressFirst(name: RegExp): Promise<void> {
    const cards = this.page.locator('.ac-adaptiveCard');
    const card = cards.filter({ has: this.page.getByRole('button', { name }) }).last();
    await this.forgets();
    await card.getByRole('button', { name }).first().click();
  }

  /** Presses what a gathered message, or a list, has under a title. */
  async pressUnder(title: string, name: string): Promise<void> {
    const button = this.page.getByRole('button', { name, exact: true });
    const part = this.page.locator('.ac-container').filter({ hasText: title, has: button }).last();
    await this.forgets();
    await part.getByRole('button', { name, exact: true }).first().click();
  }

  /** Types a command and waits until its card stands there. */
  async ask(command: string): Promise<void> {
    const cards = this.page.locator('.ac-adaptiveCard');
    const before = await cards.count();
    await this.type(command);
    await expect.poll(() => cards.count(), { timeout: PATIENCE_MS }).toBeGreaterThan(before);
  }

  /** Answers the fields of the newest form by their labels, and sends it. */
  async answer(fields: Readonly<Record<string, string>>): Promise<void> {
    const form = this.page
      .locator('.ac-adaptiveCard')
      .filter({ has: this.page.getByRole('button', { name: SENDS }) })
      .last();
    await form.waitFor();
    for (const [label, value] of Object.entries(fields)) {
      const field = form.getByLabel(label).first();
      if (ISO_DATE.test(value)) await this.pick(field, value);
      else if ((await field.getAttribute('role')) === 'combobox') {
        await field.click();
        // A person is chosen by name; their post and school stand behind it.
        await this.page
          .getByRole('option', { name: new RegExp(`^${value}(,|$)`) })
          .first()
          .click();
      } else if ((await field.getAttribute('role')) === 'radiogroup') await form.getByText(value).click();
      else if ((await field.getAttribute('type')) === 'checkbox') await field.check();
      else await field.fill(value);
    }
    await this.forgets();
    await form.getByRole('button', { name: SENDS }).click();
  }

  /** Chooses a day in the calendar that opens under a field. */
  private async pick(field: Locator, date: string): Promise<void> {
    const wanted = new Date(`${date}T12:00:00Z`);
    const month = wanted.toLocaleDateString('en-US', { month: 'long', timeZone: 'UTC' });
    await field.click();
    const shown = this.page.getByText(MONTH_AND_YEAR).last();
    for (let moves = 0; moves < MOST_MONTHS; moves++) {
      const now = (await shown.textContent()) ?? '';
      if (now === `${month} ${wanted.getUTCFullYear()}`) break;
      const back = new Date(`1 ${now} 12:00 UTC`) > wanted;
      await this.page.getByRole('button', { name: back ? /previous month/i : /next month/i }).click();
    }
    const day = `${wanted.getUTCDate()}, ${month}, ${wanted.getUTCFullYear()}`;
    await this.page
      .getByRole('button', { name: day })
      .or(this.page.getByRole('gridcell', { name: day }))
      .first()
      .click();
  }

  /** Begins to keep what is said; to be called once. */
  async watches(): Promise<void> {
    await this.page.evaluate(KEEP_SAYING);
  }

  private async forgets(): Promise<void> {
    await this.page.evaluate('window.said.clear()');
  }

  /** Waits until the open conversation says something, or has since the last press, if only for a moment. */
  async sees(text: string | RegExp): Promise<void> {
    const visible = this.page.getByText(text).last();
    const said = async () => {
      if (await visible.isVisible()) return true;
      const all = await this.page.evaluate<string[]>('[...window.said]');
      return all.some(each => (typeof text === 'string' ? each.includes(text) : text.test(each)));
    };
    await expect.poll(said, { timeout: PATIENCE_MS, message: `to see ${text}` }).toBe(true);
  }

  /** Waits until the open conversation says something on one of its cards, and returns what matched. */
  async says(text: RegExp): Promise<RegExpExecArray> {
    await expect.poll(() => this.said(), { timeout: PATIENCE_MS }).toMatch(text);
    return text.exec(await this.said()) as RegExpExecArray;
  }

  /** What the open conversation says now. */
  async said(): Promise<string> {
    return (
      await this.page.locator('.ac-adaptiveCard, [data-tid="chat-pane-message"]').allTextContents()
    ).join('\n');
  }
}
