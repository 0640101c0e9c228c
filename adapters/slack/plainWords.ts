/** What somebody who writes to Convenor in their own words most likely wants. */
export type Meaning =
  | { readonly type: 'command'; readonly text: string }
  /** They describe a need: the form for it is offered, with their words in it. */
  | { readonly type: 'need'; readonly text: string }
  | { readonly type: 'unclear' };

/** In this order: the first that fits is taken. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(what can you do|how does this work|how do i|who are you|commands?|hello|hi|hey)\b/i, '/help'],
  [/\b(to-?do|waits?|waiting|outstanding|on my (list|plate|desk))\b/i, '/me'],
  [/\b(peer )?reviews?(ers?)?\b/i, '/review'],
  [/\b(task[- ]and[- ]finish|groups?|check-?ins?|milestones?)\b/i, '/group'],
  [/\b(undelivered|not (been )?delivered|deliver(y|ies))\b/i, '/delivery'],
  [/\bdeploy(ed|ments?)?\b/i, '/deploy'],
  [/\bboard\b/i, '/board'],
];

const NEED =
  /\b(support|help (with|for|us|our|me)|needs?|struggl\w*|advice|[lsn]le|leaders? of education|someone to|somebody to)\b/i;

/** Shorter than this nobody has described a need. */
const NEED_CHARACTERS = 12;

/**
 * Reads a direct message. Nothing is done on its strength: a form or a card is offered.
 *
 * @param commands the words that begin a command, with or without a slash
 */
export function understand(written: string, commands: readonly string[]): Meaning {
  const text = written.trim();
  const [first = '', ...others] = text.replace(/^\//, '').split(/\s+/);
  const word = first.toLowerCase().replace(/[^a-z]/g, '');
  const command = commands.find(each => each === word);
  // "help with phonics" is a need; "support show SR-2026-001" and "support" are commands.
  const described = NEED.test(text) && text.length >= NEED_CHARACTERS && !text.startsWith('/');
  if (command && !(described && (command === 'help' || others.length > 3)))
    return { type: 'command', text: [`/${command}`, ...others].join(' ') };
  if (described && !/\bpeer review/i.test(text)) return { type: 'need', text };
  const known = MEANINGS.filter(([, meant]) => commands.includes(meant.slice(1)));
  const meant = known.find(([pattern]) => pattern.test(text));
  return meant ? { type: 'command', text: meant[1] } : { type: 'unclear' };
}

/** A message as its author wrote it: Slack's marks for people, channels and links become their words. */
export function asWritten(text: string): string {
  return text
    .replace(/<(?:[@#!])[^>|]*\|([^>]*)>/g, '$1')
    .replace(/<[@#!][^>]*>/g, '')
    .replace(/<([^>|]*)\|([^>]*)>/g, '$2')
    .replace(/<([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
