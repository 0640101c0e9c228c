import type { webApi } from '@slack/bolt';
import type { Clock } from '../../src/calendar/clock.js';
import { bindAccount, personOfAccount } from '../../src/network/accounts.js';
import type { Store } from '../../src/store/open.js';
import { errorName } from './errors.js';
import type { SlackLog } from './log.js';

const PLATFORM = 'slack';

/** How often it is noted that an account is in use: the one used last is written to first. */
const USED_EVERY_MS = 3_600_000;

/** Somebody who did something on Slack: a person, or the sentence that says why not. */
export type Who = { readonly personId: number } | { readonly refused: string };

interface Parts {
  readonly store: Store;
  readonly client: webApi.WebClient;
  readonly clock: Clock;
  readonly log: SlackLog;
}

/** A user as Slack describes them: what `users.info` and the event `user_change` have in common. */
export interface SlackUser {
  readonly id?: string | undefined;
  readonly team_id?: string | undefined;
  readonly name?: string | undefined;
  readonly real_name?: string | undefined;
  readonly deleted?: boolean | undefined;
  readonly is_bot?: boolean | undefined;
  readonly is_stranger?: boolean | undefined;
  readonly is_email_confirmed?: boolean | undefined;
  readonly profile?:
    | { readonly email?: string | undefined; readonly real_name?: string | undefined }
    | undefined;
}

/**
 * Whose account it is. An account that nobody bound yet is bound when Slack itself vouches for an e-mail
 * address under which exactly one person was imported; never by what its user says.
 */
export class Accounts {
  readonly #parts: Parts;
  /** When it was last noted that an account is in use, by its user. */
  readonly #noted = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * @param tenant the workspace that the bot serves
   * @param userTeam the workspace of the user, where Slack tells: another one's people are not ours to know
   */
  async who(tenant: string, userId: string, userTeam: string | undefined): Promise<Who> {
    const { db } = this.#parts.store;
    const personId = await personOfAccount(db, PLATFORM, tenant, userId);
    if (personId !== null) {
      this.#used(tenant, userId);
      return { personId };
    }
    const gone = { ...accountsOf(tenant, userId), state: 'left', personId: { not: null } };
    if ((await db.account.count({ where: gone })) > 0) return { refused: LEFT };
    if (userTeam !== undefined && userTeam !== tenant) return { refused: OTHER_WORKSPACE };
    return this.#introduce(tenant, userId);
  }

  /** Notes that an account is in use. Nobody waits for it: who asks for a form gets it while the store is busy. */
  #used(tenant: string, userId: string): void {
    const { store, clock, log } = this.#parts;
    const now = clock.now();
    const last = this.#noted.get(userId);
    if (last !== undefined && now.getTime() - last <= USED_EVERY_MS) return;
    this.#noted.set(userId, now.getTime());
    const where = { ...accountsOf(tenant, userId), state: 'bound' };
    store.db.account.updateMany({ where, data: { usedAt: now } }).catch(error => {
      this.#noted.delete(userId);
      log.warn({ err: error }, 'it could not be noted that an account is in use');
    });
  }

  async #introduce(tenant: string, userId: string): Promise<Who> {
    const user = await this.#user(userId);
    if (user === null) return { refused: UNKNOWN_ACCOUNT };
    if (user.is_bot) return { refused: 'Convenor answers people, not other apps.' };
    if (user.is_stranger || (user.team_id !== undefined && user.team_id !== tenant)) {
      return { refused: OTHER_WORKSPACE };
    }
    const { store } = this.#parts;
    const displayName = nameOf(user);
    const email = user.profile?.email?.trim().toLowerCase();
    const person =
      email && user.is_email_confirmed !== false
        ? await store.db.person.findFirst({ where: { email, leftOn: null }, select: { id: true } })
        : null;
    if (person) {
      const account = { platform: PLATFORM, tenant, externalId: userId, personId: person.id, displayName };
      const bound = await store.transaction(tx => bindAccount(tx, account));
      if (bound.type !== 'taken') return { personId: person.id };
    }
    await this.#remember(tenant, userId, displayName);
    return { refused: email ? `${UNKNOWN_ACCOUNT} Your address on Slack is ${email}.` : UNKNOWN_ACCOUNT };
  }

  /** Keeps an account that waits for somebody to say whose it is. */
  async #remember(tenant: string, externalId: string, displayName: string): Promise<void> {
    const key = { platform: PLATFORM, tenant, externalId };
    await this.#parts.store.db.account.upsert({
      where: { platform_tenant_externalId: key },
      create: { ...key, displayName, state: 'pending' },
      update: { displayName },
    });
  }

  async #user(user: string): Promise<SlackUser | null> {
    try {
      return (await this.#parts.client.users.info({ user })).user ?? null;
    } catch (error) {
      this.#parts.log.warn({ err: error, slackError: errorName(error) }, 'Slack did not say who a user is');
      return null;
    }
  }

  /** Somebody was renamed, deactivated or brought back. */
  async changed(tenant: string, user: SlackUser): Promise<void> {
    if (user.id === undefined) return;
    const { db } = this.#parts.store;
    const where = accountsOf(tenant, user.id);
    if (user.deleted) {
      await db.account.updateMany({ where: { ...where, state: 'bound' }, data: { state: 'left' } });
      return;
    }
    await db.account.updateMany({ where, data: { displayName: nameOf(user) } });
    await db.account.updateMany({
      where: { ...where, state: 'left', person: { leftOn: null } },
      data: { state: 'bound' },
    });
  }

  /** The account can no longer be written to. */
  async left(tenant: string, externalId: string): Promise<void> {
    await this.#parts.store.db.account.updateMany({
      where: { ...accountsOf(tenant, externalId), state: 'bound' },
      data: { state: 'left' },
    });
  }
}

/** The rows of a user: an import may have left out the workspace. */
function accountsOf(tenant: string, externalId: string) {
  return { platform: PLATFORM, externalId, tenant: { in: [tenant, ''] } };
}

const UNKNOWN_ACCOUNT =
  'Convenor does not know you yet. Ask your partnership’s coordinator to add you, with the e-mail address that you use on Slack; then try again.';

const LEFT =
  'This account is no longer in the partnership. If that is wrong, ask your partnership’s coordinator to bind it again.';

const OTHER_WORKSPACE =
  'Convenor serves the people of one Slack workspace, and you are from another. Ask your partnership’s coordinator to bind your account, or use an account of their workspace.';

function nameOf(user: SlackUser): string {
  return (user.profile?.real_name || user.real_name || user.name || user.id || '').slice(0, 200);
}
