import { bindAccount, personOfAccount } from '../../src/network/accounts.js';
import { findPerson } from '../../src/network/people.js';
import type { Store } from '../../src/store/open.js';
import { type IncomingActivity, isPersonal, tenantOf } from './activity.js';
import type { Member, Place, TeamsPort } from './port.js';
import { type ChannelReference, type PersonReference, readPersonReference } from './references.js';

const PLATFORM = 'teams';

/** An account counts as used anew after so many ms: not every word of a conversation is written down. */
const USED_AGAIN = 5 * 60_000;

/** Accounts whose references are remembered, so that most activities write nothing. */
const REMEMBERED = 5_000;

export interface AccountsDeps {
  readonly store: Store;
  /** Who is in a conversation, asked of Teams. */
  readonly member: TeamsPort['member'];
  /** The tenant in which Convenor is registered: its directory's e-mail addresses are taken as they stand. null: any. */
  readonly homeTenant: string | null;
  readonly log: { warn(fields: object, message: string): void };
}

/** Said to somebody whose account is nobody's. */
export const STRANGER =
  'I do not know yet whose account this is. Ask your partnership’s coordinator to add the e-mail address that you use in Teams to the list of people; then write to me again.';

/** Accounts of Teams and the people behind them, and where each is reached. */
export class Accounts {
  private readonly deps: AccountsDeps;
  private readonly remembered = new Map<string, { readonly json: string; readonly at: number }>();

  constructor(deps: AccountsDeps) {
    this.deps = deps;
  }

  /**
   * The person who did something, or null. An account that is bound is its person's. One that is not is bound
   * when Microsoft's directory, never the user, says that its address is that of a person on file.
   */
  async personOf(activity: IncomingActivity): Promise<number | null> {
    const { store } = this.deps;
    const account = accountOf(activity);
    if (!account) return null;
    const { tenant, externalId } = account;
    const known = await personOfAccount(store.db, PLATFORM, tenant, externalId);
    if (known !== null) return known;
    // An account that an administrator gave to somebody who has left does not come back by its address.
    const rows = await store.db.account.findMany({
      where: { platform: PLATFORM, externalId },
      select: { state: true },
    });
    if (rows.some(row => row.state === 'left')) return null;
    const personId = await this.byDirectory(activity, tenant);
    if (personId === null) return null;
    const binding = await store.transaction(tx =>
      bindAccount(tx, {
        platform: PLATFORM,
        tenant,
        externalId,
        personId,
        ...(activity.from.name !== undefined && { displayName: activity.from.name }),
      }),
    );
    this.remembered.clear();
    return binding.type === 'taken' ? null : personId;
  }

  private async byDirectory(activity: IncomingActivity, tenant: string): Promise<number | null> {
    let member: Member;
    try {
      member = await this.deps.member(placeOf(activity), activity.from.id);
    } catch (error) {
      this.deps.log.warn({ err: error }, 'the roster of Teams could not be asked who somebody is');
      return null;
    }
    const { homeTenant } = this.deps;
    for (const address of addressesOf(member, homeTenant === null || tenant === homeTenant)) {
      const found = await findPerson(this.deps.store.db, address);
      if (found.length === 1 && found[0]) return found[0].id;
    }
    return null;
  }

  /** Keeps where the sender, and the channel it was in, are reached. Writes only what is new. */
  async keep(activity: IncomingActivity, now: Date): Promise<void> {
    await this.keepPerson(activity, now);
    await this.keepChannel(activity);
  }

  private async keepPerson(activity: IncomingActivity, now: Date): Promise<void> {
    const account = accountOf(activity);
    if (!account) return;
    const { tenant, externalId } = account;
    const personal = isPersonal(activity);
    const memory = `${tenant} ${externalId}`;
    const fresh: PersonReference = {
      type: 'person',
      serviceUrl: activity.serviceUrl,
      tenantId: tenant,
      botId: activity.recipient?.id ?? '',
      userId: activity.from.id,
      ...(personal && { conversationId: activity.conversation.id }),
    };
    const json = JSON.stringify(fresh);
    const last = this.remembered.get(memory);
    if (last && last.json === json && now.getTime() - last.at < USED_AGAIN) return;
    await this.deps.store.transaction(async tx => {
      const rows = await tx.account.findMany({
        where: { platform: PLATFORM, externalId, tenant: { in: [tenant, ''] } },
      });
      const row = rows.find(each => each.tenant === tenant) ?? rows[0];
      if (!row) {
        // Somebody who installed Convenor and whom nobody has bound yet: reachable from the moment they are.
        if (!personal) return;
        const data = {
          platform: PLATFORM,
          tenant,
          externalId,
          state: 'pending',
          reference: { ...fresh },
          usedAt: now,
        };
        await tx.account.create({ data: { ...data, displayName: activity.from.name ?? null } });
        return;
      }
      const kept = readPersonReference(row.reference);
      const conversationId =
        fresh.conversationId ?? (kept?.type === 'person' ? kept.conversationId : undefined);
      const reference = { ...fresh, ...(conversationId !== undefined && { conversationId }) };
      await tx.account.update({ where: { id: row.id }, data: { reference, usedAt: now } });
    });
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(memory, { json, at: now.getTime() });
  }

