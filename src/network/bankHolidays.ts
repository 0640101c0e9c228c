import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BankHoliday } from '../calendar/bankHolidays.js';
import { LocalDateSchema } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';

/** The setting that keeps a newer list than the program came with. */
const BANK_HOLIDAYS = 'bankHolidays';

/** The setting that says, in a few letters, what stands in that list: what was built from it is known by them. */
export const BANK_HOLIDAYS_DIGEST = 'bankHolidays.digest';

/** All that is kept of a list that was fetched. */
export const BANK_HOLIDAY_SETTINGS: readonly string[] = [BANK_HOLIDAYS, BANK_HOLIDAYS_DIGEST];

const KeptSchema = z.array(z.object({ date: LocalDateSchema, title: z.string() }));

/** The bank holidays fetched from GOV.UK since this version was made; null when none were. */
export async function keptBankHolidays(tx: Tx): Promise<BankHoliday[] | null> {
  const row = await tx.setting.findUnique({ where: { key: BANK_HOLIDAYS } });
  return row ? KeptSchema.parse(row.value) : null;
}

/** Keeps a list fetched from GOV.UK; every calendar counts with it from the next question on. */
export async function keepBankHolidays(tx: Tx, holidays: readonly BankHoliday[]): Promise<void> {
  const value = holidays.map(({ date, title }) => ({ date, title }));
  const digest = createHash('sha256').update(JSON.stringify(value)).digest('hex');
  for (const [key, kept] of [
    [BANK_HOLIDAYS, value],
    [BANK_HOLIDAYS_DIGEST, digest],
  ] as const)
    await tx.setting.upsert({ where: { key }, create: { key, value: kept }, update: { value: kept } });
}
