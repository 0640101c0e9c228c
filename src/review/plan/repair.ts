import { compile } from './compile.js';
import { type ChangePrices, HoleFiller } from './holes.js';
import { FORBIDDEN, type Model, type RawPlan } from './model.js';
import { placeObservers } from './observers.js';
import { describePlan, type PlannedVisit } from './plan.js';
import { type FittedPlan, fitPlan, rawPlanOf } from './planState.js';
import type { ReviewProblem, TeamRole } from './problem.js';
import { solve } from './solve.js';
import type { State } from './state.js';

/** How far a visit has been agreed; what is agreed further is dearer to move. */
export type VisitState = 'draft' | 'proposed' | 'accepted' | 'confirmed';

/** Price of a changed place; MATCHING D, "Repair". */
const PLACE_PRICE = 200;
/** Price of moving a date, by the state of the visit. */
const REDATE_PRICE: Record<VisitState, number> = { draft: 0, proposed: 30, accepted: 120, confirmed: 360 };
/** Rounds of at most so many schools are always searched on; moves of that search. */
const SEARCH_SCHOOLS = 40;
const SEARCH_LEAST = 100_000;
const SEARCH_PER_PLACE = 150;
const SEARCH_MOST = 400_000;
/** Up to so many holes, every order of filling them is tried. */
const MOST_ORDERED = 4;

export interface RepairOptions {
  /** State of each visit by school id; `confirmed` where not named. */
  states?: Readonly<Record<string, VisitState>> | undefined;
  /** Moves of the search after the direct replacements; 0: none. Default: by the size of the round. */
  searchMoves?: number | undefined;
}

/** One place whose person is another than before. */
export interface ChangedPlace {
  schoolId: string;
  role: TeamRole;
  before: string | null;
  after: string | null;
}

export interface Repair {
  visits: PlannedVisit[];
  changed: ChangedPlace[];
  redated: { schoolId: string; before: string | null; after: string | null }[];
  /** People to be asked, each with the visits that are new to them or moved. */
  ask: { personId: string; schoolIds: string[] }[];
  /** Places that were lost by the change of the problem itself. */
  holes: number;
  unfilled: number;
  undated: number;
  cost: number;
}

/** All orders of a short list; the list itself and its reverse when it is long: dates first, and places first. */
function orders<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  if (list.length > MOST_ORDERED) return [[...list], list.toReversed()];
  return list.flatMap((item, k) => orders(list.filter((_, j) => j !== k)).map(rest => [item, ...rest]));
}

/**
 * Mends a plan after the problem changed: somebody withdrew or fell ill (take her out of `people`, or her days), a
 * school joined, left or was converted (another trust or phase), a day was blocked. What still holds stays. Each hole
 * is filled with the fewest changed people and dates, agreed dates protected by a price that grows with their state;
 * with few holes every order is tried. Returns the new visits and who must be asked. Milliseconds.
 */
export function repairPlan(
  problem: ReviewProblem,
  visits: readonly PlannedVisit[],
  options: RepairOptions = {},
): Repair {
  const compiled = compile(problem);
  const { model } = compiled;
  const before = rawPlanOf(compiled, visits);
  const prices = {
    place: PLACE_PRICE * model.scale,
    redate: Int32Array.from(
      problem.schools,
      school => REDATE_PRICE[options.states?.[school.id] ?? 'confirmed'] * model.scale,
    ),
  };
  const holes = (fitted: FittedPlan) => {
    const list: { kind: 'place' | 'date'; at: number }[] = [];
    for (let s = 0; s < model.schools; s++)
      if (fitted.state.start[s]! < 0) list.push({ kind: 'date', at: s });
    for (let q = 0; q < model.places; q++) {
      const s = model.placeSchool[q]!;
      // An undated visit gets its people together with its date.
      if (fitted.state.team[q]! < 0 && fitted.state.start[s]! >= 0) list.push({ kind: 'place', at: q });
    }
    return list;
  };
  const first = fitPlan(model, before);
  const lost = first.lost.length;
  let best: { value: number; plan: FittedPlan } | null = null;
  const todo = holes(first);
  for (const order of orders(todo)) {
    const fitted: FittedPlan = best === null ? first : fitPlan(model, before);
    const filler = new HoleFiller(fitted.state, prices);
    for (const { kind, at } of order) {
      if (kind === 'date') filler.date(at);
      else filler.fill(at);
    }
    // Places of visits that were dated just now.
    for (let q = 0; q < model.places; q++) if (fitted.state.team[q]! < 0) filler.fill(q);
    let value: number = fitted.state.cost;
    for (let q = 0; q < model.places; q++) if (fitted.state.team[q] !== before.team[q]) value += prices.place;
    for (let s = 0; s < model.schools; s++) {
      if (before.start[s]! >= 0 && fitted.state.start[s] !== before.start[s]) value += prices.redate[s]!;
    }
    if (best === null || value < best.value) best = { value, plan: fitted };
  }
  const { state } = best!.plan;
  if (options.searchMoves !== 0) searchOn(model, before, prices, state, best!.value, options.searchMoves);
  const after = placeObservers(compiled, state, describePlan(compiled, state));
  return {
    ...differences(visits, after),
    visits: after,
    holes: lost,
    cost: state.cost / model.scale,
    ...counts(after),
  };
}

