import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../packageRoot.js';
import type { Tx } from '../store/open.js';

const SpecialismSchema = z.object({
  slug: z.string(),
  title: z.string(),
  area: z.string(),
  /** Of the national list, which is no longer kept. */
  legacy: z.boolean(),
  /** Other ways of writing it. */
  also: z.array(z.string()),
});

/** What a leader can be designated for, as the program ships it. */
export type ShippedSpecialism = z.infer<typeof SpecialismSchema>;

/** What leaders are badged as, unless a partnership says otherwise (DOMAIN 3.1). */
const DESIGNATION_TYPES: readonly { readonly code: string; readonly title: string }[] = [
  { code: 'LLE', title: 'Local leader of education' },
  { code: 'SLE', title: 'Specialist leader of education' },
  { code: 'NLE', title: 'National leader of education' },
  { code: 'NLG', title: 'National leader of governance' },
  { code: 'LSG', title: 'Local support governor' },
];

let shipped: readonly ShippedSpecialism[] | undefined;

/** The specialisms that come with the program: the old national list and what partnerships have added since. */
export function shippedSpecialisms(): readonly ShippedSpecialism[] {
  const file = path.join(packageRoot(), 'src/network/data/specialisms.json');
  shipped ??= z
    .object({ specialisms: z.array(SpecialismSchema) })
    .parse(JSON.parse(readFileSync(file, 'utf8'))).specialisms;
  return shipped;
}

/**
 * Adds the specialisms and designation types that the program ships, where the store lacks them. What a
 * partnership has renamed or added stays. May be called any number of times.
 */
export async function ensureReferenceData(tx: Tx): Promise<void> {
  const slugs = new Set((await tx.specialism.findMany({ select: { slug: true } })).map(row => row.slug));
  const codes = new Set((await tx.designationType.findMany({ select: { code: true } })).map(row => row.code));
  const specialisms = shippedSpecialisms()
    .filter(each => !slugs.has(each.slug))
    .map(({ slug, title, area, legacy }) => ({ slug, title, area, legacy }));
  const types = DESIGNATION_TYPES.filter(each => !codes.has(each.code));
  if (specialisms.length > 0) await tx.specialism.createMany({ data: specialisms });
  if (types.length > 0) await tx.designationType.createMany({ data: [...types] });
}
