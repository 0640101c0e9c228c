import { Random } from '../../optimise/random.js';
import { Annealer } from './anneal.js';
import { type Bound, lagrangianBound } from './bound.js';
import { orderCandidates } from './candidates.js';
import { construct } from './construct.js';
import { FlowStep } from './flowStep.js';
import type { Model, RawPlan } from './model.js';
import { pairRows } from './pairs.js';
import { Ruiner } from './ruin.js';
import { State } from './state.js';
import { teamNetwork } from './teamNetwork.js';

/** Where the solver stands; sent at every new best plan of a step, at least once per phase. */
export interface SolveProgress {
  phase: 'first' | 'bound' | 'improve' | 'done';
  cost: number;
  unfilled: number;
  undated: number;
  bound: number | null;
  elapsedMs: number;
}

export interface SolveOptions {
  seed: number;
  /** Tries of the local search in all. With this number the result does not depend on the machine. */
  moves?: number | undefined;
  /** Wall-clock limit. The number of moves is then set from the speed measured in the first, short search. */
  seconds?: number | undefined;
  /** A clock in milliseconds; needed only with `seconds` and for `elapsedMs`. */
  now?: (() => number) | undefined;
  /** Asked every few thousand moves; true ends the search with the best plan so far. */
  stop?: (() => boolean) | undefined;
  onProgress?: ((progress: SolveProgress) => void) | undefined;
  /** Leave the bound out (it costs about as much as a second of search at 5,000 schools). */
  withoutBound?: boolean | undefined;
}

export interface Solved {
  plan: RawPlan;
  cost: number;
  bound: number | null;
  moves: number;
  /** True when the search ended before its moves were used up. */
  cutShort: boolean;
}

/** Network costs are kept in sixteenths. */
const FACTOR = 16;
/** Moves of the first, short search: per place, and at least. */
const QUICK = 150;
const QUICK_LEAST = 40_000;
/** Moves per place when neither moves nor seconds are given: about two seconds at 600 schools. */
const USUAL = 1500;
const USUAL_LEAST = 300_000;
/** Arcs whose reduced cost lies further above the best of their row are not tried in the long search. */
const WITHIN = 20;
/** Moves of one lap of the long search: at least, and per place; most laps. */
const LAP = 50_000;
const LAP_PER_PLACE = 4000;
const MOST_LAPS = 12;
/** In small rounds some laps start hot enough to trade one open place or date for another (1,000 each). */
const SMALL = 40;
const SMALL_HOT = [10, 60, 300];
/** One step of ruin and recreate takes about as long as so many moves, and so large a share of them goes into it. */
const RUIN_MOVES = 75;
const RUIN_SHARE = 0.4;
const RUIN_SHARE_SMALL = 0.75;
/** Above so many schools annealing alone gains more in the time there is. */
const RUIN_SCHOOLS = 2000;
/** Highest price of a step that is kept at the start of a lap. */
const RUIN_HOT = 2.5;
const RUIN_HOT_SMALL = 12;
/** Moves between two looks at the clock and the stop flag. */
const CHUNK = 20_000;
/** Share of the remaining time given to the long search; the rest is for flow steps. */
const SEARCH_SHARE = 0.8;

/** Rounds of the bound: many where they are cheap. 160 at 150 schools, 40 at 600, 8 at 5,000. */
const boundRounds = (model: Model): number =>
  Math.round(Math.min(160, Math.max(8, 3_000_000 / (model.arcPerson.length * 2 + 1))));

/** Keeps the best plan seen and tells of it. */
class Keeper {
  best: RawPlan;
  cost: number;
  bound: number | null = null;
  private readonly state: State;
  private readonly options: SolveOptions;
  private readonly began: number;

  constructor(state: State, options: SolveOptions) {
    this.state = state;
    this.options = options;
    this.began = options.now?.() ?? 0;
    this.best = state.snapshot();
    this.cost = state.cost;
  }

  elapsed(): number {
    return (this.options.now?.() ?? 0) - this.began;
  }

  note(phase: SolveProgress['phase']): void {
    if (this.state.cost < this.cost) {
      this.cost = this.state.cost;
      this.best = this.state.snapshot();
    }
    const count = (list: Int32Array) => list.reduce((sum, x) => sum + (x < 0 ? 1 : 0), 0);
    this.options.onProgress?.({
      phase,
      cost: this.cost / this.state.model.scale,
      unfilled: count(this.best.team),
      undated: count(this.best.start),
      bound: this.bound === null ? null : this.bound / this.state.model.scale,
      elapsedMs: this.elapsed(),
    });
  }
}

/**
 * Plans a model (MATCHING D): greedy insertion, a short annealing, the Lagrangian bound with its prices, a long
 * annealing guided by them, and flow steps that make all teams optimal for the dates found. Deterministic for a seed
 * and a number of moves; with `seconds` the number of moves follows from the speed and is returned, so that the same
 * plan can be had again.
 */
