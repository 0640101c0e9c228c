import type { LocalDate } from '../calendar/localDate.js';
import { calendarOfAuthority, calendarOfSchool } from '../network/calendars.js';
import { currentOn } from '../network/current.js';
import { membersOf } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import type { Calendars } from '../workflow/workflow.js';
import type { GroupRecord } from './record.js';

type Place = Pick<GroupRecord, 'partnershipId' | 'asOf'>;

/**
 * The school days that a group's prompts are counted in: those of the lead's own school, since the lead answers
 * them; for a lead who is an officer, those of the authority of the partnership's schools. While somebody covers,
 * or the lead has left, those of whoever is asked.
 */
export function calendarsOfGroup(
  tx: Tx,
  group: Place & Pick<GroupRecord, 'lead' | 'deputy' | 'cover'>,
): Promise<Calendars> {
  const { lead, deputy, cover } = group;
  const asked = cover?.person ?? (lead && !lead.left ? lead : (deputy ?? lead));
  return calendarsOfPerson(tx, asked?.id ?? 0, group);
}

/** The school days of a person's own school; of an officer, those of the authority. */
export async function calendarsOfPerson(tx: Tx, personId: number, place: Place): Promise<Calendars> {
  const today: LocalDate = place.asOf;
  const post = await tx.roleAssignment.findFirst({
    where: { personId, schoolId: { not: null }, ...currentOn(today) },
    select: { schoolId: true },
    orderBy: { id: 'asc' },
  });
  if (post?.schoolId) return { default: await calendarOfSchool(tx, post.schoolId) };
  const [school] = await membersOf(tx, place.partnershipId, today);
  return { default: await calendarOfAuthority(tx, school?.laCode ?? '') };
}
