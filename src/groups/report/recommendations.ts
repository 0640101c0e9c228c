import { formatDate } from '../../calendar/localDate.js';
import { wordsOf } from '../recommendation/line.js';
import { IMPACT_WORDS, NEEDS_WORDS } from '../recommendation/words.js';
import type { GroupRecord, RecommendationEntry } from '../record.js';

/** What was taken out before the board saw it is no part of the report; what the board had decided stays. */
export function standingIn({ recommendations }: GroupRecord): readonly RecommendationEntry[] {
  return recommendations.filter(({ state, outcome }) => state !== 'dropped' || outcome !== null);
}

/** The recommendations one by one: what is to be done and why, what the board decided, who does it and how it stands. */
export function recommendationsText(group: GroupRecord): string {
  const standing = standingIn(group);
  return standing.length === 0
    ? 'The group makes no recommendation.'
    : standing.map(recommendationText).join('\n\n');
}

function recommendationText(each: RecommendationEntry): string {
  const lines = [
    `It rests on: ${each.because}`,
    `The board: ${decided(each)}`,
    ...(each.outcome === 'amended' ? [`The group had proposed: ${each.text}`] : []),
    ...carriedOut(each),
  ];
  return [`**Recommendation ${each.number}. ${wordsOf(each)}**`, '', ...lines.map(line => `- ${line}`)].join(
    '\n',
  );
}

function decided({ outcome, wording, decidedOn }: RecommendationEntry): string {
  const on = decidedOn ? ` on ${formatDate(decidedOn)}` : '';
  switch (outcome) {
    case 'accepted':
      return `accepted${on}`;
    case 'amended':
      return `accepted${on}, in the words above`;
    case 'rejected':
      return `not accepted${on}${wording ? `. ${wording}` : ''}`;
    default:
      return 'to decide';
  }
}

const IMPACT_ASKED = { impact6: 'After six months', impact12: 'After twelve months' } as const;

function carriedOut({
  owner,
  dueOn,
  measure,
  resource,
  doneOn,
  outcomeText,
  state,
  progress,
}: RecommendationEntry): string[] {
  if (state === 'dropped') return ['It was given up later.'];
  if (!owner) return [];
  return [
    `To be done by: ${owner.name}${dueOn ? `, by ${formatDate(dueOn)}` : ''}`,
    ...(measure ? [`It will have worked if: ${measure}`] : []),
    ...(resource && resource !== 'none' ? [`It needs: ${NEEDS_WORDS[resource]}`] : []),
    ...progress.filter(({ kind }) => kind === 'chase').map(({ on, text }) => `On ${formatDate(on)}: ${text}`),
    ...(doneOn ? [`Done on ${formatDate(doneOn)}${outcomeText ? `: ${outcomeText}` : ''}`] : []),
    ...progress.flatMap(({ kind, impact, text }) =>
      kind === 'chase'
        ? []
        : [`${IMPACT_ASKED[kind]}: ${[impact && IMPACT_WORDS[impact], text].filter(Boolean).join('. ')}`],
    ),
  ];
}
