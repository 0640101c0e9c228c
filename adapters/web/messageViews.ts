import type { Db } from '../../src/store/open.js';
import { readContent } from './content.js';
import type { MessageView } from './wire.js';

/** A message as the store keeps it. */
export interface MessageRow {
  readonly id: number;
  readonly conversation: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly content: unknown;
}

/** Where the lines beneath a message are kept: 'channel:4#12', which nobody opens by itself. */
export function threadBeneath({
  conversation,
  id,
}: {
  readonly conversation: string;
  readonly id: number | string;
}): string {
  return `${conversation}#${id}`;
}

/** Stored messages as the page gets them, each with the lines beneath it. */
export async function messageViews(db: Db, rows: readonly MessageRow[]): Promise<MessageView[]> {
  const threads = rows.filter(row => row.conversation.startsWith('channel:')).map(threadBeneath);
  const lines = threads.length
    ? await db.webMessage.findMany({ where: { conversation: { in: threads } }, orderBy: { id: 'asc' } })
    : [];
  return rows.map(row => {
    const { id, conversation, revision, createdAt } = row;
    const story = lines
      .filter(line => line.conversation === threadBeneath(row))
      .map(line => ({ at: line.createdAt.toISOString(), text: lineText(line.content) }));
    return {
      id,
      conversation,
      revision,
      at: createdAt.toISOString(),
      ...readContent(row.content),
      ...(story.length > 0 && { story }),
    };
  });
}

function lineText(content: unknown): string {
  return (content as { readonly text: string }).text;
}
