// Transpiles src and adapters to dist file by file (types are checked apart, by `npm run typecheck`),
// so that starting compiles nothing and a worker thread is an ordinary file.
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { buildPage } from './buildPage.mjs';

const root = path.resolve(import.meta.dirname, '..');
const page = path.join('adapters', 'web', 'page');

const sources = ['src', 'adapters'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map(file => path.join(folder, String(file)))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith(page + path.sep)),
);

// Made beside the old one and put in its place at the end: a program that runs meanwhile finds all its files.
const fresh = `dist.new-${process.pid}`;
await build({
  absWorkingDir: root,
  entryPoints: sources,
  outbase: '.',
  outdir: fresh,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'warning',
});

await buildPage(path.join(root, fresh, page));

const [dist, old] = [path.join(root, 'dist'), path.join(root, `dist.old-${process.pid}`)];
if (existsSync(dist)) renameSync(dist, old);
renameSync(path.join(root, fresh), dist);
rmSync(old, { recursive: true, force: true });
