import { boardCommands } from './boards/commands.js';
import type { ChatCommand, Subcommand } from './chat/command.js';
import { helpCommand } from './chat/help.js';
import { coverSubcommands } from './cover/commands.js';
import { designationSubcommands } from './designations/commands.js';
import { dataSubcommands } from './export/commands.js';
import { groupCommands } from './groups/commands.js';
import { reviewCommands } from './review/commands.js';
import type { Store } from './store/open.js';
import { supportCommands } from './support/commands.js';
import { meCommand } from './workflow/meCommand.js';
import type { Processes } from './workflow/process.js';

/**
 * Everything that can be typed, /help last. A command that is not here does not exist on any platform, and what is
 * here is swept by the visibility test for every role.
 *
 * @param more commands of the parts that are no process (delivery)
 * @param mine what else can be typed after /me (the calendar)
 */
export function allCommands(
  store: Store,
  processes: Processes,
  more: readonly ChatCommand[] = [],
  mine: readonly Subcommand[] = [],
): readonly ChatCommand[] {
  const commands = [
    ...supportCommands({ store, processes, deploy: designationSubcommands(store, processes) }),
    ...reviewCommands({ store, processes }),
    ...groupCommands(store, processes),
    ...boardCommands({ store, processes }),
    ...more,
    meCommand(store, processes, [...coverSubcommands(store, processes), ...dataSubcommands(store), ...mine]),
  ];
  return [...commands, helpCommand(commands)];
}
