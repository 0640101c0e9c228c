import type { Tx } from '../store/open.js';
import { slices } from '../store/slices.js';

/** A school that a cell names. */
export interface FoundSchool {
  readonly id: number;
  readonly name: string;
  readonly status: string;
}

/** Finds schools by what people write in a cell: a URN, present or past, or a LAESTAB (3122003, 312/2003). */
export class SchoolFinder {
  readonly #byUrn = new Map<string, FoundSchool>();
  readonly #byLaEstab = new Map<string, FoundSchool>();

  /** Looks up everything that these cells may name, in a few queries. */
  static async of(tx: Tx, cells: Iterable<string>): Promise<SchoolFinder> {
    const finder = new SchoolFinder();
    const select = { id: true, name: true, status: true, laEstab: true };
    const numbers = [...new Set(cells)].map(digits).filter(text => text !== '');
    for (const some of slices(numbers)) {
      const urns = await tx.schoolUrn.findMany({
        where: { urn: { in: some.filter(text => text.length <= 7).map(Number) } },
        select: { urn: true, school: { select } },
      });
      for (const { urn, school } of urns) finder.#byUrn.set(String(urn), school);
      const schools = await tx.school.findMany({
        where: { OR: [{ laEstab: { in: some } }, { urn: { in: some.map(Number) } }] },
        select: { ...select, urn: true },
        // Of two with one LAESTAB the open one is meant: "closed" comes first and is written over.
        orderBy: [{ status: 'asc' }, { id: 'asc' }],
      });
      for (const school of schools) {
        if (school.laEstab) finder.#byLaEstab.set(school.laEstab, school);
        finder.#byUrn.set(String(school.urn), school);
      }
    }
    return finder;
  }

  /** The school that the cell names; null when none is known by it. */
  find(cell: string): FoundSchool | null {
    const number = digits(cell);
    return this.#byUrn.get(number) ?? this.#byLaEstab.get(number) ?? null;
  }
}

function digits(cell: string): string {
  const text = cell.replaceAll(/[\s/]/g, '');
  return /^\d{5,7}$/.test(text) ? text : '';
}
