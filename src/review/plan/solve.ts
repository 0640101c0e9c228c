import { Random } from '../../optimise/random.js';
import type { Bound } from './bound.js';
import { BranchAndBound } from './branchAndBound.js';
import { construct } from './construct.js';
import { cut } from './halves.js';
import { Keeper, type SolveProgress } from './keeper.js';
import { anneal, type LapPlan, type LapSide, RUIN_MOVES, runLap } from './lap.js';
import { letGo } from './letGo.js';
import type { Model, RawPlan } from './model.js';
import type { LapJob, Partner } from './partner.js';
import { joined, lapPart, openPlaces, Round } from './round.js';
import { BIG, SMALL, TINY } from './sizes.js';
import { State } from './state.js';

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
  /** Leave the bound out: a few rounds for its prices alone. */
  withoutBound?: boolean | undefined;
  /** A second thread for rounds it pays for; with it the plan is another one than without. */
  partner?: ((model: Model) => Partner | null) | undefined;
}

export interface Solved {
  plan: RawPlan;
  cost: number;
  bound: number | null;
  moves: number;
  /** True when the search ended before its moves were used up. */
  cutShort: boolean;
}

/** Moves of the first, short search: per place, and at least. */
const QUICK = 150;
const QUICK_LEAST = 40_000;
/** The same in a big round, where the prices come sooner than so many moves are made, and guide better. */
const QUICK_BIG = 60;
/** Moves per place when neither moves nor seconds are given: about two seconds at 600 schools. */
const USUAL = 1500;
const USUAL_LEAST = 300_000;
/** Rounds of the bound: so many divided by the arcs, within limits. A round takes a quarter of a move an arc. */
const BOUND_ROUNDS = 4_000_000;
const BOUND_LEAST = 40;
const BOUND_MOST = 200;
/** Rounds where only the prices are wanted, to guide the search. */
const PRICE_ROUNDS = 10;
/** Rounds of the bound that a big round's search waits for; the others are made while it ends. */
const GUIDING_ROUNDS = 16;
/** Moves of one lap of a small round: at least, and per place; most laps. */
const LAP = 50_000;
const LAP_PER_PLACE = 4000;
const MOST_LAPS = 12;
/** Looking for a proof in a tiny round takes as long as this share of the moves; a node as long as one for each arc. */
const PROOF_SHARE = 0.5;
/** In small rounds some laps start hot enough to trade one open place or date for another (1,000 each). */
const SMALL_HOT = [10, 60, 300];
/** Temperature at which a long search ends, in units of cost. */
const COLD = 0.3;
/** Share of the moves that goes into ruin and recreate. */
const RUIN_SHARE = 0.4;
const RUIN_SHARE_SMALL = 0.75;
/** Highest price of a step that is kept at the start of a lap. */
const RUIN_HOT = 2.5;
const RUIN_HOT_SMALL = 4;
/** The same by turns where places stay open in a small round: up to trading what a few open places cost. */
const RUIN_HOT_HOLES = [4, 40, 400];
/** From so many schools on two threads take a half each; below, each takes everything and the better plan counts. */
const HALVES = 300;
/** Cuts of such a search: after each the borders lie elsewhere. */
const CUTS = 6;
/** Share of the remaining time given to the long search; the rest is for flow steps. */
const SEARCH_SHARE = 0.8;

/**
 * Plans a model (MATCHING D): greedy insertion, a short annealing, the Lagrangian bound with its prices, a long
 * annealing guided by them, and flow steps that make all teams optimal for the dates found. Deterministic for a seed
 * and a number of moves (and with or without a partner); with `seconds` the number of moves follows from the speed
 * and is returned, so that the same plan can be had again.
 */
export function solve(model: Model, options: SolveOptions, start?: RawPlan): Solved {
  const partner = options.partner?.(model) ?? null;
  try {
    return new Solver(model, options, partner, start).run();
  } finally {
    partner?.end();
  }
}

class Solver {
  private readonly model: Model;
  private readonly options: SolveOptions;
  private readonly partner: Partner | null;
  private readonly random: Random;
  private readonly round: Round;
  private readonly state: State;
  private readonly keeper: Keeper;
  private readonly limit: number;
  private readonly side: Omit<LapSide, 'drawn' | 'flow'>;

  constructor(model: Model, options: SolveOptions, partner: Partner | null, start: RawPlan | undefined) {
    this.model = model;
    this.options = options;
    this.partner = partner;
    this.random = new Random(options.seed);
    this.round = new Round(model);
    this.state = new State(model);
    if (start) this.state.restore(start);
    construct(this.state, this.round.all);
    this.keeper = new Keeper(this.state, options.now ?? (() => 0), options.onProgress);
    this.limit = options.seconds === undefined ? Number.POSITIVE_INFINITY : options.seconds * 1000;
    const schools = Int32Array.from({ length: model.schools }, (_, s) => s);
    this.side = {
      state: this.state,
      all: this.round.all,
      schools,
      places: openPlaces(model, schools),
      random: this.random,
      late: () => this.late(),
      note: () => this.keeper.note('improve'),
    };
  }

