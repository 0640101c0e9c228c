import { expect, test } from 'vitest';
import { titleAndAddress, webAddress } from '../../src/chat/webAddress.js';
import { BAD_LINKS, GOOD_LINKS } from '../contract/samples.js';

test.each(Object.entries(GOOD_LINKS))('%s is an address of the web', (text, href) => {
  expect(webAddress(text)?.href).toBe(href);
  // What was made harmless leads where it led.
  expect(new URL(href).host).toBe(new URL(text).host);
});

test.each(BAD_LINKS)('%s is none', text => {
  expect(webAddress(text)).toBeNull();
});

test.each([
  ['Attendance survey https://x.example/a.xlsx', 'Attendance survey', 'https://x.example/a.xlsx'],
  ['Survey of Y6 (https://x.example/a?b=1).', 'Survey of Y6 .', 'https://x.example/a?b=1'],
  ['Minutes: https://x.example/m', 'Minutes', 'https://x.example/m'],
  ['https://x.example/m', '', 'https://x.example/m'],
])('%s names one document', (text, title, url) => {
  expect(titleAndAddress(text)).toEqual({ title, url });
});

test.each(['two https://a.example https://b.example', 'in our own drive', 'http://me@evil.example/ x'])(
  '%s names none that could be opened',
  text => {
    expect(titleAndAddress(text)).toBeNull();
  },
);
