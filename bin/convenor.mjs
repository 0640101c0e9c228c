#!/usr/bin/env node
// The command an administrator types. It only finds the built program: see src/cli/convenor.ts.
import { existsSync } from 'node:fs';

const program = new URL('../dist/src/cli/convenor.js', import.meta.url);
if (!existsSync(program)) {
  console.error('Convenor is not built yet: run `npm ci` (or `npm run build`) in its folder first.');
  process.exit(1);
}
await import(program.href);
