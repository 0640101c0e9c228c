import { Prisma } from '../generated/sqlite/client.js';
import type { Tx } from '../store/open.js';

/** One row as the store has it. */
export type Row = Readonly<Record<string, unknown>>;

/** Tables that no export holds, and why. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // Answers to clicks, kept for some hours so that a repeat is recognised.
  'Receipt',
  // The program's own notes; some installations keep keys there.
  'Setting',
  // What the playground shows: drawn from the rest.
  'WebMessage',
  'WebRead',
  // Addresses of files handed out: whoever has one can fetch the file.
  'HandedFile',
]);

/** Columns that open something or only say how a platform is reached: secrets are never exported. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  Account: ['reference'],
  ChannelAddress: ['reference'],
};

/** Columns of any table that hold a digest of a secret address. */
const SECRET_NAMES: ReadonlySet<string> = new Set(['token', 'tokenHash', 'secret', 'password']);

/** The tables that an export holds, by the name of their model. */
export function exportedTables(): readonly string[] {
  return Object.values(Prisma.ModelName).filter(name => !LEFT_OUT.has(name));
}

/** The columns of a table that an export holds, in the order of the model. */
export function exportedColumns(table: string): readonly string[] {
  const fields = (Prisma as unknown as Readonly<Record<string, unknown>>)[`${table}ScalarFieldEnum`];
  if (typeof fields !== 'object' || fields === null) throw new Error(`There is no table "${table}".`);
  const secret = SECRETS[table] ?? [];
  return Object.keys(fields).filter(name => !secret.includes(name) && !SECRET_NAMES.has(name));
}

/** How a table is read whatever it is; the client has one such object for each model. */
interface Delegate {
  findMany(query: {
    where?: object;
    orderBy?: object;
    take?: number;
    select?: Readonly<Record<string, true>>;
  }): Promise<Row[]>;
}

/** Rows of a table that match, with the columns that may be exported. */
export function readRows(
  tx: Tx,
  table: string,
  query: { readonly where?: object; readonly orderBy?: object; readonly take?: number } = {},
): Promise<Row[]> {
  const name = `${table.charAt(0).toLowerCase()}${table.slice(1)}`;
  const delegate = (tx as unknown as Readonly<Record<string, Delegate | undefined>>)[name];
  if (!delegate) throw new Error(`The store's client has no table "${table}".`);
  const select = Object.fromEntries(exportedColumns(table).map(column => [column, true as const]));
  return delegate.findMany({ ...query, select });
}

/** Rows read at once: a county's audit has hundreds of thousands. */
const PAGE = 1_000;

/** All rows of a table in pages, the oldest first; tables without a number of their own are small and come whole. */
export async function* pages(tx: Tx, table: string): AsyncGenerator<readonly Row[]> {
  if (!exportedColumns(table).includes('id')) {
    yield await readRows(tx, table);
    return;
  }
  for (let after = 0; ; ) {
    const rows = await readRows(tx, table, {
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: PAGE,
    });
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.id);
  }
}
