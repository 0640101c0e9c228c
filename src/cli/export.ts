import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../calendar/clock.js';
import { formatDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { readConfig } from '../config.js';
import type { Store } from '../store/open.js';
import { failWith } from './fail.js';

/** `convenor export`: what the store holds, for the one it is about or for somewhere else. */
export function exportCommand(): Command {
  return new Command('export')
    .description('Write out what the store holds: of one person, or everything in open formats.')
    .addCommand(personCommand())
    .addCommand(allCommand());
}

interface PersonOptions {
  readonly email?: string;
  readonly id?: number;
  readonly json?: boolean;
  readonly out: string;
}

function personCommand(): Command {
  return new Command('person')
    .description(
      'Everything the store holds of one person (subject access): their own words, and every record they stand in; other people and their words are masked, and where those name the person is listed for you to read.',
    )
    .option('--email <address>', 'whose: their work e-mail address')
    .option('--id <number>', 'or their number in the store', number)
    .option('--json', 'write JSON instead of a text to print')
    .requiredOption('--out <file>', 'the file to write')
    .action(async ({ email, id, json, out }: PersonOptions, command: Command) => {
      if ((email === undefined) === (id === undefined))
        command.error('Say whose: --email or --id, one of them.');
      await withStore(async store => {
        const found =
          id ??
          (
            await store.db.person.findUnique({
              where: { email: (email ?? '').trim().toLowerCase() },
              select: { id: true },
            })
          )?.id;
        const { exportPerson } = await import('../export/person.js');
        const { personText } = await import('../export/personText.js');
        const held = found === undefined ? null : await exportPerson(store.db, found);
        if (!held)
          command.error(
            `Nobody in the store has ${id === undefined ? `the address ${email}` : `number ${id}`}.`,
          );
        else {
          const today = formatDate(londonDate(systemClock.now()));
          await write(command, out, json ? `${JSON.stringify(held, null, 2)}\n` : personText(held, today));
          const rows = held.records.reduce((sum, { rows: each }) => sum + each.length, 0);
          console.log(
            `${out}: ${rows} records of ${held.person.name}; named in ${held.mentions.length} further places, which are listed at its end.`,
          );
        }
      });
    });
}

interface AllOptions {
  readonly out: string;
  readonly json?: boolean;
}

function allCommand(): Command {
  return new Command('all')
    .description(
      'Everything in open formats, for moving out or for a records manager: JSON lines and CSV for each table, with a manifest. Secrets are left out. It holds confidential text: keep it accordingly.',
    )
    .requiredOption('--out <folder>', 'the folder to write into; it is made')
    .option('--json', 'print what was written as JSON')
    .action(async ({ out, json }: AllOptions) => {
      await withStore(async store => {
        const { exportAll } = await import('../export/all.js');
        const report = await exportAll(store.db, out, systemClock.now());
        const rows = report.tables.reduce((sum, table) => sum + table.rows, 0);
        console.log(
          json ? JSON.stringify(report) : `${out}: ${rows} rows of ${report.tables.length} tables.`,
        );
      });
    });
}

async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  try {
    const { openStore } = await import('../store/open.js');
    const store = await openStore(readConfig(process.env).databaseUrl);
    try {
      await work(store);
    } finally {
      await store.close();
    }
  } catch (error) {
    failWith(error);
  }
}

async function write(command: Command, file: string, content: string): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    command.error(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function number(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('Give the number of a person, such as 42.');
}
