#!/usr/bin/env node
// Independent check of a peer-review plan against a PRS-1 problem (see docs/matching.md).
// usage: node check.mjs PROBLEM.json[.gz] PLAN.json
// PLAN: { "team": [[lead, peer...], ...], "start": [dayIndex, ...] }, -1 where a place is unfilled or a visit undated.
// Prints one JSON line: cost, its parts, violations of hard rules (the first 20 listed). Exit 1 when there are any.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const read = (f) => JSON.parse(f.endsWith('.gz') ? gunzipSync(readFileSync(f)) : readFileSync(f));
const [problemFile, planFile] = process.argv.slice(2);
if (!planFile) { console.error('usage: check.mjs PROBLEM PLAN'); process.exit(2); }
const P = read(problemFile), plan = read(planFile);
const { N, D, week, dow, schools, people, params } = P;
const bad = [];
const history = P.hist.map((a) => new Set(a));
const conflict = new Set(P.conflicts.map(([p, s]) => `${p}/${s}`));
const distance = P.cand.map((list) => new Map(list));
const given = new Array(N).fill(0), load = new Array(people.length).fill(0);
const visits = new Map(); // person -> schools visited
const homes = Array.from({ length: N }, () => new Set());
const days = (s) => Array.from({ length: schools[s].dur }, (_, k) => plan.start[s] + k);
let travel = 0, arc = 0, unfilled = 0, undated = 0, date = 0, balance = 0, loadCost = 0;

for (let s = 0; s < N; s++) {
  const S = schools[s], team = plan.team[s];
  if (!Array.isArray(team) || team.length !== 1 + S.peers) { bad.push(['team size', s]); continue; }
  team.forEach((p, k) => {
    if (p === -1) { unfilled++; return; }
    const person = people[p];
    if (!person) { bad.push(['no such person', s, p]); return; }
    const h = person.school, H = schools[h], km = distance[s].get(h);
    if (h === s) bad.push(['own school', s, p]);
    if (S.mat >= 0 && S.mat === H.mat) bad.push(['same trust', s, p]);
    if (S.group !== H.group) bad.push(['phase', s, p]);
    if (history[s].has(h)) bad.push(['reviewed recently', s, p]);
    if (conflict.has(`${p}/${s}`)) bad.push(['declared conflict', s, p]);
    if (k === 0 && !person.lead) bad.push(['not a lead', s, p]);
    if (homes[s].has(h)) bad.push(['two from one school', s, h]);
    if (km === undefined) { bad.push(['not a candidate school', s, p]); return; }
    homes[s].add(h); given[h]++; load[p]++;
    (visits.get(p) ?? visits.set(p, []).get(p)).push(s);
    travel += km * S.dur;
    const expert = (person.exp >> S.focus) & 1;
    arc += km * S.dur + (expert ? 0 : k === 0 ? params.leadExpMiss : params.expMiss) + (H.cluster === S.cluster ? params.sameCluster : 0);
  });
}
for (let s = 0; s < N; s++) for (const h of homes[s]) if (h < s && homes[h].has(s)) bad.push(['mutual pair', h, s]);
people.forEach((person, p) => {
  if (load[p] > person.maxLoad) bad.push(['over load', p]);
  for (let k = 0; k < load[p]; k++) loadCost += params.load[Math.min(k, params.load.length - 1)];
});
for (let h = 0; h < N; h++) {
  const off = Math.abs(given[h] - (1 + schools[h].peers));
  for (let k = 1; k <= off; k++) balance += params.balance[Math.min(k, params.balance.length) - 1] * schools[h].dur;
}
for (let s = 0; s < N; s++) {
  const t = plan.start[s], S = schools[s];
  if (t === -1) { undated++; continue; }
  if (!Number.isInteger(t) || t < 0 || t + S.dur > D) { bad.push(['no such day', s, t]); continue; }
  if (S.dur === 2 && week[t] !== week[t + 1]) bad.push(['visit split over a weekend', s, t]);
  for (const d of days(s)) {
    if (S.avail[d] !== '1') bad.push(['school not available', s, d]);
    for (const p of plan.team[s] ?? []) if (p >= 0 && people[p] && people[p].avail[d] !== '1') bad.push(['person not available', s, p, d]);
  }
  date += Math.min(params.weekCap, params.weekPref * Math.abs(week[t] - S.pw)) + (dow[t] === 4 || (S.dur === 2 && dow[t] === 3) ? params.friday : 0);
}
for (const [p, list] of visits) {
  const dated = list.filter((s) => plan.start[s] >= 0).sort((a, b) => plan.start[a] - plan.start[b]);
  for (let i = 1; i < dated.length; i++) {
    const [a, b] = [dated[i - 1], dated[i]];
    if (plan.start[b] - plan.start[a] < schools[a].dur + params.gap) bad.push(['too close together', p, a, b]);
  }
  const h = people[p].school;
  if (plan.start[h] >= 0) for (const s of dated) if (days(s).some((d) => days(h).includes(d))) bad.push(['away while own school is reviewed', p, s, h]);
}
const cost = arc + balance + loadCost + date + params.M * unfilled + params.MD * undated;
console.log(JSON.stringify({ problem: P.name, cost, travel, arc, balance, load: loadCost, date, unfilled, undated, violations: bad.length, first: bad.slice(0, 20) }));
process.exit(bad.length ? 1 : 0);
