import { expect, test } from 'vitest';
import { settingsHelp } from '../../src/cli/settingsHelp.js';
import { SETTING_NAMES } from '../../src/config.js';

test('the help of the start names every setting there is', () => {
  const help = settingsHelp();
  expect(SETTING_NAMES.length).toBeGreaterThan(10);
  expect(SETTING_NAMES.filter(name => !help.includes(name))).toEqual([]);
});
