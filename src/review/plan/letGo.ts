import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BIG } from './sizes.js';

/**
 * Gives memory back to the machine at a moment when much of it has just become useless: the text and objects that a
 * country's round was read from, a network that only its prices were wanted of. The engine would do so in its own
 * time, and hold twice as much until then. Does nothing for a round that is not big.
 */
export function letGo(schools: number): void {
  if (schools <= BIG) return;
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
