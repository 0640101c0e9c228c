import highs from 'highs';
import { hasBit } from '../../../src/review/plan/masks.js';
import { FORBIDDEN, type Model, type RawPlan } from '../../../src/review/plan/model.js';
import { State } from '../../../src/review/plan/state.js';

// The package's types describe its CommonJS form, Node loads its module form: there the default is the loader.
const solver = (highs as unknown as typeof highs.default)();

/** Prices that a repair adds to the cost: per changed place and per moved date. */
export interface ChangeCost {
  before: RawPlan;
  place: number;
  redate: (school: number) => number;
}

/**
 * The whole problem as a mixed-integer programme, teams and dates together, for `highs` to solve to the optimum.
 * The referee of the tests: it shares only the model's arrays with the solver. Returns the least cost.
 *
 * @param presolve whether HiGHS may simplify first, which is quicker and was seen to lose the optimum (npm's highs 1.15.3: rounds 650
 *   and 2689, both 'Optimal' at a cost that a plan without any breach undercuts; without presolve it finds that plan)
 */
export async function exactCost(
  model: Model,
  change?: ChangeCost,
  presolve: 'on' | 'off' = 'on',
): Promise<number> {
  const objective: string[] = [];
  const rows: string[] = [];
  const binaries: string[] = [];
  let constant = 0;
  const term = (cost: number, name: string) => {
    if (cost !== 0) objective.push(`${cost < 0 ? '-' : '+'} ${Math.abs(cost)} ${name}`);
  };
  const atSchool: { p: number; name: string }[][] = Array.from({ length: model.schools }, () => []);
  const ofPerson: { s: number; name: string }[][] = Array.from({ length: model.people }, () => []);
  const starts = (s: number) =>
    Array.from({ length: model.points }, (_, t) => t).filter(t =>
      hasBit(model.startMask, s * model.words, t),
    );
  for (let s = 0; s < model.schools; s++) {
    const lead: string[] = [];
    const peer: string[] = [];
    const kept = new Set<string>();
    if (change) {
      for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) {
        kept.add(`${model.placeLead[q]}/${change.before.team[q]}`);
      }
    }
    for (let a = model.arcStart[s]!; a < model.arcStart[s + 1]!; a++) {
      const p = model.arcPerson[a]!;
      for (const [cost, list, flag] of [
        [model.leadCost[a]!, lead, 1],
        [model.peerCost[a]!, peer, 0],
      ] as const) {
        if (cost >= FORBIDDEN) continue;
        const name = `x${flag}_${s}_${p}`;
        list.push(name);
        binaries.push(name);
        term(cost + (change && !kept.has(`${flag}/${p}`) ? change.place : 0), name);
        atSchool[s]!.push({ p, name });
        ofPerson[p]!.push({ s, name });
      }
    }
    let leads = 0;
    for (let q = model.placeStart[s]!; q < model.placeStart[s + 1]!; q++) leads += model.placeLead[q]!;
    const peers = model.placeStart[s + 1]! - model.placeStart[s]! - leads;
    for (const [count, list, kind] of [
      [leads, lead, 'l'],
      [peers, peer, 'p'],
    ] as const) {
      if (count === 0) continue;
      const name = `u${kind}_${s}`;
      term(model.unfilled, name);
      rows.push(`${[...list, name].join(' + ')} = ${count}`);
    }
    const days = starts(s);
    for (const t of days) {
      binaries.push(`y_${s}_${t}`);
      const moved =
        change && change.before.start[s]! >= 0 && change.before.start[s] !== t ? change.redate(s) : 0;
      term(model.startCost[s * model.points + t]! + moved, `y_${s}_${t}`);
    }
    term(model.undated, `n_${s}`);
    rows.push(`${[...days.map(t => `y_${s}_${t}`), `n_${s}`].join(' + ')} = 1`);
    for (const { p, name } of atSchool[s]!) {
      const free = days.filter(t => hasBit(model.free[model.duration[s]!]!, p * model.words, t));
      rows.push(`${name} ${free.map(t => `- y_${s}_${t}`).join(' ')} - n_${s} <= 0`);
    }
    // One seat per person in a team, and one per home.
    const homes = new Map<number, string[]>();
    for (const { p, name } of atSchool[s]!) {
      const key = model.onePerHome && model.home[p]! >= 0 ? model.home[p]! : -1 - p;
      homes.set(key, [...(homes.get(key) ?? []), name]);
    }
    for (const list of homes.values()) if (list.length > 1) rows.push(`${list.join(' + ')} <= 1`);
  }
  if (model.noMutualPair) {
    for (let h = 0; h < model.schools; h++) {
      for (let s = h + 1; s < model.schools; s++) {
        const one = atSchool[s]!.filter(x => model.home[x.p] === h);
        const two = atSchool[h]!.filter(x => model.home[x.p] === s);
        for (const x of one) for (const y of two) rows.push(`${x.name} + ${y.name} <= 1`);
      }
    }
  }
  for (let p = 0; p < model.people; p++) {
    const list = ofPerson[p]!;
    if (list.length === 0) continue;
    const steps = Array.from({ length: model.maxLoad[p]! }, (_, k) => `v_${p}_${k}`);
    steps.forEach((name, k) => {
      binaries.push(name);
      term(model.loadSteps[Math.min(k, model.loadSteps.length - 1)]!, name);
    });
    rows.push(
      `${list.map(x => x.name).join(' + ')} ${steps.map(name => `- ${name}`).join(' ')} ${steps.length === 0 ? '<= 0' : '= 0'}`,
    );
    // Times: two visits too near, or a visit while the own school is visited.
    for (let i = 0; i < list.length; i++) {
      const { s, name } = list[i]!;
      const home = model.home[p]!;
      for (const t of starts(s)) {
        if (model.homeWhenReviewed && home >= 0 && home !== s) {
          const near = starts(home).filter(
            th => t < th + model.duration[home]! && th < t + model.duration[s]!,
          );
          if (near.length > 0)
            rows.push(`${name} + y_${s}_${t} ${near.map(th => `+ y_${home}_${th}`).join(' ')} <= 2`);
        }
        for (let j = 0; j < i; j++) {
          const other = list[j]!;
          if (other.s === s) continue;
          const near = starts(other.s).filter(
            u => Math.abs(t - u) < (t < u ? model.duration[s]! : model.duration[other.s]!) + model.gap,
          );
          if (near.length > 0) {
            rows.push(
              `${name} + ${other.name} + y_${s}_${t} ${near.map(u => `+ y_${other.s}_${u}`).join(' ')} <= 3`,
            );
          }
        }
      }
    }
  }
  const state = new State(model);
  for (let h = 0; h < model.schools; h++) {
    const gives = ofPerson.flatMap((list, p) => (model.home[p] === h ? list.map(x => x.name) : []));
    constant += state.balanceAt(h, 0);
    let room = 0;
    for (let k = model.staffStart[h]!; k < model.staffStart[h + 1]!; k++)
      room += model.maxLoad[model.staff[k]!]!;
    const most = Math.min(gives.length, room);
    const steps = Array.from({ length: most }, (_, k) => `g_${h}_${k}`);
    steps.forEach((name, k) => {
      binaries.push(name);
      term(state.balanceAt(h, k + 1) - state.balanceAt(h, k), name);
    });
    if (most > 0) rows.push(`${gives.join(' + ')} ${steps.map(name => `- ${name}`).join(' ')} = 0`);
  }
  const text = [
    'Minimize',
    ` obj: ${objective.join('\n ')}`,
    'Subject To',
    ...rows.map((row, k) => ` r${k}: ${row.replaceAll(' + ', '\n + ').replaceAll(' - ', '\n - ')}`),
    'Binary',
    ...binaries.map(name => ` ${name}`),
    'End',
  ].join('\n');
  const result = (await solver).solve(text, { time_limit: 60, mip_rel_gap: 0, presolve });
  if (result.Status !== 'Optimal') throw new Error(`The referee ended with ${result.Status}.`);
  return Math.round(result.ObjectiveValue) + constant;
}
