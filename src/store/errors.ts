/** The database cannot be used at present; the message is a sentence for the operator. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
}

/** What the driver underneath said, wherever Prisma put it. */
type Failure = { kind: string; code: string; message: string; constraint?: Constraint };
type Constraint = { fields: string[] } | { index: string } | { foreignKey: object };

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * Prisma wraps the driver's error (`meta.driverAdapterError`) when a query fails, but passes it bare when COMMIT
 * does, and errors of the connection may arrive as the driver threw them: all three are read here.
 */
function failure(error: unknown): Failure {
  const outer = asRecord(error);
  const wrapped = asRecord(asRecord(outer.meta).driverAdapterError);
  const driver = asRecord(wrapped.cause ?? (outer.name === 'DriverAdapterError' ? outer.cause : outer));
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    kind: text(driver.kind),
    code: text(driver.originalCode ?? driver.code),
    message: text(driver.originalMessage ?? driver.message ?? outer.message),
    ...(driver.constraint === undefined ? {} : { constraint: driver.constraint as Constraint }),
  };
}

/**
 * Whether an error says that such a row exists already.
 *
 * On PostgreSQL the transaction in which it happened is lost, on SQLite it goes on: catch it outside
 * `transaction`, or look before writing.
 *
 * @param field ask about this field only, alone or among others of a compound key. PostgreSQL reports a primary
 *   key without its fields: there only `id` is recognised.
 */
export function isUniqueViolation(error: unknown, field?: string): boolean {
  const { kind, constraint } = failure(error);
  if (kind !== 'UniqueConstraintViolation') return false;
  if (field === undefined) return true;
  if (constraint === undefined) return false;
  if ('fields' in constraint) return constraint.fields.map(name => name.replaceAll('"', '')).includes(field);
  if (!('index' in constraint)) return false;
  // Prisma's names: School_urn_key, School_a_b_key, School_pkey.
  const fields = constraint.index.split('_').slice(1);
  const last = fields.pop();
  return last === 'pkey' ? field === 'id' : fields.includes(field);
}

/**
 * Whether a transaction lost against another and would probably succeed if done again: a serialisation failure
 * or deadlock on PostgreSQL, a busy file on SQLite. The transaction has changed nothing.
 *
 * (A time-out of the network is P1008 too, as a busy file is, but there the commit may have happened.)
 */
export function isContention(error: unknown): boolean {
  const { kind, code } = failure(error);
  if (kind === 'TransactionWriteConflict' || code === 'P2034') return true;
  return code === '40P01' || code.startsWith('SQLITE_BUSY');
}

const PROBLEMS: { kinds?: string[]; codes?: RegExp; messages?: RegExp; say: string }[] = [
  {
    codes: /^(SQLITE_FULL|53100)$/,
    say: 'The disk that holds the database is full, so nothing can be saved. Free some space; Convenor then goes on by itself.',
  },
  {
    codes: /^(SQLITE_READONLY.*|SQLITE_PERM|EACCES|EROFS|25006)$/,
    say: 'The database cannot be written. Check who owns the database and its folder, and that the disk is not mounted read-only.',
  },
  {
    codes: /^(SQLITE_CANTOPEN.*|ENOENT|ENOTDIR)$/,
    say: 'The database file cannot be opened. Check the path in DATABASE_URL and that Convenor may read and write its folder.',
  },
  {
    codes: /^(SQLITE_CORRUPT.*|SQLITE_NOTADB|XX001|XX002)$/,
    say: 'The database is damaged. Stop Convenor, keep the file aside and restore the last backup.',
  },
  {
    codes: /^(SQLITE_IOERR.*|58030)$/,
    say: 'The disk that holds the database reports errors. Check the disk; if they persist, move the database to another one.',
  },
  {
    codes: /^SQLITE_BUSY/,
    say: 'Another program has been holding the database file for too long. Find it (a backup, a database viewer) and close it.',
  },
  {
    kinds: ['AuthenticationFailed', 'DatabaseAccessDenied'],
    codes: /^(28P01|28000)$/,
    say: 'PostgreSQL refuses the user or the password in DATABASE_URL.',
  },
  {
    kinds: ['DatabaseDoesNotExist'],
    codes: /^3D000$/,
    say: 'The PostgreSQL database named in DATABASE_URL does not exist. Create it first; Convenor makes the tables.',
  },
  {
    codes: /^3F000$/,
    say: 'The schema named in DATABASE_URL does not exist in the PostgreSQL database. Create it first, or leave the parameter out.',
  },
  {
    codes: /^42501$/,
    say: 'The PostgreSQL user in DATABASE_URL may not make or change tables. Make it the owner of the database (ALTER DATABASE ... OWNER TO ...).',
  },
  {
    kinds: ['TooManyConnections'],
    codes: /^(53300|53400)$/,
    say: 'PostgreSQL has no connections left. Raise max_connections, or run fewer instances.',
  },
  {
    kinds: ['TlsConnectionError'],
    say: 'No secure connection to PostgreSQL could be made. Check the sslmode in DATABASE_URL and the server’s certificate.',
  },
  {
    kinds: ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout'],
    codes:
      /^(E(CONNREFUSED|CONNRESET|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|AI_AGAIN|NOTFOUND)|08\w{3}|57P0[1-5]|53\w{3})$/,
    messages:
      /Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable/,
    say: 'PostgreSQL does not answer. Check that the server runs and that DATABASE_URL names it; Convenor then goes on by itself.',
  },
];

/**
 * Says in one sentence, for the operator, why the database cannot be used.
 *
 * @returns undefined when the error is of another sort (a constraint, a mistake in a query)
 */
export function explainStoreError(error: unknown): string | undefined {
  if (error instanceof StoreUnavailableError) return error.message;
  const { kind, code, message } = failure(error);
  const problem = PROBLEMS.find(
    ({ kinds, codes, messages }) => kinds?.includes(kind) || codes?.test(code) || messages?.test(message),
  );
  if (problem === undefined) return undefined;
  return code === '' ? problem.say : `${problem.say} (${code})`;
}

/** Whether the store itself is in trouble: the request was all right and may be made again later. */
export function isStoreUnavailable(error: unknown): boolean {
  return explainStoreError(error) !== undefined;
}
