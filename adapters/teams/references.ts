import { z } from 'zod';

/** How a person is reached: kept with their account from the first activity on. */
export interface PersonReference {
  readonly type: 'person';
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly botId: string;
  /** Teams' id of the user for this bot ('29:…'). */
  readonly userId: string;
  /** Their conversation with Convenor; absent until the first word or message in it. */
  readonly conversationId?: string | undefined;
}

/** Kept in place of it when the person has taken Convenor out of their Teams. */
export interface Uninstalled {
  readonly type: 'uninstalled';
}

/** How a channel or group chat is reached: kept with its address from the first activity there on. */
export interface ChannelReference {
  readonly type: 'channel' | 'groupChat';
  readonly serviceUrl: string;
  readonly tenantId: string;
  readonly botId: string;
}

const Text = z.string().min(1);

const PersonSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('person'),
    serviceUrl: Text,
    tenantId: z.string(),
    botId: z.string(),
    userId: Text,
    conversationId: Text.optional(),
  }),
  z.object({ type: z.literal('uninstalled') }),
]);

const ChannelSchema = z.object({
  type: z.enum(['channel', 'groupChat']),
  serviceUrl: Text,
  tenantId: z.string(),
  botId: z.string(),
});

/** Reads what is kept with an account; null when nothing of use is. */
export function readPersonReference(json: unknown): PersonReference | Uninstalled | null {
  return PersonSchema.safeParse(json).data ?? null;
}

/** Reads what is kept with a channel's address; null when nothing of use is. */
export function readChannelReference(json: unknown): ChannelReference | null {
  return ChannelSchema.safeParse(json).data ?? null;
}
