import { comingDate } from '../calendar/comingDate.js';
import type { LocalDate } from '../calendar/localDate.js';
import { findPerson } from '../network/people.js';
import type { Tx } from '../store/open.js';

/** What '/group cover' was told, or the sentence that says what is missing. */
export type ReadCover =
  | { readonly ok: true; readonly personId: number; readonly until: LocalDate }
  | { readonly ok: false; readonly text: string };

const HOW = 'Write it as: /group cover Priya Nair until 12 Jan.';

/**
 * Reads "@Priya Nair until 12 Jan" (DOMAIN 4.4): a person by name or e-mail, and a last day, of which the year may
 * be left out: then it is the next one of that name.
 */
export async function readCover(tx: Tx, text: string, today: LocalDate): Promise<ReadCover> {
  const parts = /^@?(.+?)\s+until\s+(.+)$/i.exec(text.trim());
  if (!parts) return { ok: false, text: HOW };
  const [, who = '', when = ''] = parts;
  const until = comingDate(when, today);
  if (until === null) return { ok: false, text: `"${when}" is not a date I can read. ${HOW}` };
  const found = await findPerson(tx, who);
  const [person] = found;
  if (!person) return { ok: false, text: `I know nobody called "${who}". ${HOW}` };
  if (found.length > 1) {
    const names = found.map(({ name, email }) => (email ? `${name} (${email})` : name)).join(', ');
    return { ok: false, text: `Which of them: ${names}? Write the e-mail address.` };
  }
  return { ok: true, personId: person.id, until };
}
