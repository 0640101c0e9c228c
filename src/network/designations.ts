import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../calendar/localDate.js';
import { atLondon } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import type { Tx } from '../store/open.js';

/** What designations are called among the kinds of work. */
export const DESIGNATION = 'designation';

/** The line of the table by which the clock looks at one anew. */
export const LOOK = 'look';

/** How long a designation counts where its body says nothing else, in months: three years (DOMAIN 3.1). */
export const USUAL_MONTHS = 36;

/**
 * Has the clock look at designations anew: something on record about the leader or the home school has changed, and
 * it may call for a review. Whoever changed it (an import, in a program of its own) need not know the process.
 */
export async function lookAtDesignations(
  tx: Tx,
  which: Prisma.DesignationWhereInput,
  today: LocalDate,
): Promise<void> {
  const dueAt = atLondon(today, '00:00');
  const rows = await tx.designation.findMany({
    where: which,
    select: { id: true, status: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, status } of rows) {
    const timer = { entityKind: DESIGNATION, entityId: id, state: status, name: LOOK };
    const asked = await tx.timer.count({ where: { ...timer, status: 'pending', dueAt: { lte: dueAt } } });
    if (asked > 0) continue;
    await tx.timer.create({
      data: { ...timer, key: `${DESIGNATION}:${id}:${LOOK}:${randomUUID()}`, dueAt, availableAt: dueAt },
    });
  }
}
