import { formatDate } from '../../calendar/localDate.js';
import type { AttachedFile, Card, CardElement } from '../../chat/card.js';
import { csvText } from '../../chat/csvText.js';
import type { Highlight } from '../../workflow/boardReport.js';
import type { HalfTerm } from './period.js';
import { FEWEST, type ShownFigure } from './suppress.js';

/** The figures of a half term for one board. */
export interface HalfTermPack {
  readonly boardName: string;
  readonly slug: string;
  readonly term: HalfTerm;
  readonly figures: readonly ShownFigure[];
  readonly groups: readonly Highlight[];
}

/** A board's pack of a half term: one page to read, and to take away as Markdown and as rows. */
export function halfTermCard(pack: HalfTermPack): Card {
  const { boardName, term, figures, groups } = pack;
  const sections = [...new Set(figures.map(figure => figure.section))];
  return {
    title: `${boardName}: ${term.name}`,
    body: [
      {
        type: 'text',
        style: 'subtle',
        text: `${formatDate(term.from)} to ${formatDate(term.to)}. What speaks of fewer than ${FEWEST} schools, people or answers is hidden.`,
      },
      ...sections.flatMap((section): CardElement[] => [
        { type: 'text', style: 'strong', text: section },
        {
          type: 'facts',
          facts: figures
            .filter(figure => figure.section === section)
            .map(figure => ({ label: figure.label, value: valueWords(figure) })),
        },
      ]),
      ...(groups.length > 0
        ? [
            { type: 'text' as const, style: 'strong' as const, text: 'Groups' },
            {
              type: 'table' as const,
              columns: ['Group', 'Stands', 'In short'],
              rows: groups.map(each => [`${each.title} (${each.reference})`, each.status, each.line]),
            },
          ]
        : []),
      ...(figures.length + groups.length === 0
        ? [{ type: 'text' as const, text: 'Nothing is on record for this half term yet.' }]
        : []),
      ...files(pack),
    ],
    actions: [],
  };
}

function files(pack: HalfTermPack): AttachedFile[] {
  const name = `${pack.slug}-${pack.term.name.replace(' ', '-').toLowerCase()}`;
  return [
    { type: 'file', name: `${name}.md`, mediaType: 'text/markdown', text: markdown(pack) },
    { type: 'file', name: `${name}.csv`, mediaType: 'text/csv', text: csv(pack) },
  ];
}

function markdown({ boardName, term, figures, groups }: HalfTermPack): string {
  const sections = [...new Set(figures.map(figure => figure.section))].map(
    section =>
      `\n## ${section}\n\n${figures
        .filter(figure => figure.section === section)
        .map(figure => `- ${figure.label}: ${valueWords(figure)}`)
        .join('\n')}\n`,
  );
  const lines = groups.map(each => `- ${each.title} (${each.reference}): ${each.status}. ${each.line}.`);
  return [
    `# ${boardName}: ${term.name}\n\n${formatDate(term.from)} to ${formatDate(term.to)}\n`,
    ...sections,
    ...(lines.length > 0 ? [`\n## Groups\n\n${lines.join('\n')}\n`] : []),
  ].join('');
}

function csv({ term, figures, groups }: HalfTermPack): string {
  return csvText([
    ['period', 'section', 'label', 'value', 'unit'],
    ...figures.map(figure => [
      term.name,
      figure.section,
      figure.label,
      figure.value === null ? 'hidden' : inUnit(figure.value, figure.unit),
      figure.unit === 'pence' ? 'pounds' : figure.unit,
    ]),
    ...groups.map(each => [term.name, 'Groups', `${each.title} (${each.reference})`, each.status, '']),
  ]);
}

const PENCE_IN_POUND = 100;

function inUnit(value: number, unit: ShownFigure['unit']): string {
  return unit === 'pence' ? (value / PENCE_IN_POUND).toFixed(2) : String(value);
}

function valueWords({ value, unit, of }: ShownFigure): string {
  if (value === null) return `hidden (fewer than ${FEWEST}, or worked out from such)`;
  switch (unit) {
    case 'count':
      return String(value);
    case 'days':
      return `${value} day${value === 1 ? '' : 's'}`;
    case 'pence':
      return `£${inUnit(value, unit).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;
    case 'percent':
      return `${value}%${of === null ? '' : ` of ${of}`}`;
  }
}
