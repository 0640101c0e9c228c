import { londonDate } from '../calendar/london.js';
import { nextSendTime } from '../calendar/sendWindow.js';
import type { Tx } from '../store/open.js';
import { calendarOfAuthority, calendarOfSchool } from './calendars.js';
import { currentOn } from './current.js';
import { isRole, isSchoolRole } from './role.js';

/**
 * The first instant, `now` or later, at which a routine message may reach a person: in the send window of a
 * school day of their own school or, for officers, of a working day (DOMAIN 6).
 */
export async function routineSendTime(tx: Tx, personId: number, now: Date): Promise<Date> {
  const posts = await tx.roleAssignment.findMany({
    where: { personId, ...currentOn(londonDate(now)) },
    select: { role: true, schoolId: true },
    orderBy: { id: 'asc' },
  });
  const atSchool = posts.find(post => post.schoolId !== null && isRole(post.role) && isSchoolRole(post.role));
  const calendar = atSchool?.schoolId
    ? await calendarOfSchool(tx, atSchool.schoolId)
    : await calendarOfAuthority(tx, await commonestAuthority(tx));
  return nextSendTime(now, calendar, { urgency: 'routine', days: atSchool ? 'schoolDays' : 'workingDays' });
}

/** The authority of most schools: an installation serves one, or a few that share their bank holidays. */
async function commonestAuthority(tx: Tx): Promise<string> {
  const [first] = await tx.school.groupBy({
    by: ['laCode'],
    _count: { laCode: true },
    orderBy: { _count: { laCode: 'desc' } },
    take: 1,
  });
  return first?.laCode ?? '';
}
