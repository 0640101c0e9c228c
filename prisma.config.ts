import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's command line wants a native engine from its own server before it does anything. The stand-in
// speaks the engine's protocol over the WebAssembly build that npm has, so nothing is downloaded and every
// command works without a network. To use the native engine: `PRISMA_SCHEMA_ENGINE_BINARY= npx prisma ...`.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, 'scripts/schema-engine.mjs');

const url = process.env.DATABASE_URL ?? 'file:./data/convenor.db';
const dialect = url.startsWith('postgres') ? 'postgresql' : 'sqlite';

export default defineConfig({
  schema: path.join('prisma', dialect),
  migrations: { path: path.join('prisma', dialect, 'migrations') },
  datasource: { url },
});
