import type { LocalDate } from '../../calendar/localDate.js';
import type { Card } from '../../chat/card.js';
import { personViewer } from '../../workflow/parties.js';
import type { GroupRecord } from '../record.js';
import { seeGroup } from '../visibility.js';
import { RAG_WORDS } from '../words.js';
import { groupWorkflow } from '../workflow.js';
import { portfolioAlt, portfolioPicture } from './picture.js';
import { hitWords, type PortfolioRow, portfolioRow } from './row.js';

/** The groups a person has to do with, as a picture and as a table; misses only where the person may see them. */
export function portfolioCard(groups: readonly GroupRecord[], personId: number, today: LocalDate): Card {
  const rows = groups.flatMap(group => {
    const seen = seeGroup(group, personViewer(groupWorkflow, group, personId), today);
    return seen ? [portfolioRow(seen, RAG_WORDS[seen.rag], today)] : [];
  });
  const misses = rows.some(row => row.misses !== null);
  return {
    title: rows.length === 1 ? 'One group' : `${rows.length} groups`,
    body: [
      { type: 'image', svg: portfolioPicture(rows), alt: portfolioAlt(rows) },
      {
        type: 'table',
        columns: ['Group', 'Stands', 'Milestones on time', 'Days', ...(misses ? ['Missed in a row'] : [])],
        rows: rows.map(row => [
          `${row.title} (${row.reference})`,
          row.standing,
          hitWords(row.milestones),
          `${row.days.used} of ${row.days.budget}`,
          ...(misses ? [missWords(row)] : []),
        ]),
      },
    ],
    actions: [],
  };
}

function missWords({ misses }: PortfolioRow): string {
  return misses === null ? '' : String(misses);
}