  run(): Solved {
    const { model, options, keeper, side } = this;
    keeper.note('first');
    const asked =
      options.moves ??
      (options.seconds === undefined
        ? Math.max(USUAL_LEAST, USUAL * model.places)
        : Number.POSITIVE_INFINITY);
    if (side.places.length === 0 || asked < 1) return this.solved(0, false);
    const each = model.schools > BIG ? QUICK_BIG : QUICK;
    const quick = Math.min(asked, Math.max(QUICK_LEAST, each * model.places));
    const rounds = this.boundRounds();
    this.partner?.begin({ kind: 'bound', rounds: Math.min(rounds, this.guidingRounds()) });
    const speed = this.quickSearch(quick);
    // Without a bound the search still uses what time is left; with hardly any left there is nothing to search.
    if (this.partner || !this.late(0.5)) this.takeBound(rounds);
    if (this.late(0.9)) return this.solved(quick, true);
    const threads = this.partner ? 2 : 1;
    const share = SEARCH_SHARE / (model.schools <= TINY ? 1 + PROOF_SHARE : 1);
    const left = Math.max(0, this.limit - keeper.elapsed()) * share * speed * threads;
    const moves = Math.round(Number.isFinite(asked) ? Math.max(0, asked - quick) : left);
    const made = moves > 0 ? this.longSearch(moves) : 0;
    if (moves === 0) this.lap(this.flowsOnly());
    const whole = !this.late();
    return this.solved(whole ? quick + moves : quick + made, !whole);
  }

  /** The first, short search; returns moves per millisecond, measured on its second half, which runs compiled. */
  private quickSearch(moves: number): number {
    const { side, round, keeper } = this;
    anneal(side, round.all, moves / 2, 4, 1.4);
    const halfWay = keeper.elapsed();
    if (!this.late()) anneal(side, round.all, moves / 2, 1.4, 0.5);
    keeper.note('improve');
    // A clock too coarse to see it is taken as one millisecond.
    return moves / 2 / Math.max(1, keeper.elapsed() - halfWay);
  }

  private boundRounds(): number {
    if (this.options.withoutBound === true) return PRICE_ROUNDS;
    const rounds = BOUND_ROUNDS / Math.max(1, this.model.arcPerson.length);
    return Math.round(Math.min(BOUND_MOST, Math.max(BOUND_LEAST, rounds)));
  }

  /** Rounds of the bound that the search waits for. */
  private guidingRounds(): number {
    return this.partner && this.model.schools > BIG ? GUIDING_ROUNDS : Number.POSITIVE_INFINITY;
  }

  private takeBound(rounds: number): void {
    const { partner, round, keeper, model } = this;
    if (partner) round.guide(this.boundOf(partner, 0.5).prices);
    else keeper.bound = round.bound(rounds, () => this.late(0.4)).value;
    // Sorting the arcs by the prices leaves lists as long as they are.
    letGo(model.schools);
    keeper.note('bound');
  }

  /** Takes the partner's bound, when so much of the time is up at the latest. */
  private boundOf(partner: Partner, share: number): Bound {
    const answer = partner.finish(() => this.late(share));
    if (answer.kind !== 'bound') throw new Error('The second planning thread answered another question.');
    this.keeper.bound = Math.max(this.keeper.bound ?? answer.bound.value, answer.bound.value);
    return answer.bound;
  }

  /** The long search; returns the moves made. */
  private longSearch(moves: number): number {
    const { model, partner } = this;
    if (model.schools <= SMALL) return this.smallSearch(moves);
    if (!partner) return this.lap(this.lapOf(moves));
    return model.schools < HALVES ? this.twiceSearch(moves, partner) : this.halvesSearch(moves, partner);
  }

  /** A small round is searched several times over, a tiny one only until its best plan is proved. */
  private smallSearch(moves: number): number {
    const most = Math.floor(moves / Math.max(LAP, LAP_PER_PLACE * this.model.places));
    const laps = Math.max(1, Math.min(MOST_LAPS, most));
    let made = 0;
    for (let k = 0; k < laps && !this.late(); k++) {
      const usual = this.lapOf(moves / laps);
      made += this.lap(
        this.keeper.hasHoles()
          ? {
              ...usual,
              hot: SMALL_HOT[k % SMALL_HOT.length]!,
              ruinHot: RUIN_HOT_HOLES[k % RUIN_HOT_HOLES.length]!,
            }
          : usual,
      );
      // From a plan that is nearly always the best already it has the least to look through.
      if (k === 0 && this.model.schools <= TINY && this.prove(moves * PROOF_SHARE)) return moves;
    }
    return made;
  }

