// Transpiles src and adapters to dist file by file (types are checked apart, by `npm run typecheck`),
// so that starting compiles nothing and a worker thread is an ordinary file.
import { readdirSync, rmSync } from 'node:fs';
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

rmSync(path.join(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: sources,
  outbase: '.',
  outdir: 'dist',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'linked',
  logLevel: 'warning',
});

await buildPage();
