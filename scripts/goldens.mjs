// Writes test/contract/goldens anew: what every message of the product looks like on Slack and on Teams.
import { startVitest } from 'vitest/node';

process.env.CONVENOR_GOLDENS = 'write';
const vitest = await startVitest('test', ['test/contract/goldens.test.ts'], { run: true, watch: false });
await vitest.close();
