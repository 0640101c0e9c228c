import { compile } from './compile.js';
import { FORBIDDEN } from './model.js';
import type { PlannedVisit } from './plan.js';
import { fitPlan, rawPlanOf } from './planState.js';
import type { ReviewProblem } from './problem.js';

/** Why one person sits in one place: the parts of the cost, and who would be next. */
export interface MemberReason {
  role: 'lead' | 'peer';
  personId: string;
  km: number | null;
  minutes: number | null;
  knowsFocus: boolean;
  sameCluster: boolean;
  /** How many visits this person makes in the round. */
  visits: number;
  /** Places the home school gives and receives. */
  given: number;
  received: number;
  /** The best person who could sit here with everything else as it is, and how much dearer the plan would be. */
  next: { personId: string; dearer: number } | null;
}

/**
 * For every filled place of one school: why this person, by the parts of the cost, and the next best one.
 * Throws when the school is not in the problem. A fraction of a millisecond once the problem is compiled.
 */
export function explainTeam(
  problem: ReviewProblem,
  visits: readonly PlannedVisit[],
  schoolId: string,
): MemberReason[] {
  const compiled = compile(problem);
  const { model, pairs } = compiled;
  const s = compiled.schoolIndex.get(schoolId);
  if (s === undefined) throw new Error(`There is no school with the id "${schoolId}" in the problem.`);
  const { state } = fitPlan(model, rawPlanOf(compiled, visits));
  const school = problem.schools[s]!;
  const t = state.start[s]!;
  const reasons: MemberReason[] = [];
  for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
    const p = state.team[q]!;
    if (p < 0) continue;
    const person = problem.people[p]!;
    const { km, minutes } = pairs.verdict(s, p);
    const home = model.home[p]!;
    const lead = model.placeLead[q] === 1;
    const costs = lead ? model.leadCost : model.peerCost;
    const before = state.cost;
    const arcCost = state.placeCost[q]!;
    const received = home < 0 ? 0 : model.placeStart[home + 1]! - model.placeStart[home]!;
    const reason: MemberReason = {
      role: lead ? 'lead' : 'peer',
      personId: person.id,
      km,
      minutes,
      knowsFocus: school.focus === undefined || (person.expertise?.includes(school.focus) ?? false),
      sameCluster: school.clusterId !== undefined && problem.schools[home]?.clusterId === school.clusterId,
      visits: state.load[p]!,
      given: home < 0 ? 0 : state.given[home]!,
      received,
      next: null,
    };
    state.take(q);
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const other = model.arcPerson[a]!;
      if (other === p || costs[a]! >= FORBIDDEN || state.load[other]! >= model.maxLoad[other]!) continue;
      if (state.inTeam(other, s, q) || !state.pairFits(model.home[other]!, q)) continue;
      if (t >= 0 && state.clash(other, s, t, -1) !== -1) continue;
      const cost =
        state.cost - model.unfilled + costs[a]! + state.loadUp(other) + state.balanceUp(model.home[other]!);
      const dearer = (cost - before) / model.scale;
      if (reason.next === null || dearer < reason.next.dearer)
        reason.next = { personId: problem.people[other]!.id, dearer };
    }
    state.put(q, p, arcCost);
    reasons.push(reason);
  }
  return reasons;
}
