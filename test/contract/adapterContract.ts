import { describe, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.js';
import { allActions } from '../../src/chat/card.js';
import type { EntityRef } from '../../src/chat/entityRef.js';
import type { Form, FormValues } from '../../src/chat/form.js';
import type { Address, Outcome } from '../../src/delivery/platform.js';
import {
  BAD_LINKS,
  CALENDAR_FILE,
  CARDS,
  everyField,
  everyFieldEntered,
  everything,
  FORMS,
  GOOD_LINKS,
  LINKS,
  LONGEST_NAME,
  SCHOOLS,
} from './samples.js';

/** What a button or form sends, as the adapter reads it. */
export interface Sent {
  readonly verb: string;
  readonly entity?: EntityRef;
  readonly values?: FormValues;
}

/** Whether drawings and files of a card were handed over, as on a platform that takes them. */
export type Found = 'nothing found' | 'everything found';

/** An adapter, as far as every adapter has to do the same. Payloads are its own. */
export interface AdapterUnderTest {
  readonly name: string;
  /** A card as it is posted; when it is too long for one message, every further part too. */
  cards(card: Card, found?: Found): readonly unknown[];
  form(form: Form, again?: { errors: Readonly<Record<string, string>>; typed: FormValues }): unknown;
  /** What the platform would have against a payload, in its own words. */
  problems(payload: unknown): readonly string[];
  /** Every text that a person reads in a payload. */
  texts(payload: unknown): readonly string[];
  /** The texts in which the platform would find more than text: a mention, a link, a format. */
  live(payload: unknown): readonly string[];
  /** The addresses that a payload opens, as the platform reads them, each with the words it stands under. */
  links(payload: unknown): readonly { readonly url: string; readonly says: string }[];
  /** What each button sends back, in reading order, as the adapter reads it. */
  presses(payload: unknown): readonly (Sent | null)[];
  /** A form filled in with `entered` and sent, as the adapter reads it. */
  submit(payload: unknown, form: Form, entered: FormValues): Sent | null;
  /** What the platform may answer to a post, with the outcome it has to become. */
  readonly errors: readonly {
    readonly says: string;
    readonly expected: Outcome['type'];
    outcome(): Outcome;
  }[];
  /** An address of each kind, written to and read back as the store keeps it. */
  addresses?(): Promise<readonly { readonly written: Address; readonly read: Address }[]>;
}

/** The tests that every adapter passes. */
export function adapterContract(adapter: AdapterUnderTest): void {
  describe(`the contract, on ${adapter.name}`, () => {
    test.each(Object.entries(CARDS))('the platform takes a card with %s', (_, card) => {
      const payloads = adapter.cards(card);
      expect(payloads.length).toBeGreaterThan(0);
      for (const payload of payloads) expect(adapter.problems(payload)).toEqual([]);
    });

    test.each(Object.entries(FORMS))('the platform takes a form with %s', (_, form) => {
      expect(adapter.problems(adapter.form(form))).toEqual([]);
    });

    test('a form that was wrong says so, and keeps what was typed', () => {
      const errors = { days: 'Give the days in halves.', form: 'Somebody else was faster.' };
      const payload = adapter.form(everyField, { errors, typed: { ...everyFieldEntered, name: 'As typed' } });
      expect(adapter.problems(payload)).toEqual([]);
      const said = JSON.stringify(payload);
      for (const each of [...Object.values(errors), 'As typed']) expect(said).toContain(each);
    });

    test('all that a card says can be read, a name of 96 characters in full', () => {
      const said = adapter.cards(everything).flatMap(adapter.texts).join('\n');
      for (const each of [
        everything.title,
        'Waiting for the home head',
        'Second line.',
        LONGEST_NAME,
        'three',
        'Ruislip High',
        'Map of the cluster',
        'Reports received',
        'Candidate two',
      ]) {
        expect(said).toContain(each);
      }
      expect(said).toMatch(/3 of 8/);
    });

    test('a drawing is shown and a file is offered where the platform takes them; else there are words', () => {
      const shown = adapter.cards(everything, 'everything found');
      for (const payload of shown) expect(adapter.problems(payload)).toEqual([]);
      const all = JSON.stringify(shown);
      expect(all).toContain('A line that rises from 2 to 8');
      expect(all).toContain(CALENDAR_FILE.name);
      expect(all).not.toContain('VCALENDAR');
      expect(all).toContain('CHART-FOUND');
      const words = adapter.cards(everything, 'nothing found');
      const said = words.flatMap(adapter.texts).join('\n');
      for (const each of ['[A line that rises from 2 to 8]', CALENDAR_FILE.name, 'BEGIN:VCALENDAR'])
        expect(said).toContain(each);
      expect(JSON.stringify(words)).not.toContain('CHART-FOUND');
    });

    test('of five hundred schools none is left out, and each has its button', () => {
      const card = CARDS['five hundred schools'];
      if (!card) throw new Error('the sample is gone');
      const payloads = adapter.cards(card);
      const said = payloads.flatMap(adapter.texts).join('\n');
      const missing = SCHOOLS.filter(school => !said.includes(school.label));
      expect(missing).toEqual([]);
      const opened = payloads
        .flatMap(adapter.presses)
        .flatMap(each => (each?.verb === 'review.open' ? each.entity?.id : []));
      expect(new Set(opened)).toEqual(new Set(SCHOOLS.map(school => Number(school.value))));
    });

    test('text is data: nothing that was written becomes a mention, a link or markup', () => {
      const payloads = [
        ...Object.values(CARDS).flatMap(card => adapter.cards(card)),
        ...Object.values(FORMS).map(form => adapter.form(form)),
      ];
      for (const payload of payloads) {
        expect(adapter.live(payload)).toEqual([]);
        for (const hidden of ['\\u0007', '\u202E']) expect(JSON.stringify(payload)).not.toContain(hidden);
      }
    });

    test('a link opens the web alone and says which site; nothing else that was written becomes one', () => {
      const payloads = adapter.cards(LINKS);
      for (const payload of payloads) expect(adapter.problems(payload)).toEqual([]);
      const links = payloads.flatMap(adapter.links);
      expect(links.map(each => each.url)).toEqual(Object.values(GOOD_LINKS));
      for (const { url, says } of links) expect(says).toContain(new URL(url).host);
      const said = payloads.flatMap(adapter.texts).join('\n');
      for (const bad of BAD_LINKS) expect(said).toContain(bad);
      for (const hidden of ['\\u0007', '\u202E']) expect(JSON.stringify(payloads)).not.toContain(hidden);
    });

    test('a button sends its verb, its own entity or the card’s, and its values', () => {
      const expected = allActions(everything).map(({ verb, entity, values }) => ({
        verb,
        entity: entity ?? everything.entity,
        ...(values && { values }),
      }));
      const pressed = adapter.cards(everything).flatMap(adapter.presses);
      expect(pressed.map(each => ({ ...each, values: nonEmpty(each?.values) }))).toEqual(
        expected.map(each => ({ ...each, values: nonEmpty(each.values) })),
      );
    });

    test('a form sends every field as the core reads it, beside its fixed values', () => {
      const sent = adapter.submit(adapter.form(everyField), everyField, everyFieldEntered);
      expect(sent).toMatchObject({ verb: everyField.verb, entity: everyField.entity });
      expect(sent?.values).toEqual({ candidate: '5', ...everyFieldEntered });
    });

    test('a form left empty sends nothing that could be taken for an answer', () => {
      const sent = adapter.submit(adapter.form(everyField), everyField, {});
      const answered = Object.entries(sent?.values ?? {}).filter(
        ([, value]) =>
          value !== '' && value !== null && value !== undefined && value !== false && String(value) !== '',
      );
      expect(answered).toEqual([['candidate', '5']]);
    });

    if (adapter.errors.length > 0) {
      test.each(adapter.errors)('$says is $expected', ({ expected, outcome }) => {
        const became = outcome();
        expect(became.type).toBe(expected);
        // A coordinator reads it: a sentence, with something to do.
        if (became.type !== 'sent') expect(became.reason).toMatch(/^[A-Z].+\.$/s);
      });
    }

    if (adapter.addresses) {
      test('an address comes back from the store as it was written', async () => {
        const all = (await adapter.addresses?.()) ?? [];
        expect(all.length).toBeGreaterThan(0);
        for (const { written, read } of all) expect(read).toEqual(written);
      });
    }
  });
}

function nonEmpty(values: FormValues | undefined): FormValues | undefined {
  return values && Object.keys(values).length > 0 ? values : undefined;
}
