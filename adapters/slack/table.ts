import type { types } from '@slack/bolt';
import { SECTION_TEXT, TABLE_CELLS, TABLE_ROWS, TABLE_TEXT } from './limits.js';
import { clean, guarded, mrkdwn, parts } from './text.js';

interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The widest line of a table in fixed-width type that a telephone shows without breaking it. */
const FIXED_WIDTH = 58;

/** A table as Slack's own block; null when it is too large for one. */
export function tableBlock(table: Table): types.TableBlock | null {
  const rows = [table.columns, ...table.rows].map(row => table.columns.map((_, column) => cell(row[column])));
  const text = rows.flat().reduce((sum, each) => sum + each.length, 0);
  if (rows.length > TABLE_ROWS || table.columns.length > TABLE_CELLS || text > TABLE_TEXT) return null;
  if (table.columns.length === 0) return null;
  return {
    type: 'table',
    column_settings: table.columns.map(() => ({ is_wrapped: true })),
    rows: rows.map(row => row.map(each => ({ type: 'raw_text', text: guarded(each) }))),
  };
}

/**
 * A table where no table block can stand: in fixed-width type when it is narrow enough, else each row as a
 * line that names its columns, which a screen reader reads in order.
 */
export function tableText(table: Table): types.SectionBlock[] {
  return (fixedWidth(table) ?? named(table)).map(text => ({ type: 'section', text: mrkdwn(text) }));
}

function fixedWidth({ columns, rows }: Table): string[] | null {
  const lines = [columns, ...rows].map(row => columns.map((_, at) => cell(row[at]).replaceAll('`', "'")));
  const widths = columns.map((_, at) => Math.max(...lines.map(row => row[at]?.length ?? 0)));
  const width = widths.reduce((sum, each) => sum + each + 2, -2);
  if (width > FIXED_WIDTH) return null;
  const drawn = lines.map(row =>
    row
      .map((each, at) => each.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map(each => '-'.repeat(each)).join('  ');
  const [heading = '', ...others] = drawn;
  return parts([heading, rule, ...others].join('\n'), SECTION_TEXT - 10).map(
    part => `\`\`\`\n${part}\n\`\`\``,
  );
}

function named({ columns, rows }: Table): string[] {
  const lines = rows.map(row => {
    const [first = '–', ...others] = columns.map((_, at) => cell(row[at]));
    const rest = others.map((each, at) => `${cell(columns[at + 1])}: ${each}`);
    return [first, ...rest].join(' · ');
  });
  return parts(lines.map(each => `• ${each}`).join('\n') || columns.join(' · '), SECTION_TEXT);
}

/** A cell in one line; Slack refuses empty ones. */
function cell(text: string | undefined): string {
  return (
    clean(text ?? '')
      .replace(/\s+/g, ' ')
      .trim() || '–'
  );
}
