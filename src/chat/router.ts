import { closest, distance } from 'fastest-levenshtein';
import { type Answer, refused } from './answer.js';
import type { ChatCommand } from './command.js';
import type { ActionInteraction, CommandInteraction, Interaction } from './interaction.js';

/** Answers whatever an adapter hands in. */
export type Router = (interaction: Interaction) => Promise<Answer>;

/** A word this many letters away from a known one is taken for a typing slip and offered as a question. */
const TYPO_DISTANCE = 2;

/**
 * Sends commands to their sub-command and actions to `onAction`. Parsing forgives: case, a leading slash or
 * mention, extra blanks, and a mistyped word, which gets the nearest one offered instead of an error.
 */
export function createRouter(
  commands: readonly ChatCommand[],
  onAction: (interaction: ActionInteraction) => Promise<Answer>,
): Router {
  return interaction =>
    interaction.type === 'action' ? onAction(interaction) : runCommand(commands, interaction);
}

async function runCommand(
  commands: readonly ChatCommand[],
  interaction: CommandInteraction,
): Promise<Answer> {
  const [word = '', second = '', ...others] = interaction.text.trim().replace(/^\//, '').split(/\s+/);
  const name = word.toLowerCase();
  const command = commands.find(candidate => candidate.name === name);
  if (!command)
    return refused(
      unknownWord(
        `/${word}`,
        name,
        commands.map(each => each.name),
        '/',
      ),
    );
  const sub = second.toLowerCase();
  const exact = command.subcommands.find(candidate => candidate.name === sub);
  if (exact) return exact.run({ interaction, rest: others.join(' ') });
  // What follows is no known word: it belongs to the command alone, if that takes words.
  const alone = command.subcommands.find(candidate => candidate.name === '' && candidate.usage);
  const names = command.subcommands.map(each => each.name).filter(each => each !== '');
  // Of a short word half the letters may be wrong, no more: "si" is a name and not a mistyped "list".
  const allowed = Math.min(TYPO_DISTANCE, Math.floor(sub.length / 2));
  const slip = names.some(each => distance(each, sub) <= allowed);
  if (alone && !slip) return alone.run({ interaction, rest: [second, ...others].join(' ').trim() });
  return refused(unknownWord(`/${name} ${second}`, sub, names, `/${name} `));
}

function unknownWord(typed: string, word: string, known: readonly string[], prefix: string): string {
  const nearest = known.length > 0 ? closest(word, [...known]) : '';
  return nearest && distance(nearest, word) <= TYPO_DISTANCE
    ? `I do not know "${typed}". Did you mean ${prefix}${nearest}?`
    : `I do not know "${typed}". Type /help to see what I can do.`;
}
