import type { LocalDate } from '../calendar/localDate.js';
import { currentOn, presentOn } from '../network/current.js';
import type { Tx } from '../store/open.js';

/** What a school has put its name to. */
export interface NamedPractice {
  readonly school: string;
  readonly what: string;
}

/** Entries shown at once: the newest. */
const MOST_SHOWN = 50;

/**
 * The directory of good practice: only what a school's head answered with "yes, name us" (DOMAIN 2.6, LLP), to
 * anybody who has a post in the partnership; the newest first.
 */
export async function namedPractice(tx: Tx, personId: number, today: LocalDate): Promise<NamedPractice[]> {
  const post = await tx.roleAssignment.findFirst({
    where: { personId, ...currentOn(today), person: presentOn(today) },
    select: { id: true },
  });
  if (!post) return [];
  const rows = await tx.review.findMany({
    where: { nameUs: true, goodPractice: { not: null }, state: 'closed' },
    select: { goodPractice: true, hostSchool: { select: { name: true } } },
    orderBy: { id: 'desc' },
    take: MOST_SHOWN,
  });
  return rows.flatMap(({ goodPractice, hostSchool }) =>
    goodPractice === null ? [] : [{ school: hostSchool.name, what: goodPractice }],
  );
}
