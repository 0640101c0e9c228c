import { Command, InvalidArgumentError } from 'commander';
import { CALENDAR_ENTRY_KINDS } from '../calendar/calendarEntry.js';
import { isLocalDate, type LocalDate } from '../calendar/localDate.js';
import type { ImportReport } from '../import/report.js';
import { CONFLICT_KINDS } from '../network/conflicts.js';
import { ROLES } from '../network/role.js';
import type { Tx } from '../store/open.js';
import { type ImportRunOptions, runFiles, type Shared } from './importRun.js';
import { paymentsCommand, ratesCommand } from './rates.js';

/**
 * `convenor import`: takes files of schools, partnerships, people, designations and term dates into the store.
 * What does the work is loaded only when it is asked for, so that --help is quick.
 */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Take files into the store. One command is one transaction: all of it or, when a row has an error, nothing. The same file again changes nothing.',
    )
    .addCommand(schoolsCommand())
    .addCommand(partnershipsCommand())
    .addCommand(peopleCommand())
    .addCommand(designationsCommand())
    .addCommand(trainingCommand())
    .addCommand(tiesCommand())
    .addCommand(concernsCommand())
    .addCommand(channelsCommand())
    .addCommand(ratesCommand())
    .addCommand(paymentsCommand())
    .addCommand(calendarCommand())
    .addCommand(bankHolidaysCommand());
}

interface SchoolsOptions extends ImportRunOptions {
  readonly links?: string;
  readonly date?: LocalDate;
  readonly authority?: string[];
  readonly merge?: boolean;
  readonly complete?: boolean;
}

function schoolsCommand(): Command {
  const command = new Command('schools')
    .description(
      'Schools of England from the GIAS download, CSV or .csv.gz, with whatever columns it has. A school with a new URN is followed by its LAESTAB or by --links. A school that a newer file of its authority lacks is marked as closed and keeps everything.',
    )
    .argument('<file...>', 'CSV from https://get-information-schools.service.gov.uk/Downloads')
    .option('--links <file>', 'the GIAS file of links between URNs')
    .option(
      '--date <day>',
      'the day the file tells of (2026-06-02), where its name or folder does not say',
      day,
    )
    .option('--authority <code>', 'only schools of this authority (repeat it for several)', several)
    .option('--merge', 'only add what the file says (locations, trusts) to schools that are known')
    .option('--complete', 'close the schools that the file lacks even when they are many');
  return runs<SchoolsOptions>(command, async ({ links, date, authority, merge, complete }) => {
    const { importSchools } = await import('../import/schools/importSchools.js');
    return (tx, file, shared) =>
      importSchools(tx, file, { ...shared, links, date, authorities: authority, merge, complete });
  });
}

function partnershipsCommand(): Command {
  const command = new Command('partnerships')
    .description('Partnerships in their tiers, and which schools are in them since when.')
    .argument('<file...>', 'CSV with the columns slug,name,tier,parent,school,from,to');
  return runs(command, async () => {
    const { importPartnerships } = await import('../import/partnerships/importPartnerships.js');
    return (tx, file, { today }) => importPartnerships(tx, file, { today });
  });
}

function peopleCommand(): Command {
  const command = new Command('people')
    .description(
      'People, one row for each role they hold, and their chat accounts. Nobody is removed for not being in a file: a column "left" marks who has gone.',
    )
    .argument('<file...>', 'CSV with the columns name,email,role,school,partnership,from,to')
    .addHelpText(
      'after',
      `
Columns: name; email, by which somebody is known; role; school (URN) or partnership (slug) in which it is held;
from and to (2026-09-01); left, the day on which somebody has gone; job_title; slack_user and slack_team, or
teams_aad_id and teams_tenant, the account that is theirs.
Roles: ${ROLES.join(', ')}.`,
    );
  return runs(command, async () => {
    const { importPeople } = await import('../import/people/importPeople.js');
    return (tx, file, shared) => importPeople(tx, file, shared);
  });
}

function channelsCommand(): Command {
  const command = new Command('channels')
    .description('Which channel serves which purpose of a partnership (brokering, board, programme, group).')
    .argument('<file...>', 'CSV with the columns partnership,purpose,name,slack_channel,slack_team');
  return runs(command, async () => {
    const { importChannels } = await import('../import/channels/importChannels.js');
    return (tx, file) => importChannels(tx, file);
  });
}

interface DesignationsOptions extends ImportRunOptions {
  readonly addType?: { code: string; title: string }[];
  readonly addSpecialism?: string[];
}

