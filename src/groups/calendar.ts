import type { LocalDate } from '../calendar/localDate.js';
import { calendarOfAuthority, calendarOfSchool } from '../network/calendars.js';
import { membersOf } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import type { Calendars } from '../workflow/workflow.js';

/**
 * The school days that a group's prompts are counted in: those of the lead's own school, since the lead answers
 * them; for a lead who is an officer, those of the authority of the partnership's schools.
 */
export async function calendarsOfGroup(
  tx: Tx,
  group: {
    readonly partnershipId: number;
    readonly lead: { readonly id: number };
    readonly startsOn: LocalDate;
  },
): Promise<Calendars> {
  const post = await tx.roleAssignment.findFirst({
    where: { personId: group.lead.id, schoolId: { not: null }, to: null },
    select: { schoolId: true },
    orderBy: { id: 'asc' },
  });
  if (post?.schoolId) return { default: await calendarOfSchool(tx, post.schoolId) };
  const [school] = await membersOf(tx, group.partnershipId, group.startsOn);
  return { default: await calendarOfAuthority(tx, school?.laCode ?? '') };
}
