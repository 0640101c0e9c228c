import { z } from 'zod';
import { type Answer, done, refused } from '../chat/answer.js';
import type { ChatCommand } from '../chat/command.js';
import type { ActionInteraction } from '../chat/interaction.js';
import type { Store } from '../store/open.js';
import type { DeliveryDeps } from './deps.js';
import { deliveryReport, reportCard } from './report.js';

/** What the report needs of the rest of the program. */
export interface DeskDeps {
  readonly store: Store;
  draw: DeliveryDeps['draw'];
  /** Whether this person is a coordinator who may see what was not delivered, and to whom. */
  mayRead(personId: number, now: Date): Promise<boolean>;
  /** After something was put back to be sent. */
  wake(): void;
}

const NOT_YOURS = 'Only coordinators can see the delivery report. Ask yours.';
const NOTHING = 'There is no such message or timer any more that waits for somebody to look at it.';

/** What an action of the report carries: the message or the timer. */
const Values = z.object({
  message: z.coerce.number().int().optional(),
  timer: z.coerce.number().int().optional(),
});

/** The actions of the report's buttons begin with this. */
export const DELIVERY_VERBS = 'delivery.';

/**
 * `/delivery`: what was not delivered, why, and what to do; with "try again" as a button and as a word, for
 * those who type.
 */
export function deliveryCommand(deps: DeskDeps): ChatCommand {
  const byNumber =
    (verb: string) =>
    async ({
      interaction,
      rest,
    }: {
      interaction: { personId: number; at: Date };
      rest: string;
    }): Promise<Answer> => {
      const id = Number(rest.replace(/^#/, ''));
      if (!Number.isInteger(id) || id < 1)
        return refused('Name one message by its number: /delivery again 42.');
      return act(deps, verb, { message: id }, interaction.personId, interaction.at);
    };
  return {
    name: 'delivery',
    says: 'What was not delivered, why, and what to do',
    subcommands: [
      {
        name: '',
        says: 'The report of the last fortnight',
        run: ({ interaction }) => report(deps, interaction.personId, interaction.at),
      },
      {
        name: 'again',
        usage: '[number]',
        says: 'Send one message again',
        run: byNumber('delivery.again'),
      },
      {
        name: 'seen',
        usage: '[number]',
        says: 'Note that a message in doubt has arrived',
        run: byNumber('delivery.seen'),
      },
    ],
  };
}

/** Answers the report's buttons: every verb that begins with DELIVERY_VERBS. A second press changes nothing. */
export async function deliveryAction(deps: DeskDeps, interaction: ActionInteraction): Promise<Answer> {
  const values = Values.safeParse(interaction.values ?? {});
  if (!values.success) return refused(NOTHING);
  return act(deps, interaction.verb, values.data, interaction.personId, interaction.at);
}

async function report(deps: DeskDeps, personId: number, now: Date): Promise<Answer> {
  if (!(await deps.mayRead(personId, now))) return refused(NOT_YOURS);
  return { type: 'card', card: reportCard(await deliveryReport(deps.store.db, deps.draw, now)) };
}

async function act(
  deps: DeskDeps,
  verb: string,
  values: z.infer<typeof Values>,
  personId: number,
  now: Date,
): Promise<Answer> {
  if (!(await deps.mayRead(personId, now))) return refused(NOT_YOURS);
  const changed = await change(deps.store, verb, values, personId, now);
  if (changed === null)
    return refused('This button belongs to an older report. Type /delivery for a new one.');
  deps.wake();
  const card = reportCard(await deliveryReport(deps.store.db, deps.draw, now));
  return changed ? done(changed, card) : refused(NOTHING, card);
}

/** The change itself: the sentence for the person, '' when there was nothing to change, null for no such verb. */
async function change(
  store: Store,
  verb: string,
  { message = 0, timer = 0 }: z.infer<typeof Values>,
  personId: number,
  now: Date,
): Promise<string | null> {
  switch (verb) {
    case 'delivery.again':
      return (await sendAgain(store, message, now)) ? 'It will be sent again now.' : '';
    case 'delivery.seen': {
      const { count } = await store.db.message.updateMany({
        where: { id: message, status: 'unknown' },
        data: { status: 'sent', reason: `It arrived, says person ${personId}.`, settledAt: now },
      });
      return count > 0 ? 'Noted that it arrived.' : '';
    }
    case 'delivery.fire': {
      const { count } = await store.db.timer.updateMany({
        where: { id: timer, status: 'failed' },
        data: {
          status: 'pending',
          attempts: 0,
          availableAt: now,
          claimedBy: null,
          settledAt: null,
          note: null,
        },
      });
      return count > 0 ? 'It will be tried again now.' : '';
    }
    default:
      return null;
  }
}

/** Puts a refused or doubtful message back. Where it goes is chosen anew: that may be what was put right. */
async function sendAgain(store: Store, id: number, now: Date): Promise<boolean> {
  return store.transaction(async tx => {
    const message = await tx.message.findUnique({
      where: { id },
      select: { channelId: true, platform: true },
    });
    const bound =
      message?.channelId && message.platform === null
        ? await tx.channelAddress.findFirst({
            where: { channelId: message.channelId },
            orderBy: { id: 'asc' },
            select: { platform: true },
          })
        : null;
    const { count } = await tx.message.updateMany({
      where: { id, status: { in: ['refused', 'unknown'] } },
      data: {
        status: 'pending',
        attempts: 0,
        availableAt: now,
        claimedBy: null,
        settledAt: null,
        reason: null,
        platform: message?.channelId ? (message.platform ?? bound?.platform ?? null) : null,
      },
    });
    return count > 0;
  });
}
