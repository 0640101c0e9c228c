import type { Card, CardElement } from '../chat/card.js';
import type { Ranking } from './candidates.js';
import type { ReleaseCheck } from './codes.js';
import type { Search } from './searchArea.js';
import type { SeenSupport } from './visibility.js';

const KIND = 'support';

/** Leaders who cannot be asked are named up to here: enough to see whom one had in mind. */
const EXCLUDED_LISTED = 12;

/**
 * The ranked candidates for a request, with the reasons for each and a button to ask them; then who cannot
 * be asked, and why. For the coordinator who claimed it; the button asks at once, or puts on the school's list.
 */
export function candidatesCard(
  seen: SeenSupport,
  { candidates, excluded, more, search }: Ranking & { readonly search: Search },
  order: ReleaseCheck,
): Card {
  const ask =
    order === 'beforeShortlist' ? (name: string) => `Ask ${name}` : (name: string) => `List ${name}`;
  const sections = candidates.map(
    (candidate, index): CardElement => ({
      type: 'section',
      title: `${index + 1}. ${candidate.name} (${candidate.typeCode}), ${candidate.home}`,
      body: [
        { type: 'list', items: candidate.reasons },
        ...(candidate.cautions.length > 0
          ? [
              {
                type: 'text',
                text: `Think about: ${candidate.cautions.join('; ')}.`,
                style: 'subtle',
              } as const,
            ]
          : []),
      ],
      actions: [
        {
          verb: `${KIND}.approach`,
          label: candidate.soft.length > 0 ? `${ask(candidate.name)}, and say why` : ask(candidate.name),
          values: {
            designationId: String(candidate.designationId),
            ...(candidate.soft.length > 0 && { soft: 'yes' }),
          },
        },
      ],
    }),
  );
  const further =
    search.beyond > 0 ? 'Look further afield' : 'Look in a neighbouring area, which Convenor does not know';
  const nobody = `Nobody can be asked now. ${further}, or tell the head what you can offer instead.`;
  return {
    entity: { kind: KIND, id: seen.id, version: seen.version },
    title: `Leaders for ${seen.reference}: ${seen.area ?? ''}`,
    status: {
      text: candidates.length === 0 ? 'No candidate' : `${candidates.length + more} can be asked`,
      tone: candidates.length === 0 ? 'warning' : 'neutral',
    },
    body: [
      {
        type: 'text',
        text:
          candidates.length === 0
            ? nobody
            : order === 'beforeShortlist'
              ? 'The best match comes first. Ask up to three: the home head first, then the leader; the school chooses among those who say yes.'
              : 'The best match comes first. List up to three and show them to the school; whom it chooses is asked.',
      },
      { type: 'text', text: reach(search), style: 'subtle' },
      ...sections,
      ...(more > 0
        ? [{ type: 'text', text: `${more} more match less well.`, style: 'subtle' } as const]
        : []),
      ...(excluded.length > 0
        ? [
            { type: 'text', text: 'Cannot be asked', style: 'strong' } as const,
            {
              type: 'list',
              items: excluded.slice(0, EXCLUDED_LISTED).map(each => `${each.name}: ${each.reason}`),
            } as const,
            ...(excluded.length > EXCLUDED_LISTED
              ? [
                  {
                    type: 'text',
                    text: `${excluded.length - EXCLUDED_LISTED} more cannot be asked.`,
                    style: 'subtle',
                  } as const,
                ]
              : []),
          ]
        : []),
    ],
    actions: [
      ...(search.beyond > 0 ? [{ verb: `${KIND}.lookFurther`, label: 'Look further afield' }] : []),
      { verb: `${KIND}.open`, label: 'Back to the request' },
    ],
  };
}

/** From where the leaders are, and how many more there are beyond. */
function reach({ district, furtherAfield, beyond }: Search): string {
  if (furtherAfield) return `Looked at: ${district} and everybody beyond it.`;
  return beyond === 0
    ? `Looked at: ${district}. Nobody on record beyond it is designated for this.`
    : `Looked at: ${district}. Beyond it ${beyond === 1 ? 'one more is' : `${beyond} more are`} designated for this.`;
}
