import { isTimeOfDay, londonDate } from '../calendar/london.js';
import { nextSendTime, type QuietHours } from '../calendar/sendWindow.js';
import type { Tx } from '../store/open.js';
import { calendarOfAuthority, calendarOfSchool } from './calendars.js';
import { currentOn } from './current.js';
import { isRole, isSchoolRole } from './role.js';

/**
 * The first instant, `now` or later, at which a routine message may reach a person: in the send window of a
 * school day of their own school or, for officers, of a working day (DOMAIN 6), outside the person's quiet hours.
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
  const hours = await quietHoursOf(tx, personId);
  return nextSendTime(now, calendar, {
    urgency: 'routine',
    days: atSchool ? 'schoolDays' : 'workingDays',
    ...(hours && { quiet: [hours] }),
  });
}

/** When a person wants nothing routine, by the clock in England; null: whenever they work. */
export async function quietHoursOf(tx: Tx, personId: number): Promise<QuietHours | null> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { quietFrom: true, quietUntil: true },
  });
  const { quietFrom: from, quietUntil: until } = person ?? {};
  return from && until && isTimeOfDay(from) && isTimeOfDay(until) ? { from, until } : null;
}

/** From now on a person's quiet hours are these, or none. Messages that wait already look again when they are due. */
export async function keepQuietHours(tx: Tx, personId: number, hours: QuietHours | null): Promise<void> {
  await tx.person.update({
    where: { id: personId },
    data: { quietFrom: hours?.from ?? null, quietUntil: hours?.until ?? null },
  });
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
