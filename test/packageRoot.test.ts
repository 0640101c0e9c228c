import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../src/packageRoot.js';

it('is the folder of package.json, beside which the data files of the sources lie', () => {
  expect(packageRoot()).toBe(path.resolve(import.meta.dirname, '..'));
  expect(existsSync(path.join(packageRoot(), 'src/calendar/data/bank-holidays.json'))).toBe(true);
});
