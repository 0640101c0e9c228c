/**
 * The phases of education in the words of GIAS, which is how they are stored and compared everywhere.
 * Every special school, pupil referral unit and alternative provision is "Not applicable".
 */
export const PHASES = [
  'Nursery',
  'Primary',
  'Middle deemed primary',
  'Middle deemed secondary',
  'Secondary',
  'All-through',
  '16 plus',
  'Not applicable',
] as const;

export type Phase = (typeof PHASES)[number];

/** Schools that work with children of the same age, coarser than phases: who can help or review whom. */
export type PhaseGroup = 'primary' | 'secondary' | 'allThrough' | 'special';

/** `closed` covers schools that left GIAS without a word; the others are GIAS's own (DOMAIN 5). */
const SCHOOL_STATUSES = ['open', 'openProposedToClose', 'proposedToOpen', 'closed'] as const;
export type SchoolStatus = (typeof SCHOOL_STATUSES)[number];

/** The statuses of a school that has pupils now. */
export const OPEN_STATUSES = ['open', 'openProposedToClose'] as const satisfies readonly SchoolStatus[];

/** A school as far as a sentence or a choice needs it. */
export interface SchoolName {
  readonly id: number;
  readonly name: string;
  /** In the words of GIAS. */
  readonly phase: string;
  readonly laCode: string;
}

const GROUPS: Readonly<Record<Phase, PhaseGroup>> = {
  Nursery: 'primary',
  Primary: 'primary',
  'Middle deemed primary': 'primary',
  'Middle deemed secondary': 'secondary',
  Secondary: 'secondary',
  'All-through': 'allThrough',
  '16 plus': 'secondary',
  'Not applicable': 'special',
};

/** Whether the text is a phase in the words of GIAS. */
function isPhase(text: string): text is Phase {
  return (PHASES as readonly string[]).includes(text);
}

/** The group of a stored phase. GIAS gives a phase to all but special schools and their like. */
export function phaseGroup(phase: string): PhaseGroup {
  return isPhase(phase) ? GROUPS[phase] : 'special';
}
