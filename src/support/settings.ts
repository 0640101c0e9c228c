import { z } from 'zod';
import { selfAndAncestors } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import { RELEASE_CHECKS, TRIAGE_MODES } from './codes.js';
import type { SupportSettings } from './record.js';

const Settings = z.object({
  triageMode: z.enum(TRIAGE_MODES).default('coordinator'),
  releaseCheck: z.enum(RELEASE_CHECKS).default('beforeShortlist'),
});

/** Where a partnership's settings are kept. */
function keyOf(partnershipId: number): string {
  return `support:${partnershipId}`;
}

/**
 * How a partnership brokers, as it or the nearest node above it has set; else one coordinator triages, and
 * home heads are asked before the school chooses (DOMAIN 3.5, 0.6).
 */
export async function supportSettings(tx: Tx, partnershipId: number): Promise<SupportSettings> {
  const nodes = await selfAndAncestors(tx, partnershipId);
  const rows = await tx.setting.findMany({ where: { key: { in: nodes.map(node => keyOf(node.id)) } } });
  const nearest = nodes
    .map(node => rows.find(row => row.key === keyOf(node.id)))
    .find(row => row !== undefined);
  return Settings.parse(nearest?.value ?? {});
}

/** Changes how a partnership brokers: from then on, also for requests that are under way. */
export async function changeSupportSettings(
  tx: Tx,
  partnershipId: number,
  change: Partial<SupportSettings>,
): Promise<SupportSettings> {
  const value = Settings.parse({ ...(await supportSettings(tx, partnershipId)), ...change });
  const key = keyOf(partnershipId);
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  return value;
}
