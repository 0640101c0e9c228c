import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPage } from '../../../scripts/buildPage.mjs';
import { done, refused } from '../../../src/chat/answer.js';
import type { Card } from '../../../src/chat/card.js';
import type { Form } from '../../../src/chat/form.js';
import type { PostedRef } from '../../../src/delivery/platform.js';
import type { Store } from '../../../src/store/open.js';
import { type Browser, findChromium, type Look, startBrowser } from '../../browser/chromium.js';
import { withDatabase } from '../../fakes/database.js';
import {
  type Cast,
  channelAddress,
  openPlayground,
  type Playground,
  type PlaygroundOptions,
  personAddress,
  StoppedClock,
  seedCast,
} from './playground.js';

/** A folder for pictures of the page, to look at; none are taken without. */
const PICTURES = process.env.CONVENOR_PICTURES;

const REQUEST: Card = {
  entity: { kind: 'support', id: 7, version: 3 },
  title: 'Support request SR-2026-007',
  status: { text: 'Waiting for a coordinator', tone: 'warning' },
  body: [
    { type: 'text', text: 'A primary school in the north of the borough asks for help with early reading.' },
    {
      type: 'facts',
      facts: [
        { label: 'Area', value: 'Phonics and early reading' },
        { label: 'When', value: 'From January 2027, one day a week' },
        { label: 'Asked', value: 'Thu 12 Nov 2026' },
      ],
    },
    { type: 'progress', label: 'Candidates asked', done: 1, of: 3 },
    {
      type: 'table',
      columns: ['Candidate', 'Distance', 'Days left'],
      rows: [
        ['Candidate one', '2.4 km', '9'],
        ['Candidate two', '5.1 km', '4'],
      ],
    },
  ],
  actions: [
    { verb: 'support.claim', label: 'Claim', style: 'primary' },
    { verb: 'support.candidates', label: 'Show candidates' },
    {
      verb: 'support.withdraw',
      label: 'Withdraw',
      style: 'danger',
      confirm: 'This closes the request for everybody. It cannot be opened again.',
    },
  ],
};

const CLAIMED: Card = {
  ...REQUEST,
  status: { text: 'Claimed by Colin Example-Coordinator', tone: 'good' },
  actions: [],
};

const FORM: Form = {
  verb: 'support.ask',
  title: 'Ask for support',
  intro: 'A coordinator reads this. Write roles, not names.',
  submitLabel: 'Send to the coordinator',
  fields: [
    {
      name: 'area',
      type: 'select',
      label: 'Area',
      required: true,
      options: [
        { value: 'phonics', label: 'Phonics and early reading' },
        { value: 'maths', label: 'Mathematics' },
      ],
    },
    {
      name: 'need',
      type: 'text',
      label: 'What is needed?',
      hint: 'One sentence that a colleague would understand.',
      required: true,
      multiline: true,
      maxLength: 600,
    },
    {
      name: 'school',
      type: 'select',
      label: 'For which school',
      required: true,
      options: Array.from({ length: 60 }, (_, index) => ({
        value: String(index),
        label: `Primary School ${index}`,
      })),
    },
    { name: 'days', type: 'number', label: 'Days', required: false, min: 0.5, max: 20 },
    { name: 'from', type: 'date', label: 'From', required: false, min: '2026-11-12' },
    {
      name: 'phase',
      type: 'select',
      label: 'Phase',
      required: true,
      style: 'radio',
      options: [
        { value: 'p', label: 'Primary' },
        { value: 's', label: 'Secondary' },
      ],
      initial: 'p',
    },
    {
      name: 'week',
      type: 'multiSelect',
      label: 'Days that suit',
      required: false,
      options: ['Monday', 'Tuesday', 'Wednesday'].map(label => ({ value: label, label })),
    },
    { name: 'agreed', type: 'toggle', label: 'Our governors know of this', required: false },
  ],
};

