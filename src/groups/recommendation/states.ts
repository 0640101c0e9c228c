export type RecommendationState =
  | 'new'
  | 'drafted'
  | 'toPlan'
  | 'underway'
  | 'done'
  | 'impactAsked'
  | 'settled'
  | 'rejected'
  | 'dropped';

/** Accepted by the board and not done yet. */
export const OPEN_RECOMMENDATIONS: readonly string[] = ['toPlan', 'underway'];
