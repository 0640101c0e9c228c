import { formatDate, type LocalDate } from '../calendar/localDate.js';
import { Prisma } from '../generated/sqlite/client.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import type { HomePart, OwnPage } from '../workflow/home.js';
import type { CoverRecord } from './record.js';
import { coverWorkflow } from './workflow.js';

const { kind } = coverWorkflow;

/** The covers of somebody that hold or are to come. */
export function coverMine(personId: number, today: LocalDate): Sql {
  return Prisma.sql`SELECT "id" FROM "Cover"
    WHERE "personId" = ${personId} AND "state" = 'active' AND "to" >= ${today}`;
}

/** Who acts for a person now or soon, or else naming somebody. */
export async function coverHome(_tx: Tx, page: OwnPage<CoverRecord>): Promise<HomePart> {
  const { today } = page.at;
  const [cover] = await page.records(page.others.slice(-1));
  if (!cover) {
    const begin = [{ verb: verb(kind, 'begin'), label: 'Name a deputy while I am away' }];
    return page.mayBegin ? { begin } : {};
  }
  const { id, deputy, from, to } = cover;
  return {
    work: [
      {
        entity: { kind, id },
        title: `${deputy.name} acts for you`,
        says: `${from > today ? `From ${formatDate(from)} until` : 'Until'} ${formatDate(to)}. You can still act yourself.`,
      },
    ],
  };
}
