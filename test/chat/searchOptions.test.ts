import { expect, test } from 'vitest';
import { searchOptions } from '../../src/chat/searchOptions.js';
import { SCHOOLS } from '../contract/samples.js';

test('names are found by the beginnings of their words, best first, whatever their punctuation', () => {
  const found = (typed: string) => searchOptions(SCHOOLS, typed).map(option => option.label);
  expect(found("st mary's school 4")[0]).toBe("St Mary's School 4");
  expect(
    found('wood 1')
      .slice(0, 20)
      .every(name => name.startsWith('Oak Wood School 1')),
  ).toBe(true);
  expect(searchOptions([{ value: '1', label: 'École Élan' }], 'ecole el')).toHaveLength(1);
  expect(found('')).toHaveLength(SCHOOLS.length);
});
