import { formatDate, type LocalDate } from '../../calendar/localDate.js';
import type { Figure } from '../../workflow/boardReport.js';
import type { RecommendationEntry } from '../record.js';
import type { Impact, Progress } from './progress.js';

type Counted = Pick<RecommendationEntry, 'number' | 'state' | 'outcome' | 'dueOn' | 'doneOn' | 'progress'>;

/** When impact is asked for, as it stands in the record and in words. */
const ASKED: readonly (readonly [Progress['kind'], string])[] = [
  ['impact6', 'after six months'],
  ['impact12', 'after twelve months'],
];

const MADE_A_DIFFERENCE: readonly Impact[] = ['lasted', 'partly'];

const accepted = ({ outcome }: Counted): boolean => outcome === 'accepted' || outcome === 'amended';

const isOverdue =
  (today: LocalDate) =>
  ({ state, dueOn }: Counted): boolean =>
    state === 'underway' && dueOn !== null && dueOn < today;

/** How far a group's accepted recommendations are, in a line for its board: done, overdue, and what came of them. */
export function recommendationsLine(all: readonly Counted[], today: LocalDate): string {
  const taken = all.filter(accepted);
  const done = taken.filter(({ doneOn }) => doneOn !== null).length;
  const overdue = taken.filter(isOverdue(today)).length;
  const impacts = ASKED.flatMap(([kind, when]) => {
    const { answers, made } = impactOf(taken, kind);
    return answers === 0 ? [] : [`${when} ${made} of ${answers} made a difference`];
  });
  return [
    `${done} of ${taken.length} accepted recommendations ${done === 1 ? 'is' : 'are'} done`,
    ...(overdue > 0 ? [`${overdue} ${overdue === 1 ? 'is' : 'are'} overdue`] : []),
    ...impacts,
  ].join('; ');
}

/** What of them belongs on the agenda by itself. */
export function recommendationsOverdue(all: readonly Counted[], today: LocalDate): string[] {
  return all
    .filter(isOverdue(today))
    .map(
      ({ number, dueOn }) =>
        `Recommendation ${number} was to be done by ${dueOn ? formatDate(dueOn) : 'now'} and is not.`,
    );
}

/** The same for all groups of a board together, those that have closed among them (DOMAIN 4.4, "accepted → done"). */
export function recommendationFigures(all: readonly Counted[], today: LocalDate): Figure[] {
  const taken = all.filter(accepted);
  if (taken.length === 0) return [];
  const figure = (label: string, value: number): Figure => ({
    section: 'Recommendations of groups',
    label,
    value,
    unit: 'count',
    of: null,
    addsUp: true,
  });
  return [
    figure('Accepted', taken.length),
    figure('Done', taken.filter(({ doneOn }) => doneOn !== null).length),
    figure('Overdue', taken.filter(isOverdue(today)).length),
    ...ASKED.flatMap(([kind, when]) => {
      const { answers, made } = impactOf(taken, kind);
      return [figure(`Asked ${when}`, answers), figure(`Made a difference ${when}`, made)];
    }),
  ];
}

function impactOf(taken: readonly Counted[], kind: Progress['kind']) {
  const impacts = taken.flatMap(({ progress }) => {
    const answer = progress.findLast(each => each.kind === kind);
    return answer?.impact ? [answer.impact] : [];
  });
  return {
    answers: impacts.length,
    made: impacts.filter(impact => MADE_A_DIFFERENCE.includes(impact)).length,
  };
}
