import { formatDate } from '../../calendar/localDate.js';
import { inDays } from '../days.js';
import { wordsOf } from '../recommendation/line.js';
import type { GroupRecord, RecommendationEntry } from '../record.js';
import { type Cost, pounds } from './cost.js';
import { SECTION_WORDS, type Section, sectionText } from './sections.js';

/** The four tasks as headings (DOMAIN 1.8): the last is answered by the recommendations. */
const FINDINGS: readonly Section[] = ['issues', 'practice', 'evidence'];

/**
 * A group's closing report as Markdown, in the order in which a board reads: what was asked and how, the findings
 * under the four tasks, the recommendations with what the board made of them, other views, lessons, cost. Nothing of
 * check-ins that were missed or of what stood in the way.
 */
export function closingReport(group: GroupRecord, cost: Cost): string {
  const parts = [
    `# ${group.title}: closing report`,
    heading(group),
    section(2, SECTION_WORDS.background, sectionText(group, 'background')),
    section(2, SECTION_WORDS.method, sectionText(group, 'method')),
    section(2, 'Who took part', participants(group)),
    '## What the group found',
    ...FINDINGS.map((each, index) =>
      section(3, `${index + 1}. ${SECTION_WORDS[each]}`, sectionText(group, each)),
    ),
    section(3, '4. Recommendations for ongoing support', recommendations(group)),
    section(2, SECTION_WORDS.minority, sectionText(group, 'minority')),
    section(2, SECTION_WORDS.lessons, sectionText(group, 'lessons')),
    section(2, 'Milestones', milestones(group)),
    section(2, 'Cost', costs(group, cost)),
  ];
  return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function heading(group: GroupRecord): string {
  const sponsors = [group.sponsor, group.schoolSponsor].flatMap(each => each?.name ?? []);
  const rows: [string, string][] = [
    ['Reference', group.reference],
    ['Priority', group.priority],
    ['Sponsored by', sponsors.join(' and ')],
    ['Led by', group.lead?.name ?? '—'],
    ['Worked from', formatDate(group.startsOn)],
    ['Reports by', formatDate(group.endsOn)],
    ...(group.approval ? [['Terms approved', approved(group.approval)] as [string, string]] : []),
  ];
  return ['| | |', '|---|---|', ...rows.map(([label, value]) => `| ${label} | ${cell(value)} |`)].join('\n');
}

function approved({ on, cited }: NonNullable<GroupRecord['approval']>): string {
  return cited && !cited.includes(formatDate(on)) ? `${formatDate(on)} (${cited})` : cited || formatDate(on);
}

function section(level: 2 | 3, title: string, text: string): string {
  return text.trim() === '' ? '' : `${'#'.repeat(level)} ${title}\n\n${text.trim()}`;
}

function participants({ lead, deputy, members, leaders }: GroupRecord): string {
  const lines = [
    ...(lead ? [`${lead.name} (lead)`] : []),
    ...(deputy ? [`${deputy.name} (deputy)`] : []),
    ...members.map(({ person, brings }) => (brings ? `${person.name}: ${brings}` : person.name)),
    ...leaders
      .filter(({ used }) => used > 0)
      .map(({ name, typeCode, used }) => `${name} (${typeCode}), ${inDays(used)}`),
  ];
  return lines.map(line => `- ${line}`).join('\n');
}

function recommendations(group: GroupRecord): string {
  const standing = group.recommendations.filter(inReport);
  if (standing.length === 0) return 'The group makes no recommendation.';
  const rows = standing.map(
    each =>
      `| ${each.number} | ${cell(wordsOf(each))} | ${cell(each.because)} | ${decided(each)} | ${cell(each.owner?.name ?? '')} | ${each.dueOn ? formatDate(each.dueOn, 'short') : ''} | ${cell(each.measure ?? '')} |`,
  );
  return [
    '| | Recommendation | Because | Board | Owner | By | It worked if |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    ...notes(standing),
  ].join('\n');
}

/** What was taken out before the board saw it is not part of the report; what the board had decided stays. */
function inReport({ state, outcome }: RecommendationEntry): boolean {
  return state !== 'dropped' || outcome !== null;
}

function decided({ outcome, state }: RecommendationEntry): string {
  if (outcome === null) return 'not yet decided';
  return state === 'dropped' ? `${outcome}, later given up` : outcome;
}

function notes(standing: readonly RecommendationEntry[]): string[] {
  const lines = standing.flatMap(each => {
    if (each.outcome === 'amended') return [`Recommendation ${each.number} was proposed as: ${each.text}`];
    if (each.outcome === 'rejected' && each.wording)
      return [`Recommendation ${each.number} was not accepted: ${each.wording}`];
    return [];
  });
  return lines.length > 0 ? ['', ...lines.map(line => `- ${line}`)] : [];
}

function milestones(group: GroupRecord): string {
  if (group.milestones.length === 0) return '';
  return [
    '| Milestone | Due | Reached |',
    '|---|---|---|',
    ...group.milestones.map(
      ({ title, dueOn, firstDueOn, doneOn }) =>
        `| ${cell(title)} | ${formatDate(dueOn, 'short')}${firstDueOn ? `, first ${formatDate(firstDueOn, 'short')}` : ''} | ${doneOn ? formatDate(doneOn, 'short') : 'no'} |`,
    ),
  ].join('\n');
}

function costs(group: GroupRecord, cost: Cost): string {
  const rows = cost.lines.map(
    ({ typeCode, halfDays, dayPence, pence, ownRate }) =>
      `| ${typeCode} | ${halfDays / 2} | ${pounds(dayPence)}${ownRate ? '' : ' (usual rate)'} | ${pounds(pence)} |`,
  );
  const budget = `The budget was ${inDays(group.budget.lleHalfDays)} of LLEs and ${inDays(group.budget.sleHalfDays)} of SLEs${group.budget.cashPence > 0 ? ` and ${pounds(group.budget.cashPence)}` : ''}: ${pounds(cost.budgetPence)} in all.`;
  const unpaid =
    cost.unpaidHalfDays > 0
      ? [`${capital(inDays(cost.unpaidHalfDays))} of people without a designation are not priced.`]
      : [];
  const table =
    rows.length > 0
      ? [
          [
            '| | Days | Per day | Cost |',
            '|---|---|---|---|',
            ...rows,
            `| Total | | | ${pounds(cost.pence)} |`,
          ].join('\n'),
        ]
      : ['No leaders’ days were drawn.'];
  return [...table, [budget, ...unpaid].join(' ')].join('\n\n');
}

/** Text that may stand in a cell of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
