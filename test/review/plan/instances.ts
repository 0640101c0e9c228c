import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReviewProblem } from '../../../src/review/plan/problem.js';
import { type Prs1, readPrs1 } from '../../../src/review/plan/prs1.js';

const folder = path.join(import.meta.dirname, 'testdata');

/** A shared benchmark instance by name, such as `prs-12-1`. */
export function instance(name: string): Prs1 {
  const plain = path.join(folder, `${name}.json`);
  try {
    return readPrs1(readFileSync(plain, 'utf8'), plain);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return readPrs1(gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8'), plain);
  }
}

/** What the outside judge, a program that shares no code with the solver, says of a PRS-1 plan. */
export function outsideJudge(
  problem: Prs1,
  plan: { team: number[][]; start: number[] },
): { cost: number; violations: number; first: unknown[]; unfilled: number; undated: number } {
  const work = mkdtempSync(path.join(tmpdir(), 'convenor-plan-'));
  const files = { problem: path.join(work, 'problem.json'), plan: path.join(work, 'plan.json') };
  writeFileSync(files.problem, JSON.stringify(problem));
  writeFileSync(files.plan, JSON.stringify(plan));
  const run = spawnSync(process.execPath, [path.join(folder, 'check.mjs'), files.problem, files.plan], {
    encoding: 'utf8',
  });
  return JSON.parse(run.stdout);
}

/** A PRS-1 instance as a natural problem: the same rules, so the same costs. */
export function natural(prs: Prs1): ReviewProblem {
  const dates = (avail: string) => prs.dates.filter((_, t) => avail[t] === '1');
  const monday = (week: number) => prs.dates.find((_, t) => prs.week[t] === week) ?? prs.dates[0]!;
  const near = prs.cand.map(list => new Map(list));
  return {
    calendar: prs.dates,
    schools: prs.schools.map((school, s) => ({
      id: `s${s}`,
      name: `School ${s}`,
      phaseGroup: String(school.group),
      trustId: school.mat >= 0 ? `t${school.mat}` : undefined,
      clusterId: `c${school.cluster}`,
      freeDates: dates(school.avail),
      visitDays: school.dur,
      peers: school.peers,
      focus: `f${school.focus}`,
      preferredWeek: monday(school.pw),
    })),
    people: prs.people.map((person, p) => ({
      id: `p${p}`,
      name: `Person ${p}`,
      schoolId: `s${person.school}`,
      lead: person.lead === 1,
      maxVisits: person.maxLoad,
      freeDates: dates(person.avail),
      expertise: Array.from({ length: 8 }, (_, k) => k)
        .filter(k => (person.exp >> k) & 1)
        .map(k => `f${k}`),
    })),
    history: prs.hist.flatMap((list, s) => list.map(h => ({ schoolId: `s${s}`, reviewerSchoolId: `s${h}` }))),
    conflicts: prs.conflicts.map(([p, s]) => ({ personId: `p${p}`, schoolId: `s${s}` })),
    // A school outside the candidate list is out of reach.
    journeys: prs.schools.flatMap((_, s) =>
      prs.schools.flatMap((_h, h) =>
        h === s ? [] : [{ fromSchoolId: `s${h}`, toSchoolId: `s${s}`, km: near[s]!.get(h) ?? 9999 }],
      ),
    ),
    rules: { maxKm: 9998, weights: { ...weightsOf(prs) } },
  };
}

function weightsOf(prs: Prs1) {
  const { params } = prs;
  return {
    peerWithoutFocus: params.expMiss,
    leadWithoutFocus: params.leadExpMiss,
    sameCluster: params.sameCluster,
    balance: params.balance,
    load: params.load,
    perWeekFromPreferred: params.weekPref,
    mostForWeek: params.weekCap,
    friday: params.friday,
    unfilled: params.M,
    undated: params.MD,
  };
}
