import type { LocalDate } from '../../calendar/localDate.js';
import { currentOn, presentOn } from '../../network/current.js';
import { HEAD_ROLES, type Role } from '../../network/role.js';
import type { Tx } from '../../store/open.js';
import type { PersonFacts } from '../facts.js';
import type { ProgrammeRules } from '../programme.js';

/** Leaders of a school who can be sent to review another: heads and deputies, then senior leaders (DOMAIN 2.1). */
const SENDABLE: readonly Role[] = [...HEAD_ROLES, 'headOfSchool', 'deputy', 'seniorLeader'];

/** Somebody whom a school can send. */
export interface Sendable extends PersonFacts {
  readonly schoolId: number;
  /** May lead a review: heads a school, or is accredited as a lead reviewer. */
  readonly mayLead: boolean;
}

/** The people whom these schools can send on a day, heads first; who may lead is the programme's to say. */
export async function sendablePeople(
  tx: Tx,
  schoolIds: readonly number[],
  today: LocalDate,
  ledBy: ProgrammeRules['ledBy'] = 'headsAndAccredited',
): Promise<Sendable[]> {
  const rows = await tx.roleAssignment.findMany({
    where: {
      schoolId: { in: [...schoolIds] },
      role: { in: [...SENDABLE] },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { schoolId: true, role: true, person: { select: { id: true, name: true } } },
    orderBy: { id: 'asc' },
  });
  const accredited = await tx.roleAssignment.findMany({
    where: {
      role: 'leadReviewer',
      personId: { in: rows.map(row => row.person.id) },
      ...currentOn(today),
    },
    select: { personId: true },
  });
  const lead = new Set(accredited.map(row => row.personId));
  const rank = (role: string) => (SENDABLE as readonly string[]).indexOf(role);
  const found: Sendable[] = [];
  for (const { schoolId, role, person } of rows.toSorted((a, b) => rank(a.role) - rank(b.role))) {
    if (schoolId === null || found.some(each => each.id === person.id && each.schoolId === schoolId))
      continue;
    const heads = (HEAD_ROLES as readonly string[]).includes(role) && ledBy === 'headsAndAccredited';
    const mayLead = ledBy === 'anybody' || heads || lead.has(person.id);
    found.push({ ...person, schoolId, mayLead });
  }
  return found;
}
