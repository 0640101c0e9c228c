import { formatDate } from '../../calendar/localDate.js';
import { decidedWords } from '../exception/words.js';
import type { GroupRecord } from '../record.js';

/** The written parts of a closing report (DOMAIN 4.4), beside its recommendations and its cost. */
export const SECTIONS = [
  'background',
  'method',
  'issues',
  'practice',
  'evidence',
  'minority',
  'lessons',
] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_WORDS: Readonly<Record<Section, string>> = {
  background: 'Background',
  method: 'How the group worked',
  issues: 'The issues',
  practice: 'Effective practice already here',
  evidence: 'Evidence from elsewhere',
  minority: 'A different view in the group',
  lessons: 'Lessons for other groups',
};

/** The forms in which the lead writes over the draft. */
export const REPORT_FORMS = {
  writeBackground: { title: 'Background and method', fields: ['background', 'method'] },
  writeFindings: { title: 'The findings', fields: ['issues', 'practice', 'evidence'] },
  writeLessons: { title: 'Lessons and other views', fields: ['lessons', 'minority'] },
} as const satisfies Record<string, { readonly title: string; readonly fields: readonly Section[] }>;
export type ReportForm = keyof typeof REPORT_FORMS;

/** Parts that a board will not take a report without; a different view is there only where there is one. */
const REQUIRED: readonly Section[] = ['background', 'method', 'issues', 'practice', 'evidence', 'lessons'];

/** What the lead wrote of a part, else what the record makes of it. */
export function sectionText(group: GroupRecord, section: Section): string {
  return group.sections[section]?.trim() || draftOf(group, section);
}

/** The required parts of which neither the lead nor the record says anything. */
export function unwritten(group: GroupRecord): readonly Section[] {
  return REQUIRED.filter(section => sectionText(group, section) === '');
}

/** A part as the record alone makes it: the lead's starting point, never an empty page (DOMAIN 4.4). */
function draftOf(group: GroupRecord, section: Section): string {
  const { terms } = group;
  switch (section) {
    case 'background':
      return paragraphs(
        `The group was set up for the priority "${group.priority}". Its purpose: ${group.purpose}`,
        terms.baseline && `Where it stood at the start: ${terms.baseline}`,
        terms.success && `It will have worked if: ${terms.success}`,
      );
    case 'method':
      return paragraphs(
        terms.enquiry && `The question was: ${terms.enquiry}`,
        terms.inScope && `It looked at: ${terms.inScope}`,
        terms.outOfScope && `It left out: ${terms.outOfScope}`,
        terms.method,
        worked(group),
      );
    case 'issues':
      return findings(group, 1);
    case 'practice':
      return findings(group, 2);
    case 'evidence':
      return findings(group, 3);
    case 'minority':
      return '';
    case 'lessons':
      return lessons(group);
  }
}

function worked(group: GroupRecord): string {
  const answered = group.checkIns.filter(({ answer }) => answer !== null).length;
  const met = group.terms.rhythm && ` It met ${lowerFirst(group.terms.rhythm)}`;
  const reports = answered === 1 ? 'once' : `${answered} times`;
  return `It began on ${formatDate(group.startsOn)} and reported on its progress ${reports}.${met}`;
}

/** What was done towards one of the four tasks: its milestones, and what the check-ins up to each said. */
function findings(group: GroupRecord, task: number): string {
  const reached = group.milestones
    .filter(({ doneOn }) => doneOn !== null)
    .sort((a, b) => (a.doneOn ?? '').localeCompare(b.doneOn ?? ''));
  const lines: string[] = [];
  let since = '';
  for (const milestone of reached) {
    const until = milestone.doneOn ?? '';
    if (milestone.task === task) {
      lines.push(`${milestone.title} (${formatDate(milestone.doneOn ?? milestone.dueOn, 'short')}).`);
      lines.push(...said(group, since, until));
    }
    since = until;
  }
  return lines.map(line => `- ${line}`).join('\n');
}

function said(group: GroupRecord, since: string, until: string): string[] {
  const lines = group.checkIns.flatMap(({ answer }) =>
    answer && !answer.unchanged && answer.answeredOn > since && answer.answeredOn <= until
      ? [answer.done]
      : [],
  );
  return [...new Set(lines)];
}

/** Why the sponsor had to decide, without what was written of it: that is the lead's and the sponsor's alone. */
const CAUSE_LESSONS: Readonly<Record<string, string>> = {
  lead: 'The lead asked the sponsor to decide',
  red: 'The group was stuck',
  time: 'A milestone slipped beyond tolerance',
  days: 'More days were used than planned',
};

/** What got in the way, and what was decided: the raw material of lessons. */
function lessons(group: GroupRecord): string {
  const decided = group.exceptions
    .filter(({ decision }) => decision !== null)
    .map(
      ({ cause, raisedOn, decision }) =>
        `- ${CAUSE_LESSONS[cause] ?? 'The sponsor was asked to decide'} (${formatDate(raisedOn, 'short')}). The decision: ${decidedWords(decision)}.`,
    );
  const late = group.milestones.filter(({ doneOn, dueOn }) => doneOn !== null && doneOn > dueOn).length;
  const moved =
    group.agreedEndsOn && group.endsOn > group.agreedEndsOn
      ? [
          `- It reported by ${formatDate(group.endsOn)} and not, as agreed, by ${formatDate(group.agreedEndsOn)}.`,
        ]
      : [];
  const slipped = late > 0 ? [`- ${late} of ${group.milestones.length} milestones were reached late.`] : [];
  return [...decided, ...moved, ...slipped].join('\n');
}

function paragraphs(...texts: string[]): string {
  return texts.filter(text => text.trim() !== '').join('\n\n');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
