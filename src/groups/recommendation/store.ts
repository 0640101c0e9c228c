import type { Tx } from '../../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { NEW } from '../../workflow/workflow.js';
import { loadGroup } from '../load.js';
import { AddInput } from './inputs.js';
import { releaseLeaderDays, setLeaderDaysAside, workLeaderDays } from './leaderDays.js';
import type { RecommendationChanges, RecommendationRecord } from './record.js';

/** The recommendation-to-be of a group's report. @throws Refused when there is no such group */
export async function draftRecommendation(
  tx: Tx,
  { personId, values, now, today }: StartRequest,
): Promise<RecommendationRecord> {
  if (personId !== null) throw new MayNotBegin('A recommendation is added from the report of its group.');
  const { groupId, text, because } = AddInput.parse(values);
  const group = await loadGroup(tx, groupId, today);
  if (!group) throw new Refused('There is no such group.');
  const number = (group.recommendations.at(-1)?.number ?? 0) + 1;
  return {
    id: 0,
    reference: `${group.reference}-R${number}`,
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    number,
    group,
    text,
    because,
    outcome: null,
    wording: null,
    decidedOn: null,
    decisionReference: null,
    owner: null,
    dueOn: null,
    measure: null,
    resource: null,
    schoolId: null,
    area: null,
    supportAsked: [],
    leaderDays: [],
    doneOn: null,
    outcomeText: null,
    dropReason: null,
    impactsAsked: 0,
    progress: [],
  };
}

/** Writes a new recommendation and returns its id. */
export async function insertRecommendation(
  tx: Tx,
  draft: RecommendationRecord,
  to: Transition,
): Promise<number> {
  const { number, text, because, reference, group } = draft;
  const { id } = await tx.recommendation.create({
    data: { groupId: group.id, number, reference, text, because, ...written(to) },
  });
  return id;
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster.
 * @throws Refused when the owner is not on record
 */
export async function saveRecommendation(
  tx: Tx,
  record: RecommendationRecord,
  to: Transition,
  changes: RecommendationChanges | undefined,
): Promise<boolean> {
  const { ownerId } = changes?.fields ?? {};
  if (ownerId !== undefined && !(await tx.person.findFirst({ where: { id: ownerId, leftOn: null } })))
    throw new Refused('That person is not on record here. Open the form again and choose from the list.');
  const { count } = await tx.recommendation.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...changes?.fields },
  });
  if (count === 0) return false;
  const at = { now: to.now, today: to.today, occasion: `v${to.version}` };
  if (changes?.setAside) await setLeaderDaysAside(tx, record.id, changes.setAside, at);
  if (changes?.workDays) await workLeaderDays(tx, record.id, changes.workDays, at);
  if (changes?.releaseDays) await releaseLeaderDays(tx, record.id, at);
  if (changes?.progress && to.personId !== null) {
    await tx.recommendationProgress.create({
      data: {
        recommendationId: record.id,
        personId: to.personId,
        on: to.today,
        at: to.now,
        ...changes.progress,
      },
    });
  }
  return true;
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
