import type { Delivering } from './deps.js';

/** One outcome, for the log and the counts: numbers and kinds, nothing about a person. */
export interface OutcomeFact {
  readonly what: 'message' | 'copy' | 'timer';
  readonly id: number;
  readonly outcome: string;
  readonly platform?: string | null;
  readonly entityKind: string;
  readonly attempts: number;
  /** From when it was due until now. */
  readonly delayMs: number;
}

/** Writes one structured line for an outcome, and counts it. */
export function tell(deps: Delivering, fact: OutcomeFact): void {
  const bad = fact.outcome === 'refused' || fact.outcome === 'unknown' || fact.outcome === 'failed';
  const line = { instance: deps.instance, ...fact };
  if (bad) deps.log.warn(line, `${fact.what} ${fact.outcome}`);
  else deps.log.info(line, `${fact.what} ${fact.outcome}`);
  deps.metrics?.count(fact);
}
