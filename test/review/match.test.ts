import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { explain, remarks } from '../../src/review/match/explain.js';
import type { Pool, PoolSchool } from '../../src/review/match/pool.js';
import { mutualAllowed, problemOf, type Settings } from '../../src/review/match/problem.js';
import { judge } from '../../src/review/plan/judge.js';
import { planReviews } from '../../src/review/plan/plan.js';
import { ProgrammeRulesSchema } from '../../src/review/programme.js';
import { calendarWith } from './aRecord.js';

const calendar = calendarWith();
const rules = ProgrammeRulesSchema.parse({});
const settings: Settings = {
  rules,
  windowFrom: '2027-01-18',
  windowTo: '2027-03-19',
  today: '2026-11-30',
};

function school(id: number, facts: Partial<PoolSchool> = {}): PoolSchool {
  return {
    id,
    name: `School ${id}`,
    phase: 'Primary',
    trust: null,
    location: { x: 500 + id, y: 180 },
    calendar,
    impossible: [],
    focus: null,
    hosts: true,
    cluster: null,
    faith: null,
    headIsNew: false,
    owed: 0,
    reviewers: [
      { id: id * 10, name: `Head ${id}`, schoolId: id, mayLead: true },
      { id: id * 10 + 1, name: `Deputy ${id}`, schoolId: id, mayLead: false },
    ],
    trainees: [],
    ...facts,
  };
}

function poolOf(schools: readonly PoolSchool[], more: Partial<Pool> = {}): Pool {
  return { schools, history: [], conflicts: [], apart: [], ...more };
}

const many = (n: number): PoolSchool[] => Array.from({ length: n }, (_, i) => school(i + 1));

describe('the problem made of the answers', () => {
  it('leaves everybody 25 school days of notice, and no impossible day to host or to travel', () => {
    const impossible: LocalDate[] = ['2027-02-03', '2027-02-10'];
    const problem = problemOf(poolOf([school(1, { impossible }), ...many(7).slice(1)]), settings);
    // 30 November + 25 school days over Christmas.
    expect(problem.schools[0]!.freeDates[0]).toBe('2027-01-18');
    const late = problemOf(poolOf(many(7)), { ...settings, today: '2027-01-04' });
    expect(late.schools[0]!.freeDates[0]).toBe('2027-02-08');
    for (const day of impossible) {
      expect(problem.calendar).toContain(day);
      expect(problem.schools[0]!.freeDates).not.toContain(day);
      expect(problem.schools[1]!.freeDates).toContain(day);
      for (const person of problem.people)
        expect(person.freeDates.includes(day), person.name).toBe(person.schoolId !== '1');
    }
  });

  it('leaves out half term and days that a school has refused', () => {
    const problem = problemOf(poolOf(many(5)), {
      ...settings,
      refused: [{ schoolId: 2, dates: ['2027-02-02'] }],
    });
    expect(problem.calendar).not.toContain('2027-02-16');
    expect(problem.schools[1]!.freeDates).not.toContain('2027-02-02');
    expect(problem.schools[0]!.freeDates).toContain('2027-02-02');
  });

  it('gives a secondary a day and a half, and prices another phase instead of forbidding it', () => {
    const problem = problemOf(poolOf([...many(5), school(6, { phase: 'Secondary' })]), settings);
    expect(problem.schools.map(each => each.visitDays)).toEqual([1, 1, 1, 1, 1, 1.5]);
    const { visits, unfilled, undated } = planReviews(problem, { seed: 1 });
    expect({ unfilled, undated }).toEqual({ unfilled: 0, undated: 0 });
    expect(judge(problem, visits).breaches).toEqual([]);
  });

  it('sends nobody to a school of their trust, to a declared conflict, or where support is going on', () => {
    const trust = { id: 1, name: 'Oak Trust' };
    const schools = many(7).map(each => (each.id <= 2 ? { ...each, trust } : each));
    const problem = problemOf(
      poolOf(schools, {
        conflicts: [{ personId: 30, schoolId: 1 }],
        apart: [{ schoolId: 1, otherSchoolId: 4 }],
      }),
      { ...settings, notAgain: [{ schoolId: 1, personId: 31 }] },
    );
    const plan = planReviews(problem, { seed: 1 });
    expect(plan.unfilled).toBe(0);
    const team = (id: string) => plan.visits.find(visit => visit.schoolId === id)!.team.map(m => m.personId);
    for (const banned of ['20', '21', '30', '31', '40', '41']) expect(team('1')).not.toContain(banned);
    for (const banned of ['10', '11']) expect(team('4')).not.toContain(banned);
  });

  it('allows mutual pairs in triads, and where a rotation cannot do without', () => {
    const trust = { id: 1, name: 'Oak Trust' };
    expect(mutualAllowed(rules, poolOf(many(4)))).toBe(true);
    expect(mutualAllowed(rules, poolOf(many(5)))).toBe(false);
    expect(mutualAllowed(rules, poolOf(many(5).map(each => (each.id < 3 ? { ...each, trust } : each))))).toBe(
      true,
    );
    expect(mutualAllowed({ ...rules, reciprocity: 'triads' }, poolOf(many(9)))).toBe(true);
  });

  it('plans no visit for a school that only sends, and lets its people go', () => {
    const schools = many(6).map(each => (each.id === 6 ? { ...each, hosts: false } : each));
    const problem = problemOf(poolOf(schools), { ...settings, rules: { ...rules, mostVisits: 6 } });
    const plan = planReviews(problem, { seed: 1 });
    expect(plan.unfilled).toBe(0);
    expect(plan.visits.find(visit => visit.schoolId === '6')!.team).toEqual([]);
    expect(judge(problem, plan.visits).breaches).toEqual([]);
  });

  it('takes the programme’s limits and prices, and lets a bank pay back', () => {
    const strict = ProgrammeRulesSchema.parse({
      reciprocity: 'bank',
      maxKm: 12,
      weights: { otherPhase: 0, friday: 9 },
    });
    // School 1 gave a day more than it received before, school 2 a day less.
    const owed = many(6).map(each => ({ ...each, owed: each.id === 1 ? 1 : each.id === 2 ? -1 : 0 }));
    const problem = problemOf(poolOf(owed), { ...settings, rules: strict });
    expect(problem.rules).toMatchObject({
      mode: 'bank',
      maxKm: 12,
      samePhase: 'off',
      noMutualPair: 'off',
      weights: { friday: 9 },
    });
    const plan = planReviews(problem, { seed: 1 });
    const given = (id: string) =>
      plan.visits.flatMap(visit => visit.team).filter(member => member.personId?.slice(0, -1) === id).length;
    expect([given('1'), given('2'), given('3')]).toEqual([1, 3, 2]);
  });

  it('fills three schools as a triad', () => {
    const problem = problemOf(poolOf(many(3)), settings);
    const plan = planReviews(problem, { seed: 1 });
    expect(plan.unfilled + plan.undated).toBe(0);
    expect(judge(problem, plan.visits).breaches).toEqual([]);
  });
});

