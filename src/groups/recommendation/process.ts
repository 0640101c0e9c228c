import type { Process } from '../../workflow/process.js';
import { calendarsOfPerson } from '../calendar.js';
import { recommendationCard } from './cards.js';
import { recommendationForm } from './forms.js';
import { loadRecommendation } from './load.js';
import { recommendationNotices } from './notices.js';
import type { RecommendationChanges, RecommendationRecord } from './record.js';
import { draftRecommendation, insertRecommendation, saveRecommendation } from './store.js';
import { recommendationWorkflow } from './workflow.js';

/** Recommendations of closing reports, from the draft to their impact. */
export const recommendationProcess: Process<RecommendationRecord, RecommendationChanges> = {
  workflow: recommendationWorkflow,
  notices: recommendationNotices,
  load: loadRecommendation,
  draft: draftRecommendation,
  insert: insertRecommendation,
  save: saveRecommendation,
  /** The owner's own school days: the owner is who is asked. */
  calendars: (tx, { owner, group }) => calendarsOfPerson(tx, (owner ?? group.sponsor).id, group),
  touches: ({ group }) => [{ kind: 'group', id: group.id }],
  card: recommendationCard,
  form: recommendationForm,
};
