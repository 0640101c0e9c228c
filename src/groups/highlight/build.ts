import { formatDate, type LocalDate } from '../../calendar/localDate.js';
import { decidedWords } from '../exception/words.js';
import { shownRag } from '../rag.js';
import type { GroupRecord } from '../record.js';
import { milestoneWords } from '../words.js';
import type { HighlightText } from './record.js';

/** The day after which the next highlight report of a group counts: that of the one before, else its start. */
export function highlightSince(group: GroupRecord): LocalDate {
  return group.highlights.at(-1)?.madeOn ?? group.startsOn;
}

/**
 * A highlight report as the record makes it: what the check-ins since a day said was done, the milestones reached,
 * what is next. Blockers stay out of it: they are for the group and its sponsors (DOMAIN 7.3).
 */
export function buildHighlight(group: GroupRecord, since: LocalDate): HighlightText {
  const answers = group.checkIns.flatMap(({ answer }) =>
    answer && !answer.unchanged && answer.answeredOn > since ? [answer] : [],
  );
  const reached = group.milestones
    .filter(({ doneOn }) => doneOn !== null && doneOn > since)
    .map(
      ({ title, doneOn }) =>
        `Milestone reached: ${title}${doneOn ? ` (${formatDate(doneOn, 'short')})` : ''}.`,
    );
  const done = [...new Set(answers.map(({ done: text }) => text)), ...reached];
  const decided = group.exceptions
    .filter(({ decidedOn }) => decidedOn !== null && decidedOn > since)
    .map(
      ({ decision, decidedOn }) =>
        `It was decided on ${formatDate(decidedOn ?? since)}: ${decidedWords(decision)}.`,
    );
  return {
    rag: shownRag(group, group.asOf),
    summary:
      done.length > 0 ? done.map(line => `- ${line}`).join('\n') : 'Nothing was reported in this time.',
    next: [answers.at(-1)?.next ?? '', `Next milestone: ${milestoneWords(group.milestones, group.asOf)}.`]
      .filter(Boolean)
      .join('\n'),
    risks: decided.join('\n'),
  };
}
