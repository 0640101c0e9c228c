import type { Tx } from '../../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { NEW } from '../../workflow/workflow.js';
import { loadGroup } from '../load.js';
import { RaiseInput } from './inputs.js';
import type { ExceptionChanges, ExceptionRecord } from './record.js';

/** The exception-to-be of a group. @throws Refused when there is no such group */
export async function draftException(
  tx: Tx,
  { personId, values, now, today }: StartRequest,
): Promise<ExceptionRecord> {
  if (personId !== null) throw new MayNotBegin('An exception is raised from its group.');
  const {
    groupId,
    cause,
    what,
    milestoneId = null,
    forecastOn = null,
    halfDaysUsed = null,
  } = RaiseInput.parse(values);
  const group = await loadGroup(tx, groupId, today);
  if (!group) throw new Refused('There is no such group.');
  const number = (group.exceptions.at(-1)?.number ?? 0) + 1;
  return {
    id: 0,
    reference: `${group.reference} exception ${number}`,
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    number,
    group,
    cause,
    what,
    about: { milestoneId, forecastOn, halfDaysUsed },
    raisedOn: today,
    decision: null,
    reason: null,
    newEndsOn: null,
    decidedOn: null,
    decidedBy: null,
    late: false,
  };
}

/** Writes a new exception and returns its id. */
export async function insertException(tx: Tx, draft: ExceptionRecord, to: Transition): Promise<number> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { number, cause, what, about, raisedOn, group } = draft;
  const { id } = await tx.groupException.create({
    data: {
      groupId: group.id,
      number,
      cause,
      what,
      ...about,
      raisedOn,
      state,
      version,
      enteredAt,
      enteredVersion,
    },
  });
  return id;
}

/** Writes a state and a decision where the version is still the record's; false when somebody was faster. */
export async function saveException(
  tx: Tx,
  record: ExceptionRecord,
  to: Transition,
  changes: ExceptionChanges | undefined,
): Promise<boolean> {
  const { state, version, enteredAt, enteredVersion } = to;
  const { count } = await tx.groupException.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state,
      version,
      enteredAt,
      enteredVersion,
      ...(changes?.decision && { ...changes.decision, decidedOn: to.today, decidedById: to.personId }),
      ...(changes?.lapsedLate && { late: true }),
    },
  });
  return count > 0;
}
