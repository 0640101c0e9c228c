import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runImport } from '../src/import/run.js';
import { importSchools } from '../src/import/schools/importSchools.js';
import { packageRoot } from '../src/packageRoot.js';
import { openStore } from '../src/store/open.js';

const USAGE = `Imports every state-funded school of England into an empty store, and then the same file again.
  --file FILE   another CSV or .csv.gz (default bench/data/england-state-funded-20250717.csv.gz)
  --url URL     a store other than an SQLite file in a temporary folder`;

/** A day after the file's, in whose light it is imported; fixed, so that runs compare. */
const TIME = { now: new Date('2025-07-18T09:00:00Z'), today: '2025-07-18' } as const;

const MEGABYTE = 1024;

/**
 * Times the import of all England. Returns seconds of the wall and of the processor, the largest memory of the
 * process in MB after the first import and after both, and what the reports count.
 */
export default async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: { file: { type: 'string' }, url: { type: 'string' }, help: { type: 'boolean' } },
    strict: false,
  });
  if (values.help) return { usage: USAGE };
  const file =
    typeof values.file === 'string'
      ? values.file
      : path.join(packageRoot(), 'bench/data/england-state-funded-20250717.csv.gz');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-bench-'));
  const store = await openStore(
    typeof values.url === 'string' ? values.url : `file:${path.join(folder, 'bench.db')}`,
  );
  try {
    const once = async () => {
      const began = performance.now();
      const cpu = process.cpuUsage();
      const { applied, reports } = await runImport(store, false, async tx => [
        await importSchools(tx, file, TIME),
      ]);
      const { user, system } = process.cpuUsage(cpu);
      return {
        applied,
        counts: reports[0]?.counts,
        problems: reports[0]?.problems.length,
        seconds: rounded((performance.now() - began) / 1000),
        cpuSeconds: rounded((user + system) / 1e6),
        largestMegabytes: Math.round(process.resourceUsage().maxRSS / MEGABYTE),
      };
    };
    const first = await once();
    const again = await once();
    return { store: store.dialect, rows: first.counts?.added, first, again };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}
