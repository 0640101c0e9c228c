import { expect, test } from 'vitest';
import { readDatabaseUrl } from '../../src/store/databaseUrl.js';

test.each([
  ['file:./data/convenor.db', './data/convenor.db'],
  ['file:convenor.db', 'convenor.db'],
  ['file:/var/lib/convenor.db', '/var/lib/convenor.db'],
  ['file:///var/lib/my%20convenor.db', '/var/lib/my convenor.db'],
])('%s is the SQLite file %s', (url, file) => {
  expect(readDatabaseUrl(url)).toEqual({ dialect: 'sqlite', file });
});

test.each(['', 'convenor.db', 'file:', 'file::memory:', 'file:a.db?mode=ro', 'mysql://localhost/x'])(
  '%j is refused with an example of what is right',
  url => {
    expect(() => readDatabaseUrl(url)).toThrow(/DATABASE_URL is not understood.*file:.*postgresql:\/\//);
  },
);

/** The parameters of a PostgreSQL place; connecting with them is tested in open.test.ts. */
function parameters(url: string): { schema: string; base: string; parameters: Record<string, string> } {
  const place = readDatabaseUrl(url);
  if (place.dialect !== 'postgresql') return expect.fail('not read as PostgreSQL');
  const { schema, connectionString } = place;
  const parsed = new URL(connectionString);
  return {
    schema,
    base: connectionString.split('?')[0]!,
    parameters: Object.fromEntries(parsed.searchParams),
  };
}

test('a PostgreSQL session works in UTC and in the schema asked for', () => {
  expect(parameters('postgres://u:p@h:5432/d')).toEqual({
    schema: 'public',
    base: 'postgres://u:p@h:5432/d',
    parameters: {
      options: '-c timezone=UTC -c default_transaction_isolation=read\\ committed -c search_path="public"',
    },
  });
});

test('the other parameters stay as they are', () => {
  const { schema, parameters: read } = parameters(
    'postgresql://h/d?schema=my%20own&sslmode=require&options=-c%20work_mem%3D5MB',
  );
  expect(schema).toBe('my own');
  expect(read).toEqual({
    sslmode: 'require',
    options:
      '-c work_mem=5MB -c timezone=UTC -c default_transaction_isolation=read\\ committed -c search_path="my\\ own"',
  });
});
