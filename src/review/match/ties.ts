import { addDays, type LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';

/** Nobody reviews a school where they worked or governed in the last six years, in days (DOMAIN 2.3; ISI). */
const FORMER_DAYS = 6 * 365;

/** A person who must not review a school. Why is kept elsewhere, and never shown. */
interface Tie {
  readonly personId: number;
  readonly schoolId: number;
}

/** The ties of these people with these schools on a day: declared, declined with, or known from a role there. */
export async function tiesOf(
  tx: Tx,
  personIds: readonly number[],
  schoolIds: readonly number[],
  today: LocalDate,
): Promise<Tie[]> {
  const who = { personId: { in: [...personIds] } };
  const where = { schoolId: { in: [...schoolIds] } };
  const since = addDays(today, -FORMER_DAYS);
  const lasting = { OR: [{ to: null }, { to: { gte: since } }] };
  const declared = await tx.conflictDeclaration.findMany({
    where: { ...who, ...where, ...lasting },
    select: { personId: true, schoolId: true },
  });
  const roles = await tx.roleAssignment.findMany({
    where: { ...who, ...where, ...lasting },
    select: { personId: true, schoolId: true },
  });
  const declined = await tx.reviewTeamMember.findMany({
    where: { ...who, leftReason: 'conflict', review: { hostSchoolId: { in: [...schoolIds] } } },
    select: { personId: true, review: { select: { hostSchoolId: true } } },
  });
  return [
    ...declared,
    ...roles.flatMap(({ personId, schoolId }) => (schoolId === null ? [] : [{ personId, schoolId }])),
    ...declined.map(({ personId, review }) => ({ personId, schoolId: review.hostSchoolId })),
  ];
}
