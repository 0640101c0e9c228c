import { daysFrom, type LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { activeLeaders } from '../network/leaders.js';
import { phaseGroup } from '../network/school.js';
import type { Tx } from '../store/open.js';
import { type CapacityRow, capacityRows, type Demand, type Supply } from './capacity.js';

/** Days that a request is likely to want, in half days, as long as nobody has said (DOMAIN 3.7). */
const USUAL_HALF_DAYS = 6;

/** Requests that nobody needs served any more, or that are not made yet. */
const GONE = ['draft', 'discarded', 'withdrawn', 'declined', 'signposted'];

const PHASE_WORDS = {
  primary: 'Primary',
  secondary: 'Secondary',
  allThrough: 'All-through',
  special: 'Special',
} as const;

/** Capacity against demand at some partnerships, over the requests of the last year. */
export async function capacityOf(
  tx: Tx,
  partnershipIds: readonly number[],
  today: LocalDate,
  since: Date,
): Promise<readonly CapacityRow[]> {
  const titles = new Map(
    (await tx.specialism.findMany({ select: { slug: true, title: true } })).map(each => [
      each.slug,
      each.title,
    ]),
  );
  const rows = await tx.supportRequest.findMany({
    where: { partnershipId: { in: [...partnershipIds] }, createdAt: { gte: since } },
    select: {
      state: true,
      area: true,
      timing: true,
      createdAt: true,
      halfDays: true,
      wantedHalfDays: true,
      school: { select: { phase: true } },
      approaches: {
        where: { status: { in: ['accepted', 'replaced'] } },
        select: { askedAt: true },
        orderBy: { id: 'asc' },
        take: 1,
      },
    },
    orderBy: { id: 'asc' },
  });
  const demands = rows.map((row): Demand => {
    const matched = row.approaches[0];
    return {
      area: titles.get(row.area) ?? row.area,
      phase: PHASE_WORDS[phaseGroup(row.school.phase)],
      timing: row.timing,
      askedOn: londonDate(row.createdAt),
      halfDays: row.halfDays ?? row.wantedHalfDays ?? USUAL_HALF_DAYS,
      matchedOn: matched ? londonDate(matched.askedAt) : null,
      givenUp: row.state === 'unmatched',
      gone: GONE.includes(row.state),
    };
  });
  const leaders = await activeLeaders(tx, today);
  const supplies = leaders.map((leader): Supply => {
    const phases = leader.phases.length > 0 ? leader.phases : [leader.home.phase];
    return {
      areas: leader.specialisms.map(slug => titles.get(slug) ?? slug),
      phases: [...new Set(phases.map(phase => PHASE_WORDS[phaseGroup(phase)]))],
      halfDaysLeft: leader.capacity.left,
    };
  });
  return capacityRows(demands, supplies, daysFrom, today);
}
