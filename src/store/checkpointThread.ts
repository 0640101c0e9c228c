/** Does the checkpoints of one SQLite file when it is told to. Started by `checkpoints.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

const port = parentPort;
if (port) {
  const db = new Database(String(workerData), { fileMustExist: true });
  db.pragma('synchronous = FULL');
  port.on('message', (asked: 'checkpoint' | 'end') => {
    if (asked === 'end') {
      db.close();
      port.close();
      return;
    }
    // Waits for nobody, and nobody waits for it: what is being read or written now comes next time.
    db.pragma('wal_checkpoint(PASSIVE)');
    port.postMessage('done');
  });
}
