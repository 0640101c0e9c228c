import type { Card } from './card.js';
import type { ChatCommand } from './command.js';

/** '/help' over the given commands, itself included: every command, every sub-command, one line each. */
export function helpCommand(commands: readonly ChatCommand[]): ChatCommand {
  const help: ChatCommand = {
    name: 'help',
    says: 'What Convenor can do',
    subcommands: [
      {
        name: '',
        says: 'Everything you can type',
        run: async () => ({ type: 'card', card: helpCard([...commands, help]) }),
      },
    ],
  };
  return help;
}

function helpCard(commands: readonly ChatCommand[]): Card {
  return {
    title: 'What Convenor can do',
    body: [
      { type: 'text', text: 'Most things are done with the buttons on a card. These words work anywhere:' },
      {
        type: 'facts',
        facts: commands.flatMap(command =>
          command.subcommands.map(sub => ({ label: usage(command.name, sub), value: sub.says })),
        ),
      },
      {
        type: 'text',
        style: 'subtle',
        text: "Only you see the answers to what you type. Never write the names of pupils here, nor a safeguarding concern: use your school's own route for that.",
      },
    ],
    actions: [],
  };
}

/** '/support show [reference]'. */
export function usage(command: string, sub: { readonly name: string; readonly usage?: string }): string {
  return [`/${command}`, sub.name, sub.usage].filter(Boolean).join(' ');
}
