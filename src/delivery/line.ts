import type { Db } from '../store/open.js';
import type { PostedRef } from './platform.js';
import type { MessageRow } from './rows.js';

/** How the notices of lines begin. */
const PREFIX = 'line:';

/**
 * The notice of a line: it stands beneath the card of its work in a channel, in words alone, where a platform has
 * threads in a thread. It is no card, so nothing of it is kept up to date; without a card there is nothing to stand
 * beneath, and it is left out.
 */
export function lineOf(about: string): string {
  return PREFIX + about;
}

/** What a line is about; null for a notice that is none. */
export function aboutOf(notice: string): string | null {
  return notice.startsWith(PREFIX) ? notice.slice(PREFIX.length) : null;
}

/** The first card of the line's work that stands in its channel on a platform. */
export async function cardAbove(db: Db, line: MessageRow, platform: string): Promise<PostedRef | null> {
  const { entityKind, entityId, channelId } = line;
  if (channelId === null) return null;
  return db.cardCopy.findFirst({
    where: { entityKind, entityId, channelId, platform, status: 'live', message: { status: 'sent' } },
    orderBy: { messageId: 'asc' },
    select: { conversation: true, externalId: true },
  });
}
