import { addDays, type LocalDate } from '../calendar/localDate.js';
import type { Address } from '../delivery/platform.js';
import type { Tx } from '../store/open.js';
import { cached } from '../store/readCache.js';

/** The playground: everybody is reachable there without an account of their own. */
const WEB = 'web';

/** An account on a chat platform, as it is bound to a person. */
export interface NewAccount {
  readonly platform: string;
  /** Slack's team, Teams' tenant; empty where the platform has none. */
  readonly tenant: string;
  readonly externalId: string;
  readonly personId: number;
  readonly displayName?: string;
}

export type Binding =
  | { readonly type: 'bound' }
  | { readonly type: 'unchanged' }
  /** Somebody else's: an administrator has to say whose it is. Nothing was changed. */
  | { readonly type: 'taken'; readonly by: number };

/**
 * Whose account it is, or null when it is bound to nobody, waits for approval, or its owner has left. An
 * account that was imported without its tenant is known in every tenant: the platforms' ids are unique.
 */
export function personOfAccount(
  tx: Tx,
  platform: string,
  tenant: string,
  externalId: string,
): Promise<number | null> {
  const key = `personOf:${JSON.stringify([platform, tenant, externalId])}`;
  return cached(tx, ['Account', 'Person'], key, () => askPersonOf(tx, platform, tenant, externalId));
}

async function askPersonOf(
  tx: Tx,
  platform: string,
  tenant: string,
  externalId: string,
): Promise<number | null> {
  // In SQL, which costs half: every click and every word begins with it.
  const accounts = await tx.$queryRaw<{ tenant: string; personId: number | null; state: string }[]>`
    SELECT "tenant", "personId", "state" FROM "Account"
    WHERE "platform" = ${platform} AND "externalId" = ${externalId} AND "tenant" IN (${tenant}, '')`;
  const account = accounts.find(each => each.tenant === tenant) ?? accounts[0];
  if (account) return account.state === 'bound' ? account.personId : null;
  if (platform !== WEB || !/^[1-9]\d{0,9}$/.test(externalId)) return null;
  const person = await tx.person.findFirst({
    where: { id: Number(externalId), leftOn: null },
    select: { id: true },
  });
  return person?.id ?? null;
}

/**
 * Where to write to a person, the account used last first. Only platforms that run count; on the playground
 * everybody has an address.
 *
 * @param platforms the names of the platforms that run
 */
export async function addressesOf(
  tx: Tx,
  personId: number,
  platforms: readonly string[],
): Promise<Address[]> {
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: {
      leftOn: true,
      accounts: {
        where: { state: 'bound', platform: { in: [...platforms] } },
        orderBy: [{ usedAt: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
      },
    },
  });
  if (!person || person.leftOn !== null) return [];
  const addresses: Address[] = person.accounts.map(({ platform, tenant, externalId, reference }) => ({
    platform,
    tenant,
    externalId,
    reference,
    direct: true,
  }));
  if (platforms.includes(WEB) && !addresses.some(address => address.platform === WEB)) {
    addresses.push({
      platform: WEB,
      tenant: '',
      externalId: String(personId),
      reference: null,
      direct: true,
    });
  }
  return addresses;
}

/** Where a channel stands on one platform; empty when it is not there. */
export async function addressesOfChannel(tx: Tx, channelId: number, platform: string): Promise<Address[]> {
  const rows = await tx.channelAddress.findMany({
    where: { channelId, platform },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ tenant, externalId, reference }) => ({
    platform,
    tenant,
    externalId,
    reference,
    direct: false,
  }));
}

/**
 * Binds an account to a person, on an administrator's word: an import or an approved request, never the
 * account's own claim. An account that is bound to somebody else stays theirs.
 */
export async function bindAccount(tx: Tx, account: NewAccount): Promise<Binding> {
  const { platform, tenant, externalId, personId, displayName } = account;
  const where = { platform_tenant_externalId: { platform, tenant, externalId } };
  const known = await tx.account.findUnique({ where });
  if (known?.state === 'bound' && known.personId === personId) return { type: 'unchanged' };
  if (known?.state === 'bound' && known.personId !== null) return { type: 'taken', by: known.personId };
  const data = { personId, state: 'bound', ...(displayName === undefined ? {} : { displayName }) };
  if (known) await tx.account.update({ where, data });
  else await tx.account.create({ data: { platform, tenant, externalId, ...data } });
  return { type: 'bound' };
}

/**
 * Marks a person as gone from a day on: their accounts open nothing any more and their roles end on the day
 * before. What they did stays in the record. At its end the transaction has to say `rolesChanged`.
 */
export async function markLeft(tx: Tx, personId: number, from: LocalDate): Promise<void> {
  const lastDay = addDays(from, -1);
  await tx.person.update({ where: { id: personId }, data: { leftOn: from } });
  await tx.account.updateMany({ where: { personId }, data: { state: 'left' } });
  await tx.roleAssignment.deleteMany({ where: { personId, from: { gt: lastDay } } });
  await tx.roleAssignment.updateMany({
    where: { personId, OR: [{ to: null }, { to: { gt: lastDay } }] },
    data: { to: lastDay },
  });
}
