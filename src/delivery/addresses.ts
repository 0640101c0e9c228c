import { addressesOf, addressesOfChannel } from '../network/accounts.js';
import type { Tx } from '../store/open.js';
import type { Address } from './platform.js';

/** Where people and channels can be written to. */
export interface AddressBook {
  /** A person's addresses on these platforms, the one to be used first at the front. */
  ofPerson(tx: Tx, personId: number, platforms: readonly string[]): Promise<readonly Address[]>;
  ofChannel(tx: Tx, channelId: number, platform: string): Promise<readonly Address[]>;
}

/** The accounts and channels that the network keeps. */
export const networkAddresses: AddressBook = { ofPerson: addressesOf, ofChannel: addressesOfChannel };

interface Recipient {
  readonly personId: number | null;
  readonly channelId: number | null;
  readonly platform: string | null;
}

/** Where a message may go, in order of preference: first the platform that an earlier attempt settled on. */
export async function addressesFor(
  tx: Tx,
  book: AddressBook,
  to: Recipient,
  platforms: readonly string[],
): Promise<readonly Address[]> {
  if (to.personId !== null) {
    const all = await book.ofPerson(tx, to.personId, platforms);
    const rank = (address: Address): number => (address.platform === to.platform ? 0 : 1);
    return all.toSorted((a, b) => rank(a) - rank(b));
  }
  if (to.channelId === null || to.platform === null || !platforms.includes(to.platform)) return [];
  return book.ofChannel(tx, to.channelId, to.platform);
}

const TITLES: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams', web: 'playground' };

/** 'Slack' for 'slack', as people write it. */
export function platformTitle(platform: string): string {
  return TITLES[platform] ?? platform;
}

/** Why a message has nowhere to go, and what a coordinator can do about it. */
export async function whyNoAddress(tx: Tx, to: Recipient, platforms: readonly string[]): Promise<string> {
  const titles = platforms.map(platformTitle).join(' or ');
  if (to.personId !== null) {
    const person = await tx.person.findUnique({
      where: { id: to.personId },
      select: { name: true, leftOn: true },
    });
    if (!person) return 'The person it is for is no longer on file. Nothing needs to be done.';
    if (person.leftOn) {
      return `${person.name} has left. Give their role to somebody else, and they will be asked instead.`;
    }
    return (
      `Convenor knows no ${titles} account of ${person.name}. Ask ${person.name} to write to Convenor once, ` +
      'or an administrator to add the account; then try again.'
    );
  }
  const channel = await tx.channel.findUnique({
    where: { id: to.channelId ?? 0 },
    select: { name: true },
  });
  if (!channel) return 'The channel it is for is no longer on file. Nothing needs to be done.';
  if (to.platform !== null && !platforms.includes(to.platform)) {
    return (
      `The channel "${channel.name}" is on ${platformTitle(to.platform)}, which this Convenor is not connected to. ` +
      'Ask an administrator to connect it; then try again.'
    );
  }
  return (
    `The channel "${channel.name}" is bound to no ${titles} channel. ` +
    'Ask an administrator to invite Convenor there and bind it; then try again.'
  );
}
