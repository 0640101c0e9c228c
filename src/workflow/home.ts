import type { Action, Fact } from '../chat/card.js';
import type { EntityRef } from '../chat/entityRef.js';
import type { At } from './process.js';
import type { WorkRecord } from './workflow.js';

/** Whose page it is, and what is known when a process makes its part of it. */
export interface OwnPage<R extends WorkRecord = WorkRecord> {
  readonly personId: number;
  readonly at: At;
  /** The open schools that they answer for, by id. */
  readonly schools: readonly number[];
  /** What the process's own `mine` found, the earliest first. */
  readonly mine: readonly number[];
  /** Those of them that do not wait on this person: what does is listed already. */
  readonly others: readonly number[];
  /** Whether the process's `mayBegin` found anything. */
  readonly mayBegin: boolean;
  /** Records of the process, in the order of the ids. */
  records(ids: readonly number[]): Promise<readonly R[]>;
}

/**
 * What one process adds to a person's own page. Each process makes its own part from what its visibility rules let
 * through, so that "whose turn it is" never says more than the person may know.
 */
export interface HomePart {
  /** Open work of theirs, the soonest due first. */
  readonly work?: readonly HomeItem[];
  /** Days offered, booked, used and left; days given and received. */
  readonly days?: readonly Fact[];
  /** What they may begin. */
  readonly begin?: readonly Action[];
}

/** One piece of work on a person's own page. */
export interface HomeItem {
  readonly entity: EntityRef;
  readonly title: string;
  /** Its state in words. */
  readonly status?: string | undefined;
  /** Whose turn it is, and by when. */
  readonly says: string;
}
