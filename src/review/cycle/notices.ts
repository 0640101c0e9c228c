import type { NoticeSpec } from '../../workflow/process.js';
import { byWhen } from '../words.js';
import type { CycleRecord, CycleState } from './record.js';
import type { CycleNotice } from './terms.js';
import { type SeenCycle, see, unanswered } from './visibility.js';

function routine(say: (seen: SeenCycle) => string): NoticeSpec<CycleRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

function asking(states: readonly CycleState[], say: (seen: SeenCycle) => string): NoticeSpec<CycleRecord> {
  return routine(seen =>
    states.includes(seen.state) && seen.roles.length > 0
      ? say(seen)
      : `${seen.reference} has moved on; nothing is needed from you.`,
  );
}

const name = (seen: SeenCycle): string => seen.name ?? seen.reference;

/** Every sentence about a cycle, by name. Which schools have not answered stands on the card. */
export const cycleNotices: Readonly<Record<CycleNotice, NoticeSpec<CycleRecord>>> = {
  opened: routine(
    seen =>
      `${name(seen)} is open: heads are asked to answer${byWhen(seen.answersBy)}. The card says who has.`,
  ),
  unanswered: asking(['open'], seen => {
    const missing = unanswered(seen).length;
    return missing === 0
      ? `${name(seen)}: every school has answered.`
      : `${name(seen)}: ${missing} school${missing === 1 ? ' has' : 's have'} not answered; answers close${byWhen(seen.answersBy)}. The card says whom to ring.`;
  }),
  answersClosed: asking(['matching'], seen => `${name(seen)}: answers are closed. One press makes the plan.`),
  matchingDue: asking(['matching'], seen => `${name(seen)} waits for its plan. One press makes it.`),
  planWaits: asking(
    ['proposed'],
    seen => `${name(seen)}: the plan is made and nobody knows of it yet. Please publish it, or match again.`,
  ),
  published: routine(seen => `${name(seen)}: the plan is published, and those in it are asked to accept.`),
  closed: routine(seen => `${name(seen)}: every review has ended. The cycle is closed.`),
  cancelled: routine(seen => `${name(seen)} is cancelled.`),
};
