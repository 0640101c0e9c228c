import { pointsOf } from './calendarPoints.js';
import type { Compiled } from './compile.js';
import { hasBit } from './masks.js';
import { FORBIDDEN, type Model, type RawPlan } from './model.js';
import type { PlannedVisit } from './plan.js';
import { State } from './state.js';

/** A plan in names as numbers of the model. People or dates the model does not know become open. */
export function rawPlanOf(compiled: Compiled, visits: readonly PlannedVisit[]): RawPlan {
  const { model, calendar, schoolIndex, personIndex } = compiled;
  const team = new Int32Array(model.places).fill(-1);
  const start = new Int32Array(model.schools).fill(-1);
  for (const visit of visits) {
    const s = schoolIndex.get(visit.schoolId);
    if (s === undefined) continue;
    if (visit.start !== null) start[s] = pointsOf(calendar, [visit.start])[0] ?? -1;
    for (const role of ['lead', 'peer'] as const) {
      const places: number[] = [];
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        if ((model.placeLead[q] === 1) === (role === 'lead')) places.push(q);
      }
      for (const member of visit.team) {
        if (member.role !== role || places.length === 0) continue;
        const q = places.shift()!;
        team[q] = member.personId === null ? -1 : (personIndex.get(member.personId) ?? -1);
      }
    }
  }
  return { team, start };
}

/** A state with as much of a plan as still holds, and the places and visits that no longer do. */
export interface FittedPlan {
  state: State;
  /** Places that had somebody who can no longer be there. */
  lost: number[];
  /** Schools whose date no longer holds. */
  undated: number[];
}

/**
 * Lays a plan over a model that may have changed since: dates first, then each person who still may, can and has
 * room. Never breaks a hard rule; what does not fit is left open and listed.
 */
export function fitPlan(model: Model, plan: RawPlan): FittedPlan {
  const state = new State(model);
  const lost: number[] = [];
  const undated: number[] = [];
  for (let s = 0; s < model.schools; s++) {
    const t = plan.start[s]!;
    if (t < 0) continue;
    if (hasBit(model.startMask, s * model.words, t)) state.setStart(s, t);
    else undated.push(s);
  }
  for (let q = 0; q < model.places; q++) {
    const pin = model.placePin[q]!;
    const person = pin >= 0 ? pin : plan.team[q]!;
    if (person < 0) continue;
    const s = model.placeSchool[q]!;
    const t = state.start[s]!;
    const cost = state.arcCost(q, person);
    const fits =
      cost < FORBIDDEN &&
      state.load[person]! < model.maxLoad[person]! &&
      !state.inTeam(person, s, -1) &&
      state.pairFits(model.home[person]!, q) &&
      (t < 0 || state.clash(person, s, t, -1) === -1);
    if (fits || (pin >= 0 && cost < FORBIDDEN)) state.put(q, person, cost);
    else lost.push(q);
  }
  return { state, lost, undated };
}
