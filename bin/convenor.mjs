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
await import(program.href);
