import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What the build reads. Folders count by themselves, so that a file taken away is noticed as well. */
const READ = ['src', 'adapters', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Its time is that at which the build began: what was written while it ran is newer. */
const STAMP = '.built';

/**
 * Whether a build is as new as all it is made of.
 * @param {string} root the project's folder
 * @param {string} dist the folder built
 */
export function isBuilt(root, dist) {
  const built = statSync(path.join(dist, STAMP), { throwIfNoEntry: false });
  return built !== undefined && READ.every(name => oldUntil(path.join(root, name), built.mtimeMs));
}

/**
 * Notes in the folder built when its build began.
 * @param {string} dist
 * @param {Date} began
 */
export function stampBuilt(dist, began) {
  const stamp = path.join(dist, STAMP);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}

/** Whether neither this nor anything in it was written at that time or later. */
function oldUntil(file, time) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return true;
  if (stats.mtimeMs >= time) return false;
  return !stats.isDirectory() || readdirSync(file).every(name => oldUntil(path.join(file, name), time));
}
