import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HomeSchool } from '../../src/network/leaders.js';
import { rankCandidates } from '../../src/support/candidates.js';
import { hardConflict } from '../../src/support/conflicts.js';
import type { LeaderFacts, Need } from '../../src/support/need.js';

const SCHOOL: HomeSchool = {
  id: 1,
  name: 'Receiving Primary',
  laCode: '999',
  phase: 'Primary',
  trustId: 5,
  federation: 'F1',
  religiousCharacter: null,
  easting: 500_000,
  northing: 180_000,
  pupils: 200,
  percentFsm: 20,
  urbanRural: 'Urban',
};

const NEED: Need = {
  area: { slug: 'phonics', title: 'Phonics' },
  school: SCHOOL,
  headIds: [100],
  halfDays: 6,
  today: '2026-11-09',
  ownTrust: false,
};

function home(changes: Partial<HomeSchool> = {}): HomeSchool {
  return {
    ...SCHOOL,
    id: 2,
    name: 'Home Primary',
    trustId: null,
    federation: null,
    easting: 504_000,
    ...changes,
  };
}

function leader(changes: Partial<LeaderFacts> = {}): LeaderFacts {
  return {
    designationId: 10,
    personId: 20,
    name: 'Jo Poole',
    typeCode: 'SLE',
    body: 'Exampleshire',
    since: '2024-09-01',
    home: home(),
    specialisms: ['phonics'],
    phases: ['Primary'],
    capacity: { academicYear: '2026-27', halfDays: 30, booked: 0, used: 5, left: 25 },
    homeHeadIds: [30],
    deployments: { open: 0, ever: 4 },
    ratings: { n: 4, good: 3 },
    workedThereUntil: null,
    governsThere: false,
    declared: [],
    reviewsThere: false,
    homeOfConcern: false,
    beyond: null,
    asked: null,
    ...changes,
  };
}

const SPENT = { academicYear: '2026-27', halfDays: 30, booked: 10, used: 20, left: 0 };

describe('hard conflicts (DOMAIN 3.5)', () => {
  const cases: readonly (readonly [string, Partial<LeaderFacts>])[] = [
    ['works at this school', { home: SCHOOL }],
    ['belongs to the same trust', { home: home({ trustId: 5 }) }],
    ['belongs to the same federation', { home: home({ federation: 'F1' }) }],
    ['is related to somebody at this school', { declared: [{ kind: 'related', until: null }] }],
    ['manages, or is managed by, somebody at this school', { declared: [{ kind: 'manages', until: null }] }],
    ['has declared an interest in this school', { declared: [{ kind: 'interest', until: null }] }],
    ['is a candidate for a post at this school', { declared: [{ kind: 'candidate', until: '2027-01-31' }] }],
    [
      'is part of a complaint at this school that is still open',
      { declared: [{ kind: 'complaint', until: null }] },
    ],
    ['governs this school', { declared: [{ kind: 'governs', until: null }] }],
    [
      'worked at this school until Thursday 31 August 2023',
      { declared: [{ kind: 'employed', until: '2023-08-31' }] },
    ],
    ['is needed at home: the home school is in a category of concern', { homeOfConcern: true }],
    ['heads this school too', { personId: 100 }],
    ['the same person heads both schools', { homeHeadIds: [30, 100] }],
    ['governs this school', { governsThere: true }],
    ['worked at this school until Monday 31 August 2026', { workedThereUntil: '2026-08-31' }],
    ['is a peer reviewer of this school, and the report is still open', { reviewsThere: true }],
    ['was asked for this request and cannot take it on', { asked: 'leader' }],
    ['was asked for this request and cannot be released now', { asked: 'homeHead' }],
    ['has no days left in 2026-27', { capacity: SPENT }],
    ['nobody is on record as head of Home Primary, so nobody could release them', { homeHeadIds: [] }],
  ];

  test.each(cases)('%s', (reason, facts) => {
    expect(rankCandidates(NEED, [leader(facts)])).toEqual({
      candidates: [],
      excluded: [{ designationId: 10, name: 'Jo Poole', reason }],
      more: 0,
    });
  });

  test('schools in no trust are not in the same trust', () => {
    const need = { ...NEED, school: { ...SCHOOL, trustId: null, federation: null } };
    expect(hardConflict(need, leader())).toBeNull();
  });

  test('the head may welcome a leader of the own trust or federation, and nothing else', () => {
    const need = { ...NEED, ownTrust: true };
    expect(hardConflict(need, leader({ home: home({ trustId: 5, federation: 'F1' }) }))).toBeNull();
    expect(hardConflict(need, leader({ home: SCHOOL }))).toBe('works at this school');
    expect(hardConflict(need, leader({ homeHeadIds: [100] }))).toBe('the same person heads both schools');
  });
});

