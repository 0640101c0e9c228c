import type { Item } from './items.js';

/** The items in groups that share no contended bin, directly or by others: each group may be solved by itself. */
export function groupsOf(
  items: readonly Item[],
  contended: ReadonlySet<number>,
): readonly (readonly Item[])[] {
  const leader = new Map<number, number>();
  const find = (bin: number): number => {
    let at = bin;
    for (let up = leader.get(at); up !== undefined && up !== at; up = leader.get(at)) at = up;
    return at;
  };
  for (const { options } of items) {
    let first: number | null = null;
    for (const { bin } of options) {
      if (!contended.has(bin)) continue;
      const root = find(bin);
      if (first === null) {
        first = root;
        leader.set(root, root);
      } else leader.set(root, first);
    }
  }
  const groups = new Map<number, Item[]>();
  const free: Item[] = [];
  for (const item of items) {
    const bin = item.options.find(option => contended.has(option.bin))?.bin;
    if (bin === undefined) {
      free.push(item);
      continue;
    }
    const root = find(bin);
    const group = groups.get(root);
    if (group) group.push(item);
    else groups.set(root, [item]);
  }
  return [...(free.length > 0 ? [free] : []), ...groups.values()];
}
