import { mkdir, open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Tx } from '../store/open.js';
import { cell } from './personText.js';
import { exportedColumns, exportedTables, pages } from './tables.js';

/** What an export of everything wrote. */
export interface ExportReport {
  readonly folder: string;
  readonly at: string;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/**
 * Writes everything the store holds into a folder, in open formats: for every table a file of JSON lines and one of
 * CSV (RFC 4180, UTF-8), and `manifest.json` with the number of rows of each. Secrets, and what is drawn from the
 * rest, are left out (tables.ts).
 */
export async function exportAll(tx: Tx, folder: string, now: Date): Promise<ExportReport> {
  await mkdir(folder, { recursive: true });
  const tables: { table: string; rows: number }[] = [];
  for (const table of exportedTables()) tables.push({ table, rows: await exportTable(tx, table, folder) });
  const report = { folder, at: now.toISOString(), tables };
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}

async function exportTable(tx: Tx, table: string, folder: string): Promise<number> {
  const columns = exportedColumns(table);
  const json = await open(path.join(folder, `${table}.jsonl`), 'w');
  const csv = await open(path.join(folder, `${table}.csv`), 'w');
  let count = 0;
  try {
    await csv.write(`${columns.join(',')}\r\n`);
    for await (const rows of pages(tx, table)) {
      if (rows.length === 0) continue;
      await json.write(`${rows.map(row => JSON.stringify(row)).join('\n')}\n`);
      await csv.write(
        rows.map(row => `${columns.map(column => csvCell(row[column])).join(',')}\r\n`).join(''),
      );
      count += rows.length;
    }
  } finally {
    await json.close();
    await csv.close();
  }
  return count;
}

/** A cell of CSV. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function csvCell(value: unknown): string {
  const text = cell(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
