import { Command } from 'commander';
import { readConfig } from '../config.js';
import { failWith } from './fail.js';

/** `convenor demo --clear`: takes the demonstration away again. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('The demonstration partnership, which the playground makes on an empty store.')
    .option('--clear', 'take it away: its people, partnerships, requests, reviews, groups and messages')
    .option('--json', 'say what was removed as JSON')
    .action(async ({ clear, json }: { clear?: boolean; json?: boolean }) => {
      try {
        const { openStore } = await import('../store/open.js');
        const store = await openStore(readConfig(process.env).databaseUrl);
        try {
          const { findDemo } = await import('../demo/demo.js');
          const { clearDemo } = await import('../demo/clear.js');
          if (!clear) {
            const there = await findDemo(store);
            console.log(
              there
                ? 'The store holds the demonstration. `npx convenor demo --clear` takes it away.'
                : 'The store holds no demonstration. `npm start` on an empty store makes one.',
            );
            return;
          }
          const cleared = await clearDemo(store);
          if (json) console.log(JSON.stringify(cleared ?? { people: 0, schools: 0, pieces: 0 }));
          else if (!cleared) console.log('There was no demonstration to remove.');
          else
            console.log(
              `Removed the demonstration: ${cleared.people} people, ${cleared.schools} schools, ${cleared.pieces} requests, cycles and groups. What you imported is still there.`,
            );
        } finally {
          await store.close();
        }
      } catch (error) {
        failWith(error);
      }
    });
}