describe('the order', () => {
  /** Each of these is worse than the plain leader in one respect only. */
  const worse: readonly (readonly [string, Partial<LeaderFacts>])[] = [
    ['another phase', { phases: ['Secondary'] }],
    ['fewer days than are wanted', { capacity: { ...SPENT, booked: 5, used: 20, left: 5 } }],
    ['further away', { home: home({ easting: 530_000 }) }],
    ['another kind of school', { home: home({ pupils: 1500, percentFsm: 60, urbanRural: 'Rural' }) }],
    ['poorer ratings', { ratings: { n: 4, good: 1 } }],
    ['more used already', { capacity: { ...SPENT, booked: 0, used: 20, left: 10 } }],
  ];

  test.each(worse)('%s comes second', (_what, facts) => {
    const second = leader({ designationId: 1, name: 'Second', ...facts });
    const { candidates } = rankCandidates(NEED, [second, leader()]);
    expect(candidates.map(each => each.name)).toEqual(['Jo Poole', 'Second']);
  });

  test('fewer than three ratings neither help nor harm', () => {
    const score = (n: number, good: number) =>
      rankCandidates(NEED, [leader({ ratings: { n, good } })]).candidates[0]!.score;
    expect(score(2, 0)).toBe(score(2, 2));
    expect(score(3, 0)).toBeLessThan(score(3, 3));
  });

  test('the best leader there could be has 100 points', () => {
    const perfect = leader({
      home: home({ easting: 500_000, religiousCharacter: 'Roman Catholic' }),
      capacity: { ...SPENT, booked: 0, used: 0, left: 30 },
      ratings: { n: 3, good: 3 },
    });
    const need = { ...NEED, school: { ...SCHOOL, religiousCharacter: 'Roman Catholic' } };
    expect(rankCandidates(need, [perfect]).candidates[0]!.score).toBeCloseTo(100, 9);
  });

  test('without anybody of the area the others are shown, and it is said', () => {
    const { candidates } = rankCandidates(NEED, [leader({ specialisms: ['maths'] })]);
    expect(candidates[0]!.cautions).toContain('Not designated for Phonics');
    const both = [leader({ specialisms: ['maths'] }), leader({ designationId: 11, name: 'Sam' })];
    expect(rankCandidates(NEED, both).candidates.map(each => each.name)).toEqual(['Sam']);
  });

  test('is explained', () => {
    expect(rankCandidates(NEED, [leader({ deployments: { open: 3, ever: 3 } })]).candidates[0]).toMatchObject(
      {
        reasons: [
          'Designated for Phonics',
          'Works with pupils of this age',
          '12½ days left of 15 days in 2026-27',
          '4 km away',
          'Home school is alike in size, intake and setting',
          '3 of 4 schools found the support effective',
        ],
        cautions: ['With this one, 4 deployments at the same time'],
        soft: ['busy'],
      },
    );
  });

  test('soft conflicts are shown and do not change the order', () => {
    const near = leader({
      home: home({ easting: 500_500 }),
      since: '2026-09-01',
      deployments: { open: 0, ever: 0 },
      capacity: { ...SPENT, booked: 0, used: 5, left: 25 },
    });
    expect(rankCandidates(NEED, [near]).candidates[0]).toMatchObject({
      soft: ['neighbour', 'firstTime'],
      cautions: [
        'No deployment on record yet',
        'Neighbouring school of the same phase',
        'First deployment: somebody should go with them',
      ],
    });
    expect(rankCandidates(NEED, [leader({ deployments: { open: 1, ever: 3 } })]).candidates[0]?.soft).toEqual(
      [],
    );
  });

  test('small schools in the country are alike, whatever the finer words for the place', () => {
    const village = { pupils: 70, urbanRural: 'Rural village in a sparse setting' };
    const need = { ...NEED, school: { ...SCHOOL, ...village } };
    const hamlet = leader({ home: home({ pupils: 60, urbanRural: 'Rural hamlet and isolated dwelling' }) });
    expect(rankCandidates(need, [hamlet]).candidates[0]?.reasons).toContain(
      'Home school is alike in size, intake and being small and rural',
    );
  });

  test('does not depend on the order of the list, and lists five', () => {
    const facts = fc.record({
      left: fc.integer({ min: 1, max: 30 }),
      easting: fc.integer({ min: 480_000, max: 520_000 }),
      good: fc.integer({ min: 0, max: 4 }),
    });
    const many = fc.array(facts, { minLength: 6, maxLength: 20 }).map(each =>
      each.map(({ left, easting, good }, index) =>
        leader({
          designationId: index,
          home: home({ easting }),
          ratings: { n: 4, good },
          capacity: { ...SPENT, booked: 0, used: 30 - left, left },
        }),
      ),
    );
    fc.assert(
      fc.property(
        many.chain(list =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const ranking = rankCandidates(NEED, list);
          expect(rankCandidates(NEED, shuffled)).toEqual(ranking);
          expect(ranking.candidates).toHaveLength(5);
          expect(ranking.more).toBe(list.length - 5);
          const scores = ranking.candidates.map(each => each.score);
          expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        },
      ),
      { numRuns: 50, seed: 20261109 },
    );
  });
});
