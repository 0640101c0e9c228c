import type { Tx } from '../../store/open.js';
import { asIds } from '../entry/load.js';

// Pairs of schools that are kept apart (DOMAIN 2.3). Which of these it is, is never shown: support and wishes are private.

export interface ApartPair {
  readonly schoolId: number;
  readonly otherSchoolId: number;
}

/** Schools of which one is supported by a leader of the other at present: to or from, it makes no difference. */
export async function supportingPairs(tx: Tx, schoolIds: readonly number[]): Promise<ApartPair[]> {
  const rows = await tx.approach.findMany({
    where: { status: 'accepted', request: { state: 'active', schoolId: { in: [...schoolIds] } } },
    select: { request: { select: { schoolId: true } }, designation: { select: { homeSchoolId: true } } },
  });
  return rows.map(row => ({ schoolId: row.request.schoolId, otherSchoolId: row.designation.homeSchoolId }));
}

/** What heads have asked for when they opted in. */
export function wishedApart(
  entries: readonly { readonly schoolId: number; readonly apartIds: unknown }[],
): ApartPair[] {
  return entries.flatMap(({ schoolId, apartIds }) =>
    asIds(apartIds).map(otherSchoolId => ({ schoolId, otherSchoolId })),
  );
}

/** Schools of one federation have one governing board, whoever their trust is. */
export function federated(
  schools: readonly { readonly id: number; readonly federation: string | null }[],
): ApartPair[] {
  return schools.flatMap((one, n) =>
    schools
      .slice(n + 1)
      .filter(other => one.federation !== null && one.federation === other.federation)
      .map(other => ({ schoolId: one.id, otherSchoolId: other.id })),
  );
}
