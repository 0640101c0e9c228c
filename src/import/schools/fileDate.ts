import { formatDate, isLocalDate, type LocalDate } from '../../calendar/localDate.js';

/** The day that a file tells of, and how that is known, for the report. */
export interface FileDate {
  readonly date: LocalDate;
  readonly because: string;
}

/**
 * The day that a file tells of: the one given, else one in its name ("edubasealldata20260602.csv"), else one
 * in the name of a folder it lies in ("20260602/312.csv"), else today. It matters because only a newer file
 * may say that a school is gone.
 */
export function fileDate(file: string, given: LocalDate | undefined, today: LocalDate): FileDate {
  if (given !== undefined) return { date: given, because: 'as --date says' };
  const [name = '', ...folders] = file.split(/[\\/]/).reverse();
  const inName = dateIn(name);
  if (inName) return { date: inName, because: 'from the name of the file' };
  for (const folder of folders) {
    const date = dateIn(folder);
    if (date) return { date, because: `from the folder "${folder}"` };
  }
  return {
    date: today,
    because: `today, ${formatDate(today, 'day')}: neither the file's name nor --date says`,
  };
}

function dateIn(text: string): LocalDate | null {
  const [, year, month, day] = /(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return isLocalDate(date) ? date : null;
}
