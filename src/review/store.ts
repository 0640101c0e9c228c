import { headsOf } from '../network/people.js';
import type { Tx } from '../store/open.js';
import type { StartRequest, Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { NEW } from '../workflow/workflow.js';
import { cycleFacts } from './cycleFacts.js';
import { PlannedReviewSchema } from './inputs.js';
import { ProgrammeRulesSchema } from './programme.js';
import type { ReviewRecord } from './record.js';
import type { Changes, ReviewFields } from './terms.js';

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
    ...NOTHING_YET,
    reference: 'New review',
    enteredAt: now,
    cycle: await cycleFacts(tx, cycle, today),
    host,
    hostHeadIds: await headsOf(tx, host.id, today),
    on: planned.on,
    startsPm: planned.startsPm,
    halfDays: planned.halfDays,
    why: planned.why,
    qualitySampled: await isSampled(tx, cycle),
  };
}

/** A review of which nothing has happened. */
const NOTHING_YET = {
  id: 0,
  state: NEW,
  version: 0,
  enteredVersion: 0,
  hostAnswer: null,
  team: [],
  observers: [],
  former: [],
  refusedDates: [],
  takenDates: [],
  postponedFor: null,
  offeredDates: [],
  heldFrom: null,
  champion: null,
  hostLead: null,
  focus: { what: [], by: null, on: null },
  dayPlan: { what: null, by: null, on: null },
  sessionPrompts: false,
  sessionsSaid: 0,
  selfEvaluationLink: null,
  goneAheadOn: null,
  briefedOn: null,
  logistics: [],
  assuranceOn: null,
  feedbackOn: null,
  feedbackTo: [],
  draft: null,
  draftRound: 0,
  lapsedOn: null,
  qualityOn: null,
  qualityPoints: [],
  factCheckBy: null,
  factCheck: null,
  correctionsLink: null,
  replyLink: null,
  reportDoneOn: null,
  report: null,
  readers: [],
  workshopOn: null,
  workshopDoneOn: null,
  actions: [],
  followUpOn: null,
  impact: null,
  hostRating: null,
  leadRating: null,
  goodPractice: null,
  nameUs: false,
  dueOn: null,
} as const satisfies Partial<ReviewRecord>;

/**
 * Whether a moderator reads this review's report: every so manieth of its cycle, beginning at another place in
 * each cycle, so that the sample is as large as promised and no school is always in it.
 */
async function isSampled(tx: Tx, cycle: { readonly id: number; readonly rules: unknown }): Promise<boolean> {
  const { qaEvery } = ProgrammeRulesSchema.parse(cycle.rules);
  if (qaEvery === 0) return false;
  const before = await tx.review.count({ where: { cycleId: cycle.id } });
  return (before + cycle.id) % qaEvery === 0;
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
      qualitySampled: draft.qualitySampled,
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
  const { count } = await tx.review.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      ...(changes?.askAgain && { hostAnswer: null }),
      ...columns(changes?.fields ?? {}),
    },
  });
  if (count === 0) return false;
  if (changes) {
    await saveTeam(tx, record, changes);
    await saveActions(tx, record, changes);
    await saveReaders(tx, record, changes, to.now);
  }
  return true;
}

/** Lists as the database keeps them: its own, and not read-only. */
function columns(fields: ReviewFields) {
  const { why, refusedDates, linesOfEnquiry, dayPlan, logistics, feedbackTo, qualityPoints, ...plain } =
    fields;
  return {
    ...plain,
    ...(why && { why: [...why] }),
    ...(refusedDates && { refusedDates: [...refusedDates] }),
    ...(linesOfEnquiry && { linesOfEnquiry: [...linesOfEnquiry] }),
    ...(dayPlan && { dayPlan: [...dayPlan] }),
    ...(logistics && { logistics: [...logistics] }),
    ...(feedbackTo && { feedbackTo: [...feedbackTo] }),
    ...(qualityPoints && { qualityPoints: [...qualityPoints] }),
  };
}

async function saveTeam(tx: Tx, record: ReviewRecord, changes: Changes): Promise<void> {
  const { yes, leave, join = [], rehome, askAgain, confirm, attended } = changes;
  const members = (ids: readonly number[]) => ({ reviewId: record.id, id: { in: [...ids] } });
  const rows = tx.reviewTeamMember;
  if (askAgain)
    await rows.updateMany({
      where: { reviewId: record.id, leftReason: null },
      data: { answer: null, headAnswer: null },
    });
  if (yes && yes.own.length > 0) await rows.updateMany({ where: members(yes.own), data: { answer: 'yes' } });
  if (yes && yes.release.length > 0)
    await rows.updateMany({ where: members(yes.release), data: { headAnswer: 'yes' } });
  if (leave) await rows.updateMany({ where: members(leave.memberIds), data: { leftReason: leave.reason } });
  if (rehome)
    await rows.updateMany({
      where: members(rehome.memberIds),
      data: { schoolId: rehome.schoolId, headAnswer: null },
    });
  if (join.length > 0)
    await rows.createMany({ data: join.map(member => ({ reviewId: record.id, ...member })) });
  if (confirm && confirm.memberIds.length > 0)
    await rows.updateMany({ where: members(confirm.memberIds), data: { confirmed: confirm.hash } });
  if (attended) {
    await rows.updateMany({ where: { reviewId: record.id, leftReason: null }, data: { attended: false } });
    await rows.updateMany({ where: members(attended), data: { attended: true } });
  }
}

async function saveActions(tx: Tx, record: ReviewRecord, changes: Changes): Promise<void> {
  const { addAction, dropAction, rate = [] } = changes;
  const action = (id: number) => ({ id, reviewId: record.id });
  if (addAction) await tx.reviewAction.create({ data: { reviewId: record.id, ...addAction } });
  if (dropAction !== undefined) await tx.reviewAction.deleteMany({ where: action(dropAction) });
  for (const { actionId, ...data } of rate)
    await tx.reviewAction.updateMany({ where: action(actionId), data });
}

/** Releases stay when they are taken back: who could read a report, and when, remains on record. */
async function saveReaders(tx: Tx, record: ReviewRecord, changes: Changes, now: Date): Promise<void> {
  const { release = [], revoke = [] } = changes;
  const fresh = release.filter(personId => !record.readers.some(reader => reader.id === personId));
  if (fresh.length > 0)
    await tx.reviewRelease.createMany({
      data: fresh.map(personId => ({ reviewId: record.id, personId, releasedAt: now })),
    });
  if (revoke.length > 0)
    await tx.reviewRelease.updateMany({
      where: { reviewId: record.id, personId: { in: [...revoke] }, revokedAt: null },
      data: { revokedAt: now },
    });
}
