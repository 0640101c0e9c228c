import { formatDate, type LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Tx } from '../store/open.js';

/**
 * The kind under which somebody declares a tie with a school without saying which (DOMAIN 2.3). Those that support
 * knows by their kind (src/network/conflicts.ts) count for reviews too.
 */
const UNSAID = 'unsaid';

/** Schools that one text may mean, at most; more is no answer. */
const FOUND_AT_MOST = 8;

/** A school that somebody has declared a tie with. */
interface DeclaredWith {
  readonly school: string;
  readonly on: LocalDate;
}

/** A person's own declarations, by school; nobody else is shown them. */
export async function declaredBy(tx: Tx, personId: number): Promise<readonly DeclaredWith[]> {
  const rows = await tx.conflictDeclaration.findMany({
    where: { personId, kind: UNSAID },
    select: { at: true, school: { select: { name: true } } },
    orderBy: { school: { name: 'asc' } },
  });
  return rows.map(({ at, school }) => ({ school: school.name, on: londonDate(at) }));
}

/** Declares that a person must not review a school; a second time changes nothing. */
export async function declare(tx: Tx, personId: number, schoolId: number, now: Date): Promise<void> {
  await tx.conflictDeclaration.upsert({
    where: { personId_schoolId_kind: { personId, schoolId, kind: UNSAID } },
    create: { personId, schoolId, kind: UNSAID, declaredById: personId, at: now },
    update: {},
  });
}

/** Takes a declaration back; true when there was one. */
export async function withdraw(tx: Tx, personId: number, schoolId: number): Promise<boolean> {
  const { count } = await tx.conflictDeclaration.deleteMany({ where: { personId, schoolId, kind: UNSAID } });
  return count > 0;
}

/** The schools that a typed name may mean: the one of exactly that name, else those whose name has every word of it. */
export async function schoolsNamed(
  tx: Tx,
  text: string,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  const fold = (each: string) => each.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const wanted = fold(text);
  if (wanted === '') return [];
  const schools = await tx.school.findMany({
    where: { memberships: { some: {} } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const exact = schools.filter(school => fold(school.name) === wanted);
  if (exact.length > 0) return exact.slice(0, FOUND_AT_MOST);
  const words = wanted.split(' ');
  return schools
    .filter(school => words.every(word => fold(school.name).includes(word)))
    .slice(0, FOUND_AT_MOST);
}

/** '12 May 2027' in a list of one's own. */
export function declaredWords({ school, on }: DeclaredWith): string {
  return `${school} (since ${formatDate(on, 'short')})`;
}
