import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { expect, test } from 'vitest';
import type { AdaptiveCardJson } from '../../adapters/adaptiveCards/elements.js';
import { renderForm } from '../../adapters/adaptiveCards/form.js';
import { type Media, WORDS_ONLY } from '../../adapters/adaptiveCards/media.js';
import { cardPages, renderPage, TURN } from '../../adapters/adaptiveCards/pages.js';
import { byteLength, MAX_BYTES } from '../../adapters/adaptiveCards/size.js';
import { inputId, readSubmission } from '../../adapters/adaptiveCards/submission.js';
import { reopening, submitting } from '../../adapters/teams/answers.js';
import { failure } from '../../adapters/teams/outcomes.js';
import { readChannelReference, readPersonReference } from '../../adapters/teams/references.js';
import { TransportError } from '../../adapters/teams/transportError.js';
import type { Card } from '../../src/chat/card.js';
import { addressesOf, addressesOfChannel } from '../../src/network/accounts.js';
import { parserWarnings } from '../adapters/adaptiveCards/parser.js';
import { buttonsOf, linksOf, textsOf } from '../adapters/teams/teamsWorld.js';
import { withDatabase } from '../fakes/database.js';
import { type AdapterUnderTest, adapterContract, type Found } from './adapterContract.js';
import { CARDS } from './samples.js';

const NOW = new Date('2026-11-10T10:00:00Z');
const library = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof AdaptiveCards;

const FOUND: Media = {
  picture: () => 'data:image/png;base64,CHART-FOUND',
  link: () => 'https://convenor.example/files/abc',
};

function cards(card: Card, found: Found = 'nothing found'): readonly AdaptiveCardJson[] {
  const source = { text: 'me' };
  const media = found === 'nothing found' ? WORDS_ONLY : FOUND;
  return cardPages(card, media).map((_, page) => renderPage(card, page, source, media));
}

/** What is sent, as the contract compares it. */
function sent(data: unknown) {
  const submission = readSubmission(data);
  if (!submission) return null;
  const { submitted: _, ...rest } = submission;
  return rest;
}

function answered(status: number, more: { code?: string; retryAfterMs?: number } = {}) {
  const error = new TransportError({
    message: 'x',
    status,
    reached: status >= 500 ? 'maybe' : 'no',
    ...more,
  });
  const says = [String(status), more.code, more.retryAfterMs !== undefined && 'with Retry-After']
    .filter(Boolean)
    .join(' ');
  return { says, outcome: () => failure(error, NOW) };
}

function network(code: string, reached: 'no' | 'maybe') {
  return { says: code, outcome: () => failure(new TransportError({ message: 'x', code, reached }), NOW) };
}

const refused = ['MessageWritesBlocked', 'BotDisabledByAdmin', 'BotNotInConversationRoster', 'SomethingNew'];

