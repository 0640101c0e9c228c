import type { LocalDate } from '../calendar/localDate.js';
import { countLeaders, type Leader, leaderIds } from '../network/leaders.js';
import { type District, districtNames, districtOf, selfAndDescendants } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import type { SupportRecord } from './record.js';

/** How far the list of candidates reaches. */
export interface Search {
  readonly district: string;
  readonly furtherAfield: boolean;
  /** Leaders of the area of work from beyond the district that are not looked at yet. */
  readonly beyond: number;
}

/** Where leaders are looked for on behalf of a school. */
export interface Reach {
  readonly district: District;
  /** The partnerships whose members' leaders are looked at; undefined for everybody's. */
  readonly within: readonly number[] | undefined;
}

/** The school's district, and whether the search for its request stays in it. */
export async function reachOf(tx: Tx, record: SupportRecord, today: LocalDate): Promise<Reach> {
  const district = await districtFor(tx, record, today);
  return { district, within: record.furtherAfield ? undefined : district.nodes };
}

/** How far the list for an area of work (its slug) reaches, and what there is beyond. */
export async function searchOf(
  tx: Tx,
  area: string,
  { district, within }: Reach,
  today: LocalDate,
): Promise<Search> {
  const beyond = within
    ? (await countLeaders(tx, today, { area })) - (await countLeaders(tx, today, { area, within }))
    : 0;
  return { district: district.name, furtherAfield: within === undefined, beyond };
}

/** The school's district; for a school that has left its partnership, the node that brokers. */
async function districtFor(tx: Tx, record: SupportRecord, today: LocalDate): Promise<District> {
  const district = await districtOf(tx, record.school.id, today);
  if (district) return district;
  const { name } = await tx.partnership.findUniqueOrThrow({
    where: { id: record.partnershipId },
    select: { name: true },
  });
  return { name, nodes: await selfAndDescendants(tx, record.partnershipId) };
}

/**
 * Where those who work beyond the school's district do, by designation: 'in South District, beyond North District'.
 * Empty as long as nobody looks there.
 */
export async function fromBeyond(
  tx: Tx,
  { district, within }: Reach,
  leaders: readonly Leader[],
  today: LocalDate,
): Promise<ReadonlyMap<number, string>> {
  if (within) return new Map();
  const { name, nodes } = district;
  const near = await leaderIds(tx, today, { within: nodes });
  const names = await districtNames(tx, today);
  const far = leaders.filter(leader => !near.has(leader.designationId));
  return new Map(
    far.map(({ designationId, home }) => {
      const own = names.get(home.id);
      return [designationId, own && own !== name ? `in ${own}, beyond ${name}` : `beyond ${name}`];
    }),
  );
}
