import type { types } from '@slack/bolt';
import type { FormLists } from '../../src/chat/formLists.js';
import { OPTIONS } from './limits.js';
import { toOption } from './options.js';
import { interactionKey, readFormMetadata } from './submission.js';

/** What somebody typed into a long list of a form. */
interface Typing {
  readonly viewId: string;
  readonly metadata: string;
  readonly field: string;
  readonly typed: string;
  readonly personId: number;
}

/** The choices of a field that match, at most as many as Slack shows; none when the form is no longer there. */
export async function suggestions(
  lists: FormLists,
  { viewId, metadata, field, typed, personId }: Typing,
): Promise<types.PlainTextOption[]> {
  const data = readFormMetadata(metadata);
  if (!data) return [];
  const { verb, entity, values, opened } = data;
  const found = await lists.search({
    platform: 'slack',
    personId,
    showing: viewId,
    form: { verb, ...(entity && { entity }), values: opened ?? values ?? {} },
    field,
    typed,
    key: at => interactionKey('list', viewId, String(at.getTime())),
  });
  return found.slice(0, OPTIONS).map(toOption);
}
