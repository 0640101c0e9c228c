import { formatDate } from '../../calendar/localDate.js';
import type { NoticeSpec } from '../../workflow/process.js';
import { byWhen } from '../words.js';
import type { EntryRecord } from './record.js';
import type { EntryNotice } from './terms.js';
import { type SeenEntry, see } from './visibility.js';

function routine(say: (seen: SeenEntry) => string): NoticeSpec<EntryRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

const cycle = (seen: SeenEntry): string => seen.cycle ?? 'the review cycle';

/** Every sentence about a school's place in a cycle, by name. */
export const entryNotices: Readonly<Record<EntryNotice, NoticeSpec<EntryRecord>>> = {
  asked: routine(seen =>
    seen.state === 'asked'
      ? `${cycle(seen)} is open: does your school take part? Please answer${byWhen(seen.answersBy)}; it takes two minutes.`
      : `${cycle(seen)}: you have answered; nothing is needed from you.`,
  ),
  answerDue: routine(seen =>
    seen.state === 'asked'
      ? `${cycle(seen)} waits for your answer${byWhen(seen.answersBy)}. "Not this cycle" is an answer too.`
      : `${cycle(seen)}: you have answered; nothing is needed from you.`,
  ),
  answeredLate: routine(
    seen =>
      `${seen.school ?? 'A school'} has answered after the close: "${seen.state === 'declined' ? 'not this cycle' : 'we take part'}". ${seen.afterPlan ? 'The cycle’s card looks for a place beside the plan.' : 'Match again to plan with it.'}`,
  ),
  tookOut: routine(
    seen =>
      `${cycle(seen)}: your school is no longer in it. If that is a mistake, please tell ${seen.lead ?? 'the programme lead'}.`,
  ),
  wentAhead: routine(
    seen =>
      `${cycle(seen)} goes ahead without your school, as no answer came. If you would like to join, please tell ${seen.lead ?? 'the programme lead'}.`,
  ),
  withdrew: routine(
    seen =>
      `${seen.school ?? 'A school'} is no longer in ${cycle(seen)}. Its own review is cancelled if it had not begun; the cycle’s card finds somebody in place of its people.`,
  ),
  noLongerSent: routine(
    seen =>
      `${cycle(seen)}: your school is no longer in it, so you are not needed for its reviews to come. Somebody else is asked.`,
  ),
  placed: routine(
    seen =>
      `${cycle(seen)}: there is a place for your school after all. Whoever is needed for a review is asked about it.`,
  ),
  noPlace: routine(
    seen =>
      `${cycle(seen)}: no place could be found for your school this time. ${seen.lead ?? 'The programme lead'} can say more.`,
  ),
  cycleCancelled: routine(seen => `${cycle(seen)} is cancelled. Nothing is needed from you.`),
};

/** '12 January 2027 to 25 March 2027'. */
export function windowInWords(seen: Pick<SeenEntry, 'windowFrom' | 'windowTo'>): string | null {
  return seen.windowFrom && seen.windowTo
    ? `${formatDate(seen.windowFrom, 'short')} to ${formatDate(seen.windowTo, 'short')}`
    : null;
}
