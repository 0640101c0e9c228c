import { fileURLToPath } from 'node:url';

/** Where the database is when DATABASE_URL says nothing. */
export const DEFAULT_DATABASE_URL = 'file:./data/convenor.db';

export type DatabasePlace =
  | { dialect: 'sqlite'; file: string }
  | { dialect: 'postgresql'; connectionString: string; schema: string };

/**
 * Reads DATABASE_URL.
 *
 * @param url `file:` and a path (relative to the working directory), or `postgresql://...`, where Prisma's
 *   parameter `schema` is understood
 * @throws Error with a sentence for the operator
 */
export function readDatabaseUrl(url: string): DatabasePlace {
  if (/^postgres(ql)?:\/\//.test(url)) return postgresql(url);
  const file = url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/, '');
  if (!url.startsWith('file:') || file === '' || file.includes(':memory:') || file.includes('?')) {
    throw new Error(
      'DATABASE_URL is not understood. It is `file:` and a path, as in file:./data/convenor.db, ' +
        'or postgresql://user:password@host:5432/database.',
    );
  }
  return { dialect: 'sqlite', file };
}

function postgresql(url: string): DatabasePlace {
  const [base, query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const schema = parameters.get('schema') ?? 'public';
  parameters.delete('schema');
  // What the server or the role may have set otherwise, and what the program relies on: time stamps without a
  // zone are UTC, and a lost race shows as a version that did not match, not as an error.
  const settings = [
    'timezone=UTC',
    'default_transaction_isolation=read\\ committed',
    `search_path="${schema.replaceAll('"', '""').replaceAll(/([\\ ])/g, '\\$1')}"`,
  ];
  const options = [parameters.get('options') ?? '', ...settings.map(setting => `-c ${setting}`)];
  parameters.set('options', options.join(' ').trim());
  return { dialect: 'postgresql', connectionString: `${base}?${parameters}`, schema };
}
