import type { Figure } from '../../workflow/boardReport.js';

/** Fewer schools, people or answers than this are not told of: they could be recognised (DOMAIN 7.3, 8). */
export const FEWEST = 5;

/** A figure as a board may read it: null is hidden. */
export interface ShownFigure extends Omit<Figure, 'value'> {
  readonly value: number | null;
}

/**
 * Hides what speaks of too few. Figures of one group add up to a total that is shown elsewhere, so one hidden alone
 * could be worked out: then the smallest other one is hidden with it.
 */
export function suppress(figures: readonly Figure[]): readonly ShownFigure[] {
  const hidden = new Set(figures.filter(tooFew));
  const groups = new Set(figures.flatMap(figure => figure.group ?? []));
  for (const group of groups) {
    const members = figures.filter(figure => figure.group === group && figure.of !== null && figure.of > 0);
    const open = members.filter(figure => !hidden.has(figure));
    const [smallest] = open.toSorted((a, b) => (a.of ?? 0) - (b.of ?? 0));
    if (members.length - open.length === 1 && smallest) hidden.add(smallest);
  }
  return figures.map(figure => ({ ...figure, value: hidden.has(figure) ? null : figure.value }));
}

/** None at all tells of nobody. */
function tooFew({ of }: Figure): boolean {
  return of !== null && of > 0 && of < FEWEST;
}