export function solve(model: Model, options: SolveOptions, start?: RawPlan): Solved {
  const random = new Random(options.seed);
  const state = new State(model);
  const order = orderCandidates(model);
  if (start) state.restore(start);
  construct(state, order);
  const keeper = new Keeper(state, options);
  keeper.note('first');
  const places = Int32Array.from({ length: model.places }, (_, q) => q).filter(
    q =>
      model.placePin[q]! < 0 &&
      model.arcStart[model.placeSchool[q]! + 1]! > model.arcStart[model.placeSchool[q]!]!,
  );
  const limit = options.seconds === undefined ? Number.POSITIVE_INFINITY : options.seconds * 1000;
  const late = (share = 1) => keeper.elapsed() > limit * share || options.stop?.() === true;
  let used = 0;
  /** Anneals in chunks; returns false when cut short. */
  const anneal = (search: Annealer, moves: number, hot: number, cold: number): boolean => {
    const chunks = Math.max(1, Math.round(moves / CHUNK));
    for (let k = 0; k < chunks; k++) {
      const at = hot * (cold / hot) ** (k / chunks);
      search.run(moves / chunks, at, hot * (cold / hot) ** ((k + 1) / chunks), places);
      used += Math.ceil(moves / chunks);
      if (k % 16 === 15) keeper.note('improve');
      if (late()) return false;
    }
    return true;
  };
  const asked =
    options.moves ??
    (options.seconds === undefined ? Math.max(USUAL_LEAST, USUAL * model.places) : Number.POSITIVE_INFINITY);
  if (places.length === 0 || asked < 1) {
    keeper.note('done');
    return { plan: keeper.best, cost: keeper.cost, bound: null, moves: 0, cutShort: false };
  }
  const quick = Math.min(asked, Math.max(QUICK_LEAST, QUICK * model.places));
  const first = new Annealer(state, order, random);
  const warm = anneal(first, quick / 2, 4, 1.4);
  const halfWay = keeper.elapsed();
  const whole = warm && anneal(first, quick / 2, 1.4, 0.5);
  keeper.note('improve');
  // The second half runs on compiled code; a clock too coarse to see it is taken as one millisecond.
  const speed = quick / 2 / Math.max(1, keeper.elapsed() - halfWay);
  const pairs = pairRows(model);
  const net = teamNetwork(model, FACTOR);
  let bound: Bound | null = null;
  if (whole && !late(0.5)) {
    bound = lagrangianBound(net, pairs, options.withoutBound === true ? 2 : boundRounds(model), () =>
      late(0.4),
    );
    keeper.bound = bound.value;
    keeper.note('bound');
  }
  const step = new FlowStep(state, net, pairs, random);
  const flowSteps = (most: number) => {
    const small = model.schools <= SMALL;
    for (let k = 0; k < (small ? 2 * most : most) && !late(); k++) {
      const gain = step.run(small ? 2 ** (k % 6) : 1);
      keeper.note('improve');
      if (!small && gain <= 0.0002 * state.cost) break;
    }
  };
  const left =
    options.seconds === undefined ? 0 : Math.max(0, limit - keeper.elapsed()) * SEARCH_SHARE * speed;
  const moves = Math.max(0, Math.min(asked - quick, options.seconds === undefined ? asked : left));
  let finished = whole;
  if (whole && moves > 0) {
    const prices = bound;
    const { potential } = net.simplex;
    const guided = orderCandidates(
      model,
      arc =>
        ((pairs.pairOf[arc]! < 0 ? 0 : (prices?.pairPrice[pairs.pairOf[arc]!] ?? 0)) -
          potential[net.personNode(model.arcPerson[arc]!)]!) /
        FACTOR,
      WITHIN,
    );
    const search = new Annealer(state, guided, random);
    // A small round is searched several times over, a large one once and long; few moves a place cannot cool from
    // far up.
    const laps = Math.max(
      1,
      Math.min(MOST_LAPS, Math.floor(moves / Math.max(LAP, LAP_PER_PLACE * model.places))),
    );
    const perPlace = moves / laps / model.places;
    const hot = perPlace < 400 ? 3 : perPlace < 1200 ? 6 : 10;
    const ruiner = new Ruiner(state, order, random);
    const torn = model.schools <= SMALL ? RUIN_SHARE_SMALL : model.schools <= RUIN_SCHOOLS ? RUIN_SHARE : 0;
    const share = moves * (1 - torn);
    const steps = Math.floor((moves - share) / laps / RUIN_MOVES);
    for (let lap = 0; lap < laps && finished; lap++) {
      const open = keeper.best.team.includes(-1) || keeper.best.start.includes(-1);
      const far = model.schools <= SMALL && open ? SMALL_HOT[lap % SMALL_HOT.length]! : hot;
      finished = anneal(search, share / laps, far, 0.3);
      keeper.note('improve');
      flowSteps(6);
      if (finished && steps > 0) {
        ruiner.run(steps, model.schools <= SMALL ? RUIN_HOT_SMALL : RUIN_HOT, () => late());
        used += steps * RUIN_MOVES;
        keeper.note('improve');
      }
      flowSteps(12);
    }
  } else flowSteps(12);
  state.restore(keeper.best);
  keeper.note('done');
  return {
    plan: keeper.best,
    cost: keeper.cost,
    bound: keeper.bound,
    moves: used,
    cutShort: !finished,
  };
}
