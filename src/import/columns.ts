/** A heading's name as it is compared: small letters and digits only, so "LA (code)" is "lacode". */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The columns of one file: where each known one stands, and what the file calls it. */
export class Columns<Name extends string> {
  readonly #index = new Map<Name, number>();
  readonly #titles = new Map<Name, string>();

  /**
   * @param heading the names in the file
   * @param known every name under which a column goes, plain (see {@link plainName}), the best first
   */
  constructor(heading: readonly string[], known: Readonly<Record<Name, readonly string[]>>) {
    const plain = heading.map(plainName);
    for (const [name, aliases] of Object.entries(known) as [Name, readonly string[]][]) {
      const alias = aliases.find(each => plain.includes(each));
      if (alias === undefined) continue;
      const index = plain.indexOf(alias);
      this.#index.set(name, index);
      this.#titles.set(name, heading[index] ?? alias);
    }
  }

  has(name: Name): boolean {
    return this.#index.has(name);
  }

  /** What the file calls the column; its own name when the file has none. */
  title(name: Name): string {
    return this.#titles.get(name) ?? name;
  }

  /** The cell of a row: empty when it is blank or there is no such column. */
  cell(cells: readonly string[], name: Name): string {
    return cells[this.#index.get(name) ?? -1] ?? '';
  }

  /** How many of the known columns the file has. */
  get found(): number {
    return this.#index.size;
  }
}
