import { z } from 'zod';
import type { Submission } from './submission.js';

const Turn = z.object({
  page: z.coerce.number().int().nonnegative().catch(0),
  text: z.string().optional(),
  verb: z.string().optional(),
  sent: z
    .string()
    .optional()
    .transform(text => {
      const read = z.record(z.string(), z.string()).safeParse(parse(text));
      return read.success ? read.data : {};
    }),
});

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

/** What a pressed button of {@link TURN} asks for: a page of what a typed word, or what a button, shows. */
export interface TurnRequest {
  readonly page: number;
  readonly text: string | undefined;
  /** The button that shows the card, as if it were pressed again. */
  readonly again: Submission;
}

/** Reads the values of a button that turns pages. */
export function readTurn(submission: Submission): TurnRequest {
  const { page, text, verb, sent } = Turn.parse(submission.values);
  return { page, text, again: { ...submission, verb: verb ?? '', values: sent, submitted: false } };
}

/** What shows an action's card again: the look itself. What changed something is not done again. */
export function sourceOf({
  verb,
  entity,
  values,
  submitted,
}: Submission): Readonly<Record<string, string>> | null {
  if (submitted) return entity ? { verb: `${entity.kind}.open` } : null;
  return { verb, sent: JSON.stringify(values) };
}
