import path from 'node:path';
import { z } from 'zod';
import { demonstrationCalendar } from '../calendar/demonstrationCalendar.js';
import { addDays } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import { importSchools } from '../import/schools/importSchools.js';
import { packageRoot } from '../packageRoot.js';
import type { Store, Tx } from '../store/open.js';
import { buildPartnership, DEMO, type DemoCast } from './partnership.js';

/** Where the demonstration's cast is kept; its presence says that the store holds the demonstration. */
const SETTING = 'demonstration';

/** The authority whose real schools it shows: Hillingdon. */
const LA_CODE = '312';

/** The day of the bundled extract of the register. */
const EXTRACT_DAY = '2026-06-02';

/** How long everybody has held their roles when the demonstration begins, in days: longer than any rule looks back. */
const LONG_AGO_DAYS = 400;

const Kept = z.object({
  startedAt: z.coerce.date(),
  cast: z.record(z.string(), z.number()),
  played: z.boolean(),
});

/** The demonstration as kept: when it began, who its people are, whether its past has been played to the end. */
export interface Demo {
  readonly startedAt: Date;
  readonly cast: DemoCast;
  readonly played: boolean;
}

/** The demonstration in this store, or null when it holds none. */
export async function findDemo(store: Store): Promise<Demo | null> {
  const setting = await store.db.setting.findUnique({ where: { key: SETTING } });
  if (!setting) return null;
  const { startedAt, cast, played } = Kept.parse(setting.value);
  return { startedAt, cast: cast as unknown as DemoCast, played };
}

/** Whether nothing has been put into the store yet: only then is the demonstration offered. */
export async function isEmpty(store: Store): Promise<boolean> {
  return (await store.db.school.count()) === 0 && (await store.db.person.count()) === 0;
}

/** Fills an empty store with the demonstration partnership, all of it or nothing. */
export async function createDemo(store: Store, now: Date): Promise<Demo> {
  const today = londonDate(now);
  const file = path.join(packageRoot(), 'src/demo/data/hillingdon-20260602.csv');
  return store.db.$transaction(
    async tx => {
      const report = await importSchools(tx, file, { now, today, date: EXTRACT_DAY });
      if (report.problems.some(problem => problem.severity === 'error')) {
        throw new Error(`The bundled schools could not be read: ${report.problems[0]?.problem}`);
      }
      await tx.school.updateMany({ data: { origin: DEMO } });
      const cast = await buildPartnership(
        tx,
        demonstrationCalendar(),
        LA_CODE,
        addDays(today, -LONG_AGO_DAYS),
      );
      const demo = { startedAt: now, cast, played: false };
      await keep(tx, demo);
      return demo;
    },
    // A slow laptop's first start: a hundred schools and two hundred people.
    { timeout: 120_000, maxWait: 10_000 },
  );
}

/** Notes that its past has been played: a start after that plays nothing. */
export async function markPlayed(store: Store, demo: Demo): Promise<void> {
  await keep(store.db, { ...demo, played: true });
}

async function keep(tx: Tx, demo: Demo): Promise<void> {
  const value = { startedAt: demo.startedAt.toISOString(), cast: { ...demo.cast }, played: demo.played };
  await tx.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, value }, update: { value } });
}
