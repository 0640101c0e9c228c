import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { systemClock } from '../calendar/clock.js';
import { londonDate } from '../calendar/london.js';
import { csvText } from '../chat/csvText.js';
import { ConfigError, readConfig } from '../config.js';
import { failWith } from './fail.js';

interface Options {
  readonly out?: string;
  readonly term?: string;
  readonly partnership?: string;
  readonly json?: boolean;
}

/** `convenor export recharge`: the schedule of who owes whom what for support, as a file. */
export function rechargeCommand(): Command {
  return new Command('recharge')
    .description(
      'The recharge schedule of support: what payers owe, what home schools are owed, brokerage, and what is open for more than 28 days. A schedule, and no invoices.',
    )
    .option('--out <file>', 'where the CSV goes; the terminal when absent')
    .option('--term <term>', 'one term only, such as "spring 2027"')
    .option('--partnership <slug>', 'one partnership and those below it; all when absent')
    .option('--json', 'print totals and lines as one JSON object')
    .action((options: Options) => run(options));
}

async function run({ out, term, partnership, json }: Options): Promise<void> {
  try {
    const { openStore } = await import('../store/open.js');
    const { loadBooks } = await import('../support/money/load.js');
    const { schedule, scheduleRows, totalsOf } = await import('../support/money/report.js');
    const { readTerm } = await import('../support/window.js');
    const { selfAndDescendants } = await import('../network/partnerships.js');
    const today = londonDate(systemClock.now());
    const wanted = term === undefined ? null : readTerm(term, today);
    if (term !== undefined && !wanted)
      throw new ConfigError(`"${term}" is no term. Write it as "spring 2027".`);
    const store = await openStore(readConfig(process.env).databaseUrl);
    try {
      const node = partnership
        ? await store.db.partnership.findUnique({ where: { slug: partnership }, select: { id: true } })
        : null;
      if (partnership && !node) throw new ConfigError(`No partnership is known as "${partnership}".`);
      const books = await loadBooks(store.db, node && (await selfAndDescendants(store.db, node.id)));
      const lines = schedule(books, today, wanted);
      if (json) console.log(JSON.stringify({ totals: totalsOf(lines), unpriced: books.unpriced, lines }));
      else if (out === undefined) process.stdout.write(csvText(scheduleRows(lines)));
      if (out !== undefined) writeFileSync(out, csvText(scheduleRows(lines)));
      if (books.unpriced.length > 0)
        console.error(`No day's price is known for ${books.unpriced.join(', ')}: they are left out.`);
    } finally {
      await store.close();
    }
  } catch (error) {
    failWith(error);
  }
}