describe('the reasons given', () => {
  const pool = poolOf(
    [school(1, { focus: 'Writing' }), school(2), school(3, { phase: 'Secondary' }), ...many(7).slice(3)],
    {
      history: [{ schoolId: 1, reviewerSchoolId: 2 }],
      apart: [{ schoolId: 1, otherSchoolId: 4 }],
    },
  );
  const visit = {
    schoolId: 1,
    on: '2027-02-02',
    team: [
      { personId: 20, schoolId: 2, role: 'leadReviewer' },
      { personId: 31, schoolId: 3, role: 'peerReviewer' },
    ],
  } as const;

  it('say why this team and this day, and what is less than it should be', () => {
    const { why, warnings } = explain(pool, rules, { ...visit, team: [...visit.team] });
    expect(why).toEqual([
      'The school would like looked at: Writing',
      'School 2 is 1 km away; School 3 is 2 km away.',
      'School 1 does not review School 2 and School 3.',
      "Tuesday 2 February 2027: every school is open, and it is nobody's impossible day.",
    ]);
    expect(warnings).toEqual(['School 3 is of another phase.', 'School 2 reviewed School 1 lately.']);
  });

  it('remark on neighbours, long ways, a head’s first term and a faith school without one on the team', () => {
    const watchful = ProgrammeRulesSchema.parse({ warn: { neighbourKm: 3 } });
    const far = { x: 601, y: 180 };
    const host = school(1, { faith: 'Roman Catholic', headIsNew: true });
    const wary = poolOf([host, school(2), school(3, { location: far })]);
    const { warnings } = explain(wary, watchful, { ...visit, team: [...visit.team] });
    expect(warnings).toEqual([
      'School 2 is a neighbour of the same phase.',
      'From School 3 it is about 160 minutes by road.',
      'The head of School 1 is in the first term there.',
      'School 1 is Roman Catholic, and nobody on the team is from a faith school.',
    ]);
    const relaxed = ProgrammeRulesSchema.parse({
      warn: { journeyMinutes: null, headInFirstTerm: false, faith: false },
    });
    expect(explain(wary, relaxed, { ...visit, team: [...visit.team] }).warnings).toEqual([]);
  });

  it('say what is missing, and never that a school is being supported', () => {
    const bare = { schoolId: 1, on: null, team: [] };
    const { why, warnings } = explain(pool, rules, bare);
    expect(warnings).toEqual([
      'Nobody could be found to lead it.',
      '0 of 2 places are filled.',
      'No day could be found on which everybody can.',
    ]);
    expect([...why, ...remarks(pool, rules, [bare])].join(' ')).not.toMatch(/support/i);
  });
});
