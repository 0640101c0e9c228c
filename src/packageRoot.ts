import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of this project's package.json. Walks up from this file, so that the answer is the same from
 * the sources and from dist; data files stay beside the sources and are found from here.
 * @throws Error when no folder above holds a package.json, as in a broken installation.
 */
export function packageRoot(): string {
  if (found !== undefined) return found;
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder)
      throw new Error('No package.json above this program: install it again with npm ci.');
    folder = above;
  }
  found = folder;
  return folder;
}
