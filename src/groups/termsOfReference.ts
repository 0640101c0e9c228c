/** The prose of terms of reference (DOMAIN 4.2), in the order in which a board reads it. */
export const TERMS_FIELDS = [
  'baseline',
  'inScope',
  'outOfScope',
  'enquiry',
  'issues',
  'practice',
  'evidence',
  'advice',
  'method',
  'deliverables',
  'rhythm',
  'decisionRights',
  'confidentiality',
  'success',
  'links',
] as const;
export type TermsField = (typeof TERMS_FIELDS)[number];
export type Terms = Readonly<Record<TermsField, string>>;

/** Each field as its form asks for it and the terms print it. */
export const TERMS_WORDS: Readonly<Record<TermsField, string>> = {
  baseline: 'The problem, and where it stands today',
  inScope: 'In scope',
  outOfScope: 'Out of scope',
  enquiry: 'Lines of enquiry',
  issues: 'Task 1: issues, from data and from leaders and practitioners',
  practice: 'Task 2: effective practice already here',
  evidence: 'Task 3: evidence from elsewhere',
  advice: 'Task 4: recommendations for ongoing support',
  method: 'How it is tried out',
  deliverables: 'What it delivers',
  rhythm: 'When it meets',
  decisionRights: 'What it may decide',
  confidentiality: 'What stays in the group',
  success: 'How we will know it worked',
  links: 'Other groups on the same ground',
};

/**
 * What a group's terms say until its lead writes better: the four tasks of the Hillingdon model (DOMAIN 1.8), and
 * the rights and rules that nearly every group has.
 */
export const DEFAULT_TERMS: Terms = {
  baseline: '',
  inScope: '',
  outOfScope: '',
  enquiry: '',
  issues:
    'Identify the key issues and challenges by looking at data and talking to leaders and practitioners.',
  practice: 'Identify effective practice that is already here.',
  evidence: 'Research the evidence from elsewhere.',
  advice: 'Make recommendations for ongoing support: the development that staff need, and further research.',
  method: 'Action research: try it in a few schools, look at what changed, adapt, try again.',
  deliverables: 'A closing report with recommendations.',
  rhythm: 'Once each half term.',
  decisionRights: 'The group recommends; the board decides.',
  confidentiality: 'Schools are not named outside the group without their agreement. No pupil data.',
  success: '',
  links: '',
};

/** What a board will not approve terms without. */
export const REQUIRED_TERMS: readonly TermsField[] = ['baseline', 'inScope', 'enquiry', 'success'];

/** The forms in which terms are drafted: a few answers each, saved as they come. */
export const TERMS_FORMS = {
  draftProblem: { title: 'The problem', fields: ['baseline', 'enquiry', 'success'] },
  draftScope: { title: 'Scope', fields: ['inScope', 'outOfScope', 'links'] },
  draftTasks: { title: 'The four tasks', fields: ['issues', 'practice', 'evidence', 'advice'] },
  draftMethod: { title: 'Method', fields: ['method', 'deliverables', 'rhythm'] },
  draftRules: { title: 'Rights and rules', fields: ['decisionRights', 'confidentiality'] },
} as const satisfies Record<string, { readonly title: string; readonly fields: readonly TermsField[] }>;
export type TermsForm = keyof typeof TERMS_FORMS;

/** The required fields that are still empty. */
export function missingTerms(terms: Terms): readonly TermsField[] {
  return REQUIRED_TERMS.filter(field => terms[field].trim() === '');
}
