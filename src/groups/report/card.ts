import type { Card, CardElement } from '../../chat/card.js';
import type { Tx } from '../../store/open.js';
import type { Viewer } from '../../workflow/parties.js';
import type { At } from '../../workflow/process.js';
import { NOT_YOURS } from '../cards.js';
import { recommendationLine } from '../recommendation/line.js';
import type { GroupRecord } from '../record.js';
import { seeGroup } from '../visibility.js';
import { STATE_WORDS } from '../words.js';
import { costOf, pounds } from './cost.js';
import { closingReport } from './markdown.js';
import { SECTION_WORDS, SECTIONS, sectionText } from './sections.js';

/** The report as a card, part by part, each recommendation with a button that opens it. */
export async function reportCard(tx: Tx, group: GroupRecord, viewer: Viewer, at: At): Promise<Card> {
  const seen = seeGroup(group, viewer, at.today);
  if (!seen?.papers) return { title: 'A closing report', body: [NOT_YOURS], actions: [] };
  const cost = await costOf(tx, group, at.today);
  const written = SECTIONS.flatMap((section): CardElement[] => {
    const text = sectionText(group, section);
    return text === ''
      ? []
      : [
          { type: 'text', style: 'strong', text: SECTION_WORDS[section] },
          { type: 'text', text },
        ];
  });
  return {
    title: `${seen.title}: closing report`,
    status: { text: STATE_WORDS[seen.state], tone: 'neutral' },
    body: [
      ...written,
      ...seen.papers.recommendations
        .filter(({ state, outcome }) => state !== 'dropped' || outcome !== null)
        .map(each => ({
          type: 'section' as const,
          title: `Recommendation ${each.number}`,
          body: [
            { type: 'text' as const, text: recommendationLine(each) },
            { type: 'text' as const, style: 'subtle' as const, text: `Because: ${each.because}` },
          ],
          actions: [
            { verb: 'recommendation.open', label: 'Open', entity: { kind: 'recommendation', id: each.id } },
          ],
        })),
      {
        type: 'facts',
        facts: [{ label: 'Cost so far', value: `${pounds(cost.pence)} of ${pounds(cost.budgetPence)}` }],
      },
      {
        type: 'file',
        name: `${seen.reference}-closing-report.md`,
        mediaType: 'text/markdown',
        text: closingReport(group, cost),
      },
    ],
    actions: [],
  };
}
