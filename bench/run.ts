// npm run bench -- NAME [--json]: runs bench/NAME.ts and prints, as its last line, one JSON object.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What every measurement is: its arguments in, its figures out. */
interface Bench {
  readonly default?: (args: string[]) => Promise<object>;
  readonly run?: (args: string[]) => Promise<object>;
}

const [name = '', ...args] = process.argv.slice(2).filter(arg => arg !== '--json');
const json = process.argv.includes('--json');
const file = path.join(import.meta.dirname, `${name}.js`);
if (!/^[a-z-]+$/.test(name) || name === 'run' || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname)
    .filter(each => each.endsWith('.js') && each !== 'run.js')
    .map(each => each.slice(0, -3));
  console.error(`There is no measurement called "${name}". There are: ${names.sort().join(', ')}.`);
  process.exit(2);
}
const bench = (await import(file)) as Bench;
const measure = bench.default ?? bench.run;
if (!measure) {
  console.error(`"${name}" is no measurement but a part of others.`);
  process.exit(2);
}
const figures = await measure(args);
if (!json) console.table(flat(figures));
console.log(JSON.stringify({ bench: name, ...figures }));
process.exit(0);

function flat(figures: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value, `${prefix}${key}.`))
        : [[`${prefix}${key}`, value]],
    ),
  );
}
