import { halfDaysInWords } from '../../calendar/halfDays.js';
import { type DaySpan, spanInWords } from '../../calendar/units.js';
import type { Fact } from '../../chat/card.js';
import type { ProgrammeRules } from '../programme.js';
import { RECIPROCITY_WORDS } from '../words.js';

export const LED_BY_WORDS: Readonly<Record<ProgrammeRules['ledBy'], string>> = {
  headsAndAccredited: 'heads, and whoever is accredited to lead',
  accredited: 'accredited lead reviewers alone',
  anybody: 'anybody whom a school sends',
};

export const VISIBILITY_WORDS: Readonly<Record<ProgrammeRules['visibility'], string>> = {
  schoolOwned: 'The school owns its report; its head releases it to named people',
  hubShared: "The school's report is also read by whoever runs the programme",
  laCirculated: "The school's report also goes to the local authority's officers",
};

/** The deadlines before the first day, and what each is for, in the order in which they fall due. */
export const BEFORE = {
  focusAgreed: 'Lines of enquiry agreed',
  planAgreed: 'Day plan agreed',
  selfEvaluation: 'Self-evaluation sent',
  teamBriefed: 'Team briefed',
} as const satisfies Partial<Record<keyof ProgrammeRules['deadlines'], string>>;

/** The deadlines from the first day on; two of them count from another step, and say so. */
export const AFTER = {
  draftReport: 'Draft with the team',
  qa: 'Sampled draft read (from the draft)',
  factCheck: 'Facts checked by the head',
  finalReport: 'Report with the school',
  lapse: 'Lapsed without a report',
  workshop: 'Improvement workshop',
  followUp: 'Follow-up',
  impactReview: 'Follow-up held (from its day)',
} as const satisfies Partial<Record<keyof ProgrammeRules['deadlines'], string>>;

/** How often reports are read by a moderator. */
export function sampleInWords(every: number): string {
  if (every === 0) return 'no report is read by a moderator';
  return every === 1
    ? 'every report is read by a moderator'
    : `one report in ${every} is read by a moderator`;
}

/** The rules of a programme as a reader wants them: a dozen facts. */
export function rulesInWords(rules: ProgrammeRules): Fact[] {
  const { halfDays, weights, warn, deadlines } = rules;
  const peers = `${rules.peers} peer reviewer${rules.peers === 1 ? '' : 's'}`;
  const observers = rules.observers === 0 ? '' : `, ${rules.observers} observing`;
  const owed = (steps: object) =>
    (Object.entries(steps) as [keyof typeof deadlines, string][])
      .map(([step, words]) => `${words}: ${spanInWords(deadlines[step] as DaySpan)}`)
      .join('; ');
  return [
    { label: 'Who reviews whom', value: RECIPROCITY_WORDS[rules.reciprocity] },
    { label: 'Team', value: `a lead and ${peers}${observers}; led by ${LED_BY_WORDS[rules.ledBy]}` },
    {
      label: 'Training',
      value: rules.trainingRequired
        ? 'only people whose training is valid review'
        : 'asked of nobody; whose training has lapsed does not review',
    },
    {
      label: 'Length',
      value: `primary ${halfDaysInWords(halfDays.primary)}, secondary ${halfDaysInWords(halfDays.secondary)}, all-through ${halfDaysInWords(halfDays.allThrough)}, special ${halfDaysInWords(halfDays.special)}`,
    },
    { label: 'Most visits of one person', value: `${rules.mostVisits} in a cycle` },
    {
      label: 'Travel',
      value: rules.maxKm === null ? 'no limit' : `at most ${rules.maxKm} km in a straight line`,
    },
    {
      label: 'Better avoided',
      value: `priced in kilometres of driving: another phase ${weights.otherPhase}, the school that came last time ${weights.sameAsLastTime}, the same cluster ${weights.sameCluster}, nobody who knows the focus ${weights.withoutFocus}, a Friday ${weights.friday}`,
    },
    ...(warn.neighbourKm === null
      ? []
      : [{ label: 'Neighbours', value: `a remark for schools of one phase within ${warn.neighbourKm} km` }]),
    {
      label: 'Report',
      value: `${VISIBILITY_WORDS[rules.visibility]}; ${sampleInWords(rules.qaEvery)}; ${rules.grades.length === 0 ? 'no grades' : `graded ${rules.grades.join(' / ')}`}`,
    },
    { label: 'Workshop', value: rules.workshop ? 'by a champion who was not on the team' : 'none' },
    {
      label: 'Before the day',
      value: `Notice: ${rules.noticeSchoolDays} school days; to accept: ${rules.acceptanceSchoolDays} school days; ${owed(BEFORE)}`,
    },
    { label: 'After the day', value: owed(AFTER) },
  ];
}
