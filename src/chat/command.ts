import type { Answer } from './answer.js';
import type { CommandInteraction } from './interaction.js';

/** A word typed after the slash ('/support'), with what may follow it. */
export interface ChatCommand {
  readonly name: string;
  /** One line for /help. */
  readonly says: string;
  readonly subcommands: readonly Subcommand[];
}

export interface Subcommand {
  /** The word after the command; '' for the command alone. */
  readonly name: string;
  /** What follows the word, for help and autocompletion: '[reference]'. */
  readonly usage?: string;
  readonly says: string;
  run(request: CommandRequest): Promise<Answer>;
}

/** A command as understood: `rest` is what follows the sub-command's word, trimmed. */
export interface CommandRequest {
  readonly interaction: CommandInteraction;
  readonly rest: string;
}
