import type { LocalDate } from '../../calendar/localDate.js';
import { currentOn } from '../../network/current.js';
import { membersOf, selfAndAncestors, TIERS } from '../../network/partnerships.js';
import type { Role } from '../../network/role.js';
import type { Tx } from '../../store/open.js';

/** Those who run reviews in a partnership. */
const ORGANISERS: readonly Role[] = ['programmeLead', 'clusterLead', 'coordinator'];

/** A partnership in which somebody may open a cycle. */
export interface OpenIn {
  readonly id: number;
  readonly name: string;
  readonly schools: number;
  /** The nodes above it, the nearest first. */
  readonly above: readonly number[];
}

/** The partnerships in which a person may open a cycle on a day: where they run reviews, and below; clusters first. */
export async function nodesToOpenIn(tx: Tx, personId: number, today: LocalDate): Promise<OpenIn[]> {
  const roles = await tx.roleAssignment.findMany({
    where: { personId, role: { in: [...ORGANISERS] }, partnershipId: { not: null }, ...currentOn(today) },
    select: { partnershipId: true },
  });
  const mine = new Set(roles.map(role => role.partnershipId));
  if (mine.size === 0) return [];
  const nodes = await tx.partnership.findMany({ orderBy: { name: 'asc' } });
  const found: (OpenIn & { readonly tier: string })[] = [];
  for (const { id, name, tier } of nodes) {
    const above = await selfAndAncestors(tx, id);
    if (!above.some(node => mine.has(node.id))) continue;
    const schools = (await membersOf(tx, id, today)).length;
    if (schools > 0)
      found.push({ id, name, schools, tier, above: above.map(node => node.id).filter(each => each !== id) });
  }
  const rank = (tier: string) => (TIERS as readonly string[]).indexOf(tier);
  return found.sort((a, b) => rank(a.tier) - rank(b.tier));
}

/** The nearest partnership that holds all of these; null when they have none in common. */
export function commonNode(nodes: readonly OpenIn[]): number | null {
  const [first, ...others] = nodes.map(node => [node.id, ...node.above]);
  return first?.find(id => others.every(line => line.includes(id))) ?? null;
}
