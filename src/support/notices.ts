import { askingNotices } from './notices/asking.js';
import { brokeringNotices } from './notices/brokering.js';
import { deploymentNotices } from './notices/deployment.js';
import type { Notices } from './notices/say.js';
import type { Notice } from './terms.js';

/**
 * What is said, to whom it is said by the table: what happened, what happens next, by when, how to change it.
 * These sentences show on lock screens and stay in chat when the record is gone, so they name no school, no
 * leader, nobody's answer and none of the head's own words (DOMAIN 7.2); the card below them shows what the
 * reader may see.
 */
export const supportNotices: Notices<Notice> = {
  ...askingNotices,
  ...brokeringNotices,
  ...deploymentNotices,
};
