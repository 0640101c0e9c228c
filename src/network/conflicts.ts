import { addDays, type LocalDate, localDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { currentOn } from './current.js';

/** Ties of a person with a school that keep them from working for it (DOMAIN 3.5). */
export const CONFLICT_KINDS = [
  'employed',
  'governs',
  'related',
  'manages',
  'interest',
  'candidate',
  'complaint',
] as const;

export type ConflictKind = (typeof CONFLICT_KINDS)[number];

/** Somebody employed at a school within six years does not support it (DOMAIN 3.5), in days. */
export const FORMER_EMPLOYMENT_DAYS = 6 * 365;

/** A declared tie, as far as it counts on a day. */
export interface Declared {
  readonly kind: ConflictKind;
  /** The last day; null while it lasts. */
  readonly until: LocalDate | null;
}

/** The ties with a school that count on a day, by person. Former employment counts for six years. */
export async function declaredWith(
  tx: Tx,
  schoolId: number,
  today: LocalDate,
): Promise<ReadonlyMap<number, readonly Declared[]>> {
  const rows = await tx.conflictDeclaration.findMany({
    where: {
      schoolId,
      OR: [
        { to: null },
        { to: { gte: today } },
        { kind: 'employed', to: { gte: addDays(today, -FORMER_EMPLOYMENT_DAYS) } },
      ],
    },
    select: { personId: true, kind: true, from: true, to: true },
    orderBy: { id: 'asc' },
  });
  const found = new Map<number, Declared[]>();
  for (const { personId, kind, from, to } of rows) {
    if (!isConflictKind(kind) || (from !== null && from > today)) continue;
    found.set(personId, [
      ...(found.get(personId) ?? []),
      { kind, until: to === null ? null : localDate(to) },
    ]);
  }
  return found;
}

/** The schools in a category of concern on a day: for coordinators, and for matching (DOMAIN 3.5, 5). */
export async function schoolsOfConcern(tx: Tx, today: LocalDate): Promise<ReadonlySet<number>> {
  const rows = await tx.schoolConcern.findMany({ where: currentOn(today), select: { schoolId: true } });
  return new Set(rows.map(row => row.schoolId));
}

/** Whether the text is a kind of tie. */
export function isConflictKind(text: string): text is ConflictKind {
  return (CONFLICT_KINDS as readonly string[]).includes(text);
}
