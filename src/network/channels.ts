import type { LocalDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { currentOn, presentOn } from './current.js';
import { type ChannelPurpose, selfAndAncestors } from './partnerships.js';
import type { Role } from './role.js';

/** Whose roles let them read a channel of each purpose, at its partnership or above (DOMAIN 7.3). */
export const CHANNEL_READERS: Readonly<Record<ChannelPurpose, readonly Role[]>> = {
  brokering: ['coordinator'],
  board: ['boardChair', 'boardMember', 'coordinator'],
  programme: ['programmeLead', 'clusterLead', 'coordinator'],
  group: ['boardChair', 'sponsor', 'groupLead', 'coordinator'],
};

/** What each purpose is for, in a few words. */
export const CHANNEL_SAYS: Readonly<Record<ChannelPurpose, string>> = {
  brokering: 'New support requests, without names: coordinators only',
  board: 'One line from every group, for the board',
  programme: 'The round of peer reviews, for those who run it',
  group: 'A task-and-finish group',
};

export interface ReadableChannel {
  readonly id: number;
  readonly name: string;
  readonly says: string;
}

/** The channels that a person's roles of a day let them read: those of their partnerships and of the nodes below. */
export async function channelsReadBy(
  tx: Tx,
  personId: number,
  today: LocalDate,
): Promise<readonly ReadableChannel[]> {
  const held = await tx.roleAssignment.findMany({
    where: { personId, partnershipId: { not: null }, ...currentOn(today), person: presentOn(today) },
    select: { role: true, partnershipId: true },
  });
  if (held.length === 0) return [];
  const channels = await tx.channel.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  const readable: ReadableChannel[] = [];
  for (const { id, name, purpose, partnershipId } of channels) {
    const readers: readonly string[] = CHANNEL_READERS[purpose as ChannelPurpose] ?? [];
    const above = (await selfAndAncestors(tx, partnershipId)).map(node => node.id);
    const reads = held.some(
      ({ role, partnershipId: at }) => readers.includes(role) && at !== null && above.includes(at),
    );
    if (reads) readable.push({ id, name, says: CHANNEL_SAYS[purpose as ChannelPurpose] ?? '' });
  }
  return readable;
}
