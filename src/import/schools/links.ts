import { Columns } from '../columns.js';
import { readCsv } from '../csvFile.js';
import type { ReportBuilder } from '../report.js';

const LINK_COLUMNS = {
  urn: ['urn'],
  linkUrn: ['linkurn', 'linkedurn'],
  linkName: ['linkname'],
  linkType: ['linktype'],
} as const;

const EXPECTED = {
  what: 'the list of links from Get Information about Schools',
  howToGet:
    'Take "Establishment links CSV" from https://get-information-schools.service.gov.uk/Downloads: ' +
    'its columns are URN, LinkURN, LinkName, LinkType and LinkEstablishedDate.',
};

/** Which URN follows which (GIAS's "links" download). */
export class Links {
  readonly #successors = new Map<number, Set<number>>();
  readonly #predecessors = new Map<number, Set<number>>();
  /** Merged, amalgamated or split: none of these is another one going on. */
  readonly #regrouped = new Set<number>();
  readonly #names = new Map<number, string>();

  /** Takes up one line; a link is written down on both sides, so each may come twice. */
  add(urn: number, linkUrn: number, type: string, name: string): void {
    const isSuccessor = /^successor/i.test(type);
    if (!isSuccessor && !/^predecessor/i.test(type)) return;
    const [before, after] = isSuccessor ? [urn, linkUrn] : [linkUrn, urn];
    if (isSuccessor) this.#names.set(before, name === '' ? `URN ${after}` : `${name} (URN ${after})`);
    if (/merged|amalgamated|split/i.test(type)) {
      this.#regrouped.add(before).add(after);
      return;
    }
    into(this.#successors, before, after);
    into(this.#predecessors, after, before);
  }

  /**
   * The URNs that a school had before this one, the last first: as far back as each has one predecessor that
   * has no other successor. Two schools that became one, or one that became two, end the line: a new school.
   */
  earlierSelves(urn: number): number[] {
    const line: number[] = [];
    let current = urn;
    while (!this.#regrouped.has(current)) {
      const before = only(this.#predecessors.get(current));
      if (before === null || only(this.#successors.get(before)) !== current) break;
      if (line.includes(before) || this.#regrouped.has(before)) break;
      line.push(before);
      current = before;
    }
    return line;
  }

  /** Where the pupils of a school went, as GIAS says: "Masham CofE Primary School (URN 151856)", or null. */
  successorOf(urn: number): string | null {
    return this.#names.get(urn) ?? null;
  }
}

/** Reads GIAS's links file; what is wrong with it goes to the report. */
export async function readLinks(file: string, report: ReportBuilder): Promise<Links> {
  const links = new Links();
  let columns = new Columns<keyof typeof LINK_COLUMNS>([], LINK_COLUMNS);
  const rows = readCsv(file, EXPECTED, report, heading => {
    columns = new Columns(heading, LINK_COLUMNS);
    for (const name of ['urn', 'linkUrn', 'linkType'] as const) {
      if (columns.has(name)) continue;
      report.error(1, name, `The file of links has no column "${name}".`, EXPECTED.howToGet);
      return false;
    }
    return true;
  });
  for await (const { cells } of rows) {
    const urn = Number(columns.cell(cells, 'urn'));
    const linkUrn = Number(columns.cell(cells, 'linkUrn'));
    if (urn > 0 && linkUrn > 0) {
      links.add(urn, linkUrn, columns.cell(cells, 'linkType'), columns.cell(cells, 'linkName'));
    }
  }
  return links;
}

function into(map: Map<number, Set<number>>, key: number, value: number): void {
  const values = map.get(key);
  if (values) values.add(value);
  else map.set(key, new Set([value]));
}

function only(values: ReadonlySet<number> | undefined): number | null {
  const [first, second] = values ?? [];
  return first === undefined || second !== undefined ? null : first;
}
