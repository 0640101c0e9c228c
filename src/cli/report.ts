import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { systemClock } from '../calendar/clock.js';
import { londonDate } from '../calendar/london.js';
import { readConfig } from '../config.js';
import { failWith } from './fail.js';

/** `convenor report TF-2026-0007`: a group's closing report as Markdown, to print, send or convert. */
export function reportCommand(): Command {
  return new Command('report')
    .description('A task-and-finish group’s closing report as Markdown.')
    .argument('<reference>', 'the group, such as TF-2026-0007')
    .option('--out <file>', 'write it to a file instead of printing it')
    .option('--json', 'say what was written as JSON')
    .action(async (reference: string, { out, json }: { out?: string; json?: boolean }) => {
      try {
        const { openStore } = await import('../store/open.js');
        const store = await openStore(readConfig(process.env).databaseUrl);
        try {
          const { reportOf } = await import('../groups/report/reportOf.js');
          const report = await reportOf(store.db, reference, londonDate(systemClock.now()));
          if (report === null) {
            console.error(`There is no group ${reference}. References look like TF-2026-0007.`);
            process.exitCode = 1;
            return;
          }
          if (out) writeFileSync(out, report);
          if (json) console.log(JSON.stringify({ reference, file: out ?? null, characters: report.length }));
          else console.log(out ? `Wrote ${out}.` : report);
        } finally {
          await store.close();
        }
      } catch (error) {
        failWith(error);
      }
    });
}
