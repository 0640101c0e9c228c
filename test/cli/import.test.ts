import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { importCommand } from '../../src/cli/import.js';
import { ProgressLine } from '../../src/cli/importProgress.js';
import { type TestDatabase, withDatabase } from '../fakes/database.js';
import { GIAS, temporaryFile } from '../import/files.js';

const HILLINGDON = path.join(GIAS, '20260602/312-hillingdon.csv');

describe('convenor import', () => {
  let database: TestDatabase;
  let written: string[];

  beforeEach(async () => {
    database = await withDatabase('sqlite');
    vi.stubEnv('DATABASE_URL', database.url);
    written = [];
    vi.spyOn(process.stdout, 'write').mockImplementation(text => {
      written.push(String(text));
      return true;
    });
    process.exitCode = undefined;
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
  });

  /** Runs it as typed; what it printed, and its exit status. */
  async function run(...args: string[]): Promise<{ text: string; status: number }> {
    written = [];
    process.exitCode = undefined;
    await importCommand().parseAsync(args, { from: 'user' });
    return { text: written.join(''), status: Number(process.exitCode ?? 0) };
  }

  test('several files in one transaction, a dry run, JSON, and the exit status', async () => {
    const dry = await run('schools', HILLINGDON, '--dry-run');
    expect(dry).toEqual({
      status: 0,
      text: `${HILLINGDON}: 97 rows of schools, as of 2026-06-02 (from the folder "20260602")\n  97 added, 0 changed, 0 unchanged\nThis was a dry run: nothing was changed. Run it again without --dry-run to keep it.\n`,
    });
    const bad = temporaryFile('bad.csv', 'URN\n');
    const failed = await run('schools', HILLINGDON, bad);
    expect(failed.status).toBe(1);
    expect(failed.text).toMatch(
      /bad\.csv: 0 rows of schools[\s\S]*\n {2}error: This is not a CSV file[\s\S]*Nothing was changed\.\n$/,
    );
    const json = await run('schools', HILLINGDON, '--json');
    expect(json.status).toBe(0);
    expect(JSON.parse(json.text)).toMatchObject({
      applied: true,
      dryRun: false,
      reports: [{ kind: 'schools', rows: 97, counts: { added: 97 }, problems: [] }],
    });
    expect((await run('schools', HILLINGDON)).text).toContain('0 added, 0 changed, 97 unchanged');
    expect((await run('schools', HILLINGDON, '--date', '2026-06-03', '--dry-run')).text).toContain(
      'as of 2026-06-03 (as --date says)',
    );
    const other = await run('schools', path.join(GIAS, '20260602/302-barnet.csv'), '--authority', '312');
    expect(other.text).toContain('0 added, 0 changed, 0 unchanged, 134 skipped');
  });

  test('every import has --dry-run and --json, and says what its file looks like', () => {
    for (const command of importCommand().commands) {
      expect(command.helpInformation()).toMatch(/--dry-run[\s\S]*--json/);
      expect(command.registeredArguments[0]?.description).not.toBe('');
    }
    expect(importCommand().commands.map(command => command.name())).toEqual([
      'schools',
      'partnerships',
      'people',
      'designations',
      'training',
      'ties',
      'concerns',
      'channels',
      'rates',
      'payments',
      'calendar',
      'bank-holidays',
    ]);
  });
});

describe('the progress line', () => {
  test('is written over on a terminal, and never elsewhere', () => {
    const texts: string[] = [];
    const write = (text: string) => texts.push(text);
    const line = new ProgressLine({ isTTY: true, columns: 12, write });
    line.show('schools.csv: 100 of 200 rows');
    line.clear();
    expect(texts).toEqual(['\r\u001b[2Kschools.csv', '\r\u001b[2K']);
    new ProgressLine({ write: () => expect.fail('nobody watches') }).show('x');
  });
});
