// Transpiles src and adapters to dist file by file (types are checked apart, by `npm run typecheck`),
// so that starting compiles nothing and a worker thread is an ordinary file.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const page = path.join('adapters', 'web', 'page');

const sources = ['src', 'adapters'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map(file => path.join(folder, String(file)))
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.startsWith(page)),
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

// The page of the playground is the one thing that is bundled: a browser loads it as one file.
const entry = path.join(page, 'main.ts');
if (existsSync(path.join(root, entry))) {
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path.join('dist', page, 'main.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    sourcemap: 'linked',
    logLevel: 'warning',
  });
}
