import type { SchoolRow, TrustFact } from './schoolRow.js';
import { isStateFunded } from './stateFunded.js';

/** What a file holds as a whole, kept when its rows are gone. */
export interface FileContents {
  /** Every URN of the file, and whether its school is not closed. */
  readonly openByUrn: ReadonlyMap<number, boolean>;
  /** The authorities it speaks of, with their names (empty where it does not give one). */
  readonly authorities: ReadonlyMap<string, string>;
  /** Whether it has schools other than state-funded ones: then it tells of these, too. */
  readonly beyondStateFunded: boolean;
  readonly trusts: readonly NonNullable<TrustFact>[];
}

/** Goes once through all rows. */
export function contentsOf(groups: Iterable<readonly SchoolRow[]>): FileContents {
  const openByUrn = new Map<number, boolean>();
  const authorities = new Map<string, string>();
  const trusts = new Map<string, NonNullable<TrustFact>>();
  let beyondStateFunded = false;
  for (const group of groups) {
    for (const { urn, laName, facts, trust } of group) {
      openByUrn.set(urn, facts.status !== 'closed');
      if (facts.laCode) authorities.set(facts.laCode, laName || (authorities.get(facts.laCode) ?? ''));
      if (trust) trusts.set(trust.uid ?? trust.name, trust);
      if (!isStateFunded(facts.type)) beyondStateFunded = true;
    }
  }
  return { openByUrn, authorities, beyondStateFunded, trusts: [...trusts.values()] };
}
