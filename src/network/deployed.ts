/**
 * States of a support request in which somebody is deployed: an agreement holds and its days are booked. Here, because
 * the designations look at them as well and no process looks into another.
 */
export const DEPLOYED_STATES = [
  'firstContact',
  'active',
  'midReview',
  'variationProposed',
  'releaseAgain',
  'onHold',
] as const;
