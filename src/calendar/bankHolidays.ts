import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../packageRoot.js';
import { addDays, formatDate, type LocalDate, LocalDateSchema } from './localDate.js';

/** GOV.UK's feed; no key is needed (DOMAIN 6). */
export const BANK_HOLIDAYS_URL = 'https://www.gov.uk/bank-holidays.json';

/** An operator is told this long, in days, before the bank holidays on file run out: half a year. */
const WARN_BEFORE_DAYS = 183;

/** A whole year has eight at least; a feed with a thinner year inside it is damaged. */
const FEWEST_PER_YEAR = 8;

/** How long the refresh waits for GOV.UK, in milliseconds. */
const REFRESH_TIMEOUT_MS = 10_000;

const BankHolidaySchema = z.object({ date: LocalDateSchema, title: z.string().min(1) });

const FeedSchema = z.object({
  'england-and-wales': z.object({ events: z.array(BankHolidaySchema).min(1) }),
});

/** A bank holiday of England and Wales, on the day on which it is taken (a substitute day has its own). */
export type BankHoliday = z.infer<typeof BankHolidaySchema>;

/**
 * The England and Wales division of GOV.UK's bank holiday file, earliest first.
 * @throws Error with a sentence when the text is not that file.
 */
export function parseBankHolidays(text: string): BankHoliday[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(
      `This is not the bank holiday file of GOV.UK: it is not JSON. Fetch ${BANK_HOLIDAYS_URL} again.`,
    );
  }
  const feed = FeedSchema.safeParse(json);
  if (!feed.success) {
    const issue = feed.error.issues[0];
    const where = issue === undefined ? '' : ` (at ${issue.path.join('.') || 'the top'}: ${issue.message})`;
    throw new Error(`This is not the bank holiday file of GOV.UK${where}. Fetch ${BANK_HOLIDAYS_URL} again.`);
  }
  return feed.data['england-and-wales'].events.sort((a, b) => (a.date < b.date ? -1 : 1));
}

let bundled: readonly BankHoliday[] | undefined;

/** The bank holidays of England and Wales that come with the program, 2012 to December 2028. */
export function bundledBankHolidays(): readonly BankHoliday[] {
  bundled ??= parseBankHolidays(
    readFileSync(path.join(packageRoot(), 'src/calendar/data/bank-holidays.json'), 'utf8'),
  );
  return bundled;
}

/** The last day for which the list can be trusted: GOV.UK publishes whole years. Null for an empty list. */
export function bankHolidaysKnownUntil(holidays: readonly BankHoliday[]): LocalDate | null {
  const last = holidays.at(-1);
  return last === undefined ? null : (`${last.date.slice(0, 4)}-12-31` as LocalDate);
}

/** What an operator types; on SQLite while Convenor does not run. */
const REFRESH = 'npx convenor import bank-holidays gov.uk';

/** A sentence for the operator when less than six months of bank holidays remain after `today`, else null. */
export function bankHolidayWarning(
  today: LocalDate,
  holidays: readonly BankHoliday[] = bundledBankHolidays(),
): string | null {
  const until = bankHolidaysKnownUntil(holidays);
  if (until === null) return `No bank holidays are known. Import them: ${REFRESH}.`;
  if (addDays(today, WARN_BEFORE_DAYS) <= until) return null;
  const state = until < today ? 'ended' : 'end';
  return (
    `The bank holidays on file ${state} on ${formatDate(until)}. ` +
    `Fetch the newer ones: ${REFRESH}. A due date after that day may fall on a bank holiday.`
  );
}

export type BankHolidayRefresh =
  | { ok: true; holidays: BankHoliday[]; added: BankHoliday[]; removed: BankHoliday[]; text: string }
  | { ok: false; problem: string };

/** The part of the platform's fetch that is used, so that a test needs no network. */
export type FetchText = (
  url: string,
  init: { signal: AbortSignal },
) => Promise<{ ok: boolean; status: number; text(): Promise<string> }>;

/**
 * Fetches GOV.UK's list and says what differs from `current`; replaces nothing itself. A feed that cannot
 * be read, ends earlier than what is known or has a year with too few days is refused with a reason, and
 * the caller keeps what it has. Never throws. `text` is the file as it came, to be kept.
 */
export async function refreshBankHolidays(
  fetchText: FetchText,
  current: readonly BankHoliday[] = bundledBankHolidays(),
): Promise<BankHolidayRefresh> {
  const kept = 'The bank holidays on file were kept.';
  try {
    const response = await fetchText(BANK_HOLIDAYS_URL, { signal: AbortSignal.timeout(REFRESH_TIMEOUT_MS) });
    if (!response.ok) {
      return {
        ok: false,
        problem: `GOV.UK answered with status ${response.status}. ${kept} Try again later.`,
      };
    }
    const text = await response.text();
    const holidays = parseBankHolidays(text);
    const doubt = damage(holidays, current);
    if (doubt !== null) return { ok: false, problem: `${doubt} ${kept}` };
    return { ok: true, holidays, added: minus(holidays, current), removed: minus(current, holidays), text };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `GOV.UK's bank holidays could not be read: ${why} ${kept}` };
  }
}

/** Why a list that parses should still not replace the current one, or null. */
function damage(holidays: readonly BankHoliday[], current: readonly BankHoliday[]): string | null {
  const until = bankHolidaysKnownUntil(holidays);
  const currentUntil = bankHolidaysKnownUntil(current);
  if (until !== null && currentUntil !== null && until < currentUntil) {
    return `GOV.UK's list ends in ${until.slice(0, 4)}, the one on file in ${currentUntil.slice(0, 4)}.`;
  }
  const perYear = new Map<string, number>();
  for (const { date } of holidays) perYear.set(date.slice(0, 4), (perYear.get(date.slice(0, 4)) ?? 0) + 1);
  const first = Number(holidays[0]?.date.slice(0, 4));
  const last = Number(until?.slice(0, 4));
  // The first year that the feed still carries may be cut off at its beginning.
  for (let year = first + 1; year <= last; year++) {
    const count = perYear.get(String(year)) ?? 0;
    if (count < FEWEST_PER_YEAR) return `GOV.UK's list has only ${count} bank holidays in ${year}.`;
  }
  return null;
}

/** The holidays of `a` on days that `b` lacks, from the first day that both cover. */
function minus(a: readonly BankHoliday[], b: readonly BankHoliday[]): BankHoliday[] {
  const dates = new Set(b.map(holiday => holiday.date));
  const start = [a[0]?.date ?? '', b[0]?.date ?? ''].sort()[1] ?? '';
  return a.filter(holiday => holiday.date >= start && !dates.has(holiday.date));
}
