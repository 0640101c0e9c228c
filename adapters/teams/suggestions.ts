import { z } from 'zod';
import type { FormLists } from '../../src/chat/formLists.js';
import { offered } from '../adaptiveCards/choices.js';
import { readDataset } from '../adaptiveCards/submission.js';
import type { Accounts } from './accounts.js';
import type { IncomingActivity } from './activity.js';
import { searchReply } from './answers.js';
import type { InvokeReply } from './port.js';
import { listKey } from './repeats.js';

/** The invoke that asks for what matches, while somebody types into a list. */
export const SEARCH = 'application/search';

const Typing = z.object({
  queryText: z.string().max(500).default(''),
  queryOptions: z.object({ skip: z.int().nonnegative().catch(0) }).default({ skip: 0 }),
  dataset: z.string().max(20_000),
});

/**
 * Answers a letter typed into a long list: the one who types finds what the form shows them, a stranger nothing, and
 * what is no list of ours is answered with 400.
 */
export async function suggestions(
  lists: FormLists,
  accounts: Pick<Accounts, 'personOf'>,
  activity: IncomingActivity,
): Promise<InvokeReply> {
  const typing = Typing.safeParse(activity.value);
  const list = typing.success ? readDataset(typing.data.dataset) : null;
  if (!typing.success || !list) return { status: 400 };
  const personId = await accounts.personOf(activity);
  if (personId === null) return searchReply([]);
  const { queryText, queryOptions } = typing.data;
  const found = await lists.search({
    platform: 'teams',
    personId,
    showing: `${activity.conversation.id} ${activity.replyToId ?? ''}`,
    ...list,
    typed: queryText,
    key: at => listKey(activity, list, at),
  });
  return searchReply(offered(found, queryOptions.skip));
}