/**
 * The model with the price of every change in its costs: arcs that are not in the plan and starts other than the
 * agreed one are dearer. Its optimum is the plan with the least cost and change together.
 */
export function withInertia(model: Model, before: RawPlan, prices: ChangePrices): Model {
  const leadCost = model.leadCost.slice();
  const peerCost = model.peerCost.slice();
  const startCost = model.startCost.slice();
  for (let s = 0; s < model.schools; s++) {
    const team = new Set<string>();
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++)
      team.add(`${model.placeLead[q]}/${before.team[q]}`);
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const person = model.arcPerson[a]!;
      if (leadCost[a]! < FORBIDDEN && !team.has(`1/${person}`)) leadCost[a]! += prices.place;
      if (peerCost[a]! < FORBIDDEN && !team.has(`0/${person}`)) peerCost[a]! += prices.place;
    }
    if (before.start[s]! < 0) continue;
    for (let t = 0; t < model.points; t++)
      if (t !== before.start[s]) startCost[s * model.points + t]! += prices.redate[s]!;
  }
  return { ...model, leadCost, peerCost, startCost };
}

/**
 * A short search with the changes priced, where chains of two may not be enough: in small rounds always, in large
 * ones when something is open. The better plan is laid into `state`.
 */
function searchOn(
  model: Model,
  before: RawPlan,
  prices: ChangePrices,
  state: State,
  value: number,
  asked: number | undefined,
): void {
  const open = state.team.includes(-1) || state.start.includes(-1);
  if (!open && model.schools > SEARCH_SCHOOLS) return;
  const least = open ? 3 * SEARCH_LEAST : SEARCH_LEAST;
  const moves = asked ?? Math.min(SEARCH_MOST, Math.max(least, SEARCH_PER_PLACE * model.places));
  const inertia = withInertia(model, before, prices);
  const solved = solve(inertia, { seed: 1, moves, withoutBound: true }, state.snapshot());
  if (solved.cost < value) state.restore(solved.plan);
}

function counts(visits: readonly PlannedVisit[]): { unfilled: number; undated: number } {
  let unfilled = 0;
  for (const visit of visits) {
    unfilled += visit.team.filter(member => member.role !== 'observer' && member.personId === null).length;
  }
  return { unfilled, undated: visits.filter(visit => visit.start === null).length };
}

/** What differs between two plans: places (people of one role in a team are a set), dates, and whom to ask. */
export function differences(
  before: readonly PlannedVisit[],
  after: readonly PlannedVisit[],
): Pick<Repair, 'changed' | 'redated' | 'ask'> {
  const old = new Map(before.map(visit => [visit.schoolId, visit]));
  const changed: ChangedPlace[] = [];
  const redated: Repair['redated'] = [];
  const ask = new Map<string, Set<string>>();
  const asks = (personId: string, schoolId: string) => {
    const set = ask.get(personId) ?? new Set();
    ask.set(personId, set.add(schoolId));
  };
  for (const visit of after) {
    const was = old.get(visit.schoolId);
    const moved = (was?.start ?? null) !== visit.start;
    if (moved && was !== undefined)
      redated.push({ schoolId: visit.schoolId, before: was.start, after: visit.start });
    for (const role of ['lead', 'peer', 'observer'] as const) {
      const people = (team: PlannedVisit['team'] | undefined) =>
        (team ?? []).flatMap(member =>
          member.role === role && member.personId !== null ? [member.personId] : [],
        );
      const gone = people(was?.team).filter(id => !people(visit.team).includes(id));
      const come = people(visit.team).filter(id => !people(was?.team).includes(id));
      for (let k = 0; k < Math.max(gone.length, come.length); k++) {
        changed.push({ schoolId: visit.schoolId, role, before: gone[k] ?? null, after: come[k] ?? null });
      }
      for (const id of come) asks(id, visit.schoolId);
      if (moved) for (const id of people(visit.team)) asks(id, visit.schoolId);
    }
  }
  return {
    changed,
    redated,
    ask: [...ask].map(([personId, schoolIds]) => ({ personId, schoolIds: [...schoolIds] })),
  };
}
