import type { Tx } from '../../store/open.js';
import { slices } from '../../store/slices.js';

const FIELDS = {
  id: true,
  urn: true,
  laCode: true,
  establishmentNumber: true,
  laEstab: true,
  name: true,
  phase: true,
  status: true,
  type: true,
  typeGroup: true,
  openDate: true,
  closeDate: true,
  lowAge: true,
  highAge: true,
  religiousCharacter: true,
  diocese: true,
  federation: true,
  pupils: true,
  percentFsm: true,
  ukprn: true,
  street: true,
  town: true,
  postcode: true,
  district: true,
  urbanRural: true,
  easting: true,
  northing: true,
  website: true,
  telephone: true,
  headName: true,
  headJobTitle: true,
  trustId: true,
  missingSince: true,
  seenOn: true,
  origin: true,
} as const;

/** A school as the store has it, as far as an import compares. */
export type KnownSchool = Awaited<ReturnType<typeof select>>[number];

function select(tx: Tx, where: NonNullable<Parameters<Tx['school']['findMany']>[0]>['where'] & object) {
  return tx.school.findMany({ where, select: FIELDS });
}

/** The schools that an import may meet in one step: found by any URN they ever had, and by LAESTAB. */
export class KnownSchools {
  readonly #byId = new Map<number, KnownSchool>();
  readonly #ownerOfUrn = new Map<number, number>();

  /** Looks up what is known under these URNs (present or past) and LAESTABs. */
  static async find(tx: Tx, urns: readonly number[], laEstabs: readonly string[]): Promise<KnownSchools> {
    const known = new KnownSchools();
    for (const some of slices(urns)) {
      const rows = await tx.schoolUrn.findMany({
        where: { urn: { in: some } },
        select: { urn: true, schoolId: true },
      });
      for (const { urn, schoolId } of rows) known.#ownerOfUrn.set(urn, schoolId);
    }
    for (const some of slices([...new Set(known.#ownerOfUrn.values())])) {
      for (const school of await select(tx, { id: { in: some } })) known.#byId.set(school.id, school);
    }
    for (const some of slices(laEstabs)) {
      for (const school of await select(tx, { laEstab: { in: some } })) known.#byId.set(school.id, school);
    }
    return known;
  }

  /** The school that has or had this URN. */
  byUrn(urn: number): KnownSchool | undefined {
    return this.#byId.get(this.#ownerOfUrn.get(urn) ?? -1);
  }

  byLaEstab(laEstab: string): KnownSchool[] {
    return [...this.#byId.values()].filter(school => school.laEstab === laEstab);
  }
}
