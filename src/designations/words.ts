import type { DesignationState, Ending, Trigger } from './record.js';

/** Why a designation is under review, as it stands after "because"; for coordinators. */
export const TRIGGER_WORDS: Readonly<Record<Trigger, string>> = {
  moved: 'The leader has changed school',
  left: 'The leader is no longer at the home school',
  headship: 'The leader heads no school any more',
  concern: 'The home school is in a category of concern',
  unused: 'No deployment for 24 months',
  eligibility: 'What the designation asks for may no longer be met',
  commitment: 'Withdrew from a commitment without just cause or reasonable notice',
  conduct: 'Conduct',
};

export const ENDING_WORDS: Readonly<Record<Ending, string>> = {
  stoodDown: 'The leader stood down',
  leftPost: 'The leader left the post',
  eligibility: 'What the designation asks for is no longer met',
  commitment: TRIGGER_WORDS.commitment,
  conduct: 'Conduct',
  gone: 'The leader is marked as gone',
  file: 'The list of the designating body says so',
};

export const STATUS: Readonly<
  Record<DesignationState, { readonly text: string; readonly tone: 'neutral' | 'good' | 'attention' }>
> = {
  new: { text: 'New', tone: 'neutral' },
  active: { text: 'Designated', tone: 'good' },
  underReview: { text: 'Under review', tone: 'attention' },
  expired: { text: 'Expired', tone: 'attention' },
  ended: { text: 'Ended', tone: 'neutral' },
};
