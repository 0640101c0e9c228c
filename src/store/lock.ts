import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** Another process has this SQLite file; the message is a sentence for the operator. */
export class AlreadyRunningError extends Error {
  override name = 'AlreadyRunningError';
}

/** A connection nobody refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<Database.Database>();

/**
 * Makes this process the only one on an SQLite file, until it lets go or dies (however it dies: the lock is the
 * operating system's, held through SQLite, so it works wherever SQLite does). Two bots on one file would each
 * believe that they alone send.
 *
 * It sees no process on another machine: the file must lie on a local disk, which WAL wants anyway.
 *
 * @param file path of the database; `<file>.lock` and `<file>.owner` are made beside it
 * @returns the function that lets go
 * @throws AlreadyRunningError naming the process that has it and since when
 */
export function lockFile(file: string): () => void {
  const lock = new Database(`${file}.lock`, { timeout: 0 });
  const owner = `${file}.owner`;
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new AlreadyRunningError(
      `${path.resolve(file)} is in use by another Convenor process${holder(owner)}. ` +
        'Stop it, or set DATABASE_URL to a PostgreSQL server to run several.',
    );
  }
  held.add(lock);
  writeFileSync(owner, String(process.pid));
  return () => {
    if (!held.delete(lock)) return;
    rmSync(owner, { force: true });
    lock.close();
  };
}

/** " (pid 5449 since ...)", or nothing where the holder has not written its name yet. */
function holder(owner: string): string {
  try {
    const since = statSync(owner).mtime.toISOString();
    return ` (pid ${readFileSync(owner, 'utf8')} since ${since})`;
  } catch {
    return '';
  }
}