function designationsCommand(): Command {
  const command = new Command('designations')
    .description(
      'System leaders (LLE, SLE …): who badged them, what for, and how many days a year they give.',
    )
    .argument(
      '<file...>',
      'CSV with the columns email,type,body,home_school,phases,specialisms,days_per_year,from,review_due',
    )
    .option('--add-type <code=title>', 'a type of designation of your own (repeat it for several)', types)
    .option('--add-specialism <title>', 'a specialism of your own (repeat it for several)', several);
  return runs<DesignationsOptions>(command, async ({ addType, addSpecialism }) => {
    const { importDesignations } = await import('../import/designations/importDesignations.js');
    return (tx, file, shared) =>
      importDesignations(tx, file, { ...shared, addTypes: addType, addSpecialisms: addSpecialism });
  });
}

function trainingCommand(): Command {
  const command = new Command('training')
    .description(
      'When reviewers were trained, and until when that holds (three years where it does not say).',
    )
    .argument('<file...>', 'CSV with the columns email,completed_on,valid_to');
  return runs(command, async () => {
    const { importTraining } = await import('../import/training/importTraining.js');
    return (tx, file) => importTraining(tx, file);
  });
}

function tiesCommand(): Command {
  const command = new Command('ties')
    .description(
      'What keeps people from working for a school: once employed there, governor, relative, line manager, interest, candidate for a post, complaint. Matching leaves them out; coordinators and the person alone see why.',
    )
    .argument('<file...>', 'CSV with the columns email,school,kind,from,to')
    .addHelpText('after', `\nKinds: ${CONFLICT_KINDS.join(', ')}.`);
  return runs(command, async () => {
    const { importTies } = await import('../import/ties/importTies.js');
    return (tx, file, shared) => importTies(tx, file, shared);
  });
}

function concernsCommand(): Command {
  const command = new Command('concerns')
    .description(
      'Schools in a category of concern, since when and until when: their leaders are not matched meanwhile. For coordinators alone.',
    )
    .argument('<file...>', 'CSV with the columns school,from,to');
  return runs(command, async () => {
    const { importConcerns } = await import('../import/concerns/importConcerns.js');
    return (tx, file, shared) => importConcerns(tx, file, shared);
  });
}

interface CalendarOptions extends ImportRunOptions {
  readonly authority?: string;
  readonly school?: string;
}

function calendarCommand(): Command {
  const command = new Command('calendar')
    .description(
      "Term dates, training days and blocked windows, iCalendar or CSV: an authority's, or one school's over it.",
    )
    .argument('<file...>', '.ics, or CSV with the columns kind,from,to,title')
    .addHelpText('after', `\nKinds: ${CALENDAR_ENTRY_KINDS.join(', ')}.`)
    .option('--authority <code>', 'whose dates they are: three digits, as GIAS has them')
    .option('--school <urn>', 'or the one school whose dates they are');
  return runs<CalendarOptions>(command, async ({ authority, school }) => {
    const { importCalendar } = await import('../import/calendar/importCalendar.js');
    return (tx, file) => importCalendar(tx, file, { authority, school });
  });
}

function bankHolidaysCommand(): Command {
  const command = new Command('bank-holidays')
    .description("The bank holidays of England and Wales, from GOV.UK's file: bank-holidays.json.")
    .argument('<file...>', 'the file, or "gov.uk" to fetch it from there');
  return runs(command, async () => {
    const { importBankHolidays } = await import('../import/calendar/importBankHolidays.js');
    return (tx, file) => importBankHolidays(tx, file, fetch);
  });
}

type ImportFile = (tx: Tx, file: string, shared: Shared) => Promise<ImportReport>;

/** Gives a command the options that all have, and what it does with each of its files. */
function runs<Options extends ImportRunOptions>(
  command: Command,
  prepare: (options: Options) => Promise<ImportFile>,
): Command {
  return command
    .option('--dry-run', 'do everything and keep nothing: the report says what would happen')
    .option('--json', 'print the report as JSON')
    .action(async (files: string[], options: Options) => runFiles(files, options, () => prepare(options)));
}

function day(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new InvalidArgumentError('Write the day as 2026-06-02.');
}

function several(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

function types(text: string, before: { code: string; title: string }[] | undefined) {
  const [, code, title] = /^([A-Za-z0-9-]{1,12})=(.+)$/.exec(text) ?? [];
  if (!code || !title)
    throw new InvalidArgumentError('Write it as CODE=Title, such as "LSL=Local subject lead".');
  return [...(before ?? []), { code, title }];
}
