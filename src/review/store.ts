import { headsOf } from '../network/people.js';
import type { Tx } from '../store/open.js';
import type { StartRequest, Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { NEW } from '../workflow/workflow.js';
import { cycleFacts } from './cycleFacts.js';
import { PlannedReviewSchema } from './inputs.js';
import type { ReviewRecord } from './record.js';
import type { Changes } from './terms.js';

/** The running series of review references: 'RV-2026-0104'. */
const SERIES = 'RV';

/** The review-to-be of a published plan. Throws when the plan names a cycle or a school that is not there. */
export async function draftReview(tx: Tx, start: StartRequest): Promise<ReviewRecord> {
  const { now, today } = start;
  const planned = PlannedReviewSchema.parse(start.values);
  const cycle = await tx.reviewCycle.findUniqueOrThrow({ where: { id: planned.cycleId } });
  const host = await tx.school.findUniqueOrThrow({
    where: { id: planned.schoolId },
    select: { id: true, name: true, phase: true },
  });
  return {
    id: 0,
    reference: 'New review',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    cycle: await cycleFacts(tx, cycle, today),
    host,
    hostHeadIds: await headsOf(tx, host.id, today),
    hostAnswer: null,
    team: [],
    former: [],
    on: planned.on,
    startsPm: planned.startsPm,
    halfDays: planned.halfDays,
    why: planned.why,
    refusedDates: [],
    takenDates: [],
    selfEvaluationLink: null,
    reportDoneOn: null,
    reportLink: null,
    followUpOn: null,
    postponedFor: null,
    dueOn: null,
  };
}

/** Writes a new review with its team and returns its id. */
export async function insertReview(
  tx: Tx,
  draft: ReviewRecord,
  to: Transition,
  changes: Changes,
): Promise<number> {
  const { id } = await tx.review.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      cycleId: draft.cycle.id,
      hostSchoolId: draft.host.id,
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      on: draft.on,
      startsPm: draft.startsPm,
      halfDays: draft.halfDays,
      why: [...draft.why],
      refusedDates: [],
      team: { create: (changes.join ?? []).map(member => ({ ...member })) },
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveReview(
  tx: Tx,
  record: ReviewRecord,
  to: Transition,
  changes: Changes | undefined,
): Promise<boolean> {
  const { why, refusedDates, ...fields } = changes?.fields ?? {};
  const { count } = await tx.review.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      ...fields,
      ...(changes?.askAgain && { hostAnswer: null }),
      ...(why && { why: [...why] }),
      ...(refusedDates && { refusedDates: [...refusedDates] }),
    },
  });
  if (count === 0) return false;
  if (changes) await saveTeam(tx, record, changes);
  return true;
}

async function saveTeam(tx: Tx, record: ReviewRecord, changes: Changes): Promise<void> {
  const { yes, leave, join = [], askAgain } = changes;
  const members = (ids: readonly number[]) => ({ reviewId: record.id, id: { in: [...ids] } });
  if (yes && yes.own.length > 0)
    await tx.reviewTeamMember.updateMany({ where: members(yes.own), data: { answer: 'yes' } });
  if (yes && yes.release.length > 0)
    await tx.reviewTeamMember.updateMany({ where: members(yes.release), data: { headAnswer: 'yes' } });
  if (leave)
    await tx.reviewTeamMember.updateMany({
      where: members(leave.memberIds),
      data: { leftReason: leave.reason },
    });
  if (askAgain) {
    await tx.reviewTeamMember.updateMany({
      where: { reviewId: record.id, leftReason: null },
      data: { answer: null, headAnswer: null },
    });
  }
  if (join.length > 0)
    await tx.reviewTeamMember.createMany({ data: join.map(member => ({ reviewId: record.id, ...member })) });
}
