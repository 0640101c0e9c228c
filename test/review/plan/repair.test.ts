import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/review/plan/compile.js';
import { judge } from '../../../src/review/plan/judge.js';
import { planReviews } from '../../../src/review/plan/plan.js';
import { rawPlanOf } from '../../../src/review/plan/planState.js';
import { repairPlan } from '../../../src/review/plan/repair.js';
import { exactCost } from './exactPlan.js';
import { randomProblem } from './randomProblem.js';

/** A problem, its plan, and the same problem after somebody in a team has gone. */
function withdrawal(seed: number, schools: number, days = 20) {
  const problem = randomProblem(seed, { schools, days, free: 75 });
  const plan = planReviews(problem, { seed, moves: 30_000 });
  const members = plan.visits.flatMap(visit => visit.team).filter(member => member.personId !== null);
  const gone = members[seed % members.length]!.personId!;
  return {
    problem,
    plan,
    gone,
    after: { ...problem, people: problem.people.filter(p => p.id !== gone), conflicts: [] },
  };
}

describe('repairPlan', () => {
  it('mends a withdrawal, keeps every rule and touches nothing else', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const { after, plan, gone } = withdrawal(seed, 12);
      const repair = repairPlan(after, plan.visits, { searchMoves: 20_000 });
      expect(judge(after, repair.visits).breaches, `seed ${seed}`).toEqual([]);
      expect(judge(after, repair.visits).cost).toBe(repair.cost);
      const touched = new Set([...repair.changed, ...repair.redated].map(change => change.schoolId));
      for (const visit of repair.visits) {
        if (!touched.has(visit.schoolId))
          expect(visit).toEqual(plan.visits.find(v => v.schoolId === visit.schoolId));
      }
      expect(repair.visits.flatMap(v => v.team).some(m => m.personId === gone)).toBe(false);
      const asked = new Set(repair.ask.map(a => a.personId));
      for (const { after: id } of repair.changed) if (id !== null) expect(asked.has(id)).toBe(true);
    }
  });

  it('is as cheap as the exact minimum, changes and moved dates priced', async () => {
    let missed = 0;
    const cases = 10;
    for (let seed = 1; seed <= cases; seed++) {
      const { after, plan } = withdrawal(seed + 100, 5, 10);
      const repair = repairPlan(after, plan.visits);
      const compiled = compile(after);
      const before = rawPlanOf(compiled, plan.visits);
      const best = await exactCost(compiled.model, { before, place: 200, redate: () => 360 });
      const value =
        repair.cost +
        200 * repair.changed.filter(c => c.after !== null).length +
        360 * repair.redated.filter(r => r.after !== null).length;
      expect(value, `seed ${seed}`).toBeGreaterThanOrEqual(best);
      if (value > best) missed++;
    }
    expect(missed).toBeLessThanOrEqual(1);
  }, 180_000);

  it('keeps confirmed dates and says whom to ask when a day is blocked', () => {
    const { problem, plan } = withdrawal(3, 12);
    const visit = plan.visits.find(v => v.start !== null)!;
    const blocked = {
      ...problem,
      schools: problem.schools.map(s =>
        s.id === visit.schoolId ? { ...s, freeDates: s.freeDates.filter(d => !visit.dates.includes(d)) } : s,
      ),
    };
    const repair = repairPlan(blocked, plan.visits);
    expect(judge(blocked, repair.visits).breaches).toEqual([]);
    expect(repair.redated.map(r => r.schoolId)).toContain(visit.schoolId);
    const moved = repair.visits.find(v => v.schoolId === visit.schoolId)!;
    for (const member of moved.team) {
      if (member.personId === null || moved.start === null) continue;
      expect(repair.ask.find(a => a.personId === member.personId)?.schoolIds).toContain(visit.schoolId);
    }
  });
});
