import type { ChatCommand } from '../chat/command.js';
import { allCommands } from '../commands.js';
import { deliveryCommand } from '../delivery/command.js';
import { createProcesses } from '../processes.js';
import type { Store } from '../store/open.js';

/** Everything that can be typed, to be described: running one of them is refused, for there is no store behind it. */
export function commandList(): readonly ChatCommand[] {
  const store: Store = {
    db: closed<Store['db']>(),
    dialect: 'sqlite',
    transaction: async () => nothing(),
    close: async () => {},
  };
  const delivery = deliveryCommand({
    store,
    draw: async () => null,
    mayRead: async () => false,
    wake: () => {},
  });
  return allCommands(store, createProcesses(), { commands: [delivery] });
}

function closed<T extends object>(): T {
  return new Proxy({} as T, { get: nothing });
}

function nothing(): never {
  throw new Error('This list of commands only describes them: there is no store to ask.');
}
