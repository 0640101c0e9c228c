#!/usr/bin/env node
// The command an administrator types. It only finds the built program: see src/cli/convenor.ts.
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

const program = new URL('../dist/convenor.js', import.meta.url);
if (!existsSync(program)) {
  console.error('Convenor is not built yet: run `npm ci` (or `npm run build`) in its folder first.');
  process.exit(1);
}
// Loading makes much short-lived garbage, and what the heap's young part grew to it keeps: 25 MB for nothing. It may
// grow again once the program runs (src/cli/start.ts).
setFlagsFromString('--semi-space-growth-factor=1');
// Who only plans a round loads little beside the planner, and wants it small: 4 MB less for no time that is noticed.
if (process.argv[2] === 'plan') setFlagsFromString('--optimize-for-size');
await import(program.href);
