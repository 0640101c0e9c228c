import { buttons } from '../workflow/buttons.js';
import { type Process, Refused } from '../workflow/process.js';
import { reviewsForBoard } from './boardReport.js';
import { reviewCard } from './cards.js';
import { reviewForm } from './forms.js';
import { reviewHome, reviewMine } from './home.js';
import { loadReview, reviewCalendars } from './load.js';
import { reviewLook } from './looks.js';
import type { Planner } from './match/planner.js';
import { repairReview } from './match/repairReview.js';
import { reviewNotices } from './notices.js';
import type { ReviewRecord } from './record.js';
import { draftReview, insertReview, saveReview } from './store.js';
import type { Changes } from './terms.js';
import { see } from './visibility.js';
import { reviewWorkflow } from './workflow.js';

/** Peer reviews as the rest of the program sees them: the table with its rooms, and whoever repairs a plan. */
export function reviewProcess(planner: Planner): Process<ReviewRecord, Changes> {
  return {
    workflow: reviewWorkflow,
    notices: reviewNotices,
    load: loadReview,
    draft: draftReview,
    insert: insertReview,
    save: saveReview,

    async prepare(tx, { command, record, at }) {
      if (command !== 'repair' || !record)
        throw new Refused('Open the review again to see what can be done.');
      return repairReview(tx, record, planner, at.today);
    },

    calendars: reviewCalendars,
    touches: record => [{ kind: 'cycle', id: record.cycle.id }],
    card: (record, viewer) => reviewCard(see(record, viewer), buttons(reviewWorkflow, record, viewer)),
    form: reviewForm,
    mine: reviewMine,
    home: reviewHome,
    show: reviewLook,
    boardReport: reviewsForBoard,
  };
}
