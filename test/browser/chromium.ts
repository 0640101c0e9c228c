import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where Chromium, or a browser that is one, usually is. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Nothing of it asks the network for anything, needs a graphics card, or greets whoever opens it. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

/** How long to wait for what should be there, in ms: the machine may be busy with other tests. */
const PATIENCE = 15_000;

/** The browser of this machine: CHROMIUM_PATH, else where it usually is; undefined when there is none. */
export function findChromium(): string | undefined {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) return wanted;
  return PLACES.find(place => existsSync(place));
}

/** A browser with nothing in it. */
export interface Browser {
  /** A new tab. Whatever it does not find within a while fails the test. */
  open(url: string, look?: Look): Promise<Page>;
  /** Every request that went anywhere but to this machine. */
  readonly strangers: string[];
  /** What pages complained of: errors, refused scripts and styles. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly colours?: 'light' | 'dark';
}

/**
 * Starts a browser with a user's folder of its own.
 * @throws Error when there is no browser: see `findChromium`
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium here: set CHROMIUM_PATH.');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-browser-'));
  const context: BrowserContext = await chromium.launchPersistentContext(folder, {
    executablePath,
    headless: true,
    args: FLAGS,
    timezoneId: 'America/New_York',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  const strangers: string[] = [];
  const complaints: string[] = [];
  context.on('request', request => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') strangers.push(request.url());
  });
  context.on('weberror', error => complaints.push(error.error().message));
  context.on('console', message => {
    // What the network says while the server is away is no complaint of the page.
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) complaints.push(message.text());
  });
  return {
    strangers,
    complaints,
    async open(url, { width = 1360, height = 860, colours = 'light' } = {}) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
      await page.goto(url);
      return page;
    },
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
