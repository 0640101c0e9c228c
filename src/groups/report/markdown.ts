import { formatDate } from '../../calendar/localDate.js';
import type { GroupRecord } from '../record.js';
import { type Cost, costText } from './cost.js';
import { inShort } from './inShort.js';
import { participants } from './participants.js';
import { recommendationsText } from './recommendations.js';
import { SECTION_WORDS, type Section, sectionText } from './sections.js';
import { cell } from './tableCell.js';

/** The four tasks as headings (DOMAIN 1.8): the last is answered by the recommendations. */
const FINDINGS: readonly Section[] = ['issues', 'practice', 'evidence'];

/**
 * A group's closing report as Markdown, in the order in which a board reads: in short; what was asked and how; the
 * findings under the four tasks; the recommendations with what the board made of them; other views, lessons,
 * milestones, cost. Nothing of check-ins that were missed or of what stood in the way.
 */
export function closingReport(group: GroupRecord, cost: Cost): string {
  const parts = [
    `# ${group.title}: closing report`,
    heading(group),
    section(2, 'In short', inShort(group, cost)),
    section(2, SECTION_WORDS.background, sectionText(group, 'background')),
    section(2, SECTION_WORDS.method, sectionText(group, 'method')),
    section(2, 'Who took part', participants(group)),
    '## What the group found',
    ...FINDINGS.map((each, index) =>
      section(3, `${index + 1}. ${SECTION_WORDS[each]}`, sectionText(group, each)),
    ),
    section(3, '4. Recommendations for ongoing support', recommendationsText(group)),
    section(2, SECTION_WORDS.minority, sectionText(group, 'minority')),
    section(2, SECTION_WORDS.lessons, sectionText(group, 'lessons')),
    section(2, 'Milestones', milestones(group)),
    section(2, 'Cost', costText(group, cost)),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function heading(group: GroupRecord): string {
  const sponsors = [group.sponsor, group.schoolSponsor].flatMap(each => each?.name ?? []);
  const { endsOn, agreedEndsOn } = group;
  const moved = agreedEndsOn !== null && agreedEndsOn !== endsOn;
  const rows: [string, string][] = [
    ['Reference', group.reference],
    ['Priority', group.priority],
    ['Sponsored by', sponsors.join(' and ')],
    ['Led by', group.lead?.name ?? 'nobody at present'],
    ...(group.approval ? [['Terms approved', approved(group.approval)] as [string, string]] : []),
    ['Began', formatDate(group.startsOn)],
    [
      'To report by',
      moved ? `${formatDate(endsOn)} (agreed at first: ${formatDate(agreedEndsOn)})` : formatDate(endsOn),
    ],
    ...(group.checkedSince
      ? [['Facts checked from', formatDate(group.checkedSince)] as [string, string]]
      : []),
  ];
  return ['| | |', '|---|---|', ...rows.map(([label, value]) => `| ${label} | ${cell(value)} |`)].join('\n');
}

function approved({ on, cited }: NonNullable<GroupRecord['approval']>): string {
  return cited && !cited.includes(formatDate(on)) ? `${formatDate(on)} (${cited})` : cited || formatDate(on);
}

function section(level: 2 | 3, title: string, text: string): string {
  return text.trim() === '' ? '' : `${'#'.repeat(level)} ${title}\n\n${text.trim()}`;
}

function milestones(group: GroupRecord): string {
  if (group.milestones.length === 0) return '';
  return [
    '| Milestone | Due | Reached |',
    '|---|---|---|',
    ...group.milestones.map(
      ({ title, dueOn, firstDueOn, doneOn }) =>
        `| ${cell(title)} | ${formatDate(dueOn, 'short')}${firstDueOn ? ` (at first ${formatDate(firstDueOn, 'short')})` : ''} | ${doneOn ? formatDate(doneOn, 'short') : 'not reached'} |`,
    ),
  ].join('\n');
}
