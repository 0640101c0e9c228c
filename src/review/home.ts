import { halfDaysInWords } from '../calendar/halfDays.js';
import { academicYear, formatDate, type LocalDate } from '../calendar/localDate.js';
import type { Fact } from '../chat/card.js';
import { Prisma } from '../generated/sqlite/client.js';
import { idsOfSchoolsLedBy } from '../network/people.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import type { HomePart, OwnPage } from '../workflow/home.js';
import { minePending } from './queries.js';
import { ENDED, OBSERVER, type ReviewRecord } from './record.js';
import { reviewWorkflow } from './workflow.js';

/** The reviews of a person's schools and those in whose team they are: the ones to come, and all of this year. */
export function reviewMine(personId: number, today: LocalDate): Sql {
  const { begins, ends } = yearOf(today);
  return Prisma.sql`SELECT r."id" FROM "Review" r
    WHERE (r."state" NOT IN (${Prisma.join([...ENDED])}) OR (r."on" >= ${begins} AND r."on" <= ${ends}))
      AND (r."hostSchoolId" IN (${idsOfSchoolsLedBy(personId, today)}) OR r."id" IN (
        SELECT m."reviewId" FROM "ReviewTeamMember" m
        WHERE m."personId" = ${personId} AND m."leftReason" IS NULL))`;
}

/** A person's reviews to come, and the days they give and their schools receive this year. */
export async function reviewHome(tx: Tx, page: OwnPage<ReviewRecord>): Promise<HomePart> {
  if (page.mine.length === 0) return {};
  const mine = await minePending(tx, page.personId, page.schools);
  return {
    work: mine.map(({ id, reference, host, on, part }) => ({
      entity: { kind: reviewWorkflow.kind, id },
      title: `${reference}: ${host}`,
      says: `${on ? formatDate(on) : 'No day yet'}. You are ${part}.`,
    })),
    days: await daysOf(tx, page),
  };
}

async function daysOf(tx: Tx, page: OwnPage<ReviewRecord>): Promise<Fact[]> {
  const { begins, ends } = yearOf(page.at.today);
  const rows = await tx.review.findMany({
    where: { id: { in: [...page.mine] }, on: { gte: begins, lte: ends }, state: { not: 'cancelled' } },
    select: {
      halfDays: true,
      hostSchoolId: true,
      team: { where: { leftReason: null, role: { not: OBSERVER } }, select: { personId: true } },
    },
  });
  let gives = 0;
  let takes = 0;
  for (const { halfDays, hostSchoolId, team } of rows) {
    if (team.some(member => member.personId === page.personId)) gives += halfDays;
    if (page.schools.includes(hostSchoolId)) takes += halfDays * team.length;
  }
  return [
    ...(gives > 0 ? [{ label: 'Reviewing this year', value: halfDaysInWords(gives) }] : []),
    ...(takes > 0
      ? [{ label: 'Your school receives', value: `${halfDaysInWords(takes)} of reviewers` }]
      : []),
  ];
}

/** The first and the last day of the school year of a day. */
function yearOf(today: LocalDate): { readonly begins: string; readonly ends: string } {
  const year = academicYear(today);
  return { begins: `${year}-09-01`, ends: `${year + 1}-08-31` };
}
