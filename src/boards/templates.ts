import type { BoardKind } from '../network/boards.js';
import type { Phase } from '../network/school.js';

/** So many seats of one constituency. */
export interface SeatTemplate {
  readonly constituency: string;
  readonly phase?: Phase;
  readonly count: number;
}

export interface BoardTemplate {
  readonly slug: string;
  readonly name: string;
  readonly kind: BoardKind;
  readonly phase?: Phase;
  /** The slug of a board of the same template, named before this one. */
  readonly reportsTo?: string;
  readonly twoPart?: boolean;
  readonly seats: readonly SeatTemplate[];
}

/** A partnership's boards, to be set up in one go and changed afterwards. */
export interface Template {
  readonly title: string;
  readonly boards: readonly [BoardTemplate, ...BoardTemplate[]];
}

const improvementPartnership = (slug: string, name: string, phase?: Phase): BoardTemplate => ({
  slug,
  name: `${name} Improvement Partnership`,
  kind: 'improvementPartnership',
  ...(phase && { phase }),
  reportsTo: 'slspg',
  seats: [
    // "Serving headteachers as chairs"; small executive groups (DOMAIN 1.3).
    { constituency: `${name} headteachers`, ...(phase && { phase }), count: 5 },
    { constituency: 'Local authority', count: 1 },
  ],
});

export const TEMPLATES = {
  /** DOMAIN 1.3 to 1.5: four improvement partnerships and a consultative group under one strategic group. */
  northYorkshire: {
    title: 'North Yorkshire: strategic group, four improvement partnerships, expert consultative group',
    boards: [
      {
        slug: 'slspg',
        name: 'System Leader Strategic Partnership Group',
        kind: 'strategicGroup',
        twoPart: true,
        seats: [
          { constituency: 'Chair of the Early Years Improvement Partnership', phase: 'Nursery', count: 1 },
          { constituency: 'Chair of the Primary Improvement Partnership', phase: 'Primary', count: 1 },
          { constituency: 'Chair of the Secondary Improvement Partnership', phase: 'Secondary', count: 1 },
          { constituency: 'Chair of the Special Improvement Partnership', count: 1 },
          { constituency: 'Local authority: assistant director, school improvement', count: 1 },
          { constituency: "Local authority: director of children's services", count: 1 },
        ],
      },
      improvementPartnership('early-years-ip', 'Early Years', 'Nursery'),
      improvementPartnership('primary-ip', 'Primary', 'Primary'),
      improvementPartnership('secondary-ip', 'Secondary', 'Secondary'),
      // GIAS writes no phase for special schools.
      improvementPartnership('special-ip', 'Special'),
      {
        slug: 'ecg',
        name: 'Expert Consultative Group',
        kind: 'consultativeGroup',
        reportsTo: 'slspg',
        // No regular membership: an officer plans, invites and joins up (DOMAIN 1.5).
        seats: [{ constituency: 'Local authority officer who convenes it', count: 1 }],
      },
    ],
  },

  /** DOMAIN 1.7: the school improvement board and its sister boards. */
  hillingdon: {
    title: 'Hillingdon: school improvement board and its sister boards',
    boards: [
      {
        slug: 'si',
        name: 'School Improvement Board',
        kind: 'schoolImprovementBoard',
        seats: [
          { constituency: 'Independent chair', count: 1 },
          { constituency: 'Secondary heads (HASH)', phase: 'Secondary', count: 2 },
          { constituency: 'Primary Forum', phase: 'Primary', count: 3 },
          { constituency: 'Special and alternative provision', count: 1 },
          { constituency: 'System leadership group (LLEs)', count: 1 },
          { constituency: 'Local authority: education improvement and partnerships', count: 2 },
          { constituency: 'Dioceses', count: 1 },
        ],
      },
      {
        slug: 'schools-forum',
        name: 'Schools Forum',
        kind: 'forum',
        seats: [
          { constituency: 'Maintained primary schools', phase: 'Primary', count: 4 },
          { constituency: 'Academies', count: 4 },
          { constituency: 'Special schools', count: 1 },
          { constituency: 'Early years providers', phase: 'Nursery', count: 1 },
        ],
      },
      {
        slug: 'send-board',
        name: 'SEND Board',
        kind: 'forum',
        seats: [
          { constituency: 'Headteachers', count: 3 },
          { constituency: 'Local authority', count: 2 },
        ],
      },
      {
        slug: 'inclusion-board',
        name: 'Inclusion and Vulnerable Learners Board',
        kind: 'forum',
        seats: [
          { constituency: 'Headteachers', count: 3 },
          { constituency: 'Local authority', count: 2 },
        ],
      },
    ],
  },

  /** DOMAIN 1.2: the county alliance's seats by constituency, over three local alliances. */
  cumbria: {
    title: 'Cumbria: county alliance and three local alliances',
    boards: [
      {
        slug: 'casl',
        name: 'County alliance of system leaders (CASL)',
        kind: 'allianceBoard',
        seats: [
          { constituency: 'Local authority', count: 2 },
          { constituency: 'LASL North', phase: 'Primary', count: 1 },
          { constituency: 'LASL North', phase: 'Secondary', count: 1 },
          { constituency: 'LASL West', phase: 'Primary', count: 1 },
          { constituency: 'LASL West', phase: 'Secondary', count: 1 },
          { constituency: 'LASL South', phase: 'Primary', count: 1 },
          { constituency: 'LASL South', phase: 'Secondary', count: 1 },
          { constituency: 'Secondary heads (CASH)', phase: 'Secondary', count: 2 },
          { constituency: 'Primary heads (PHA)', phase: 'Primary', count: 2 },
          { constituency: 'University', count: 1 },
          { constituency: 'Church of England diocese', count: 1 },
          { constituency: 'Catholic diocese', count: 1 },
          { constituency: 'Governance', count: 1 },
          { constituency: 'Teaching-schools coordinator', count: 1 },
        ],
      },
      ...(['North', 'West', 'South'] as const).map(
        (place): BoardTemplate => ({
          slug: `lasl-${place.toLowerCase()}`,
          name: `Local alliance of system leaders, ${place} (LASL ${place})`,
          kind: 'allianceBoard',
          reportsTo: 'casl',
          seats: [
            { constituency: 'Cluster leads', phase: 'Primary', count: 3 },
            { constituency: 'Cluster leads', phase: 'Secondary', count: 2 },
            { constituency: 'Local authority adviser', count: 1 },
          ],
        }),
      ),
    ],
  },
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateName = keyof typeof TEMPLATES;

/** Every template's name, in the order in which they are offered. */
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as readonly TemplateName[];
