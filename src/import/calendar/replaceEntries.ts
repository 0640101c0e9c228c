import type { CalendarEntry, CalendarEntryKind } from '../../calendar/calendarEntry.js';
import { academicYear } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import type { ReportBuilder } from '../report.js';

/** Whose calendar an entry is in. */
export type CalendarOwner = { readonly laCode: string } | { readonly schoolId: number };

/** Entries that somebody made in chat; a file never takes them away. */
const CHAT = 'chat';

/** Kinds that one published list of dates says together: of a year it states, its word is the whole one. */
const STATED_TOGETHER: Readonly<Partial<Record<CalendarEntryKind, string>>> = {
  term: 'terms',
  holiday: 'holidays',
  halfTerm: 'holidays',
};

/**
 * Makes one owner's entries what a file says. Of each academic year for which it states terms, or holidays,
 * these replace whatever any earlier file said; other kinds replace only what came from a file of the same
 * name. Entries that are there already stay as they are.
 */
export async function replaceEntries(
  tx: Tx,
  owner: CalendarOwner,
  entries: readonly CalendarEntry[],
  source: string,
  report: ReportBuilder,
): Promise<void> {
  const wanted = new Map(entries.map(entry => [keyOf({ ...entry, hard: entry.strength !== 'soft' }), entry]));
  const stated = new Set(entries.map(entry => scopeOf(entry, source)));
  const stored = await tx.calendarEntry.findMany({ where: { ...owner, source: { not: CHAT } } });

  const replaced = stored.filter(row => !wanted.has(keyOf(row)) && stated.has(scopeOf(row, row.source)));
  await tx.calendarEntry.deleteMany({ where: { id: { in: replaced.map(row => row.id) } } });
  const there = new Set(stored.map(keyOf));
  const added = [...wanted].filter(([key]) => !there.has(key));
  await tx.calendarEntry.createMany({
    data: added.map(([, { kind, from, to, title, strength }]) => {
      return { ...owner, kind, from, to, title, hard: strength !== 'soft', source };
    }),
  });
  report.counts.removed += replaced.length;
  report.counts.added += added.length;
  report.counts.unchanged += wanted.size - added.length;
}

interface EntryLike {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
}

function keyOf({ kind, from, to, title, hard }: EntryLike & { readonly hard: boolean }): string {
  return [kind, from, to, title, hard].join('|');
}

/** Entries of one scope replace each other. */
function scopeOf({ kind, from }: EntryLike, source: string): string {
  const year = academicYear(from as CalendarEntry['from']);
  const together = STATED_TOGETHER[kind as CalendarEntryKind];
  return together ? `${year}|${together}` : `${year}|${kind}|${source}`;
}