describe.skipIf(findChromium() === undefined && !process.env.CI)('the page in a browser', () => {
  let browser: Browser;
  let pageFolder: string;
  let store: Store;
  let cast: Cast;
  let playground: Playground;
  let machine: StoppedClock;

  beforeAll(async () => {
    pageFolder = mkdtempSync(path.join(os.tmpdir(), 'convenor-page-'));
    await buildPage(pageFolder);
    browser = await startBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(pageFolder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    const database = await withDatabase('sqlite');
    store = await database.open();
    cast = await seedCast(store);
    machine = new StoppedClock();
    playground = await openPlayground(options());
    return async () => {
      await playground.stop();
      await database.drop();
    };
  });

  function options(): PlaygroundOptions {
    return {
      store,
      cast,
      pageFolder,
      machine,
      stories: [
        {
          title: 'A head asks for support',
          says: 'From a need to a leader who comes.',
          steps: [
            { personId: cast.head, does: 'Ask for support with /support.', types: '/support' },
            {
              personId: cast.coordinator,
              channelId: cast.brokering,
              does: 'Claim the request in #brokering.',
            },
            { personId: cast.leader, does: 'Say yes to the approach.' },
          ],
        },
        {
          title: 'Schools review each other',
          says: 'A cycle of peer reviews, from the invitation to the follow-up.',
          steps: [
            { personId: cast.coordinator, does: 'Open a cycle with /review.' },
            { personId: cast.head, does: 'Opt in, with the dates that are impossible.' },
          ],
        },
      ],
    };
  }

  const open = (look?: Look, where = ''): Promise<Page> => browser.open(playground.url + where, look);
  const asHead = () => `#/${cast.head}/person:${cast.head}`;
  const inBrokering = () => `#/${cast.coordinator}/channel:${cast.brokering}`;

  async function postRequest(card = REQUEST): Promise<PostedRef> {
    const outcome = await playground.adapter.deliver(channelAddress(cast.brokering), {
      deliveryKey: 'support:7:new',
      text: 'A new request for support. Claim it until Mon 16 Nov.',
      card,
    });
    if (outcome.type !== 'sent') throw new Error('not posted');
    return outcome.posted;
  }

  const focused = (page: Page) => page.evaluate<string>('document.activeElement.id');

  async function picture(page: Page, name: string): Promise<void> {
    if (!PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
  }

  test('stories lead to the right person with the command ready; the keyboard is enough', async () => {
    const page = await open();
    await page.getByRole('heading', { name: 'A head asks for support' }).waitFor();
    await picture(page, 'welcome-light');
    await page.getByRole('button', { name: 'Be Ada Example-Head' }).first().press('Enter');
    const composer = page.getByRole('combobox', { name: 'Write a command to Convenor' });
    await expect.poll(() => composer.inputValue()).toBe('/support');
    await composer.press('Enter');
    await page.getByText('Done.').waitFor();
    expect(playground.heard).toMatchObject([
      { type: 'command', text: '/support', personId: cast.head, platform: 'web' },
    ]);
    await composer.fill('/');
    const offers = page.getByRole('option');
    await expect.poll(() => offers.count()).toBe(3);
    await composer.press('ArrowDown');
    await composer.press('ArrowDown');
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/support list ');
    await page.close();
  });

  test('a pressed button: the answer is private, the posted card changes for everybody, the second click is refused', async () => {
    const posted = await postRequest();
    const page = await open({}, inBrokering());
    const onlooker = await open({}, inBrokering());
    const claim = (at: Page) => at.getByRole('button', { name: 'Claim' });
    await claim(page).waitFor();
    await claim(onlooker).waitFor();
    playground.answer = () => done('You have claimed SR-2026-007.');
    await claim(page).click();
    await page.getByText('You have claimed SR-2026-007.').waitFor();
    await page.getByText('Only you can see this').waitFor();
    playground.answer = () => refused('SR-2026-007 has been claimed already. Nothing was changed.');
    await claim(onlooker).click();
    await onlooker.getByText('has been claimed already').waitFor();
    expect(await onlooker.getByText('You have claimed').count()).toBe(0);

    await playground.adapter.update(posted, channelAddress(cast.brokering), {
      deliveryKey: 'support:7:new',
      text: 'A new request for support.',
      card: CLAIMED,
    });
    for (const each of [page, onlooker]) {
      await each.getByText('Claimed by Colin Example-Coordinator').waitFor();
      expect(await claim(each).count()).toBe(0);
    }
    expect(playground.heard).toHaveLength(2);
    expect(playground.heard[0]).toMatchObject({
      verb: 'support.claim',
      entity: { kind: 'support', id: 7, version: 3 },
      personId: cast.coordinator,
    });
    await page.close();
    await onlooker.close();
  });

  test('the card of an answer gives way to the same card posted; its sentence stays', async () => {
    playground.answer = () => done('Your request is SR-2026-007.', REQUEST);
    const page = await open({}, asHead());
    const asked = page.getByRole('combobox', { name: 'Write a command to Convenor' });
    await asked.fill('/support');
    await asked.press('Enter');
    await page.getByText('Your request is SR-2026-007.').waitFor();
    expect(await page.getByRole('button', { name: 'Claim' }).count()).toBe(1);
    await playground.adapter.deliver(personAddress(cast.head), {
      deliveryKey: 'support:7:asked',
      text: 'Your request has arrived.',
      card: REQUEST,
    });
    await page.getByText('Your request has arrived.').waitFor();
    expect(await page.getByRole('button', { name: 'Claim' }).count()).toBe(1);
    expect(await page.getByText('Your request is SR-2026-007.').count()).toBe(1);
    await page.close();
  });

  test('what cannot be taken back is asked first', async () => {
    await postRequest();
    const page = await open({}, inBrokering());
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page.getByText('This closes the request for everybody.').waitFor();
    await picture(page, 'confirm-light');
    expect(playground.heard).toEqual([]);
    await page.getByRole('button', { name: 'Yes, withdraw' }).click();
    await page.getByText('Done.').waitFor();
    expect(playground.heard).toMatchObject([{ verb: 'support.withdraw' }]);
    await page.close();
  });

  test('a form: errors of the card and of the server at their fields, then it is sent and closed', async () => {
    playground.answer = interaction =>
      interaction.type === 'command'
        ? { type: 'form', form: FORM }
        : { type: 'fieldErrors', form: FORM, errors: { need: 'Write at least ten words.' } };
    const page = await open({}, asHead());
    await page.getByRole('combobox', { name: 'Write a command to Convenor' }).fill('/support');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Ask for support' });
    await dialog.waitFor();
    await picture(page, 'form-light');
    const submit = dialog.getByRole('button', { name: 'Send to the coordinator' });
    await submit.click();
    await dialog.getByText('Choose one of the list.').first().waitFor();
    await dialog.getByText('Please fill this in.').waitFor();
    expect(playground.heard).toHaveLength(1);

    await dialog.getByLabel('Area').selectOption('phonics');
    await dialog.getByLabel('What is needed?').fill('Help');
    await dialog.getByRole('combobox', { name: 'For which school' }).fill('Primary School 17');
    await dialog.getByRole('radio', { name: 'Secondary' }).check();
    await dialog.getByRole('checkbox', { name: 'Tuesday' }).check();
    await submit.click();
    await dialog.getByText('Write at least ten words.').waitFor();
    await picture(page, 'form-errors-light');
    const need = dialog.getByLabel('What is needed?');
    expect(await need.inputValue()).toBe('Help');
    expect(await need.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => focused(page)).toBe(await need.getAttribute('id'));
    expect(await dialog.getByRole('radio', { name: 'Secondary' }).isChecked()).toBe(true);

    playground.answer = () => done('Your request is with the coordinator.');
    await need.fill('Help with early reading in Year 1, from January please.');
    await submit.click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Your request is with the coordinator.').waitFor();
    expect(playground.heard.at(-1)).toMatchObject({
      verb: 'support.ask',
      submitted: true,
      values: { area: 'phonics', school: '17', phase: 's', week: ['Tuesday'], agreed: false },
    });
    await page.close();
  });

  test('a list that was asked for is for the asker; what is pressed in it takes its place', async () => {
    const list: Card = {
      title: 'Your requests',
      body: [
        {
          type: 'section',
          title: 'SR-2026-007',
          body: [{ type: 'text', text: 'Waiting for a coordinator' }],
          actions: [{ verb: 'support.open', label: 'Open', entity: { kind: 'support', id: 7 } }],
        },
      ],
      actions: [],
    };
    playground.answer = interaction => ({
      type: 'card',
      card: interaction.type === 'command' ? list : REQUEST,
    });
    const page = await open({}, asHead());
    await page.getByRole('combobox', { name: 'Write a command to Convenor' }).fill('/support list');
    await page.keyboard.press('Enter');
    await page.getByText('Your requests').waitFor();
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Support request SR-2026-007' }).waitFor();
    expect(await page.getByText('Your requests').count()).toBe(0);
    await picture(page, 'asides-light');
    await page.close();
  });

  test('who types before the messages have come keeps the focus, and Enter sends', async () => {
    playground.answer = () => done('Said.');
    const page = await open();
    let release = (): void => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    await page.route('**/web/messages?*', async route => {
      await held;
      await route.continue();
    });
    await page.goto(playground.url + asHead());
    await page.getByRole('combobox', { name: 'Write a command to Convenor' }).fill('/support');
    release();
    await page.getByText('Convenor and you').waitFor();
    // The place is read out a moment after it is there: only then could the focus have gone astray.
    await expect.poll(() => page.getByRole('log').getAttribute('aria-live')).toBe('polite');
    expect(await focused(page)).toBe('composer-input');
    await page.keyboard.press('Enter');
    await page.getByText('Said.').waitFor();
    await page.close();
  });

  test('Escape closes a form and the focus is back where it was', async () => {
    playground.answer = () => ({ type: 'form', form: FORM });
    const page = await open({}, asHead());
    const composer = page.getByRole('combobox', { name: 'Write a command to Convenor' });
    await composer.fill('/support');
    await composer.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => focused(page)).toBe('composer-input');
    await page.close();
  });

  test('messages come while one looks, unread marks elsewhere; time moves on in front of one', async () => {
    const page = await open({}, `#/${cast.coordinator}/person:${cast.coordinator}`);
    await page.getByRole('heading', { name: 'Convenor and you' }).waitFor();
    await postRequest();
    await page.getByRole('button', { name: /brokering.*1 unread/ }).waitFor();
    playground.agenda.add(new Date('2026-11-13T09:00:00Z'), async () => {
      await playground.adapter.deliver(personAddress(cast.coordinator), {
        deliveryKey: 'reminder',
        text: 'A reminder: SR-2026-007 waits for you since Thu 12 Nov.',
        card: REQUEST,
      });
    });
    playground.waiting = [
      {
        personId: cast.coordinator,
        reference: 'SR-2026-007',
        title: 'Support request',
        says: 'Waiting for a coordinator to claim it.',
        since: new Date('2026-11-12T09:30:00Z'),
        dueAt: new Date('2026-11-13T08:00:00Z'),
      },
    ];
    await page.getByRole('button', { name: 'Next reminder' }).click();
    await page.getByText('A reminder: SR-2026-007').first().waitFor();
    await page.getByText('Friday 13 November 2026').first().waitFor();
    await page.getByText('overdue since').waitFor();
    await page.getByText('1 message: to Colin Example-Coordinator.').waitFor();
    await picture(page, 'coordinator-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await picture(page, 'coordinator-dark');
    await page.close();
  });

  test('after the server was killed and started again the page is back by itself, with exactly what there is', async () => {
    const posted = await postRequest();
    const page = await open({}, inBrokering());
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    const port = Number(new URL(playground.url).port);
    await playground.stop();
    await page.getByText('Convenor cannot be reached.').waitFor();
    // Pressed while nobody answers: it is sent again, under the same key, until somebody does.
    await page.getByRole('button', { name: 'Show candidates' }).click();
    playground = await openPlayground({ ...options(), port });
    playground.answer = () => done('Here they are.');
    await playground.adapter.update(posted, channelAddress(cast.brokering), {
      deliveryKey: 'support:7:new',
      text: 'A new request for support.',
      card: CLAIMED,
    });
    await page.getByText('Claimed by Colin Example-Coordinator').waitFor();
    await page.getByText('Here they are.').waitFor();
    await page.getByText('Convenor cannot be reached.').waitFor({ state: 'hidden' });
    expect(await page.getByRole('button', { name: 'Claim' }).count()).toBe(0);
    await postRequestAgain();
    await page.getByText('And another.').waitFor();
    await page.close();

    async function postRequestAgain(): Promise<void> {
      await playground.adapter.deliver(channelAddress(cast.brokering), {
        deliveryKey: 'another',
        text: 'And another.',
        card: REQUEST,
      });
    }
  });

  test('on a telephone the parts are tabs, and nothing is wider than the screen', async () => {
    await postRequest();
    const page = await open({ width: 390, height: 844, colours: 'dark' }, inBrokering());
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    await picture(page, 'phone-dark');
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    expect(await width()).toBeLessThanOrEqual(390);
    expect(await page.getByRole('button', { name: 'Next reminder' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Time' }).click();
    await page.getByRole('button', { name: 'Next reminder' }).waitFor();
    expect(await width()).toBeLessThanOrEqual(390);
    await picture(page, 'phone-time-dark');
    await page.getByRole('button', { name: 'Chats' }).click();
    await page.getByRole('button', { name: 'Stories to try' }).click();
    await page.getByRole('heading', { name: 'A head asks for support' }).waitFor();
    await picture(page, 'phone-welcome-dark');
    expect(await width()).toBeLessThanOrEqual(390);
    await page.close();
  });

  test('the page asks no other machine for anything and breaks none of its own rules', async () => {
    await postRequest();
    const page = await open({}, inBrokering());
    await page.getByRole('button', { name: 'Claim' }).waitFor();
    await page.close();
    expect(browser.strangers).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });
});
