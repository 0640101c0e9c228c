import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { keepStatements } from '../../src/store/statements.js';

test('a statement is prepared once and runs with whatever it is given', () => {
  const client = new Database(':memory:');
  const prepared: string[] = [];
  const prepare = client.prepare.bind(client);
  client.prepare = ((sql: string) => {
    prepared.push(sql);
    return prepare(sql);
  }) as typeof client.prepare;
  keepStatements(client);
  client.exec('CREATE TABLE pair (a INTEGER, b TEXT)');
  for (const args of [
    [1, 'one'],
    [2, 'two'],
  ])
    client.prepare('INSERT INTO pair VALUES (?, ?)').bind(args).run();
  const read = (a: number) => client.prepare('SELECT b FROM pair WHERE a = ?').bind([a]).raw().all();
  expect([read(1), read(2), read(3)]).toEqual([[['one']], [['two']], []]);
  client.prepare('BEGIN').run();
  client.prepare('ROLLBACK').run();
  expect(prepared).toHaveLength(4);
  // A text per number of arguments: they do not pile up, and those in use stay.
  for (let n = 1; n <= 1_500; n++) {
    client.prepare(`SELECT ${n}`).bind([]).raw().all();
    read(1);
  }
  expect(prepared).toHaveLength(1_504);
  client.prepare('SELECT 1').bind([]);
  expect(prepared).toHaveLength(1_505);
});
