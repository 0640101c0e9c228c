import { z } from 'zod';
import type { BankHoliday } from '../calendar/bankHolidays.js';
import { LocalDateSchema } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';

/** The setting that keeps a newer list than the program came with, and the counter of its changes. */
export const BANK_HOLIDAYS = 'bankHolidays';

const KeptSchema = z.array(z.object({ date: LocalDateSchema, title: z.string() }));

/** The bank holidays fetched from GOV.UK since this version was made; null when none were. */
export async function keptBankHolidays(tx: Tx): Promise<BankHoliday[] | null> {
  const row = await tx.setting.findUnique({ where: { key: BANK_HOLIDAYS } });
  return row ? KeptSchema.parse(row.value) : null;
}

/** Keeps a list fetched from GOV.UK; every calendar counts with it from the next question on. */
export async function keepBankHolidays(tx: Tx, holidays: readonly BankHoliday[]): Promise<void> {
  const value = holidays.map(({ date, title }) => ({ date, title }));
  await tx.setting.upsert({
    where: { key: BANK_HOLIDAYS },
    create: { key: BANK_HOLIDAYS, value },
    update: { value },
  });
  await tx.counter.upsert({
    where: { name: BANK_HOLIDAYS },
    create: { name: BANK_HOLIDAYS, next: 1 },
    update: { next: { increment: 1 } },
  });
}
