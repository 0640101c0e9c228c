import { FEED_SETTING } from '../calendarFeed/address.js';
import { BANK_HOLIDAY_SETTINGS } from '../network/bankHolidays.js';
import type { Store, Tx } from '../store/open.js';
import { findDemo } from './demo.js';
import { DEMO } from './partnership.js';

/** How much of the demonstration was there. */
export interface Cleared {
  readonly people: number;
  readonly schools: number;
  readonly pieces: number;
}

/** Settings that are no part of the demonstration: what somebody imported, and how calendar links are made. */
const KEPT_SETTINGS: readonly string[] = [...BANK_HOLIDAY_SETTINGS, FEED_SETTING];

/**
 * Takes the demonstration away: its people, partnerships, processes and messages, its calendar, and those of its
 * schools that no import has since confirmed. What was imported beside it stays. All of it or nothing.
 * Returns what was removed, or null when the store holds no demonstration.
 */
export async function clearDemo(store: Store): Promise<Cleared | null> {
  if (!(await findDemo(store))) return null;
  return store.db.$transaction(
    async tx => {
      // Everything said and done so far was the demonstration's: nobody works on both sides of it.
      await clearDelivery(tx);
      const pieces = await clearWork(tx);
      await tx.designation.deleteMany({ where: { origin: DEMO } });
      const people = await tx.person.deleteMany({ where: { origin: DEMO } });
      // Children before parents: a partnership may not outlive the one above it.
      await tx.partnership.deleteMany({ where: { origin: DEMO, parentId: { not: null } } });
      await tx.partnership.deleteMany({ where: { origin: DEMO } });
      await tx.calendarEntry.deleteMany({ where: { origin: DEMO } });
      const schools = await tx.school.deleteMany({ where: { origin: DEMO } });
      await tx.localAuthority.deleteMany({ where: { schools: { none: {} } } });
      await tx.counter.deleteMany();
      await tx.setting.deleteMany({ where: { key: { notIn: [...KEPT_SETTINGS] } } });
      return { people: people.count, schools: schools.count, pieces };
    },
    { timeout: 120_000, maxWait: 10_000 },
  );
}

async function clearDelivery(tx: Tx): Promise<void> {
  await tx.webMessage.deleteMany();
  await tx.webRead.deleteMany();
  await tx.handedFile.deleteMany();
  await tx.cardCopy.deleteMany();
  await tx.message.deleteMany();
  await tx.timer.deleteMany();
  await tx.waiting.deleteMany();
  await tx.auditEntry.deleteMany();
  await tx.readEvent.deleteMany();
  await tx.receipt.deleteMany();
}

/**
 * Every piece of work, what points to others first; boards go with their partnership. Returns how many requests,
 * cycles and groups there were.
 */
async function clearWork(tx: Tx): Promise<number> {
  await tx.cover.deleteMany();
  await tx.dayEntry.deleteMany();
  await tx.visit.deleteMany();
  const requests = await tx.supportRequest.deleteMany();
  await tx.review.deleteMany();
  const cycles = await tx.reviewCycle.deleteMany();
  await tx.reviewProgramme.deleteMany();
  const groups = await tx.taskGroup.deleteMany();
  return requests.count + cycles.count + groups.count;
}
