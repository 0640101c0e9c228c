import type { CheckInAnswer } from '../rag.js';

export type CheckInRole = 'asked' | 'lead' | 'deputy' | 'cover' | 'answerer' | 'sponsor';

export type CheckInNotice = 'prompt' | 'reminder' | 'deputyAdded' | 'missed';

export interface CheckInChanges {
  /** One more answer: the ones before it stay. */
  readonly answer?: CheckInAnswer;
}