const teams: AdapterUnderTest = {
  name: 'Teams',
  cards,
  form: (form, again) => renderForm(form, { titled: true, search: reopening(form), ...again }),
  problems(payload) {
    const json = payload as AdaptiveCardJson;
    const size = byteLength(json);
    return [...parserWarnings(json), ...(size > MAX_BYTES ? [`${size} bytes are too many`] : [])];
  },
  texts: payload => textsOf(payload).split('\n'),
  live(payload) {
    // Whatever the client would turn into a link or a format in the texts that it reads as markdown.
    const found: string[] = [];
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { type, text, fallbackText: _, ...rest } = value as Record<string, unknown>;
      if (type === 'TextBlock' && /[*_`~<>[\]]|:\/\/|\{\{/.test(String(text))) found.push(String(text));
      Object.values(rest).forEach(look);
    };
    look(payload);
    return found;
  },
  links: payload => linksOf(payload),
  presses: payload =>
    buttonsOf(payload)
      .filter(each => each.data.verb !== TURN)
      .map(each => sent(each.data)),
  submit(payload, form, entered) {
    // Filled in as a client does it: by the library's own inputs, and what they give is what is sent.
    const card = new library.AdaptiveCard();
    card.parse(structuredClone(payload), new library.SerializationContext(library.Versions.v1_5));
    const inputs = Object.fromEntries(
      card.getAllInputs().map(input => [input.id ?? '', undefined as unknown]),
    );
    for (const { name, type } of form.fields) {
      expect(inputs).toHaveProperty([inputId(name)]);
      const value = entered[name];
      inputs[inputId(name)] =
        type === 'toggle' ? String(value === true) : Array.isArray(value) ? value.join(',') : (value ?? '');
    }
    const send = buttonsOf(payload).find(each => each.data.find === undefined);
    return sent({ ...send?.data, ...inputs });
  },
  errors: [
    ...refused.map(code => ({ ...answered(403, { code }), expected: 'refused' as const })),
    { ...answered(404, { code: 'ConversationNotFound' }), expected: 'refused' },
    { ...answered(400, { code: 'MemberNotFoundInConversation' }), expected: 'refused' },
    { ...answered(413, { code: 'MessageSizeTooBig' }), expected: 'refused' },
    ...[400, 403, 404, 413].map(status => ({ ...answered(status), expected: 'refused' as const })),
    ...[401, 412, 429].map(status => ({ ...answered(status), expected: 'later' as const })),
    { ...answered(429, { retryAfterMs: 30_000 }), expected: 'later' },
    { ...answered(503, { retryAfterMs: 30_000 }), expected: 'later' },
    ...[500, 502, 503, 504].map(status => ({ ...answered(status), expected: 'unknown' as const })),
    { ...network('ECONNREFUSED', 'no'), expected: 'later' },
    { ...network('NoToken', 'no'), expected: 'later' },
    { ...network('ServiceUrlNotAllowed', 'no'), expected: 'refused' },
    { ...network('ECONNRESET', 'maybe'), expected: 'unknown' },
    { ...network('', 'maybe'), expected: 'unknown' },
  ],
  async addresses() {
    const store = await (await withDatabase('sqlite')).open();
    const { db } = store;
    const person = await db.person.create({ data: { name: 'Ann' } });
    const partnership = await db.partnership.create({ data: { slug: 'p', name: 'P', tier: 'strategic' } });
    const channel = await db.channel.create({
      data: { purpose: 'board', name: 'board', partnershipId: partnership.id },
    });
    const common = { serviceUrl: 'https://smba.trafficmanager.net/uk/', tenantId: 't', botId: '28:b' };
    const own = { type: 'person', ...common, userId: '29:a', conversationId: 'a:1' } as const;
    const there = { type: 'channel', ...common } as const;
    const at = { platform: 'teams', tenant: 't' };
    await db.account.create({
      data: { ...at, externalId: 'aad', personId: person.id, state: 'bound', reference: own },
    });
    await db.channelAddress.create({
      data: { ...at, externalId: '19:c@thread.tacv2', channelId: channel.id, reference: there },
    });
    const [toPerson] = await addressesOf(db, person.id, ['teams']);
    const [toChannel] = await addressesOfChannel(db, channel.id, 'teams');
    if (!toPerson || !toChannel) throw new Error('the addresses are gone');
    return [
      {
        written: { ...at, externalId: 'aad', reference: own, direct: true },
        read: { ...toPerson, reference: readPersonReference(toPerson.reference) },
      },
      {
        written: { ...at, externalId: '19:c@thread.tacv2', reference: there, direct: false },
        read: { ...toChannel, reference: readChannelReference(toChannel.reference) },
      },
    ];
  },
};

adapterContract(teams);

test('Retry-After becomes the time of the next attempt', () => {
  const { outcome } = answered(429, { retryAfterMs: 30_000 });
  expect(outcome()).toMatchObject({ type: 'later', retryAt: new Date(NOW.getTime() + 30_000) });
});

test('in a dialog every button is a plain one, and nothing else changes', () => {
  for (const card of Object.values(CARDS).flatMap(card => cards(card))) {
    const json = JSON.stringify(submitting(card));
    expect(json).not.toContain('Action.Execute');
    expect(buttonsOf(JSON.parse(json))).toEqual(buttonsOf(card));
  }
});

test('a page turns to the next and back, and shows the card that it is a page of', () => {
  const card = CARDS['five hundred schools'];
  if (!card) throw new Error('the sample is gone');
  const last = cardPages(card).length - 1;
  expect(last).toBeGreaterThan(1);
  const turns = (page: number) =>
    buttonsOf(renderPage(card, page, { text: 'me' }))
      .map(each => readSubmission(each.data))
      .filter(each => each?.verb === TURN)
      .map(each => each?.values);
  expect(turns(0)).toEqual([{ text: 'me', page: '1' }]);
  expect(turns(1)).toEqual([
    { text: 'me', page: '0' },
    { text: 'me', page: '2' },
  ]);
  expect(turns(last)).toEqual([{ text: 'me', page: String(last - 1) }]);
});
