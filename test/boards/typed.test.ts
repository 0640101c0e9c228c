import { expect, test } from 'vitest';
import { readTyped } from '../../src/boards/typed.js';

test.each([
  [
    'slspg action @Ann Able "Write to heads" due:2027-03-01',
    {
      words: ['slspg', 'action', '@Ann', 'Able'],
      quoted: ['Write to heads'],
      options: { due: '2027-03-01' },
    },
  ],
  // Curly marks, a blank after the colon, capitals, another order.
  [
    'slspg Due: 1/3/2027 action “Write to heads” @Ann PART:b',
    {
      words: ['slspg', 'action', '@Ann'],
      quoted: ['Write to heads'],
      options: { due: '1/3/2027', part: 'b' },
    },
  ],
  ['slspg raise "never closed', { words: ['slspg', 'raise'], quoted: ['never closed'], options: {} }],
  [
    'ecg discuss "SEMH" from:"BD-2027-0001"',
    { words: ['ecg', 'discuss'], quoted: ['SEMH'], options: { from: 'BD-2027-0001' } },
  ],
  ['  ', { words: [], quoted: [], options: {} }],
])('%s', (line, expected) => {
  expect(readTyped(line)).toEqual(expected);
});
