import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { readConfig } from '../config.js';
import { failWith } from './fail.js';
import { settingsHelp } from './settingsHelp.js';

/** `convenor start`: runs until it is told to stop. */
export function startCommand(): Command {
  return new Command('start')
    .description(
      'Run Convenor: the playground, or the platforms that are configured. Settings come from the environment.',
    )
    .addHelpText('after', settingsHelp)
    .action(async () => {
      try {
        const config = readConfig(process.env);
        const { startConvenor } = await import('../main.js');
        const convenor = await startConvenor(config);
        // Node's own setting, which bin/convenor.mjs lowered for the loading.
        setFlagsFromString('--semi-space-growth-factor=2');
        console.log(
          config.web
            ? `Convenor's playground: open ${convenor.address}`
            : `Convenor is running at ${convenor.address}`,
        );
        const stop = () => {
          convenor.stop().then(
            () => process.exit(0),
            (error: unknown) => failWith(error),
          );
        };
        process.once('SIGINT', stop);
        process.once('SIGTERM', stop);
      } catch (error) {
        failWith(error);
      }
    });
}
