import { type ArcPart, assemble } from './assemble.js';
import { FORBIDDEN, type Model, type RawPlan } from './model.js';

/** The benchmark format PRS-1 (MATCHING, "PRS-1 fields"). Days are indices into `dates`. */
export interface Prs1 {
  name: string;
  N: number;
  D: number;
  dates: string[];
  week: number[];
  dow: number[];
  schools: {
    x: number;
    y: number;
    group: number;
    mat: number;
    cluster: number;
    dur: number;
    peers: number;
    focus: number;
    pw: number;
    avail: string;
  }[];
  people: { school: number; lead: number; maxLoad: number; exp: number; avail: string }[];
  hist: number[][];
  conflicts: [number, number][];
  cand: [number, number][][];
  params: {
    gap: number;
    expMiss: number;
    leadExpMiss: number;
    sameCluster: number;
    balance: number[];
    load: number[];
    M: number;
    MD: number;
    weekPref: number;
    weekCap: number;
    friday: number;
  };
}

/** Reads PRS-1 text. Throws an `Error` with a sentence when it is not PRS-1. */
export function readPrs1(text: string, file: string): Prs1 {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  const problem = value as Partial<Prs1> | null;
  for (const field of ['schools', 'people', 'hist', 'conflicts', 'cand', 'week', 'dow', 'dates'] as const) {
    if (!Array.isArray(problem?.[field])) {
      throw new Error(`${file} is not a PRS-1 problem: the field "${field}" is missing or is not a list.`);
    }
  }
  const whole = problem as Prs1;
  if (typeof whole.params !== 'object' || whole.params === null) {
    throw new Error(`${file} is not a PRS-1 problem: the field "params" is missing.`);
  }
  if (whole.schools.length !== whole.N || whole.cand.length !== whole.N || whole.hist.length !== whole.N) {
    throw new Error(`${file}: "schools", "cand" and "hist" must each have N = ${whole.N} entries.`);
  }
  return whole;
}

const daysIn = (avail: string, days: number): number[] => {
  const list: number[] = [];
  for (let t = 0; t < days; t++) if (avail.charCodeAt(t) === 49) list.push(t);
  return list;
};

/** Starts the school allows: all days of the visit free and in one week. */
function starts(problem: Prs1, s: number): number[] {
  const { dur, avail } = problem.schools[s]!;
  return daysIn(avail, problem.D).filter(t => {
    for (let k = 1; k < dur; k++) {
      if (avail.charCodeAt(t + k) !== 49 || problem.week[t + k] !== problem.week[t]) return false;
    }
    return true;
  });
}

/** The arcs of one school: candidate people who survive every rule about pairs (MATCHING B (2)). */
function arcsOf(
  problem: Prs1,
  s: number,
  staff: readonly number[][],
  conflicts: ReadonlySet<number>,
): ArcPart {
  const school = problem.schools[s]!;
  const history = problem.hist[s]!;
  const { leadExpMiss, expMiss, sameCluster } = problem.params;
  const found: [number, number, number][] = [];
  for (const [h, km] of problem.cand[s]!) {
    const from = problem.schools[h]!;
    if (h === s || from.group !== school.group || (school.mat >= 0 && school.mat === from.mat)) continue;
    if (history.includes(h)) continue;
    const base = km * school.dur + (from.cluster === school.cluster ? sameCluster : 0);
    for (const p of staff[h]!) {
      if (conflicts.has(p * problem.N + s)) continue;
      const person = problem.people[p]!;
      const expert = (person.exp >> school.focus) & 1;
      found.push([
        p,
        person.lead ? base + (expert ? 0 : leadExpMiss) : FORBIDDEN,
        base + (expert ? 0 : expMiss),
      ]);
    }
  }
  found.sort((a, b) => a[0] - b[0]);
  return { person: found.map(f => f[0]), lead: found.map(f => f[1]), peer: found.map(f => f[2]) };
}

/** PRS-1 as a model. Linear in the candidate lists. */
export function modelOfPrs1(problem: Prs1): Model {
  const { N, D, params } = problem;
  const staff: number[][] = Array.from({ length: N }, () => []);
  problem.people.forEach((person, p) => {
    staff[person.school]!.push(p);
  });
  const conflicts = new Set(problem.conflicts.map(([p, s]) => p * N + s));
  const startCost = new Int32Array(N * D);
  problem.schools.forEach((school, s) => {
    for (let t = 0; t < D; t++) {
      const away = Math.min(params.weekCap, params.weekPref * Math.abs(problem.week[t]! - school.pw));
      const friday = problem.dow[t] === 4 || (school.dur === 2 && problem.dow[t] === 3);
      startCost[s * D + t] = away + (friday ? params.friday : 0);
    }
  });
  return assemble({
    points: D,
    schools: problem.schools.map((school, s) => ({
      duration: school.dur,
      weight: school.dur,
      leads: 1,
      peers: school.peers,
      target: 1 + school.peers,
      starts: starts(problem, s),
    })),
    people: problem.people.map(person => ({
      home: person.school,
      maxLoad: person.maxLoad,
      lead: person.lead === 1,
      freePoints: daysIn(person.avail, D),
    })),
    arcs: s => arcsOf(problem, s, staff, conflicts),
    startCost,
    gap: params.gap,
    noMutualPair: true,
    onePerHome: true,
    homeWhenReviewed: true,
    balanceSteps: params.balance,
    loadSteps: params.load,
    unfilled: params.M,
    undated: params.MD,
    scale: 1,
  });
}

/** A plan in PRS-1 form: `{ team: [[lead, peer…], …], start: [day, …] }`. */
export function prs1Plan(model: Model, plan: RawPlan): { team: number[][]; start: number[] } {
  const team = Array.from({ length: model.schools }, (_, s) =>
    Array.from(plan.team.subarray(model.placeStart[s]!, model.placeStart[s + 1]!)),
  );
  return { team, start: Array.from(plan.start) };
}
