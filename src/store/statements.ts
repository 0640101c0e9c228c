import type Database from 'better-sqlite3';

/**
 * Statements kept ready on a connection. A program like this has some hundred shapes of query; a list in a query
 * (`IN (?, ?, ?)`) makes a shape for each length, and the ones not used any more fall out.
 */
const KEPT = 1_000;

/** What Prisma's adapter asks of a statement that it has bound its arguments to. */
type Bound = Pick<Database.Statement, 'reader' | 'run' | 'columns'> & {
  raw(): { all(): unknown[] };
};

/**
 * Keeps prepared statements of a connection for the next query of the same text: preparing one takes longer than
 * running it, and Prisma's adapter prepares each anew. (better-sqlite3 binds a statement once for all, so arguments
 * are given as it runs.)
 */
export function keepStatements(client: Pick<Database.Database, 'prepare'>): void {
  const prepare = client.prepare.bind(client);
  const kept = new Map<string, Database.Statement>();
  const columnsOf = new WeakMap<Database.Statement, ReturnType<Database.Statement['columns']>>();
  const statementOf = (sql: string): Database.Statement => {
    const statement = kept.get(sql) ?? prepare(sql);
    // The newest last: the first is the one not used for longest.
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.size > KEPT ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  };
  const ready = (sql: string) => {
    const statement = statementOf(sql);
    return {
      reader: statement.reader,
      run: () => statement.run(),
      bind: (args: unknown[]): Bound => ({
        reader: statement.reader,
        run: () => statement.run(args),
        columns: () => {
          const known = columnsOf.get(statement) ?? statement.columns();
          columnsOf.set(statement, known);
          return known;
        },
        raw: () => ({ all: () => statement.raw().all(args) }),
      }),
    };
  };
  client.prepare = ready as unknown as typeof client.prepare;
}
