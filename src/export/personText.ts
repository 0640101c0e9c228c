import type { PersonExport } from './person.js';
import type { Row } from './tables.js';

/** A person's export as a text to read and to print. */
export function personText({ person, records, mentions }: PersonExport, on: string): string {
  const lines = [
    `Everything that Convenor holds of ${person.name}${person.email ? ` (${person.email})` : ''}`,
    `Made on ${on}. Other people are masked, and so are their words.`,
    '',
  ];
  for (const { table, rows } of records) {
    lines.push(`${table}: ${rows.length}`, ...rows.map(rowText), '');
  }
  lines.push(`Named in other people's words or lists: ${mentions.length}`);
  for (const { table, row, column } of mentions) lines.push(`  ${table} ${row}: ${column}`);
  if (mentions.length > 0)
    lines.push('  Read these before you answer: what they say of the person may have to be given.');
  return `${lines.join('\n')}\n`;
}

function rowText(row: Row): string {
  const cells = Object.entries(row)
    .filter(([, value]) => value !== null && value !== '')
    .map(([column, value]) => `${column}: ${cell(value)}`);
  return `  - ${cells.join('; ')}`;
}

/** A value as a table's cell holds it. */
export function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
