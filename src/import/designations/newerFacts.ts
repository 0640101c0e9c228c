import { formatDate, type LocalDate, localDate } from '../../calendar/localDate.js';
import { currentOn } from '../../network/current.js';
import type { Tx } from '../../store/open.js';
import type { DesignationRow } from './readDesignations.js';

/** A designation that is on record, as far as a newer row about it may or may not change it. */
interface Known {
  readonly id: number;
  readonly personId: number;
  readonly homeSchoolId: number;
  readonly homeSchool: { readonly name: string };
  readonly movedFromId: number | null;
  readonly from: string;
  readonly reviewDue: string | null;
  readonly renewedOn: string | null;
  readonly status: string;
  readonly trigger: string | null;
  readonly endedReason: string | null;
}

/**
 * What a row makes of a designation that is on record. A file knows nothing of what was decided in chat: an older home
 * school, an earlier review and an older status are left out, with a note for whoever imports it.
 */
export async function factsOf(
  tx: Tx,
  row: DesignationRow,
  known: Known,
  homeSchoolId: number,
  today: LocalDate,
) {
  const moves = homeSchoolId !== known.homeSchoolId && !(await isBehind(tx, row, known, homeSchoolId, today));
  const status = statusOf(row, known);
  return {
    homeSchoolId: moves ? homeSchoolId : known.homeSchoolId,
    movedFromId: moves ? known.homeSchoolId : known.movedFromId,
    trigger: moves && status === 'active' ? 'moved' : known.trigger,
    endedReason: status === known.status ? known.endedReason : status === 'ended' ? 'file' : null,
    halfDaysPerYear: row.halfDaysPerYear,
    phases: [...row.phases],
    from: row.from ?? known.from,
    reviewDue: reviewOf(row, known),
    status,
    origin: 'import',
  };
}

/** Whether the file still has a school that the leader has left since: by what was reported, or by their roles. */
async function isBehind(
  tx: Tx,
  { cells }: DesignationRow,
  known: Known,
  homeSchoolId: number,
  today: LocalDate,
): Promise<boolean> {
  const roles = await tx.roleAssignment.findMany({
    where: {
      personId: known.personId,
      schoolId: { in: [known.homeSchoolId, homeSchoolId] },
      ...currentOn(today),
    },
    select: { schoolId: true },
  });
  const worksAt = (id: number) => roles.some(({ schoolId }) => schoolId === id);
  const left = homeSchoolId === known.movedFromId || worksAt(known.homeSchoolId);
  if (left && !worksAt(homeSchoolId)) {
    cells.note(
      'homeSchool',
      `The leader has moved to ${known.homeSchool.name} since, so this school was left out.`,
      'If they have gone back, import people with their role there, or report it in chat: /deploy leaders.',
    );
    return true;
  }
  cells.note(
    'homeSchool',
    `The leader has moved from ${known.homeSchool.name}.`,
    'The coordinator is asked to look at the designation: a move calls for a review.',
  );
  return false;
}

function reviewOf({ cells, reviewDue }: DesignationRow, known: Known): string | null {
  if (reviewDue === null) return known.reviewDue;
  const { renewedOn } = known;
  if (renewedOn === null || (known.reviewDue !== null && reviewDue >= known.reviewDue)) return reviewDue;
  const until = known.reviewDue === null ? '' : ` until ${formatDate(localDate(known.reviewDue))}`;
  cells.note(
    'reviewDue',
    `It was renewed${until} on ${formatDate(localDate(renewedOn))}, so this earlier day was left out.`,
    'To bring the review forward, renew it in chat until that day: /deploy leaders.',
  );
  return known.reviewDue;
}

function statusOf({ cells, status }: DesignationRow, known: Known): string {
  if (status === null || status === known.status) return known.status;
  // Expired is what the clock makes of an active one whose review has gone by.
  if (status === 'active' && known.status === 'expired') return known.status;
  const ownEnding = known.endedReason !== null && known.endedReason !== 'file';
  const decided = known.renewedOn !== null || (status !== 'ended' && (known.trigger !== null || ownEnding));
  if (!decided) return status;
  cells.note(
    'status',
    `Its status has been decided in chat since, so "${status}" was left out.`,
    'Change it there: /deploy leaders.',
  );
  return known.status;
}
