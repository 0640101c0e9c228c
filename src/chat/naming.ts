import { z } from 'zod';
import type { Field, FormValues } from './form.js';
import { GIVEN_NAMES } from './givenNames.js';

/** The field with which somebody says that a text names nobody, whatever it looks like. */
const AS_IT_STANDS = 'asItStands';

const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Prof|Professor|Rev|Revd|Father)\.?\s+\p{Lu}[\p{L}'’-]+/u;
const CALLED = /\b(?:called|named)\s+(\p{Lu}\p{Ll}[\p{L}'’-]*)/u;
const SOMEBODY =
  /\b(?:pupil|child|boy|girl|student|teacher|colleague|head|lead|assistant|parent|mother|father)\s+(\p{Lu}\p{Ll}[\p{L}'’-]+(?:\s+\p{Lu}\p{Ll}[\p{L}'’-]+)?)/u;
const WORD = /(?<![\p{L}-])\p{Lu}\p{Ll}+(?![\p{L}-])/gu;

/** Capitalised words that follow 'pupil', 'teacher' or 'called' and are no names. */
const NO_NAMES =
  /^(?:Year|Key|Premium|Reception|Nursery|Protection|Assessment|Development|Ofsted|English|Maths|Phonics)/;

/** What stands for a field with {@link namingNobody}: an unanswered question is no. */
export const AsItStands = z
  .union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])
  .default(false);

/**
 * The words of a text that seem to name a person or a pupil, or null. A guess from titles, common given names
 * and the words around them (DOMAIN 7.1): it misses some and takes others for names, so it warns and never forbids.
 */
export function seemsToName(text: string): string | null {
  const titled = TITLED.exec(text)?.[0];
  if (titled) return titled;
  for (const pattern of [CALLED, SOMEBODY]) {
    const name = pattern.exec(text)?.[1];
    if (name && !NO_NAMES.test(name)) return name;
  }
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!GIVEN_NAMES.has(word)) continue;
    const surname = /^\s+\p{Lu}\p{Ll}[\p{L}'’-]+/u.exec(text.slice(index + word.length))?.[0] ?? '';
    return word + surname;
  }
  return null;
}

/**
 * For `superRefine` of a schema that has `asItStands: AsItStands`: a free text that seems to name somebody is
 * sent back once, with what to do. Whoever ticks the box of {@link namingField} sends it as it stands.
 *
 * @param fields the names of the free texts
 */
export function namingNobody<T extends { readonly asItStands: boolean }>(
  fields: readonly (keyof T & string)[],
) {
  return (value: T, ctx: z.core.$RefinementCtx<T>): void => {
    if (value.asItStands) return;
    for (const field of fields) {
      const text = value[field];
      const name = typeof text === 'string' ? seemsToName(text) : null;
      if (name === null) continue;
      ctx.addIssue({
        code: 'custom',
        path: [field],
        message: `“${name}” looks like somebody’s name. Write the role instead, or tick “${LABEL}” below to send it.`,
        input: text,
      });
    }
  };
}

const LABEL = 'This names nobody: send it as it stands';

/** The box to tick, for a form whose texts so far seem to name somebody; nothing for the others. */
export function namingField(values: FormValues, fields: readonly string[]): readonly Field[] {
  const texts = fields.map(field => values[field]);
  if (!texts.some(text => typeof text === 'string' && seemsToName(text) !== null)) return [];
  return [{ type: 'toggle', name: AS_IT_STANDS, label: LABEL, required: false }];
}
