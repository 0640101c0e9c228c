import type { Interaction } from '../../src/chat/interaction.js';

/** Someone who acts, as every payload of Slack names them in its own way. */
export interface Actor {
  readonly user: string;
  /** Their own workspace, where Slack tells. */
  readonly userTeam: string | undefined;
  /** The workspace in which it was done. */
  readonly team: string | undefined;
}

/** The parts of an interaction that say who did it, where and when; or why it is not answered. */
export type Base =
  | (Pick<Interaction, 'at' | 'platform' | 'personId'> & { readonly conversation?: string })
  | { readonly refused: string };

/** Who acts, by what is common to pressed buttons, sent forms, shortcuts and searches. */
export function actorOf(body: {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
}): Actor {
  return { user: body.user.id, userTeam: body.user.team_id, team: body.team?.id };
}
