import type { LocalDate } from '../calendar/localDate.js';
import type { Declared } from '../network/conflicts.js';
import type { HomeSchool, Leader } from '../network/leaders.js';

/** What is looked for, and for whom. */
export interface Need {
  readonly area: { readonly slug: string; readonly title: string };
  readonly school: HomeSchool;
  readonly headIds: readonly number[];
  /** How many are likely to be wanted. */
  readonly halfDays: number;
  /** The day on which one looks. */
  readonly today: LocalDate;
  /** The head accepts a leader of the own trust or federation. */
  readonly ownTrust: boolean;
}

/** A leader with all that is known about them as a match for one need. */
export interface LeaderFacts extends Leader {
  readonly homeHeadIds: readonly number[];
  readonly deployments: { readonly open: number; readonly ever: number };
  /** How many schools have rated the leader, and how many of them "effective" or better. */
  readonly ratings: { readonly n: number; readonly good: number };
  /** Employed at the receiving school until this day, within the years that count. */
  readonly workedThereUntil: LocalDate | null;
  readonly governsThere: boolean;
  /** Ties with the receiving school that no role on record shows. */
  readonly declared: readonly Declared[];
  /** On the team of a peer review of the receiving school whose report is still open. */
  readonly reviewsThere: boolean;
  /** The home school is in a category of concern. */
  readonly homeOfConcern: boolean;
  /** Where the leader works ('in South, beyond North'), when that is not the district of the school; else null. */
  readonly beyond: string | null;
  /** Has been asked for this very request. */
  readonly asked: 'leader' | 'homeHead' | 'ended' | null;
}