  private async keepChannel(activity: IncomingActivity): Promise<void> {
    const place = channelOf(activity);
    if (!place) return;
    const reference: ChannelReference = {
      type: place.type,
      serviceUrl: activity.serviceUrl,
      tenantId: tenantOf(activity),
      botId: activity.recipient?.id ?? '',
    };
    const json = JSON.stringify(reference);
    if (this.remembered.get(place.externalId)?.json === json) return;
    await this.deps.store.transaction(async tx => {
      await tx.channelAddress.updateMany({
        where: { platform: PLATFORM, externalId: place.externalId, tenant: { in: [tenantOf(activity), ''] } },
        data: { reference: { ...reference } },
      });
    });
    this.remembered.set(place.externalId, { json, at: 0 });
  }

  /** Notes the conversation with a person that was opened to write to them first. */
  async keepConversation(tenant: string, externalId: string, reference: PersonReference): Promise<void> {
    await this.deps.store.transaction(async tx => {
      await tx.account.updateMany({
        where: { platform: PLATFORM, tenant, externalId },
        data: { reference: { ...reference } },
      });
    });
  }

  /** Drops how a person is reached: they have taken Convenor out of their Teams. */
  async forget(activity: IncomingActivity): Promise<void> {
    const account = accountOf(activity);
    if (!account || !isPersonal(activity)) return;
    const { tenant, externalId } = account;
    this.remembered.delete(`${tenant} ${externalId}`);
    await this.deps.store.transaction(async tx => {
      await tx.account.updateMany({
        where: { platform: PLATFORM, externalId, tenant: { in: [tenant, ''] } },
        data: { reference: { type: 'uninstalled' } },
      });
    });
  }

  /** Where the sender is reached alone; null when nothing is known of them. */
  async privately(activity: IncomingActivity): Promise<PersonReference | null> {
    const account = accountOf(activity);
    if (!account) return null;
    const row = await this.deps.store.db.account.findFirst({
      where: { platform: PLATFORM, externalId: account.externalId, tenant: { in: [account.tenant, ''] } },
      orderBy: { tenant: 'desc' },
      select: { reference: true },
    });
    const reference = readPersonReference(row?.reference);
    return reference?.type === 'person' ? reference : null;
  }
}

/** The conversation that an activity belongs to. */
export function placeOf(activity: IncomingActivity): Place {
  return { serviceUrl: activity.serviceUrl, conversationId: activity.conversation.id };
}

function accountOf(activity: IncomingActivity): { tenant: string; externalId: string } | null {
  const externalId = activity.from.aadObjectId?.toLowerCase();
  return externalId ? { tenant: tenantOf(activity).toLowerCase(), externalId } : null;
}

/** The channel or group chat that an activity comes from; null in somebody's own conversation. */
export function channelOf(
  activity: IncomingActivity,
): { type: ChannelReference['type']; externalId: string } | null {
  const { conversation, channelData } = activity;
  if (conversation.conversationType === 'channel') {
    const externalId = channelData?.channel?.id ?? conversation.id.split(';')[0];
    return externalId ? { type: 'channel', externalId } : null;
  }
  return conversation.conversationType === 'groupChat'
    ? { type: 'groupChat', externalId: conversation.id }
    : null;
}

/**
 * The addresses under which a member may be looked for. Of another tenant only the sign-in name counts, whose
 * domain is proved to be that tenant's: its administrators can write any e-mail address beside it.
 */
function addressesOf(member: Member, atHome: boolean): string[] {
  const addresses = atHome ? [member.email, member.userPrincipalName] : [member.userPrincipalName];
  return addresses.filter(each => each !== null).filter(each => each.includes('@') && !each.includes('#'));
}
