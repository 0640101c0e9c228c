import { performance } from 'node:perf_hooks';
import type { Tx } from '../src/store/open.js';
import { batchInWorker } from '../src/support/batch/batchInWorker.js';
import { batchProblem } from '../src/support/batch/problem.js';
import { rankCandidates } from '../src/support/candidates.js';
import { loadSupport } from '../src/support/load.js';
import { leadersFor } from '../src/support/queries.js';
import { benchDatabase, percentiles, round } from './databases.js';
import { leadersOf, needOf, requestsOf } from './rankData.js';

/** What the acceptance names: leaders ranked for one request, and the batch's requests and leaders. */
const RANKED = 10_000;
const BATCH = { requests: 500, leaders: 2000 } as const;

const TIMES = 41;
const WARM = 10;

/** Half days that a leader has left at most: early in the year, in the middle, and late, when days are scarce. */
const LEFT = { early: 30, middle: 16, late: 8 } as const;

const NOW = new Date('2027-01-11T09:00:00Z');
const TODAY = '2027-01-11';

/**
 * Times the ranking of 10,000 leaders for one request (all of the area: the worst case), reading those leaders
 * from a database, and batches of 500 requests over 2,000 leaders in the worker: wall clock, its start included.
 * `--only rank|load|batch` measures one of the three.
 */
export default async function run(args: string[]): Promise<object> {
  const only = args[args.indexOf('--only') + 1];
  const wanted = (part: string): boolean => !args.includes('--only') || only === part;
  return {
    ...(wanted('rank') && { rank: rank() }),
    ...(wanted('load') && { load: await load() }),
    ...(wanted('batch') && { batch: await batch() }),
  };
}

function rank(): object {
  const leaders = leadersOf(RANKED, 1, LEFT.early).map(leader => ({ ...leader, specialisms: ['area-0'] }));
  const times: number[] = [];
  let found = 0;
  for (let turn = 0; turn < WARM + TIMES; turn++) {
    const need = needOf(turn + 1, 0, 6);
    const began = performance.now();
    const { candidates, more } = rankCandidates(need, leaders);
    if (turn >= WARM) times.push(performance.now() - began);
    found = candidates.length + more;
  }
  return { leaders: leaders.length, candidates: found, ms: percentiles(times) };
}

async function batch(): Promise<object> {
  const figures: Record<string, object> = {};
  for (const [when, mostLeft] of Object.entries(LEFT)) {
    const leaders = leadersOf(BATCH.leaders, 1, mostLeft);
    const began = performance.now();
    const problem = batchProblem(requestsOf(BATCH.requests, leaders, 1));
    const built = performance.now();
    let [blocked, last] = [0, performance.now()];
    const beat = setInterval(() => {
      blocked = Math.max(blocked, performance.now() - last - 1);
      last = performance.now();
    }, 1);
    last = performance.now();
    const cpu = process.cpuUsage();
    const plan = await batchInWorker(problem);
    const { user, system } = process.cpuUsage(cpu);
    clearInterval(beat);
    figures[when] = {
      ...BATCH,
      pairs: problem.fits.length,
      proved: plan.proved,
      buildMs: round(built - began),
      ms: round(performance.now() - built),
      // Of the whole process: on a busy machine it says more than the wall clock.
      cpuMs: round((user + system) / 1000),
      mainThreadBlockedMs: round(blocked),
      best: { served: plan.best.served, points: plan.best.points },
      firstCome: { served: plan.firstCome.served, points: plan.firstCome.points },
    };
  }
  return figures;
}

/** Reads what ranking looks at, 10,000 leaders of one area, as the card of candidates does. */
async function load(): Promise<object> {
  const database = await benchDatabase('sqlite');
  if (!database) return {};
  const { db } = database.store;
  await fill(db);
  const record = await loadSupport(db, 1, TODAY);
  if (!record) throw new Error('The request that was just written is not there.');
  const times: number[] = [];
  let leaders = 0;
  for (let turn = 0; turn < 5; turn++) {
    const began = performance.now();
    leaders = (await leadersFor(db, record, TODAY)).length;
    if (turn > 0) times.push(performance.now() - began);
  }
  await database.close();
  return { store: 'sqlite', leaders, ms: percentiles(times) };
}

async function fill(db: Tx): Promise<void> {
  const schools = Array.from({ length: RANKED / 5 }, (_, at) => at + 1);
  const people = Array.from({ length: RANKED }, (_, at) => at + 1);
  const since = { from: '2024-09-01' };
  await db.localAuthority.create({ data: { code: '999', name: 'County' } });
  await db.partnership.create({ data: { id: 1, slug: 'county', name: 'County', tier: 'strategic' } });
  await db.specialism.create({ data: { slug: 'phonics', title: 'Phonics', area: 'Reading' } });
  await db.designationType.create({ data: { code: 'SLE', title: 'Specialist leader' } });
  await db.school.createMany({
    data: schools.map(id => ({
      id,
      urn: 100_000 + id,
      laCode: '999',
      name: `School ${id}`,
      phase: 'Primary',
      easting: 400_000 + ((id * 37) % 80_000),
      northing: 400_000 + ((id * 91) % 80_000),
      createdAt: NOW,
      updatedAt: NOW,
    })),
  });
  await db.membership.createMany({
    data: schools.map(schoolId => ({ schoolId, partnershipId: 1, ...since })),
  });
  await db.person.createMany({ data: people.map(id => ({ id, name: `Leader ${id}` })) });
  await db.roleAssignment.createMany({
    data: schools.map(id => ({ personId: id, role: 'headteacher', schoolId: id, ...since })),
  });
  await db.designation.createMany({
    data: people.map(id => ({
      id,
      personId: id,
      typeCode: 'SLE',
      body: 'County',
      homeSchoolId: 1 + (id % schools.length),
      halfDaysPerYear: 30,
      phases: ['Primary'],
      ...since,
    })),
  });
  await db.designationSpecialism.createMany({
    data: people.map(designationId => ({ designationId, specialismSlug: 'phonics' })),
  });
  await db.supportRequest.create({
    data: {
      id: 1,
      reference: 'SR-2027-0001',
      state: 'matching',
      version: 1,
      enteredAt: NOW,
      enteredVersion: 1,
      schoolId: 1,
      partnershipId: 1,
      requesterId: 1,
      area: 'phonics',
      need: 'Help with phonics.',
      timing: 'As soon as possible',
      createdAt: NOW,
    },
  });
}
