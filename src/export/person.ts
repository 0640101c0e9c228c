import type { Tx } from '../store/open.js';
import { AUTHORS, isWords, OFFICERS_WORDS, personColumns } from './personColumns.js';
import { exportedColumns, exportedTables, pages, type Row, readRows } from './tables.js';

/** Everything the store holds of one person (subject access, UK GDPR Art. 15). */
export interface PersonExport {
  readonly person: { readonly id: number; readonly name: string; readonly email: string | null };
  /** By table: the rows in which the person stands by number. */
  readonly records: readonly { readonly table: string; readonly rows: readonly Row[] }[];
  /**
   * Rows in which other people's words, or a list, name the person. The words are not given: whoever answers the
   * request reads them and decides what may be given.
   */
  readonly mentions: readonly Mention[];
}

interface Mention {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** What stands in place of somebody else. */
const ANOTHER = '[another person]';

/** What stands in place of somebody else's words. */
function masked(words: string): string {
  return words === '' ? '' : `[${words.length} characters in another person's words]`;
}

/**
 * Reads everything that the store holds of a person. Other people's numbers and words are masked; the person's own
 * stay. Null for nobody of that number.
 */
export async function exportPerson(tx: Tx, personId: number): Promise<PersonExport | null> {
  const held = await personRecords(tx, personId);
  if (!held) return null;
  const mentions: Mention[] = [];
  for (const table of exportedTables()) mentions.push(...(await mentionsIn(tx, table, held.person)));
  return { ...held, mentions };
}

/** The same without the mentions, for which every row of the store has to be read. */
export async function personRecords(
  tx: Tx,
  personId: number,
): Promise<Omit<PersonExport, 'mentions'> | null> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { id: true, name: true, email: true },
  });
  if (!person) return null;
  const records: { table: string; rows: Row[] }[] = [];
  for (const table of exportedTables()) {
    const columns = table === 'Person' ? ['id'] : personColumns(table);
    if (columns.length === 0) continue;
    const rows = await readRows(tx, table, {
      where: { OR: columns.map(column => ({ [column]: personId })) },
    });
    if (rows.length > 0) records.push({ table, rows: rows.map(row => redacted(table, row, personId)) });
  }
  return { person, records };
}

/** A row with other people's numbers and words masked. */
function redacted(table: string, row: Row, personId: number): Row {
  const author = AUTHORS[table];
  const own = author !== undefined && row[author] === personId;
  const people = new Set(personColumns(table));
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      if (people.has(column)) return [column, value === null || value === personId ? value : ANOTHER];
      if (own && !OFFICERS_WORDS[table]?.has(column)) return [column, value];
      if (typeof value === 'string' && isWords(column)) return [column, masked(value)];
      // A list or a plan may name anybody: only that it is there is said.
      if (typeof value === 'object' && value !== null && !(value instanceof Date))
        return [column, '[kept, may name others]'];
      return [column, value];
    }),
  );
}

/** Where a table's words or lists name somebody. */
async function mentionsIn(
  tx: Tx,
  table: string,
  { id, name }: { readonly id: number; readonly name: string },
): Promise<Mention[]> {
  const found: Mention[] = [];
  // The person's own row names them, and that is no mention; posts and queues hold numbers and no words.
  if (table === 'Person') return found;
  const columns = exportedColumns(table);
  const wanted = name.toLowerCase();
  for await (const rows of pages(tx, table)) {
    for (const row of rows) {
      for (const column of columns) {
        const value = row[column];
        const named =
          typeof value === 'string'
            ? isWords(column) && value.toLowerCase().includes(wanted)
            : typeof value === 'object' &&
              value !== null &&
              !(value instanceof Date) &&
              names(value, id, wanted);
        if (named) found.push({ table, row: String(row.reference ?? row.id ?? ''), column });
      }
    }
  }
  return found;
}

/** Whether a list or a plan names somebody, by number or by name. */
function names(value: object, id: number, wanted: string): boolean {
  return Object.values(value).some(each => {
    if (each === id) return true;
    if (typeof each === 'string') return each.toLowerCase().includes(wanted);
    return typeof each === 'object' && each !== null && names(each, id, wanted);
  });
}
