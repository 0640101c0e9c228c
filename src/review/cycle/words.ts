import type { AcceptReason } from './plan.js';

export const ACCEPT_WORDS: Readonly<Record<AcceptReason, string>> = {
  noOther: 'Nobody else can come',
  bothAgreed: 'Both schools have agreed to it',
  expertise: 'They know what is to be looked at',
  continuity: 'They know the school, and that helps this time',
};
