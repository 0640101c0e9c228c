import { DEPLOYED_STATES } from '../network/deployed.js';
import type { SupportState } from './record.js';

/** The leader is chosen and an agreement is made or being made: the parties know each other (DOMAIN 7.3). */
const AGREEING: readonly SupportState[] = ['agreementDraft', 'agreementProposed'];

/** An agreement holds and its days are booked; one that rests may also be a search, which has no agreement. */
export const DEPLOYED: readonly SupportState[] = DEPLOYED_STATES;

/** The work is done, and what it achieved is asked and signed off. */
export const AFTERWARDS: readonly SupportState[] = [
  'evaluationDue',
  'qualityCheck',
  'signedOff',
  'impactCheck',
  'closed',
  'terminated',
];

export const CHOSEN: readonly SupportState[] = [...AGREEING, ...DEPLOYED, ...AFTERWARDS];

/** Over without a deployment. */
export const WITHOUT: readonly SupportState[] = [
  'signposted',
  'declined',
  'unmatched',
  'withdrawn',
  'discarded',
];

/** States from which nothing follows. */
export const ENDED: readonly SupportState[] = ['closed', 'terminated', ...WITHOUT];
