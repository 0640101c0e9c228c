import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { currentOn, presentOn } from './current.js';
import { OPEN_STATUSES, type SchoolName } from './school.js';

/** The tiers, the smallest first (DOMAIN 1.1). */
export const TIERS = ['cluster', 'district', 'strategic'] as const;
export type Tier = (typeof TIERS)[number];

/** What channels are for. */
export const CHANNEL_PURPOSES = ['brokering', 'board', 'programme', 'group'] as const;
export type ChannelPurpose = (typeof CHANNEL_PURPOSES)[number];

/** One node of the tree of partnerships. */
export interface PartnershipNode {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** One of {@link TIERS}. */
  readonly tier: string;
  readonly parentId: number | null;
}

/**
 * Every partnership that a school is in on a day, by membership or because a node above holds one of these;
 * clusters first, the strategic partnership last. A school may be in several (DOMAIN 0.5).
 */
export async function partnershipsOf(tx: Tx, schoolId: number, today: LocalDate): Promise<PartnershipNode[]> {
  const memberships = await tx.membership.findMany({
    where: { schoolId, ...currentOn(today) },
    select: { partnershipId: true },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const tree = await readTree(tx);
  const found = new Map<number, PartnershipNode>();
  for (const { partnershipId } of memberships) {
    for (const node of upwards(tree, partnershipId)) found.set(node.id, node);
  }
  return [...found.values()].sort((a, b) => tierRank(a) - tierRank(b));
}

/** The nodes above a partnership, the nearest first. */
export async function ancestors(tx: Tx, partnershipId: number): Promise<PartnershipNode[]> {
  return (await selfAndAncestors(tx, partnershipId)).slice(1);
}

/** A partnership and the nodes above it, the nearest first; empty when there is no such partnership. */
export async function selfAndAncestors(tx: Tx, partnershipId: number): Promise<PartnershipNode[]> {
  return upwards(await readTree(tx), partnershipId);
}

/** The open schools that on a day are members of a partnership or of any node below it, by name. */
export async function membersOf(tx: Tx, partnershipId: number, today: LocalDate): Promise<SchoolName[]> {
  const below = downwards(await readTree(tx), partnershipId);
  return tx.school.findMany({
    where: {
      status: { in: [...OPEN_STATUSES] },
      memberships: { some: { partnershipId: { in: below }, ...currentOn(today) } },
    },
    select: { id: true, name: true, phase: true, laCode: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
}

/**
 * The partnership whose coordinators broker for a school: the nearest node upwards that has one on that day.
 * Null when no node has any, or the school is in no partnership.
 */
export async function brokeringNode(
  tx: Tx,
  schoolId: number,
  today: LocalDate,
): Promise<PartnershipNode | null> {
  const nodes = await partnershipsOf(tx, schoolId, today);
  const coordinated = await tx.roleAssignment.findMany({
    where: {
      role: 'coordinator',
      partnershipId: { in: nodes.map(node => node.id) },
      ...currentOn(today),
      person: presentOn(today),
    },
    select: { partnershipId: true },
  });
  return nodes.find(node => coordinated.some(row => row.partnershipId === node.id)) ?? null;
}

/** Part of an installation: its name, and the partnerships whose members belong to it. */
export interface District {
  readonly name: string;
  readonly nodes: readonly number[];
}

/**
 * The district of a school on a day, or its districts together; where it is in none, the widest partnership that it
 * belongs to. Null for a school in no partnership.
 */
export async function districtOf(tx: Tx, schoolId: number, today: LocalDate): Promise<District | null> {
  const nodes = await partnershipsOf(tx, schoolId, today);
  const districts = nodes.filter(node => node.tier === 'district');
  const widest = districts.length > 0 ? districts : nodes.slice(-1);
  if (widest.length === 0) return null;
  const tree = await readTree(tx);
  return {
    name: widest.map(node => node.name).join(' and '),
    nodes: widest.flatMap(node => downwards(tree, node.id)),
  };
}

/** By school the name of its district or, without one, of its widest partnership: of the homes of leaders. */
export async function districtNames(tx: Tx, today: LocalDate): Promise<ReadonlyMap<number, string>> {
  const tree = await readTree(tx);
  const rows = await tx.membership.findMany({
    where: { school: { designations: { some: {} } }, ...currentOn(today) },
    select: { schoolId: true, partnershipId: true },
    orderBy: { id: 'asc' },
  });
  const names = new Map<number, string>();
  for (const { schoolId, partnershipId } of rows) {
    const nodes = upwards(tree, partnershipId);
    const node = nodes.find(each => each.tier === 'district') ?? nodes.at(-1);
    if (node && !names.has(schoolId)) names.set(schoolId, node.name);
  }
  return names;
}

/** The channel for a purpose at a partnership or its nearest ancestor that has one; null when none has. */
export async function channelFor(
  tx: Tx,
  partnershipId: number,
  purpose: ChannelPurpose,
): Promise<number | null> {
  const nodes = await selfAndAncestors(tx, partnershipId);
  const channels = await tx.channel.findMany({
    where: { purpose, partnershipId: { in: nodes.map(node => node.id) } },
    select: { id: true, partnershipId: true },
    orderBy: { id: 'asc' },
  });
  for (const node of nodes) {
    const channel = channels.find(each => each.partnershipId === node.id);
    if (channel) return channel.id;
  }
  return null;
}

/** A partnership and every node below it. */
export async function selfAndDescendants(tx: Tx, partnershipId: number): Promise<number[]> {
  return downwards(await readTree(tx), partnershipId);
}

type Tree = ReadonlyMap<number, PartnershipNode>;

/** A partnership has tens of nodes, a county a few hundred: reading all is quicker than climbing by queries. */
async function readTree(tx: Tx): Promise<Tree> {
  const rows = await tx.partnership.findMany({
    select: { id: true, slug: true, name: true, tier: true, parentId: true },
    orderBy: { id: 'asc' },
  });
  return new Map(rows.map(row => [row.id, row]));
}

function upwards(tree: Tree, id: number): PartnershipNode[] {
  const nodes: PartnershipNode[] = [];
  let next: number | null = id;
  while (next !== null) {
    const node: PartnershipNode | undefined = tree.get(next);
    // A circle in the data must not hang the program.
    if (!node || nodes.includes(node)) break;
    nodes.push(node);
    next = node.parentId;
  }
  return nodes;
}

function downwards(tree: Tree, id: number): number[] {
  const found = new Set([id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const node of tree.values()) {
      if (node.parentId !== null && found.has(node.parentId)) found.add(node.id);
    }
  }
  return [...found];
}

function tierRank(node: PartnershipNode): number {
  return (TIERS as readonly string[]).indexOf(node.tier);
}
