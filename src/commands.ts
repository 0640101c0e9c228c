import { boardCommands } from './boards/commands.js';
import type { ChatCommand, Subcommand } from './chat/command.js';
import { helpCommand } from './chat/help.js';
import { coverSubcommands } from './cover/commands.js';
import { quietSubcommands } from './cover/quiet.js';
import { designationSubcommands } from './designations/commands.js';
import { dataSubcommands } from './export/commands.js';
import { groupCommands } from './groups/commands.js';
import { reviewCommands } from './review/commands.js';
import type { Store } from './store/open.js';
import type { BatchPlanner } from './support/batch/batchInWorker.js';
import { supportCommands } from './support/commands.js';
import { type HomeLines, meCommand } from './workflow/meCommand.js';
import type { Processes } from './workflow/process.js';

/**
 * Everything that can be typed, /help last. A command that is not here does not exist on any platform, and what is
 * here is swept by the visibility test for every role.
 *
 * @param others of the parts that are no process (delivery, the calendar): commands of their own, what can be typed
 *   after /me, what stands first on a person's own page; and who plans a batch
 */
export function allCommands(
  store: Store,
  processes: Processes,
  others: {
    readonly commands?: readonly ChatCommand[];
    readonly mine?: readonly Subcommand[];
    readonly first?: HomeLines;
    readonly batchPlanner?: BatchPlanner;
  } = {},
): readonly ChatCommand[] {
  const mine = [
    ...coverSubcommands(store, processes),
    ...quietSubcommands(store),
    ...dataSubcommands(store),
    ...(others.mine ?? []),
  ];
  const commands = [
    ...supportCommands({
      store,
      processes,
      batchPlanner: others.batchPlanner,
      deploy: designationSubcommands(store, processes),
    }),
    ...reviewCommands({ store, processes }),
    ...groupCommands(store, processes),
    ...boardCommands({ store, processes }),
    ...(others.commands ?? []),
    meCommand(store, processes, mine, others.first),
  ];
  return [...commands, helpCommand(commands)];
}
