import { ConfigError } from '../config.js';
import { explainStoreError } from '../store/errors.js';

/** Errors that are sentences for the operator: shown without a stack. */
const SENTENCES = [
  'AlreadyRunningError',
  'MigrationError',
  'StoreUnavailableError',
  'AddressInUseError',
  'SlackSetupError',
  'TeamsSetupError',
  'NotLoopbackError',
];

/** Ends the command with the sentence that an operator can act on; a fault of the program shows where it was. */
export function failWith(error: unknown): never {
  const sentence = sentenceOf(error);
  console.error(sentence ?? error);
  if (sentence === null) console.error('This is a fault in Convenor: please report it with the lines above.');
  process.exit(1);
}

function sentenceOf(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && SENTENCES.includes(error.name)) return error.message;
  return explainStoreError(error) ?? null;
}
