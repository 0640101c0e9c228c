import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';
import { exportCommand } from '../../src/cli/export.js';
import { allCommands } from '../../src/commands.js';
import { exportAll } from '../../src/export/all.js';
import { exportPerson } from '../../src/export/person.js';
import { personColumns } from '../../src/export/personColumns.js';
import { personText } from '../../src/export/personText.js';
import { exportedColumns, exportedTables } from '../../src/export/tables.js';
import type { Store } from '../../src/store/open.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore, withDatabase } from '../fakes/database.js';
import { bringTo, castOf } from '../support/cast.js';

/** Columns that end in "Id" and name no person. */
const THINGS =
  /^(id|(school|homeSchool|hostSchool|partnership|trust|designation|request|group|cycle|review|entity|channel|message|board|programme|approach|capacityYear|parent|meeting|item|movedFrom|reportsTo|external|source|origin|groupLeader|asker|entry|action|event|seat|decision|project|bid|checkIn|milestone|report|recommendation|deployment|owner|agendaItem)Id)$/;

/** A finished request, with a post that holds an account's secret. */
async function played(store: Store) {
  const cast = await castOf(store);
  const { world, rita, jo } = cast;
  const { db } = store;
  await db.account.create({
    data: {
      platform: 'teams',
      externalId: 'x',
      personId: rita,
      state: 'bound',
      reference: { secret: 'ZQSECRET' },
    },
  });
  const id = await bringTo(cast, 'active');
  await db.supportRequest.update({ where: { id }, data: { need: 'ZQNEED, says Jo Poole' } });
  world.now = new Date('2026-11-20T12:00:00Z');
  await world.must('support', id, 'logVisit', jo.personId, {
    on: '2026-11-20',
    days: 1,
    summary: '=ZQVISIT with Rita Receiving',
  });
  return { ...cast, id };
}

describe('what an export knows of the tables', () => {
  test('every number that may be a person is one, or is known to be a thing', () => {
    const unknown = exportedTables().flatMap(table =>
      exportedColumns(table)
        .filter(column => column.endsWith('Id') && !THINGS.test(column))
        .filter(column => !personColumns(table).includes(column))
        .map(column => `${table}.${column}`),
    );
    expect(unknown).toEqual([]);
  });
});

eachStore('exports', open => {
  test('one person: their own words, the records they stand in, and nobody else', async () => {
    const { world, rita, jo } = await played(await open());
    const ritas = await exportPerson(world.store.db, rita);
    const text = personText(ritas!, 'Friday 20 November 2026');
    expect(text).toContain('ZQNEED');
    expect(text).toContain('Rita Receiving');
    for (const hidden of ['ZQVISIT', 'ZQSECRET', 'Priya Nair', 'Harriet Home'])
      expect(text).not.toContain(hidden);
    // Where another's words name her is listed, for whoever answers the request.
    expect(ritas!.mentions).toEqual([{ table: 'Visit', row: '1', column: 'summary' }]);
    const request = ritas!.records.find(({ table }) => table === 'SupportRequest')?.rows[0];
    expect(request).toMatchObject({ requesterId: rita, coordinatorId: '[another person]' });

    const jos = JSON.stringify(await exportPerson(world.store.db, jo.personId));
    expect(jos).toContain('ZQVISIT');
    expect(jos).not.toContain('ZQNEED');
    expect(await exportPerson(world.store.db, 4711)).toBeNull();
  });

  test('everything, in open formats, without secrets', async () => {
    const { world } = await played(await open());
    const folder = mkdtempSync(path.join(tmpdir(), 'convenor-export-'));
    const report = await exportAll(world.store.db, folder, world.now);
    const requests = report.tables.find(({ table }) => table === 'SupportRequest');
    expect(requests).toEqual({ table: 'SupportRequest', rows: 1 });
    const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
    expect(JSON.parse(read('SupportRequest.jsonl'))).toMatchObject({ need: 'ZQNEED, says Jo Poole' });
    const visits = read('Visit.csv').split('\r\n');
    expect(visits[0]).toContain('summary');
    // A spreadsheet must not take a head's words for a formula.
    expect(visits[1]).toContain(`'=ZQVISIT with Rita Receiving`);
    expect(report.tables.map(({ table }) => table)).not.toContain('Receipt');
    expect(
      report.tables.map(({ table }) => read(`${table}.csv`) + read(`${table}.jsonl`)).join(),
    ).not.toContain('ZQSECRET');
    expect(JSON.parse(read('manifest.json')).tables).toEqual(report.tables);
  });

  test('/me data says in short what is held, and how to get all of it', async () => {
    const { world, rita } = await played(await open());
    const { store, processes } = world;
    const route = createRouter(allCommands(store, processes), each => handleAction(store, processes, each));
    const typed = { key: 'k', at: world.now, platform: 'test', personId: rita };
    const answer = await route({ ...typed, type: 'command', text: '/me data' });
    const text = answer.type === 'card' ? cardText(answer.card) : '';
    expect(text).toContain('headteacher: Receiving Primary');
    expect(text).toMatch(/Support request \| 1/);
    expect(text).toContain('data protection officer');
    expect(text).not.toContain('ZQ');
  });
});

describe('convenor export', () => {
  test('writes a person by address or number, and says who is not there', async () => {
    const database = await withDatabase('sqlite');
    const store = await database.open();
    await store.db.person.create({ data: { name: 'Rita Receiving', email: 'rita@example.org' } });
    await store.close();
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'convenor-export-')), 'rita.json');
    const said = vi.spyOn(console, 'log').mockImplementation(() => {});
    vi.stubEnv('DATABASE_URL', database.url);
    try {
      const args = ['person', '--email', 'Rita@Example.org', '--json', '--out', file];
      await exportCommand().parseAsync(args, { from: 'user' });
    } finally {
      vi.unstubAllEnvs();
    }
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ person: { name: 'Rita Receiving' } });
    expect(said.mock.calls.flat().join()).toContain('1 records of Rita Receiving');
    said.mockRestore();
  });

  test('explains itself', () => {
    for (const command of exportCommand().commands) {
      const help = command.helpInformation();
      expect(help).toContain('--out');
      expect(help).toContain('--json');
    }
  });
});
