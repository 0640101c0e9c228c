// Runs a TypeScript file of this project that is no part of the program (a measurement, the crash rounds):
// everything is transpiled file by file into a folder of this run, which is removed afterwards.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) {
  console.error('Say which file to run: node scripts/run-ts.mjs bench/run.ts');
  process.exit(2);
}
const outdir = path.join(root, 'node_modules', '.cache', 'convenor', `run-${process.pid}`);
const page = path.join('adapters', 'web', 'page');
const sources = ['src', 'adapters', 'bench', 'test/fakes', 'test/crash'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true })
    .map(file => path.join(folder, String(file)))
    .filter(file => /(?<!\.d|\.test)\.ts$/.test(file) && !file.startsWith(page)),
);
mkdirSync(outdir, { recursive: true });
try {
  await build({
    absWorkingDir: root,
    entryPoints: sources,
    outbase: '.',
    outdir,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const script = path.join(outdir, entry.replace(/\.ts$/, '.js'));
  const child = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', script, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => child.kill('SIGINT'));
  process.exitCode = await new Promise(resolve => child.on('exit', code => resolve(code ?? 1)));
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
