import { Command, InvalidArgumentError } from 'commander';
import { isLocalDate, type LocalDate } from '../calendar/localDate.js';
import { type ImportRunOptions, runFiles } from './importRun.js';

interface RatesOptions extends ImportRunOptions {
  readonly preset?: boolean;
  readonly partnership?: string;
  readonly from?: LocalDate;
}

/** `convenor import rates`: what a day costs, how the broker is paid, who pays and when. */
export function ratesCommand(): Command {
  return new Command('rates')
    .description(
      'What a day of each kind of leader costs from when, how the broker is paid, who pays and when.',
    )
    .argument(
      '<file...>',
      'CSV with the columns partnership,role,from,to,day,brokerage,percent,fixed,vat,payer,billing; with --preset a name: hillingdon, fairfields, yarlside, northernAlliance, london',
    )
    .option('--preset', 'take printed rates by their name instead of a file')
    .option('--partnership <slug>', 'whose rates they become (with --preset)')
    .option('--from <day>', 'the first day on which they hold (with --preset)', day)
    .option('--dry-run', 'do everything and keep nothing: the report says what would happen')
    .option('--json', 'print the report as JSON')
    .action(async (files: string[], options: RatesOptions) => {
      const { preset, partnership = '', from } = options;
      await runFiles(files, options, async () => {
        if (!preset) {
          const { importRates } = await import('../import/rates/importRates.js');
          return (tx, file) => importRates(tx, file);
        }
        const { presetRates } = await import('../import/rates/presetRates.js');
        return (tx, name, { today }) => presetRates(tx, name, { partnership, from: from ?? today });
      });
    });
}

/** `convenor import payments`: what has been paid of the recharge schedule. */
export function paymentsCommand(): Command {
  return new Command('payments')
    .description('What has been paid of the recharge schedule, each payment once by its own reference.')
    .argument('<file...>', 'CSV with the columns payment,line,pounds,on')
    .option('--dry-run', 'do everything and keep nothing: the report says what would happen')
    .option('--json', 'print the report as JSON')
    .action(async (files: string[], options: ImportRunOptions) =>
      runFiles(files, options, async () => {
        const { importPayments } = await import('../import/rates/importPayments.js');
        return (tx, file, { now }) => importPayments(tx, file, now);
      }),
    );
}

function day(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new InvalidArgumentError('Write the day as 2027-04-01.');
}
