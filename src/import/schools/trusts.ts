import type { Tx } from '../../store/open.js';
import { slices } from '../../store/slices.js';
import type { TrustFact } from './schoolRow.js';

/** The ids of trusts as rows name them. */
export class Trusts {
  readonly #byUid = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  /** Those whose code is not known yet: a list gave the name only. */
  readonly #withoutUid = new Map<string, number>();

  /** Finds the trusts that a file names, and adds those that are new. One that was renamed gets its new name. */
  static async ensure(tx: Tx, facts: readonly NonNullable<TrustFact>[]): Promise<Trusts> {
    const trusts = new Trusts();
    if (facts.length === 0) return trusts;

    // A few thousand in all England: one look at all of them is quicker than asking for each.
    const known = await tx.trust.findMany({ orderBy: { id: 'desc' } });
    const names = new Map<number, string>();
    for (const { id, uid, name } of known) {
      trusts.#add(id, uid, name);
      names.set(id, name);
    }
    const missing: { uid: string | null; name: string }[] = [];
    for (const fact of facts) {
      const id = trusts.idOf(fact);
      if (id === null) missing.push(fact);
      else if (
        fact.uid !== null &&
        (trusts.#withoutUid.get(fact.name) === id || names.get(id) !== fact.name)
      ) {
        await tx.trust.update({ where: { id }, data: { uid: fact.uid, name: fact.name } });
      }
    }
    for (const some of slices(missing)) {
      const added = await tx.trust.createManyAndReturn({ data: some });
      for (const { id, uid, name } of added) trusts.#add(id, uid, name);
    }
    return trusts;
  }

  /** The id of a trust; null for none. */
  idOf(fact: TrustFact): number | null {
    if (fact === null) return null;
    // Two trusts may bear one name; without a code the name must do.
    if (fact.uid === null) return this.#byName.get(fact.name) ?? null;
    return this.#byUid.get(fact.uid) ?? this.#withoutUid.get(fact.name) ?? null;
  }

  #add(id: number, uid: string | null, name: string): void {
    this.#byName.set(name, id);
    if (uid === null) this.#withoutUid.set(name, id);
    else this.#byUid.set(uid, id);
  }
}
