import type { Prisma } from '../generated/sqlite/client.js';

/** Transactions on PostgreSQL, where several processes write side by side. SQLite has one writer. */
const onPostgresql = new WeakSet<object>();

/** Notes that a transaction runs on PostgreSQL. */
export function runsOnPostgresql(tx: object): void {
  onPostgresql.add(tx);
}

/**
 * Until the transaction ends, nobody else who asks for it works on what is posted of this entity. Needed where a row
 * that another transaction is just adding would not be seen: a card that is placed while a change is being committed
 * either finds the change done, or is found by it.
 */
export async function lockEntity(
  tx: Prisma.TransactionClient,
  { kind, id }: { readonly kind: string; readonly id: number },
): Promise<void> {
  if (!onPostgresql.has(tx)) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('entity'), hashtext(${`${kind}:${id}`}))`;
}
