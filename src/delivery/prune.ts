import type { Delivering } from './deps.js';

/** Receipts deleted in one statement: more would hold up the clicks that wait behind it. */
const CHUNK = 500;

/** Forgets the answers to clicks that are too old to be repeated. Returns how many. */
export async function pruneReceipts({ store, limits, clock }: Delivering): Promise<number> {
  const before = new Date(clock.now().getTime() - limits.receiptsMs);
  let pruned = 0;
  for (;;) {
    const old = await store.db.receipt.findMany({
      where: { at: { lt: before } },
      orderBy: { at: 'asc' },
      take: CHUNK,
      select: { key: true },
    });
    if (old.length === 0) return pruned;
    const { count } = await store.db.receipt.deleteMany({ where: { key: { in: old.map(row => row.key) } } });
    pruned += count;
  }
}

/** Forgets the files that were handed to a platform and whose time is over. Returns how many. */
export async function pruneHandedFiles({
  store,
  clock,
}: Pick<Delivering, 'store' | 'clock'>): Promise<number> {
  const { count } = await store.db.handedFile.deleteMany({ where: { expiresAt: { lt: clock.now() } } });
  return count;
}
