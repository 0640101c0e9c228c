import type { LocalDate } from '../../calendar/localDate.js';
import type { Milestone } from '../record.js';
import type { SeenGroup } from '../visibility.js';
import { STATE_WORDS } from '../words.js';

/** One group in the portfolio (DOMAIN 4.4): how it stands, what it kept of its dates, what it spent. */
export interface PortfolioRow {
  readonly reference: string;
  readonly title: string;
  /** Its colour in words while it works, else where it is on its way. */
  readonly standing: string;
  readonly history: SeenGroup['history'];
  /** Milestones reached on or before their first date, of those whose date has come. */
  readonly milestones: { readonly hit: number; readonly of: number };
  readonly days: { readonly used: number; readonly budget: number };
  /** Missed in a row; null for whoever may not see it. */
  readonly misses: number | null;
}

/** The row of a group as a viewer sees it. */
export function portfolioRow(seen: SeenGroup, ragWords: string, today: LocalDate): PortfolioRow {
  return {
    reference: seen.reference,
    title: seen.title,
    standing: seen.state === 'active' ? ragWords : STATE_WORDS[seen.state],
    history: seen.history,
    milestones: milestonesHit(seen.milestones, today),
    days: { used: seen.halfDaysUsed / 2, budget: seen.halfDaysBudget / 2 },
    misses: seen.misses,
  };
}

/** Of the milestones whose first date has come or that are done: how many were reached by that date. */
export function milestonesHit(
  milestones: readonly Milestone[],
  today: LocalDate,
): PortfolioRow['milestones'] {
  const firstDate = ({ firstDueOn, dueOn }: Milestone): LocalDate => firstDueOn ?? dueOn;
  const counted = milestones.filter(milestone => milestone.doneOn !== null || firstDate(milestone) < today);
  const hit = counted.filter(
    milestone => milestone.doneOn !== null && milestone.doneOn <= firstDate(milestone),
  );
  return { hit: hit.length, of: counted.length };
}

/** "3 of 4 (75 %)", or "none due". */
export function hitWords({ hit, of }: PortfolioRow['milestones']): string {
  return of === 0 ? 'none due' : `${hit} of ${of} (${Math.round((100 * hit) / of)} %)`;
}
