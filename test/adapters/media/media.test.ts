import { expect, onTestFinished, test } from 'vitest';
import { renderCard } from '../../../adapters/adaptiveCards/card.js';
import { CardMedia } from '../../../adapters/adaptiveCards/media.js';
import { byteLength, MAX_BYTES } from '../../../adapters/adaptiveCards/size.js';
import { serveFiles } from '../../../adapters/http/files.js';
import { createHttpServer } from '../../../adapters/http/server.js';
import { HandedFiles } from '../../../adapters/media/handedFiles.js';
import { toPng } from '../../../adapters/media/raster.js';
import type { Card } from '../../../src/chat/card.js';
import { pruneHandedFiles } from '../../../src/delivery/prune.js';
import { CALENDAR_FILE, CHART, everything } from '../../contract/samples.js';
import { eachStore } from '../../fakes/database.js';

const DAY_MS = 86_400_000;
const BEGIN = new Date('2026-11-10T09:00:00Z');

/** A drawing that no compression makes small. */
const NOISE = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600">${Array.from(
  { length: 3_000 },
  (_, at) =>
    `<rect x="${(at * 7_919) % 600}" y="${(at * 104_729) % 600}" width="9" height="9" fill="hsl(${(at * 37) % 360},80%,50%)"/>`,
).join('')}</svg>`;

const card = (...svgs: string[]): Card => ({
  title: 'Charts',
  body: svgs.map(svg => ({ type: 'image', svg, alt: 'A chart' })),
  actions: [],
});

test('a drawing becomes a PNG of the width asked for, in our own font', async () => {
  const png = await toPng(CHART, 600);
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 300]);
  const other = await toPng(CHART.replace('Arial, sans-serif', 'Comic Sans'), 600);
  expect(other.equals(png)).toBe(true);
  const wordless = await toPng(CHART.replace('Oak Wood', ''), 600);
  expect(wordless.equals(png)).toBe(false);
  await expect(toPng('no drawing', 600)).rejects.toThrow();
});

eachStore('files that are handed over', open => {
  async function handing(options: { base: string | null; drawsSvg?: boolean }) {
    const store = await open();
    const clock = { at: BEGIN, now: () => clock.at };
    const files = new HandedFiles(store, clock);
    const warned: string[] = [];
    const log = { warn: (_: object, message: string) => void warned.push(message) };
    const media = new CardMedia({ files, log, drawsSvg: false, ...options });
    const metrics = async () => ({ type: 'text/plain', text: '' });
    const server = createHttpServer({ ready: async () => true, metrics });
    serveFiles(server.app, files);
    const address = await server.listen('127.0.0.1', 0);
    onTestFinished(() => server.close());
    return { store, clock, files, media, warned, address };
  }

  test('a file has an address that nobody can guess, for a week', async () => {
    const { store, clock, media, address } = await handing({ base: 'https://convenor.example' });
    const link = (await media.of(everything)).link(CALENDAR_FILE);
    expect(link).toMatch(/^https:\/\/convenor\.example\/files\/[\w-]{43}$/);
    // The same again is the same address: a card that is drawn again has not changed.
    expect((await media.of(everything)).link(CALENDAR_FILE)).toBe(link);
    const path = new URL(link ?? '').pathname;
    const given = await fetch(address + path);
    expect(given.status).toBe(200);
    expect(given.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(given.headers.get('content-disposition')).toContain('attachment; filename=reviews-autumn.ics');
    expect(given.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await given.text()).toBe(CALENDAR_FILE.text);
    clock.at = new Date(BEGIN.getTime() + 8 * DAY_MS);
    const late = await fetch(address + path);
    expect([late.status, await late.text()]).toEqual([404, expect.stringContaining('no longer valid')]);
    expect((await fetch(`${address}/files/guessed`)).status).toBe(404);
    await pruneHandedFiles({ store, clock });
    expect(await store.db.handedFile.count()).toBe(0);
  });

  test('a drawing stands in the card itself as long as the card stays small enough', async () => {
    const { media } = await handing({ base: null });
    const found = await media.of(card(CHART));
    expect(found.picture(CHART)).toMatch(/^data:image\/png;base64,/);
    expect(byteLength(renderCard(card(CHART), found))).toBeLessThan(MAX_BYTES);
    // What is too large has no place where nothing can be served: its words stand there.
    expect((await media.of(card(NOISE))).picture(NOISE)).toBeNull();
  });

  test('a drawing too large for a card is served', async () => {
    const { media, address } = await handing({ base: '' });
    const url = (await media.of(card(NOISE))).picture(NOISE);
    expect(url).toMatch(/^\/files\//);
    const given = await fetch(address + url);
    expect(given.headers.get('content-type')).toBe('image/png');
    expect(given.headers.get('content-disposition')).toBeNull();
  });

  test('a client that draws SVG gets it as it is', async () => {
    const { media } = await handing({ base: '', drawsSvg: true });
    const url = (await media.of(card(CHART))).picture(CHART) ?? '';
    expect(Buffer.from(url.replace('data:image/svg+xml;base64,', ''), 'base64').toString()).toBe(CHART);
  });

  test('a drawing that cannot be drawn costs a line in the log, and never the card', async () => {
    const { media, warned } = await handing({ base: null });
    expect((await media.of(card('no drawing'))).picture('no drawing')).toBeNull();
    expect(warned).toEqual(['a picture or file of a card could not be handed over']);
  });
});
