import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const page = path.join('adapters', 'web', 'page');

/**
 * Builds the page of the playground: one file, for a browser.
 * @param {string} [folder] where index.html, main.js and page.css go; its place in dist unless told
 */
export async function buildPage(folder = path.join(root, 'dist', 'page')) {
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(page, 'main.ts')],
    outfile: path.join(folder, 'main.js'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'inline',
    logLevel: 'warning',
  });
  for (const file of ['index.html', 'page.css']) {
    copyFileSync(path.join(root, page, file), path.join(folder, file));
  }
}
