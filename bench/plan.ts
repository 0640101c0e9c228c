import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { HoleFiller } from '../src/review/plan/holes.js';
import type { Model } from '../src/review/plan/model.js';
import { planPrs1InWorker } from '../src/review/plan/planInWorker.js';
import { fitPlan } from '../src/review/plan/planState.js';
import { modelOfPrs1, type Prs1, readPrs1 } from '../src/review/plan/prs1.js';
import { solve } from '../src/review/plan/solve.js';
import { teamNetwork } from '../src/review/plan/teamNetwork.js';
import { teamsByHighs } from './plan-highs.js';

/** Moves of each measurement: the same cost for the same seed on every machine. */
const BUDGETS: [string, number][] = [
  ['prs-12-1', 400_000],
  ['prs-12-2', 400_000],
  ['prs-150-1', 1_500_000],
  ['prs-tight-150-1', 1_500_000],
  ['prs-600-1', 3_000_000],
  ['prs-5000-1', 8_000_000],
];

function instance(name: string): Prs1 {
  const file = path.join('test', 'review', 'plan', 'testdata', `${name}.json`);
  try {
    return readPrs1(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return readPrs1(gunzipSync(readFileSync(`${file}.gz`)).toString('utf8'), file);
  }
}

const round = (ms: number) => Math.round(ms * 100) / 100;

/** One deterministic run: model, first complete plan, final cost and bound, times in ms. */
function quality(name: string, moves: number) {
  const problem = instance(name);
  const began = performance.now();
  const model = modelOfPrs1(problem);
  const modelMs = performance.now() - began;
  let firstMs = 0;
  const solved = solve(model, {
    seed: 1,
    moves,
    now: () => performance.now(),
    onProgress: progress => {
      if (progress.phase === 'first') firstMs = performance.now() - began;
    },
  });
  const allMs = performance.now() - began;
  return {
    name,
    schools: model.schools,
    moves: solved.moves,
    cost: solved.cost,
    bound: solved.bound,
    gapPercent: solved.bound === null ? null : round((100 * (solved.cost - solved.bound)) / solved.bound),
    modelMs: round(modelMs),
    firstPlanMs: round(firstMs),
    totalMs: round(allMs),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Withdrawals one at a time from one plan at 600 schools: time and changed places per hole. */
function repairs(model: Model) {
  const { plan } = solve(model, { seed: 1, moves: 1_000_000, withoutBound: true });
  const prices = { place: 200, redate: new Int32Array(model.schools).fill(360) };
  const times: number[] = [];
  let holes = 0;
  let changed = 0;
  let open = 0;
  for (let k = 0; k < 200; k++) {
    const { state } = fitPlan(model, plan);
    const place = (k * 7) % model.places;
    const person = plan.team[place]!;
    if (person < 0) continue;
    const lost = Array.from(
      state.visits.subarray(person * state.most, person * state.most + state.load[person]!),
    );
    const filler = new HoleFiller(state, prices);
    const began = performance.now();
    for (const q of lost) state.take(q);
    // She has no visit left: nobody may choose her again.
    const most = model.maxLoad[person]!;
    model.maxLoad[person] = 0;
    for (const q of lost) filler.fill(q);
    times.push(performance.now() - began);
    model.maxLoad[person] = most;
    holes += lost.length;
    for (let q = 0; q < model.places; q++) {
      if (state.team[q] !== plan.team[q] && state.team[q]! >= 0) changed++;
      if (state.team[q]! < 0 && plan.team[q]! >= 0) open++;
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))]!);
  return {
    withdrawals: times.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    changedPerHole: round(changed / Math.max(1, holes)),
    leftOpen: open,
  };
}

/** Longest wait of the main thread's event loop while a worker plans 600 schools. */
async function freedom() {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  const { done } = planPrs1InWorker(instance('prs-600-1'), { seed: 1, moves: 1_000_000 });
  last = performance.now();
  longest = 0;
  await done;
  clearInterval(timer);
  return { longestWaitMs: round(longest) };
}

/** Our network simplex against npm `highs` on the same team network of 150 schools, in the same run. */
async function yardstick(model: Model) {
  const times = { own: [] as number[], highs: [] as number[] };
  let own = 0;
  let highs = 0;
  for (let k = 0; k < 3; k++) {
    let began = performance.now();
    const net = teamNetwork(model, 1);
    net.simplex.solve();
    own = net.simplex.total() + net.constant;
    times.own.push(performance.now() - began);
    began = performance.now();
    highs = await teamsByHighs(model);
    times.highs.push(performance.now() - began);
  }
  const median = (list: number[]) => round([...list].sort((a, b) => a - b)[1]!);
  return {
    schools: model.schools,
    ownCost: own,
    highsCost: highs,
    ownMs: median(times.own),
    highsMs: median(times.highs),
    ratio: round(median(times.own) / median(times.highs)),
  };
}

/**
 * `npm run bench -- plan [--quick] [--json]`: quality at fixed budgets of moves on the shared instances (costs are
 * the same on any machine, times are not), repair, how free the main thread stays, and `highs` as the yardstick.
 * `--quick` leaves 5,000 schools out.
 */
export default async function run(args: string[]): Promise<object> {
  const quick = args.includes('--quick');
  const qualities = BUDGETS.filter(([name]) => !(quick && name === 'prs-5000-1')).map(([name, moves]) => {
    const result = quality(name, moves);
    if (!args.includes('--json')) {
      console.log(
        `${name}: cost ${result.cost}, bound ${result.bound}, first plan ${result.firstPlanMs} ms, ${result.totalMs} ms in all`,
      );
    }
    return result;
  });
  const repair = repairs(modelOfPrs1(instance('prs-600-1')));
  const main = await freedom();
  const flow = await yardstick(modelOfPrs1(instance('prs-150-1')));
  return { bench: 'plan', qualities, repair, main, flow };
}
