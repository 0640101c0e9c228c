import type { LocalDate } from '../calendar/localDate.js';
import { currentOn, presentOn } from '../network/current.js';
import { selfAndAncestors } from '../network/partnerships.js';
import { isRole, ROLE_TITLES } from '../network/role.js';
import type { Tx } from '../store/open.js';

/** Somebody who may be named as a deputy. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  /** 'deputy head', for telling two of one name apart. */
  readonly post: string;
}

/**
 * Who may act for somebody on a day: people of a school of theirs, or who hold office in a partnership of theirs or
 * one above. What waits for a head is confidential, so a slip of the finger must not hand it to another school.
 */
export async function deputiesFor(tx: Tx, personId: number, today: LocalDate): Promise<readonly Candidate[]> {
  const roles = await tx.roleAssignment.findMany({
    where: { personId, ...currentOn(today) },
    select: { schoolId: true, partnershipId: true },
  });
  const homes = await tx.designation.findMany({
    where: { personId, status: { not: 'ended' } },
    select: { homeSchoolId: true },
  });
  const schools = [...roles.map(role => role.schoolId), ...homes.map(home => home.homeSchoolId)];
  const partnerships = new Set<number>();
  for (const { partnershipId } of roles) {
    if (partnershipId === null || partnerships.has(partnershipId)) continue;
    for (const node of await selfAndAncestors(tx, partnershipId)) partnerships.add(node.id);
  }
  const rows = await tx.roleAssignment.findMany({
    where: {
      OR: [
        { schoolId: { in: schools.filter(id => id !== null) } },
        { partnershipId: { in: [...partnerships] } },
      ],
      personId: { not: personId },
      AND: [currentOn(today), { person: presentOn(today) }],
    },
    select: { role: true, person: { select: { id: true, name: true } } },
    orderBy: { id: 'asc' },
  });
  const found = new Map<number, Candidate>();
  for (const { role, person } of rows) {
    if (!found.has(person.id))
      found.set(person.id, { ...person, post: isRole(role) ? ROLE_TITLES[role] : role });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Those of the candidates whom a name or an e-mail address means: the whole name, else every word of it. */
export async function deputiesNamed(
  tx: Tx,
  candidates: readonly Candidate[],
  text: string,
): Promise<readonly Candidate[]> {
  const wanted = fold(text);
  if (wanted === '') return [];
  if (wanted.includes('@')) {
    const person = await tx.person.findUnique({ where: { email: wanted }, select: { id: true } });
    return candidates.filter(({ id }) => id === person?.id);
  }
  const exact = candidates.filter(({ name }) => fold(name) === wanted);
  if (exact.length > 0) return exact;
  const words = wanted.split(/[\s.]+/);
  return candidates.filter(({ name }) => words.every(word => fold(name).includes(word)));
}

function fold(text: string): string {
  return text.trim().replace(/^@/, '').toLowerCase().replaceAll(/\s+/g, ' ');
}