  /** Branch and bound from the plan in hand, for as long as so many moves take; true when the best plan is proved. */
  private prove(moves: number): boolean {
    const { model, keeper, state } = this;
    const nodes = Math.floor(moves / Math.max(1, model.arcPerson.length));
    const { plan, whole } = new BranchAndBound(model, keeper.cost, nodes, () => this.late()).run();
    if (plan) {
      state.restore(plan);
      keeper.note('improve');
    }
    if (whole) keeper.bound = keeper.cost;
    return whole;
  }

  /** Both threads search everything, each from its own random numbers; the better plan counts. */
  private twiceSearch(moves: number, partner: Partner): number {
    const lap = this.lapOf(moves / 2);
    partner.begin(this.jobOf(null, lap));
    let made = this.lap(lap);
    made += this.take(partner);
    return made;
  }

  /** Each thread searches a half of the schools, over and over with another cut. */
  private halvesSearch(moves: number, partner: Partner): number {
    const { model } = this;
    const whole = this.lapOf(moves / 2);
    const cool = (share: number) => whole.hot * (whole.cold / whole.hot) ** share;
    let made = 0;
    for (let k = 0; k < CUTS && !this.late(); k++) {
      const last = k + 1 === CUTS;
      const lap: LapPlan = {
        ...whole,
        moves: whole.moves / CUTS,
        hot: cool(k / CUTS),
        cold: cool((k + 1) / CUTS),
        ruins: Math.floor(last ? whole.ruins / 2 : 0),
        flows: last ? [3, 0] : [0, 0],
      };
      made += this.halfLap(lap, partner);
    }
    // The ruins' second half on another cut, so that those at the first one's border have their turn.
    if (whole.ruins > 0 && !this.late())
      made += this.halfLap(
        { ...whole, moves: 1, hot: COLD, ruins: Math.floor(whole.ruins / 2), flows: [0, 0] },
        partner,
      );
    const rounds = this.boundRounds() - this.guidingRounds();
    if (rounds > 0) partner.begin({ kind: 'bound', rounds });
    // The halves' networks are gone, and the whole one comes.
    letGo(model.schools);
    this.lap(this.flowsOnly());
    if (rounds > 0) this.boundOf(partner, 1);
    return made;
  }

  private halfLap(lap: LapPlan, partner: Partner): number {
    const cutting = cut(this.model, this.random);
    const job = this.jobOf(cutting, lap);
    partner.begin(job);
    const first = lapPart(this.round, job, 0, () => this.late());
    const answer = partner.finish(() => this.late());
    if (answer.kind !== 'lap') throw new Error('The second planning thread answered another question.');
    this.state.restore(joined(this.model, cutting, first.plan, answer.plan));
    this.keeper.note('improve');
    return first.moves + answer.moves;
  }

  /** Takes the partner's plan if it is the better one; returns its moves. */
  private take(partner: Partner): number {
    const answer = partner.finish(() => this.late());
    if (answer.kind !== 'lap') throw new Error('The second planning thread answered another question.');
    this.state.restore(answer.plan);
    this.keeper.note('improve');
    this.state.restore(this.keeper.best);
    this.lap(this.flowsOnly());
    return answer.moves;
  }

  private jobOf(cutting: Uint8Array | null, lap: LapPlan): LapJob {
    return { kind: 'lap', plan: this.state.snapshot(), cutting, lap, seed: this.random.next() };
  }

  private lap(lap: LapPlan): number {
    const { side, round, state, random } = this;
    return runLap({ ...side, drawn: round.drawn, flow: () => round.flow(state, random) }, lap).moves;
  }

  private flowsOnly(): LapPlan {
    return { moves: 0, hot: COLD, cold: COLD, ruins: 0, ruinHot: 0, flows: [0, 12] };
  }

  /** How one lap spends its moves; few moves a place cannot cool from far up. */
  private lapOf(moves: number): LapPlan {
    const { schools, places } = this.model;
    const small = schools <= SMALL;
    const torn = small ? RUIN_SHARE_SMALL : schools <= BIG ? RUIN_SHARE : 0;
    const perPlace = moves / places;
    return {
      moves: moves * (1 - torn),
      hot: perPlace < 400 ? 3 : perPlace < 1200 ? 6 : 10,
      cold: COLD,
      ruins: Math.floor((moves * torn) / RUIN_MOVES),
      ruinHot: small ? RUIN_HOT_SMALL : RUIN_HOT,
      flows: [6, 12],
    };
  }

  private late(share = 1): boolean {
    return this.keeper.elapsed() > this.limit * share || this.options.stop?.() === true;
  }

  private solved(moves: number, cutShort: boolean): Solved {
    const { keeper, state } = this;
    state.restore(keeper.best);
    keeper.note('done');
    return { plan: keeper.best, cost: keeper.cost, bound: keeper.bound, moves, cutShort };
  }
}
