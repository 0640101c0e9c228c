import { Random } from '../../optimise/random.js';
import { type Bound, flowPrices, LagrangianBound, type Prices } from './bound.js';
import { type CandidateOrder, keepArcs, orderCandidates } from './candidates.js';
import { FlowStep } from './flowStep.js';
import { halfOf } from './halves.js';
import { type LapSide, runLap } from './lap.js';
import type { Model, RawPlan } from './model.js';
import { type PairRows, pairRows } from './pairs.js';
import type { LapJob } from './partner.js';
import { State } from './state.js';
import { SIXTEENTHS, type TeamNetwork, teamNetwork } from './teamNetwork.js';

/** Arcs whose reduced cost lies further above the best of their row are not tried in the long search. */
const WITHIN = 20;
/** A plan's cost is expected at most so far above the first bound, for the length of the bound's steps. */
const EXPECTED = 1.08;

/** What a thread needs of a round beside the plan under work; made once. */
export class Round {
  readonly model: Model;
  readonly pairs: PairRows;
  private everything: CandidateOrder | null = null;
  private guided: CandidateOrder | null = null;
  private lagrangian: LagrangianBound | null = null;

  constructor(model: Model) {
    this.model = model;
    this.pairs = pairRows(model);
  }

  /** Every arc, the cheap ones first. */
  get all(): CandidateOrder {
    this.everything ??= orderCandidates(this.model);
    return this.everything;
  }

  /** The arcs worth trying once prices are known; before that, all of them. */
  get drawn(): CandidateOrder {
    return this.guided ?? this.all;
  }

  /** The bound, by so many rounds from where it stood last; its prices guide what is drawn from then on. */
  bound(rounds: number, stop: () => boolean): Bound {
    const { model, pairs } = this;
    this.lagrangian ??= new LagrangianBound(model, pairs, flowPrices(optimalNetwork(model), pairs), EXPECTED);
    const bound = this.lagrangian.climb(rounds, stop);
    this.guide(bound.prices);
    return bound;
  }

  /** Sorts the arcs by their cost with these prices, and leaves out those that lie far from the best. */
  guide(prices: Prices): void {
    const { model, pairs } = this;
    const price = (arc: number) => {
      const row = pairs.pairOf[arc]!;
      return prices.person[model.arcPerson[arc]!]! + (row < 0 ? 0 : prices.pair[row]!);
    };
    this.guided = orderCandidates(model, price, WITHIN);
  }

  /** Flow steps on a plan under work, as its dates are now. */
  flow(state: State, random: Random): FlowStep {
    return new FlowStep(state, this.pairs, random, () => true);
  }
}

/** The network of all teams on all days. It is the largest thing there is, and only its prices are kept. */
function optimalNetwork(model: Model): TeamNetwork {
  const net = teamNetwork(model, SIXTEENTHS);
  net.simplex.solve();
  return net;
}

/**
 * One thread's part of a lap: the half `which` of the cut, or everything. Returns the whole plan as this part sees
 * it; the schools of the other half are as they were.
 */
export function lapPart(
  round: Round,
  job: LapJob,
  which: 0 | 1,
  late: () => boolean,
): { plan: RawPlan; moves: number } {
  const random = new Random(job.seed * 2 + which);
  const side = sideOf(round, job, which);
  const state = new State(side.model);
  state.restore(job.plan);
  let best = state.snapshot();
  let bestCost = state.cost;
  const part: LapSide = {
    state,
    drawn: side.drawn,
    all: side.all,
    schools: side.schools,
    places: openPlaces(side.model, side.schools),
    flow: () => partFlow(round, side, state, random),
    random,
    late,
    note: () => {
      if (state.cost >= bestCost) return;
      bestCost = state.cost;
      best = state.snapshot();
    },
  };
  const { moves } = runLap(part, job.lap);
  part.note();
  // While it is still hot, the plan in hand is where the search goes on, not the best that was met.
  return { plan: job.lap.cold < 1 ? best : state.snapshot(), moves };
}

/** Both halves of a lap as one plan. */
export function joined(model: Model, cutting: Uint8Array, first: RawPlan, second: RawPlan): RawPlan {
  const of = (school: number) => (cutting[school] === 0 ? first : second);
  return {
    start: Int32Array.from({ length: model.schools }, (_, s) => of(s).start[s]!),
    team: Int32Array.from({ length: model.places }, (_, q) => of(model.placeSchool[q]!).team[q]!),
  };
}

/** Places of the schools that may be given to somebody. */
export function openPlaces(model: Model, schools: Int32Array): Int32Array {
  const places: number[] = [];
  for (const s of schools) {
    if (model.arcStart[s + 1] === model.arcStart[s]) continue;
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
      if (model.placePin[q]! < 0) places.push(q);
    }
  }
  return Int32Array.from(places);
}

interface Side {
  readonly model: Model;
  readonly drawn: CandidateOrder;
  readonly all: CandidateOrder;
  readonly schools: Int32Array;
  /** Whether a person is this side's; null: everybody is. */
  readonly mine: ((person: number) => boolean) | null;
}

function sideOf(round: Round, job: LapJob, which: 0 | 1): Side {
  const { model, drawn } = round;
  if (job.cutting !== null) {
    const half = halfOf(model, job.plan, job.cutting, which);
    const keep = (school: number, person: number) => half.has(school) && half.mine(person);
    const kept = keepArcs(model, drawn, keep);
    // Only what is torn out is rebuilt with every arc.
    return { ...half, drawn: kept, all: job.lap.ruins > 0 ? keepArcs(model, round.all, keep) : kept };
  }
  const schools = Int32Array.from({ length: model.schools }, (_, s) => s);
  return { model, drawn, all: round.all, schools, mine: null };
}

/** A half's flow steps have its own arcs and those in hand, which stay. */
function partFlow(round: Round, side: Side, state: State, random: Random): FlowStep {
  const { mine, model } = side;
  if (mine === null) return round.flow(state, random);
  const own = new Uint8Array(model.schools);
  for (const s of side.schools) own[s] = 1;
  const allows = (arc: number, school: number) => own[school] === 1 && mine(model.arcPerson[arc]!);
  return new FlowStep(state, round.pairs, random, allows);
}
