import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { loadGroup, workOf } from '../load.js';
import { peopleById, personOf } from '../peopleById.js';
import { leaderDaysOf } from './leaderDays.js';
import { ORIGIN_KIND, type ProgressEntry, type RecommendationRecord, type Resource } from './record.js';
import type { RecommendationState } from './states.js';

/** A recommendation with its group as of a day, or null when there is none. */
export async function loadRecommendation(
  tx: Tx,
  id: number,
  today: LocalDate,
): Promise<RecommendationRecord | null> {
  const row = await tx.recommendation.findUnique({
    where: { id },
    include: { progress: { orderBy: { id: 'asc' } } },
  });
  const group = row && (await loadGroup(tx, row.groupId, today));
  if (!row || !group) return null;
  const asked = await tx.supportRequest.findMany({
    where: { originKind: ORIGIN_KIND, originId: id },
    select: { schoolId: true },
    orderBy: { id: 'asc' },
  });
  const people = await peopleById(tx, [row.ownerId, ...row.progress.map(({ personId }) => personId)], today);
  return {
    ...workOf(row),
    reference: row.reference,
    state: row.state as RecommendationState,
    number: row.number,
    group,
    text: row.text,
    because: row.because,
    outcome: row.outcome as RecommendationRecord['outcome'],
    wording: row.wording,
    decidedOn: row.decidedOn as LocalDate | null,
    decisionReference: row.decisionReference,
    owner: personOf(people, row.ownerId),
    dueOn: row.dueOn as LocalDate | null,
    measure: row.measure,
    resource: row.resource as Resource | null,
    schoolId: row.schoolId,
    area: row.area,
    supportAsked: asked.map(({ schoolId }) => schoolId),
    leaderDays: await leaderDaysOf(tx, id),
    doneOn: row.doneOn as LocalDate | null,
    outcomeText: row.outcomeText,
    dropReason: row.dropReason,
    impactsAsked: row.impactsAsked,
    progress: row.progress.map(({ kind, impact, text, personId, on }) => ({
      kind: kind as ProgressEntry['kind'],
      impact: impact as ProgressEntry['impact'],
      text,
      by: personOf(people, personId),
      on: on as LocalDate,
    })),
  };
}
