import { formatDate } from '../../calendar/localDate.js';
import type { HistoryCell } from '../visibility.js';
import type { PortfolioRow } from './row.js';

/** Colours with a letter each, since colour alone would not do (DOMAIN 7.2); dark letters on light, readable in print. */
const CELLS: Readonly<Record<HistoryCell['rag'], { fill: string; letter: string; word: string }>> = {
  green: { fill: '#9bd0a5', letter: 'G', word: 'green' },
  amber: { fill: '#f6cf73', letter: 'A', word: 'amber' },
  red: { fill: '#ef9a91', letter: 'R', word: 'red' },
  missed: { fill: '#d9d9d9', letter: '–', word: 'missed' },
};

/** Sizes in pixels. */
const TITLE_WIDTH = 230;
const CELL = 22;
const ROW = 34;
const TOP = 30;
const BARS = 150;

/** Check-ins shown at most: the newest; half a year and more. */
const SHOWN = 14;

/** Characters of a title that fit beside its row. */
const TITLE_FITS = 32;

/**
 * The portfolio as a picture: a row for each group with the colours of its check-ins from left to right, and a bar
 * for the days used of its budget. The same stands in words in {@link portfolioAlt}.
 */
export function portfolioPicture(rows: readonly PortfolioRow[]): string {
  const width = TITLE_WIDTH + SHOWN * CELL + BARS + 24;
  const height = TOP + rows.length * ROW + 8;
  const barsAt = TITLE_WIDTH + SHOWN * CELL + 16;
  const head = `<text x="8" y="19" font-weight="bold">Group</text><text x="${TITLE_WIDTH}" y="19" font-weight="bold">Check-ins, oldest first</text><text x="${barsAt}" y="19" font-weight="bold">Days used</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13"><rect width="${width}" height="${height}" fill="#ffffff"/>${head}${rows
    .map((row, index) => drawRow(row, TOP + index * ROW, barsAt))
    .join('')}</svg>`;
}

function drawRow(row: PortfolioRow, y: number, barsAt: number): string {
  const title = row.title.length > TITLE_FITS ? `${row.title.slice(0, TITLE_FITS - 1)}…` : row.title;
  const cells = row.history.slice(-SHOWN).map(({ rag }, index) => {
    const { fill, letter } = CELLS[rag];
    const x = TITLE_WIDTH + index * CELL;
    return `<rect x="${x}" y="${y + 4}" width="${CELL - 3}" height="${CELL - 3}" rx="3" fill="${fill}" stroke="#555555"/><text x="${x + (CELL - 3) / 2}" y="${y + 18}" text-anchor="middle">${letter}</text>`;
  });
  return `<text x="8" y="${y + 18}">${escaped(title)}</text>${cells.join('')}${bar(row, y, barsAt)}`;
}

function bar({ days: { used, budget } }: PortfolioRow, y: number, x: number): string {
  const length = BARS - 60;
  const filled = budget > 0 ? Math.min(1, used / budget) * length : 0;
  const over = used > budget ? '#ef9a91' : '#8fb8de';
  return `<rect x="${x}" y="${y + 6}" width="${length}" height="14" fill="#ffffff" stroke="#555555"/><rect x="${x}" y="${y + 6}" width="${filled.toFixed(1)}" height="14" fill="${over}"/><text x="${x + length + 6}" y="${y + 18}">${used}/${budget}</text>`;
}

/** What the picture shows, in words. */
export function portfolioAlt(rows: readonly PortfolioRow[]): string {
  return rows
    .map(({ title, history, days }) => {
      const colours = history
        .slice(-SHOWN)
        .map(({ rag, on }) => `${CELLS[rag].word} ${formatDate(on, 'day')}`)
        .join(', ');
      return `${title}: ${colours || 'no check-in yet'}; ${days.used} of ${days.budget} days used.`;
    })
    .join(' ');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
