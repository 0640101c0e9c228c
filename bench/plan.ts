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

interface Budget {
  readonly name: string;
  readonly moves: number;
  /** So many counties beside each other, each a copy: a country. */
  readonly tiles?: number;
  readonly long?: true;
}

/** Moves of each measurement: the same cost for the same seed on every machine. The long ones are left out by --quick. */
const BUDGETS: Budget[] = [
  { name: 'prs-12-1', moves: 600_000 },
  { name: 'prs-12-2', moves: 600_000 },
  { name: 'prs-150-1', moves: 3_000_000 },
  { name: 'prs-150-1', moves: 24_000_000, long: true },
  { name: 'prs-tight-150-1', moves: 3_000_000 },
  { name: 'prs-600-1', moves: 6_000_000 },
  { name: 'prs-600-1', moves: 40_000_000, long: true },
  { name: 'prs-5000-1', moves: 12_000_000, long: true },
  { name: 'prs-5000-1', moves: 45_000_000, long: true },
  { name: 'prs-5000-1', tiles: 5, moves: 110_000_000, long: true },
];

/** Seeds on which a small round is searched, to see how often the best plan known is found. */
const SEEDS = 100;

function instance(name: string): Prs1 {
  const file = path.join('test', 'review', 'plan', 'testdata', `${name}.json`);
  try {
    return readPrs1(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return readPrs1(gunzipSync(readFileSync(`${file}.gz`)).toString('utf8'), file);
  }
}

/** Copies of an instance side by side, with schools, people, trusts and clusters of their own. */
function tiled(one: Prs1, tiles: number): Prs1 {
  const { N } = one;
  const P = one.people.length;
  const most = (of: (school: Prs1['schools'][number]) => number) => Math.max(...one.schools.map(of)) + 1;
  const [mats, clusters] = [most(s => s.mat), most(s => s.cluster)];
  const width = Math.ceil(most(s => s.x)) + 100;
  const over = <T>(make: (k: number) => T[]): T[] => Array.from({ length: tiles }, (_, k) => make(k)).flat();
  return {
    ...one,
    N: N * tiles,
    schools: over(k =>
      one.schools.map(s => ({
        ...s,
        x: s.x + k * width,
        mat: s.mat < 0 ? -1 : s.mat + k * mats,
        cluster: s.cluster + k * clusters,
      })),
    ),
    people: over(k => one.people.map(p => ({ ...p, school: p.school + k * N }))),
    hist: over(k => one.hist.map(list => list.map(s => s + k * N))),
    conflicts: over(k => one.conflicts.map(([p, s]): [number, number] => [p + k * P, s + k * N])),
    cand: over(k => one.cand.map(list => list.map(([s, km]): [number, number] => [s + k * N, km]))),
  };
}

const round = (ms: number) => Math.round(ms * 100) / 100;

/**
 * One deterministic run in the planning thread, with a second thread where it takes one: first complete plan, final
 * cost and bound, times in ms from the problem's text, so that reading, candidates and model are counted.
 */
async function quality({ name, moves, tiles = 1 }: Budget) {
  const problem = tiles === 1 ? instance(name) : tiled(instance(name), tiles);
  const text = JSON.stringify(problem);
  const began = performance.now();
  let firstMs = 0;
  const { done } = planPrs1InWorker({ text, file: name }, { seed: 1, moves }, progress => {
    if (progress.phase === 'first') firstMs = performance.now() - began;
  });
  const { cost, bound } = await done;
  return {
    name,
    schools: problem.schools.length,
    moves,
    cost,
    bound,
    gapPercent: bound === null ? null : round((100 * (cost - bound)) / bound),
    firstPlanMs: round(firstMs),
    totalMs: round(performance.now() - began),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** How often a small round is planned at the best cost known, and how long one takes. */
function smallRounds(name: string) {
  const model = modelOfPrs1(instance(name));
  const costs: number[] = [];
  const times: number[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const began = performance.now();
    costs.push(solve(model, { seed, moves: 600_000 }).cost);
    times.push(performance.now() - began);
  }
  const best = Math.min(...costs);
  times.sort((a, b) => a - b);
  return {
    name,
    seeds: SEEDS,
    best,
    found: costs.filter(cost => cost === best).length,
    worstPercent: round((100 * (Math.max(...costs) - best)) / best),
    medianMs: round(times[SEEDS >> 1]!),
  };
}

/** Withdrawals one at a time from one plan at 600 schools: time and changed places per hole. */
function repairs(model: Model) {
  const { plan } = solve(model, { seed: 1, moves: 1_000_000, withoutBound: true });
  // 120: the price of a date that was accepted, which is the yardstick's too.
  const prices = { place: 200, redate: new Int32Array(model.schools).fill(120) };
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
  const { done } = planPrs1InWorker(
    { text: JSON.stringify(instance('prs-600-1')), file: 'prs-600-1' },
    { seed: 1, moves: 1_000_000 },
  );
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
 * `--quick` leaves the long runs out.
 */
export default async function run(args: string[]): Promise<object> {
  const quick = args.includes('--quick');
  const qualities: Awaited<ReturnType<typeof quality>>[] = [];
  for (const budget of BUDGETS) {
    if (quick && budget.long) continue;
    const result = await quality(budget);
    qualities.push(result);
    if (!args.includes('--json')) {
      console.log(
        `${result.name}: cost ${result.cost}, bound ${result.bound}, first plan ${result.firstPlanMs} ms, ${result.totalMs} ms in all`,
      );
    }
  }
  const small = smallRounds('prs-12-1');
  const repair = repairs(modelOfPrs1(instance('prs-600-1')));
  const main = await freedom();
  const flow = await yardstick(modelOfPrs1(instance('prs-150-1')));
  return { bench: 'plan', qualities, small, repair, main, flow };
}
