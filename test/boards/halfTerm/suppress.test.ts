import { describe, expect, test } from 'vitest';
import { suppress } from '../../../src/boards/halfTerm/suppress.js';
import type { Figure } from '../../../src/workflow/boardReport.js';

const figure = (label: string, of: number | null, group?: string): Figure => ({
  section: 'S',
  label,
  value: of ?? 3,
  unit: 'count',
  of,
  ...(group !== undefined && { group }),
});

const shown = (figures: readonly Figure[]) =>
  Object.fromEntries(suppress(figures).map(({ label, value }) => [label, value]));

describe('small numbers', () => {
  test('fewer than five are hidden; none, five and what names nobody are not', () => {
    expect(
      shown([
        figure('none', 0),
        figure('one', 1),
        figure('four', 4),
        figure('five', 5),
        figure('nobody', null),
      ]),
    ).toEqual({ none: 0, one: null, four: null, five: 5, nobody: 3 });
  });

  test('one hidden of a group takes the smallest other with it, so that no subtraction finds it', () => {
    expect(shown([figure('all', 20), figure('a', 3, 'g'), figure('b', 8, 'g'), figure('c', 9, 'g')])).toEqual(
      { all: 20, a: null, b: null, c: 9 },
    );
    expect(shown([figure('a', 3, 'g'), figure('b', 2, 'g'), figure('c', 9, 'g')])).toEqual({
      a: null,
      b: null,
      c: 9,
    });
    expect(shown([figure('a', 6, 'g'), figure('b', 7, 'g')])).toEqual({ a: 6, b: 7 });
  });

  test('whatever the numbers, what is shown never leaves exactly one of a group to be worked out', () => {
    let seed = 20261128;
    const next = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let round = 0; round < 500; round++) {
      const group = Array.from({ length: 1 + next(5) }, (_, at) => figure(`f${at}`, next(12), 'g'));
      const hidden = suppress(group).filter(({ value }) => value === null);
      const counted = group.filter(({ of }) => (of ?? 0) > 0);
      for (const { of } of group.filter(({ of: n }) => (n ?? 0) > 0 && (n ?? 0) < 5))
        expect(
          hidden.some(each => each.of === of),
          `seed 20261128, round ${round}`,
        ).toBe(true);
      if (counted.length > 1) expect(hidden.length, `seed 20261128, round ${round}`).not.toBe(1);
    }
  });
});
