import type { HomeSchool } from '../src/network/leaders.js';
import { Random } from '../src/optimise/random.js';
import type { OpenRequest } from '../src/support/batch/problem.js';
import type { LeaderFacts, Need } from '../src/support/need.js';

/** Areas of support; the first are asked for most. */
const AREAS = 40;

/** A county, in metres from corner to corner of the national grid. */
const COUNTY_METRES = 80_000;

const PHASES = ['Primary', 'Primary', 'Primary', 'Secondary', 'Not applicable'] as const;

const TODAY = '2027-01-11';

/** Leaders of a county: places, phases, days left, deployments and ratings as they come. */
export function leadersOf(count: number, seed: number, mostLeft: number): LeaderFacts[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index): LeaderFacts => {
    const left = random.below(mostLeft + 1);
    const ever = random.below(8);
    return {
      designationId: index + 1,
      personId: 100_000 + index,
      name: `Leader ${index + 1}`,
      typeCode: index % 5 === 0 ? 'LLE' : 'SLE',
      body: 'County partnership',
      since: '2023-09-01',
      home: schoolOf(random, 10_000 + Math.floor(index / 3)),
      specialisms: [...new Set([areaOf(random), areaOf(random)])].map(area => `area-${area}`),
      phases: [],
      capacity: { academicYear: '2026-27', halfDays: 30, booked: 0, used: 30 - left, left },
      homeHeadIds: [200_000 + Math.floor(index / 3)],
      deployments: { open: random.below(2), ever: ever + 1 },
      ratings: { n: ever, good: random.below(ever + 1) },
      workedThereUntil: null,
      governsThere: random.below(500) === 0,
      declared: random.below(100) === 0 ? [{ kind: 'related', until: null }] : [],
      reviewsThere: random.below(100) === 0,
      homeOfConcern: random.below(50) === 0,
      beyond: null,
      asked: null,
    };
  });
}

/** One need of a school of the county. */
export function needOf(seed: number, area: number, halfDays: number): Need {
  return {
    area: { slug: `area-${area}`, title: `Area ${area}` },
    school: schoolOf(new Random(seed), seed),
    headIds: [900_000 + seed],
    halfDays,
    today: TODAY,
    ownTrust: false,
  };
}

/** A term's open requests, each with the leaders of its area. */
export function requestsOf(count: number, leaders: readonly LeaderFacts[], seed: number): OpenRequest[] {
  const random = new Random(seed);
  const byArea = new Map<string, LeaderFacts[]>();
  for (const leader of leaders)
    for (const area of leader.specialisms) byArea.set(area, [...(byArea.get(area) ?? []), leader]);
  return Array.from({ length: count }, (_, index) => {
    const need = needOf(seed * 1000 + index, areaOf(random), 2 + random.below(9));
    return {
      id: index + 1,
      need,
      commissioned: random.below(10) === 0,
      askedAt: new Date(Date.UTC(2027, 0, 4, 9, index)),
      leaders: byArea.get(need.area.slug) ?? [],
    };
  });
}

/** Few areas are asked for by most: the smaller of two draws. */
function areaOf(random: Random): number {
  return Math.min(random.below(AREAS), random.below(AREAS));
}

function schoolOf(random: Random, id: number): HomeSchool {
  const rural = random.below(3) === 0;
  return {
    id,
    name: `School ${id}`,
    laCode: '999',
    phase: PHASES[random.below(PHASES.length)] ?? 'Primary',
    trustId: random.below(2) === 0 ? random.below(60) : null,
    federation: null,
    religiousCharacter: random.below(3) === 0 ? 'Church of England' : null,
    easting: 400_000 + random.below(COUNTY_METRES),
    northing: 400_000 + random.below(COUNTY_METRES),
    pupils: 50 + random.below(rural ? 150 : 900),
    percentFsm: random.below(60),
    urbanRural: rural ? 'Rural village' : 'Urban city and town',
  };
}
