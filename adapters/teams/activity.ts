import { z } from 'zod';

const Account = z.object({
  id: z.string().min(1).max(400),
  name: z.string().max(400).optional(),
  aadObjectId: z.string().max(80).optional(),
});

/** What Convenor reads of an activity of Teams (Bot Framework schema); everything else in it is left alone. */
export const IncomingActivitySchema = z.object({
  type: z.string().min(1).max(80),
  id: z.string().max(400).optional(),
  name: z.string().max(200).optional(),
  action: z.string().max(80).optional(),
  channelId: z.string().max(80),
  serviceUrl: z.string().max(1_000),
  from: Account,
  recipient: Account.optional(),
  conversation: z.object({
    id: z.string().min(1).max(600),
    conversationType: z.string().max(40).optional(),
    tenantId: z.string().max(80).optional(),
  }),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  replyToId: z.string().max(400).optional(),
  entities: z
    .array(
      z.object({
        type: z.string().optional(),
        text: z.string().optional(),
        mentioned: z.object({ id: z.string().optional() }).optional(),
      }),
    )
    .nullish()
    .catch(null),
  membersAdded: z
    .array(z.object({ id: z.string() }))
    .nullish()
    .catch(null),
  channelData: z
    .object({
      tenant: z.object({ id: z.string().max(80) }).optional(),
      team: z.object({ id: z.string().max(400).optional() }).optional(),
      channel: z.object({ id: z.string().max(400).optional() }).optional(),
    })
    .nullish()
    .catch(null),
});

export type IncomingActivity = z.infer<typeof IncomingActivitySchema>;

/** The Entra tenant that an activity comes from; '' when it does not say. */
export function tenantOf(activity: IncomingActivity): string {
  return activity.channelData?.tenant?.id ?? activity.conversation.tenantId ?? '';
}

/** Whether only one person and Convenor are in the conversation. */
export function isPersonal(activity: IncomingActivity): boolean {
  return activity.conversation.conversationType === 'personal';
}

/**
 * What was typed, as a command: without the mention of Convenor, with the blanks that Teams writes as
 * characters of their own made plain. '' when nothing but the mention was there.
 */
export function commandText(activity: IncomingActivity): string {
  let text = activity.text ?? '';
  for (const entity of activity.entities ?? []) {
    const isBot = entity.type === 'mention' && entity.mentioned?.id === activity.recipient?.id;
    if (isBot && entity.text) text = text.replace(entity.text, ' ');
  }
  return text
    .replaceAll(/<at[^>]*>[^<]*<\/at>/gi, ' ')
    .replaceAll(/&nbsp;|\u00A0/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
