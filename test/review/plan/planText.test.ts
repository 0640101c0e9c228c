import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/review/plan/plan.js';
import { planMap } from '../../../src/review/plan/planMap.js';
import { planCsv, planSummary, planTable } from '../../../src/review/plan/planText.js';
import type { ReviewProblem } from '../../../src/review/plan/problem.js';

const school = (id: string, name: string, x: number) => ({
  id,
  name,
  phaseGroup: 'primary',
  location: { x, y: 1 },
  freeDates: [],
});
const problem: ReviewProblem = {
  calendar: ['2027-01-04'],
  schools: [school('a', 'Ashdown & Co, "Upper"', 0), school('b', '=Birch', 3)],
  people: [{ id: 'p', name: 'P. Eers', schoolId: 'b', lead: true, maxVisits: 1, freeDates: ['2027-01-04'] }],
};
const plan: Plan = {
  visits: [
    {
      schoolId: 'a',
      start: '2027-01-04',
      dates: ['2027-01-04'],
      team: [
        { role: 'lead', personId: 'p' },
        { role: 'peer', personId: null },
      ],
    },
    {
      schoolId: 'b',
      start: null,
      dates: [],
      team: [
        { role: 'lead', personId: null },
        { role: 'peer', personId: null },
      ],
    },
  ],
  cost: 4003,
  bound: 4000,
  gapPercent: 0.075,
  unfilled: 3,
  undated: 1,
  seed: 1,
  moves: 0,
  cutShort: false,
  fairness: null,
};

describe('a plan on paper', () => {
  it('says what is open and how far from the best possible', () => {
    expect(planSummary(plan)).toBe(
      '2 visits, 3 places open and 1 visit without a date; cost 4003, at most 0.1% from the best possible.',
    );
  });

  it('is a table in order of date, undated last', () => {
    const lines = planTable(problem, plan).split('\n');
    expect(lines[0]).toMatch(/^school +start +end +lead +peers$/);
    expect(lines[2]).toContain('P. Eers (=Birch)');
    expect(lines[3]).toMatch(/^=Birch +NO DATE/);
  });

  it('is CSV that a spreadsheet reads and does not run', () => {
    const lines = planCsv(problem, plan).split('\r\n');
    expect(lines[1]).toBe(`a,"Ashdown & Co, ""Upper""",2027-01-04,2027-01-04,lead,p,P. Eers,b,'=Birch`);
    expect(lines).toHaveLength(6);
  });

  it('is a map with a dot per school, a line per reviewer and rings where something is open', () => {
    const svg = planMap(problem, plan.visits);
    expect(svg.match(/<circle/g)).toHaveLength(2);
    expect(svg.match(/<line/g)).toHaveLength(1);
    expect(svg.match(/stroke="#d00000"/g)).toHaveLength(2);
    expect(svg).toContain('Ashdown &amp; Co');
  });
});
