import { londonDate } from '../calendar/london.js';
import type { Tx } from '../store/open.js';

/** Digits of the running number: 'SR-2026-0042'. */
const DIGITS = 4;

/**
 * The next reference of a series and calendar year, counted in the database: 'SR-2026-0042'. A reference is
 * what people quote, so none is given twice; a rolled-back transaction gives its number back.
 */
export async function nextReference(tx: Tx, series: string, now: Date): Promise<string> {
  const name = `${series}-${londonDate(now).slice(0, 4)}`;
  const counter = await tx.counter.upsert({
    where: { name },
    create: { name, next: 1 },
    update: { next: { increment: 1 } },
  });
  return `${name}-${String(counter.next).padStart(DIGITS, '0')}`;
}
