import { Prisma } from '../generated/sqlite/client.js';
import type { Tx } from './open.js';

/** A part of a statement with its values, on either database. */
export type Sql = Prisma.Sql;

/**
 * The answers to several questions for ids with one query, which costs about as much as one of them alone.
 *
 * @param questions each selects one column of whole numbers, "id"; null: nothing is asked
 * @returns one list a question in the same order, each ascending
 */
export async function idsOfEach(
  tx: Tx,
  questions: readonly (Sql | null)[],
): Promise<readonly (readonly number[])[]> {
  const found: number[][] = questions.map(() => []);
  const parts = questions.flatMap((question, n) =>
    question ? [Prisma.sql`SELECT ${Prisma.raw(String(n))} AS "n", q."id" FROM (${question}) q`] : [],
  );
  if (parts.length === 0) return found;
  const rows = await tx.$queryRaw<{ n: number; id: number }[]>(Prisma.join(parts, ' UNION ALL '));
  for (const { n, id } of rows) found[Number(n)]?.push(Number(id));
  return found.map(ids => ids.sort((a, b) => a - b));
}
