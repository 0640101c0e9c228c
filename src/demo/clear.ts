import type { Store } from '../store/open.js';
import { findDemo } from './demo.js';
import { DEMO } from './partnership.js';

/** How much of the demonstration was there. */
export interface Cleared {
  readonly people: number;
  readonly schools: number;
  readonly pieces: number;
}

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
      await tx.webMessage.deleteMany();
      await tx.webRead.deleteMany();
      await tx.cardCopy.deleteMany();
      await tx.message.deleteMany();
      await tx.timer.deleteMany();
      await tx.waiting.deleteMany();
      await tx.auditEntry.deleteMany();
      await tx.receipt.deleteMany();
      await tx.dayEntry.deleteMany();
      const requests = await tx.supportRequest.deleteMany();
      const cycles = await tx.reviewCycle.deleteMany();
      const groups = await tx.taskGroup.deleteMany();
      await tx.designation.deleteMany({ where: { origin: DEMO } });
      const people = await tx.person.deleteMany({ where: { origin: DEMO } });
      // Children before parents: a partnership may not outlive the one above it.
      await tx.partnership.deleteMany({ where: { origin: DEMO, parentId: { not: null } } });
      await tx.partnership.deleteMany({ where: { origin: DEMO } });
      await tx.calendarEntry.deleteMany({ where: { origin: DEMO } });
      const schools = await tx.school.deleteMany({ where: { origin: DEMO } });
      await tx.localAuthority.deleteMany({ where: { schools: { none: {} } } });
      await tx.counter.deleteMany();
      await tx.setting.deleteMany();
      return {
        people: people.count,
        schools: schools.count,
        pieces: requests.count + cycles.count + groups.count,
      };
    },
    { timeout: 120_000, maxWait: 10_000 },
  );
}
