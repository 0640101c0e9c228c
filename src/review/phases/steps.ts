import { sideOf } from '../parts.js';
import type { PreparingState, ReviewRecord, Side } from '../record.js';
import type { ReviewFields } from '../terms.js';

/** A review whose day holds is in the state of what was done last without a gap; later steps may be done early. */
export const PREPARING = [
  'scheduled',
  'focusAgreed',
  'planAgreed',
  'selfEvaluated',
  'briefed',
] as const satisfies readonly PreparingState[];

export const needsFocus = ({ focus }: ReviewRecord): boolean => focus.on === null;
export const needsPlan = ({ dayPlan }: ReviewRecord): boolean => dayPlan.on === null;
export const needsSelfEvaluation = ({ selfEvaluationLink, goneAheadOn }: ReviewRecord): boolean =>
  selfEvaluationLink === null && goneAheadOn === null;
export const needsBriefing = ({ briefedOn }: ReviewRecord): boolean => briefedOn === null;

/** How far the preparation is, with what a command is about to change. */
export function preparingState(record: ReviewRecord, changes: ReviewFields = {}): PreparingState {
  const { focusOn = record.focus.on, planOn = record.dayPlan.on, briefedOn = record.briefedOn } = changes;
  const link = changes.selfEvaluationLink ?? record.selfEvaluationLink;
  const { goneAheadOn = record.goneAheadOn } = changes;
  if (focusOn === null) return 'scheduled';
  if (planOn === null) return 'focusAgreed';
  if (link === null && goneAheadOn === null) return 'planAgreed';
  return briefedOn === null ? 'selfEvaluated' : 'briefed';
}

/** The side that somebody speaks for; the commands that ask for it are given by these two alone. */
export function mySide(record: ReviewRecord, personId: number | null): Side {
  return (personId !== null && sideOf(record, personId)) || 'lead';
}

/** Whether something is proposed and waits for this person's side. */
export function mineToAgree(
  record: ReviewRecord,
  agreed: { readonly by: Side | null; readonly on: string | null },
  personId: number,
): boolean {
  const side = sideOf(record, personId);
  return agreed.on === null && agreed.by !== null && side !== null && agreed.by !== side;
}
