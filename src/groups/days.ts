import type { LocalDate } from '../calendar/localDate.js';
import {
  bookHalfDays,
  type Draw,
  releaseHalfDays,
  unworkHalfDays,
  workHalfDays,
} from '../network/dayLedger.js';
import { activeLeaders, type Leader } from '../network/leaders.js';
import type { Tx } from '../store/open.js';
import { Refused } from '../workflow/process.js';
import type { GroupLeader, GroupRecord } from './record.js';

/** When and under which occasion days move: one occasion a commit. */
export interface Moving {
  readonly now: Date;
  readonly today: LocalDate;
  readonly occasion: string;
}

/** Leaders of this type count against the SLE days of a group's budget, all others against its LLE days. */
const SLE = 'SLE';

/**
 * The leader of a designation, who may be matched now.
 * @throws Refused when the designation has ended or is under review
 */
export async function activeLeader(tx: Tx, designationId: number, today: LocalDate): Promise<Leader> {
  const [leader] = await activeLeaders(tx, today, { designationId });
  if (leader) return leader;
  throw new Refused('That leader’s designation has ended or is under review. Choose another one.');
}

/**
 * Sets a leader's half days aside for a group: booked in the leader's year and within the group's budget.
 * @throws Refused when the leader or the budget has not that many left
 */
export async function setAside(
  tx: Tx,
  group: GroupRecord,
  { designationId, halfDays }: { readonly designationId: number; readonly halfDays: number },
  at: Moving,
): Promise<void> {
  const leader = await activeLeader(tx, designationId, at.today);
  const isSle = leader.typeCode === SLE;
  const budget = isSle ? group.budget.sleHalfDays : group.budget.lleHalfDays;
  const taken = group.leaders
    .filter(({ typeCode }) => (typeCode === SLE) === isSle)
    .reduce((sum, each) => sum + (each.endedOn ? each.used : each.halfDays), 0);
  if (taken + halfDays > budget) {
    throw new Refused(
      `The group has ${inDays(Math.max(0, budget - taken))} of its ${isSle ? 'SLE' : 'LLE'} days left to set aside. ` +
        'More is for the sponsor to decide: press "Ask the sponsor to decide".',
    );
  }
  await book(tx, leader.name, drawOf(group.id, { designationId, academicDay: at.today }, halfDays, at));
  await tx.groupLeader.create({
    data: { groupId: group.id, designationId, halfDays, academicDay: at.today },
  });
}

/**
 * Counts half days as worked by a leader of the group. What goes beyond the days set aside is booked first.
 * @throws Refused when the leader's year has not that many left
 */
export async function workGroupDays(
  tx: Tx,
  group: Pick<GroupRecord, 'id' | 'leaders'>,
  groupLeaderId: number,
  halfDays: number,
  at: Moving,
): Promise<void> {
  const leader = leaderOf(group, groupLeaderId);
  const beyond = Math.max(0, leader.used + halfDays - leader.halfDays);
  if (beyond > 0) await book(tx, leader.name, drawOf(group.id, leader, beyond, at));
  await workHalfDays(tx, drawOf(group.id, leader, halfDays, at));
  await tx.groupLeader.update({
    where: { id: groupLeaderId },
    data: { used: { increment: halfDays }, ...(beyond > 0 && { halfDays: { increment: beyond } }) },
  });
}

/** Takes half days back that a corrected check-in had too many. */
export async function unworkGroupDays(
  tx: Tx,
  group: Pick<GroupRecord, 'id' | 'leaders'>,
  groupLeaderId: number,
  halfDays: number,
  at: Moving,
): Promise<void> {
  await unworkHalfDays(tx, drawOf(group.id, leaderOf(group, groupLeaderId), halfDays, at));
  await tx.groupLeader.update({ where: { id: groupLeaderId }, data: { used: { decrement: halfDays } } });
}

/** Gives what nobody worked back to the leaders' years. */
export async function releaseGroupDays(tx: Tx, group: GroupRecord, at: Moving): Promise<void> {
  for (const leader of group.leaders) {
    if (leader.endedOn) continue;
    const left = leader.halfDays - leader.used;
    if (left > 0) await releaseHalfDays(tx, drawOf(group.id, leader, left, at));
    await tx.groupLeader.update({ where: { id: leader.id }, data: { endedOn: at.today } });
  }
}

/** "3 days", "1.5 days", "half a day". */
export function inDays(halfDays: number): string {
  if (halfDays === 1) return 'half a day';
  return halfDays === 2 ? '1 day' : `${halfDays / 2} days`;
}

/** Promises half days of a leader's year. @throws Refused when it has not that many left */
export async function book(tx: Tx, name: string, draw: Draw): Promise<void> {
  const short = await bookHalfDays(tx, draw);
  if (short) {
    throw new Refused(
      `${name} has ${inDays(short.left)} left in ${short.academicYear}, and this needs ${inDays(draw.halfDays)}. ` +
        'Nothing was changed. Choose fewer days, or another leader.',
    );
  }
}

function leaderOf(group: Pick<GroupRecord, 'leaders'>, id: number): GroupLeader {
  const leader = group.leaders.find(each => each.id === id && !each.endedOn);
  if (!leader)
    throw new Refused('The days of that leader are no longer set aside for this group. Choose another one.');
  return leader;
}

function drawOf(
  groupId: number,
  { designationId, academicDay }: Pick<GroupLeader, 'designationId' | 'academicDay'>,
  halfDays: number,
  { occasion, now, today }: Moving,
): Draw {
  return {
    designationId,
    day: academicDay,
    halfDays,
    entity: { kind: 'group', id: groupId },
    occasion: `${occasion}:${designationId}`,
    at: { now, today },
  };
}
