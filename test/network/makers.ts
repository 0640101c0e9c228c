import type { Tx } from '../../src/store/open.js';

const AT = new Date('2026-09-01T08:00:00Z');

/** Adds a school of authority 312 with what a test says of it, and returns its id. */
export async function addSchool(
  tx: Tx,
  given: { name?: string; phase?: string; urn?: number; laCode?: string; status?: string; trustId?: number },
): Promise<number> {
  const laCode = given.laCode ?? '312';
  await tx.localAuthority.upsert({
    where: { code: laCode },
    create: { code: laCode, name: `Authority ${laCode}` },
    update: {},
  });
  const urn = given.urn ?? 900_000 + (await tx.school.count());
  const school = await tx.school.create({
    data: {
      urn,
      laCode,
      name: given.name ?? `School ${urn}`,
      phase: given.phase ?? 'Primary',
      status: given.status ?? 'open',
      ...(given.trustId === undefined ? {} : { trustId: given.trustId }),
      createdAt: AT,
      updatedAt: AT,
    },
  });
  return school.id;
}

/** Adds a person and returns their id. */
export async function addPerson(tx: Tx, name: string, email?: string): Promise<number> {
  return (await tx.person.create({ data: { name, ...(email === undefined ? {} : { email }) } })).id;
}

/** Adds a partnership under another and returns its id. */
export async function addPartnership(
  tx: Tx,
  slug: string,
  tier: string,
  parentId: number | null = null,
): Promise<number> {
  return (await tx.partnership.create({ data: { slug, name: slug, tier, parentId } })).id;
}
