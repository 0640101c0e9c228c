import { halfDaysInWords } from '../calendar/halfDays.js';
import { addDays, type LocalDate } from '../calendar/localDate.js';
import type { Fact } from '../chat/card.js';
import { Prisma } from '../generated/sqlite/client.js';
import { academicYearName } from '../network/leaders.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import type { HomePart, OwnPage } from '../workflow/home.js';
import { personViewer } from '../workflow/parties.js';
import { nextStep } from './cards.js';
import type { DesignationRecord } from './record.js';
import { see } from './visibility.js';
import { STATUS } from './words.js';
import { designationWorkflow } from './workflow.js';

const { kind } = designationWorkflow;

/** From so many days before its review on, a designation stands on the leader's own page: as it is warned of. */
const SOON_DAYS = 60;

/** A leader's designations that have not ended. */
export function designationMine(personId: number): Sql {
  return Prisma.sql`SELECT "id" FROM "Designation" WHERE "personId" = ${personId} AND "status" <> 'ended'`;
}

/**
 * A leader's own designations, where something is to come: a review that is near, one under way, one missed; and
 * what their year holds, one line a designation.
 */
export async function designationHome(tx: Tx, page: OwnPage<DesignationRecord>): Promise<HomePart> {
  if (page.mine.length === 0) return {};
  const { today } = page.at;
  const year = academicYearName(today);
  const rows = await tx.designation.findMany({
    where: { id: { in: [...page.mine] } },
    select: {
      typeCode: true,
      halfDaysPerYear: true,
      capacity: { where: { academicYear: year } },
    },
    orderBy: { id: 'asc' },
  });
  const coming = await tx.designation.findMany({
    where: { id: { in: [...page.others] }, ...needing(today) },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const work = (await page.records(coming.map(row => row.id))).map(record => {
    const seen = see(record, personViewer(designationWorkflow, record, page.personId));
    return {
      entity: { kind, id: record.id },
      title: `You as ${seen.typeCode}`,
      status: STATUS[seen.state].text,
      says: nextStep(seen),
    };
  });
  const days = rows.map(({ typeCode, halfDaysPerYear, capacity: [row] }): Fact => {
    const { halfDays, booked, used } = row ?? { halfDays: halfDaysPerYear, booked: 0, used: 0 };
    const left = Math.max(0, halfDays - booked - used);
    return {
      label: `As ${typeCode} in ${year}`,
      value: `${halfDaysInWords(left)} left of ${halfDaysInWords(halfDays)} offered: ${halfDaysInWords(booked)} booked, ${halfDaysInWords(used)} worked`,
    };
  });
  return { work, days };
}

/** The part of a query that keeps designations that somebody has to look to: a review near, under way or missed. */
export function needing(today: LocalDate) {
  return {
    OR: [
      { status: { in: ['underReview', 'expired'] } },
      { status: 'active', reviewDue: { lte: addDays(today, SOON_DAYS) } },
    ],
  };
}
