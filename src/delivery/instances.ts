import { INSTANCE_SILENT_MS, INSTANCE_PREFIX as PREFIX } from '../store/instances.js';
import type { Delivering } from './deps.js';

/** How often an instance says that it lives, ms. */
export const ANNOUNCE_MS = 15_000;

/** One that has said nothing for so long is forgotten, ms. */
const FORGOTTEN_MS = 3_600_000;

/**
 * Says that this instance lives, and counts those that do: they share the platforms' ceilings between them, with
 * no leader and nothing to configure. At least one.
 */
export async function announce({ store, clock, instance }: Delivering): Promise<number> {
  const now = clock.now().getTime();
  const key = PREFIX + instance;
  const value = { at: now };
  return store.transaction(async tx => {
    await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    const rows = await tx.setting.findMany({ where: { key: { startsWith: PREFIX } } });
    const seen = rows.map(row => ({ key: row.key, at: Number((row.value as { at?: number }).at ?? 0) }));
    const forgotten = seen.filter(each => each.at < now - FORGOTTEN_MS).map(each => each.key);
    if (forgotten.length > 0) await tx.setting.deleteMany({ where: { key: { in: forgotten } } });
    return Math.max(1, seen.filter(each => each.at > now - INSTANCE_SILENT_MS).length);
  });
}

/** Takes this instance out of the count when it stops in order. */
export async function withdraw({ store, instance }: Delivering): Promise<void> {
  await store.db.setting.deleteMany({ where: { key: PREFIX + instance } });
}
