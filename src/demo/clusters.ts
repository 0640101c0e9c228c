/** The clusters of the demonstration: real towns as GIAS writes them, an invented grouping. */
export interface DemoCluster {
  readonly slug: string;
  readonly name: string;
  /** Towns whose primary (or nursery) schools belong to it; none for the borough-wide ones. */
  readonly towns: readonly string[];
  readonly phases: readonly string[];
}

export const DEMO_PARTNERSHIP = {
  slug: 'hillingdon',
  name: 'Hillingdon partnership (demonstration)',
} as const;

const PRIMARY = ['Nursery', 'Primary'] as const;

export const DEMO_CLUSTERS: readonly DemoCluster[] = [
  {
    slug: 'hayes',
    name: 'Hayes primary cluster',
    towns: ['Hayes', 'Northolt', 'Middlesex'],
    phases: PRIMARY,
  },
  {
    slug: 'uxbridge',
    name: 'Uxbridge primary cluster',
    towns: ['Uxbridge', 'Hillingdon', 'Ickenham', 'Harefield'],
    phases: PRIMARY,
  },
  {
    slug: 'ruislip',
    name: 'Ruislip and Northwood primary cluster',
    towns: ['Ruislip', 'Northwood', 'Pinner', 'Eastcote'],
    phases: PRIMARY,
  },
  { slug: 'west-drayton', name: 'West Drayton primary cluster', towns: ['West Drayton'], phases: PRIMARY },
  {
    slug: 'secondary-heads',
    name: 'Secondary heads',
    towns: [],
    phases: ['Secondary', 'All-through', '16 plus'],
  },
  { slug: 'special', name: 'Special and alternative provision', towns: [], phases: ['Not applicable'] },
];
