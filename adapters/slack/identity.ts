import type { webApi } from '@slack/bolt';

/** Who Convenor is on Slack. */
export interface Identity {
  readonly teamId: string;
  readonly teamName: string;
  readonly botUserId: string;
  readonly botId: string;
  /** What the token may do, where Slack says. */
  readonly scopes: readonly string[] | null;
}

/** Asks Slack whose token it is. Throws what the client throws. */
export async function askIdentity(client: webApi.WebClient): Promise<Identity> {
  const answer = await client.auth.test();
  const { team_id: teamId, team, user_id: botUserId, bot_id: botId, response_metadata } = answer;
  if (!teamId || !botUserId) throw new Error('Slack did not say which workspace the token belongs to.');
  return {
    teamId,
    teamName: team ?? teamId,
    botUserId,
    botId: botId ?? '',
    scopes: response_metadata?.scopes ?? null,
  };
}

/** Asks once and remembers the answer; a failure is not remembered. */
export function rememberedIdentity(client: webApi.WebClient): () => Promise<Identity> {
  let asked: Promise<Identity> | null = null;
  return () => {
    asked ??= askIdentity(client).catch(error => {
      asked = null;
      throw error;
    });
    return asked;
  };
}
