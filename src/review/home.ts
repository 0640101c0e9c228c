import { academicYear, formatDate } from '../calendar/localDate.js';
import type { Fact } from '../chat/card.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import type { HomePart } from '../workflow/home.js';
import type { At } from '../workflow/process.js';
import { minePending } from './queries.js';
import { OBSERVER } from './record.js';
import { reviewWorkflow } from './workflow.js';

/** A person's reviews to come, and the days they give and their schools receive this year. */
export async function reviewHome(tx: Tx, personId: number, at: At): Promise<HomePart> {
  const mine = await minePending(tx, personId, at.today);
  return {
    work: mine.map(({ id, reference, host, on, part }) => ({
      entity: { kind: reviewWorkflow.kind, id },
      title: `${reference}: ${host}`,
      says: `${on ? formatDate(on) : 'No day yet'}. You are ${part}.`,
    })),
    days: await daysOf(tx, personId, at),
  };
}

async function daysOf(tx: Tx, personId: number, { today }: At): Promise<Fact[]> {
  const begins = academicYear(today);
  const year = {
    on: { gte: `${begins}-09-01`, lte: `${begins + 1}-08-31` },
    state: { not: 'cancelled' },
  } as const;
  const schools = (await schoolsLedBy(tx, personId, today)).map(school => school.id);
  const given = await tx.review.aggregate({
    where: { ...year, team: { some: { personId, leftReason: null, role: { not: OBSERVER } } } },
    _sum: { halfDays: true },
  });
  const received = await tx.review.findMany({
    where: { ...year, hostSchoolId: { in: schools } },
    select: {
      halfDays: true,
      team: { where: { leftReason: null, role: { not: OBSERVER } }, select: { id: true } },
    },
  });
  const gives = given._sum.halfDays ?? 0;
  const takes = received.reduce((sum, review) => sum + review.halfDays * review.team.length, 0);
  return [
    ...(gives > 0 ? [{ label: 'Reviewing this year', value: reviewerDays(gives) }] : []),
    ...(takes > 0 ? [{ label: 'Your school receives', value: `${reviewerDays(takes)} of reviewers` }] : []),
  ];
}

function reviewerDays(halfDays: number): string {
  const days = halfDays / 2;
  return `${days} day${days === 1 ? '' : 's'}`;
}
