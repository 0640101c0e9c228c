import { expect, onTestFinished, test } from 'vitest';
import { AlreadyRunningError } from '../../src/store/lock.js';
import { firstLine, killNine, runChild } from '../fakes/childProcess.js';
import { withDatabase } from '../fakes/database.js';

test('a file is open once in a process, and free again when closed', async () => {
  const database = await withDatabase('sqlite');
  const first = await database.open();
  await expect(database.open()).rejects.toThrow(AlreadyRunningError);
  // The refused attempt has not freed what the first one holds.
  await expect(database.open()).rejects.toThrow(AlreadyRunningError);
  await first.close();
  const second = await database.open();
  expect(await second.db.school.count()).toBe(0);
});

test('a second process is told who has the file, and kill -9 frees it', async () => {
  const database = await withDatabase('sqlite');
  const child = await runChild(
    `import { lockFile } from './src/store/lock.js';
     lockFile(process.argv[1].replace('file:', ''));
     console.log('locked');
     setInterval(() => {}, 1000);`,
    [database.url],
  );
  onTestFinished(() => killNine(child));
  expect(await firstLine(child)).toBe('locked');

  const sentence = new RegExp(
    `^/.*\\.db is in use by another Convenor process \\(pid ${child.pid} since \\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\)\\. ` +
      'Stop it, or set DATABASE_URL to a PostgreSQL server to run several\\.$',
  );
  await expect(database.open()).rejects.toThrow(sentence);

  await killNine(child);
  const store = await database.open();
  expect(await store.db.school.count()).toBe(0);
});

test('of several that start together one wins', async () => {
  const database = await withDatabase('sqlite');
  const code = `import { lockFile } from './src/store/lock.js';
    try { lockFile(process.argv[1].replace('file:', '')); console.log('won'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.name); }`;
  const children = await Promise.all([1, 2, 3].map(() => runChild(code, [database.url])));
  onTestFinished(async () => void (await Promise.all(children.map(killNine))));
  const lines = await Promise.all(children.map(firstLine));
  expect(lines.sort()).toEqual(['AlreadyRunningError', 'AlreadyRunningError', 'won']);
});
