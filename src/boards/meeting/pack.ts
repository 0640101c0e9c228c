import { formatDate, type LocalDate } from '../../calendar/localDate.js';
import type { AttachedFile, CardElement } from '../../chat/card.js';
import { csvText } from '../../chat/csvText.js';
import type { PartA } from './agenda.js';
import type { SeenMeeting } from './visibility.js';

// Part A of a pack for readers: as elements of one card, as Markdown to print or mail, and as rows for a spreadsheet.

interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

const day = (text: string): string => formatDate(text as LocalDate);

/** The pack in its order: reports, what needs a look, decisions, overdue actions, outcomes, what was raised. */
function partsOf(agenda: PartA): readonly Part[] {
  const reports = agenda.boards.map(board => ({
    title: board.name,
    lines: [
      ...(board.paper ? [board.paper] : board.owes ? ['No paper has come in.'] : []),
      ...board.highlights.map(each => `${each.title} (${each.reference}): ${each.status}. ${each.line}.`),
    ],
  }));
  const attention = agenda.boards
    .flatMap(board => board.highlights)
    .flatMap(each => each.attention.map(text => `${each.title}: ${text}`));
  return [
    ...reports,
    { title: 'Needs a look', lines: attention },
    {
      title: 'To decide',
      lines: agenda.decisions.map(
        each =>
          `${each.reference}: ${each.question}${each.asker ? ` (${each.asker})` : ''}${each.detail ? `\n${each.detail}` : ''}`,
      ),
    },
    {
      title: 'Overdue actions',
      lines: agenda.overdue.map(
        each => `${each.reference}, ${each.owner}, was due ${day(each.dueOn)} (${each.board}): ${each.text}`,
      ),
    },
    {
      title: 'Outcomes of the consultative group',
      lines: agenda.outcomes.map(
        each =>
          `${each.title}${each.reference ? ` (${each.reference})` : ''}${each.note ? `: ${each.note}` : ''}`,
      ),
    },
    {
      title: 'Raised',
      lines: agenda.raised.map(
        each => `${each.title}${each.by ? ` (${each.by})` : ''}${each.note ? `: ${each.note}` : ''}`,
      ),
    },
  ].filter(part => part.lines.length > 0);
}

/** The pack on a card. */
export function packSections(agenda: PartA): CardElement[] {
  const parts = partsOf(agenda);
  if (parts.length === 0) return [{ type: 'text', text: 'Nothing stands on part A yet.' }];
  return parts.flatMap(({ title, lines }): CardElement[] => [
    { type: 'text', style: 'strong', text: title },
    { type: 'list', items: lines },
  ]);
}

/** The same to take away. */
export function packFiles(
  meeting: Pick<SeenMeeting, 'slug' | 'on' | 'boardName' | 'startsAt' | 'place' | 'agenda'>,
): AttachedFile[] {
  const { slug, on, agenda } = meeting;
  return [
    { type: 'file', name: `${slug}-${on}.md`, mediaType: 'text/markdown', text: packMarkdown(meeting) },
    { type: 'file', name: `${slug}-${on}.csv`, mediaType: 'text/csv', text: packCsv(agenda) },
  ];
}

function packMarkdown(
  meeting: Pick<SeenMeeting, 'on' | 'boardName' | 'startsAt' | 'place' | 'agenda'>,
): string {
  const { boardName, on, startsAt, place, agenda } = meeting;
  const head = `# ${boardName}\n\n${formatDate(on)}, ${[startsAt, place].filter(Boolean).join(', ')}\n\n## Part A\n`;
  const parts = partsOf(agenda).map(
    ({ title, lines }) =>
      `\n### ${title}\n\n${lines.map(line => `- ${line.replaceAll('\n', '\n  ')}`).join('\n')}\n`,
  );
  return [head, ...(parts.length > 0 ? parts : ['\nNothing stands on part A.\n'])].join('');
}

function packCsv(agenda: PartA): string {
  return csvText([
    ['part', 'reference', 'title', 'status', 'text'],
    ...agenda.boards.flatMap(board => [
      ...(board.paper ? [['paper', '', board.name, '', board.paper]] : []),
      ...board.highlights.flatMap(each => [
        ['group', each.reference, each.title, each.status, each.line],
        ...each.attention.map(text => ['needs a look', each.reference, each.title, '', text]),
      ]),
    ]),
    ...agenda.decisions.map(each => [
      'to decide',
      each.reference,
      each.question,
      each.asker ?? '',
      each.detail,
    ]),
    ...agenda.overdue.map(each => ['overdue action', each.reference, each.owner, each.dueOn, each.text]),
    ...agenda.outcomes.map(each => ['outcome', each.reference ?? '', each.title, '', each.note]),
    ...agenda.raised.map(each => ['raised', '', each.title, each.by ?? '', each.note]),
  ]);
}
