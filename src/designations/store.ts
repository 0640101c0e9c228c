import type { Tx } from '../store/open.js';
import { MayNotBegin, type Transition } from '../workflow/process.js';
import type { DesignationChanges, DesignationRecord } from './record.js';

const IMPORTED =
  'Designations come from the list of the designating body. Your administrator brings it in: convenor import designations.';

/** Designations are imported, and begun by nobody. @throws MayNotBegin always */
export async function draftDesignation(): Promise<DesignationRecord> {
  throw new MayNotBegin(IMPORTED);
}

/** As {@link draftDesignation}. */
export async function insertDesignation(): Promise<number> {
  throw new MayNotBegin(IMPORTED);
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveDesignation(
  tx: Tx,
  record: DesignationRecord,
  to: Transition,
  changes: DesignationChanges | undefined,
): Promise<boolean> {
  const { homeId, ...fields } = changes ?? {};
  const moves = homeId !== undefined && homeId !== record.home.id;
  const { count } = await tx.designation.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      status: to.state,
      version: to.version,
      enteredVersion: to.enteredVersion,
      // Until something has happened to it, a newer file may say what its status is.
      ...(to.state !== record.state && { enteredAt: to.enteredAt }),
      ...fields,
      ...(moves && { homeSchoolId: homeId, movedFromId: record.home.id }),
    },
  });
  return count > 0;
}
