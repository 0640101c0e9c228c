import { describe, expect, it } from 'vitest';
import { ProblemError, readProblem } from '../../../src/review/plan/readProblem.js';
import { randomProblem } from './randomProblem.js';

const faults = (value: unknown): string[] => {
  try {
    readProblem(value);
  } catch (error) {
    if (error instanceof ProblemError) return error.sentences;
    throw error;
  }
  return [];
};

describe('readProblem', () => {
  const problem = randomProblem(1, { schools: 4 });

  it('takes a good problem as it is', () => {
    expect(readProblem(JSON.parse(JSON.stringify(problem)))).toEqual(JSON.parse(JSON.stringify(problem)));
  });

  it('names the field of every fault at once', () => {
    const [first, ...others] = problem.people;
    const bad = { ...problem, calendar: ['4 January'], people: [{ ...first, maxVisits: -1 }, ...others] };
    expect(faults(bad)).toEqual([
      'calendar[0]: must be a date like 2027-01-18.',
      'people[0].maxVisits: must not be negative.',
    ]);
  });

  it('finds ids that repeat or point nowhere', () => {
    const [school] = problem.schools;
    const bad = {
      ...problem,
      schools: [...problem.schools, school],
      conflicts: [{ personId: 'nobody', schoolId: 's0' }],
    };
    expect(faults(bad)).toEqual([
      'schools[4].id: "s0" is already the id of schools[0]; give each its own.',
      'conflicts[0].personId: there is no person with the id "nobody".',
    ]);
  });
});
