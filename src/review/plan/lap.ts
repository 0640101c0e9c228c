import type { Random } from '../../optimise/random.js';
import { Annealer } from './anneal.js';
import type { CandidateOrder } from './candidates.js';
import type { FlowStep } from './flowStep.js';
import { settleRoles } from './roles.js';
import { Ruiner } from './ruin.js';
import { BIG, SMALL } from './sizes.js';
import type { State } from './state.js';

/** What one lap of the search does, in whole numbers and temperatures: the same on every machine. */
export interface LapPlan {
  /** Tries of the annealing, from `hot` to `cold` (in units of cost). */
  readonly moves: number;
  readonly hot: number;
  readonly cold: number;
  /** Steps of ruin and recreate, their threshold falling from `ruinHot`. */
  readonly ruins: number;
  readonly ruinHot: number;
  /** Most flow steps after the annealing, and after the ruins. */
  readonly flows: readonly [number, number];
}

/** Moves between two looks at the clock and the stop flag. */
const CHUNK = 20_000;
/** One step of ruin and recreate takes about as long as so many moves. */
export const RUIN_MOVES = 75;
/** A flow step that gains a smaller share of the cost is the last for now; a big round's takes as long as many moves. */
const LEAST_GAIN = 0.0002;
const LEAST_GAIN_BIG = 0.001;

/** What a lap works on. */
export interface LapSide {
  readonly state: State;
  /** The arcs the annealing draws from, and those that ruins are rebuilt with. */
  readonly drawn: CandidateOrder;
  readonly all: CandidateOrder;
  /** Schools and places that may change. */
  readonly schools: Int32Array;
  readonly places: Int32Array;
  /** Flow steps on the dates at hand. */
  readonly flow: () => FlowStep;
  readonly random: Random;
  /** True ends the lap early. */
  readonly late: () => boolean;
  /** Told now and then that the plan under work may be the best so far. */
  readonly note: () => void;
}

/** Runs one lap; returns the moves made, and whether it came to its end. */
export function runLap(side: LapSide, lap: LapPlan): { moves: number; whole: boolean } {
  const { state, random, late, note } = side;
  let moves = lap.moves < 1 ? 0 : anneal(side, side.drawn, lap.moves, lap.hot, lap.cold);
  let whole = !late();
  for (const school of side.schools) settleRoles(state, school);
  note();
  flowSteps(side, lap.flows[0]);
  if (whole && lap.ruins > 0) {
    new Ruiner(state, side.all, random, side.schools).run(lap.ruins, lap.ruinHot, late);
    moves += lap.ruins * RUIN_MOVES;
    note();
    whole = !late();
  }
  flowSteps(side, lap.flows[1]);
  return { moves, whole };
}

/** Anneals in chunks, the temperature falling by the count of moves alone; returns the moves made. */
export function anneal(
  side: Pick<LapSide, 'state' | 'places' | 'random' | 'late' | 'note'>,
  order: CandidateOrder,
  moves: number,
  hot: number,
  cold: number,
): number {
  const search = new Annealer(side.state, order, side.random);
  const chunks = Math.max(1, Math.round(moves / CHUNK));
  let used = 0;
  for (let k = 0; k < chunks; k++) {
    const at = (share: number) => hot * (cold / hot) ** share;
    search.run(moves / chunks, at(k / chunks), at((k + 1) / chunks), side.places);
    used += Math.ceil(moves / chunks);
    if (k % 16 === 15) side.note();
    if (side.late()) break;
  }
  return used;
}

/** Makes the teams optimal for the dates at hand, again and again while it pays. */
function flowSteps(side: LapSide, most: number): void {
  const { state } = side;
  if (most === 0 || side.late()) return;
  const flow = side.flow();
  const small = side.schools.length <= SMALL;
  const least = state.model.schools > BIG ? LEAST_GAIN_BIG : LEAST_GAIN;
  for (let k = 0; k < most && !side.late(); k++) {
    // In a small round more noise on the directions finds more; it is cheap there.
    const gain = flow.run(small ? 2 ** (k % 6) : 1);
    side.note();
    if (!small && gain <= least * state.cost) break;
  }
}
