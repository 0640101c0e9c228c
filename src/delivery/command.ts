import { z } from 'zod';
import { type Answer, done, refused } from '../chat/answer.js';
import type { CardElement } from '../chat/card.js';
import type { ChatCommand } from '../chat/command.js';
import type { ActionInteraction } from '../chat/interaction.js';
import type { Store } from '../store/open.js';
import type { DeliveryDeps } from './deps.js';
import { toldTogether } from './digest.js';
import { deliveryReport, reportCard, troubleCount } from './report.js';

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

/** Typed after the number of a message in doubt, as the button asks before it sends one again. */
const SURE = 'anyway';

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
      const [number = '', sure = ''] = rest.trim().split(/\s+/);
      const id = Number(number.replace(/^#/, ''));
      if (!Number.isInteger(id) || id < 1)
        return refused('Name one message by its number: /delivery again 42.');
      if (
        verb === 'delivery.again' &&
        sure.toLowerCase() !== SURE &&
        (await isInDoubt(deps, id, interaction))
      )
        return refused(
          `It may have arrived already; then it will be there twice. Look there first, or type /delivery again ${id} ${SURE}.`,
        );
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
  if (interaction.verb === 'delivery.report') return report(deps, interaction.personId, interaction.at);
  const values = Values.safeParse(interaction.values ?? {});
  if (!values.success) return refused(NOTHING);
  return act(deps, interaction.verb, values.data, interaction.personId, interaction.at);
}

/**
 * The line on a coordinator's own page as long as something was not delivered for certain; nothing for anybody else.
 */
export async function deliveryTroubles(deps: DeskDeps, personId: number, now: Date): Promise<CardElement[]> {
  if (!(await deps.mayRead(personId, now))) return [];
  const count = await troubleCount(deps.store.db, now);
  if (count === 0) return [];
  const what = count === 1 ? 'One message or reminder' : `${count} messages or reminders`;
  return [
    {
      type: 'section',
      title: 'Delivery',
      body: [
        { type: 'text', text: `${what} did not arrive for certain. The report says why, and what to do.` },
      ],
      actions: [{ verb: 'delivery.report', label: 'See the report' }],
    },
  ];
}

async function isInDoubt(
  deps: DeskDeps,
  id: number,
  { personId, at }: { readonly personId: number; readonly at: Date },
): Promise<boolean> {
  if (!(await deps.mayRead(personId, at))) return false;
  return (await deps.store.db.message.count({ where: { id, status: 'unknown' } })) > 0;
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
      return sendAgain(store, message, now);
    case 'delivery.seen': {
      const where = { id: { in: await toldTogether(store.db, message) }, status: 'unknown' };
      const { count } = await store.db.message.updateMany({
        where,
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

/**
 * Puts a refused or doubtful message back, with what was told in the same post. Where it goes is chosen anew: that
 * may be what was put right. Returns when it goes, in words; '' when there was nothing to put back.
 */
async function sendAgain(store: Store, id: number, now: Date): Promise<string> {
  return store.transaction(async tx => {
    const message = await tx.message.findUnique({
      where: { id },
      select: { channelId: true, platform: true, urgency: true },
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
      where: { id: { in: await toldTogether(tx, id) }, status: { in: ['refused', 'unknown'] } },
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
    if (count === 0) return '';
    return message?.urgency === 'routine' && message.channelId === null
      ? "It goes out with this person's next message of the day: in school hours, once a school day."
      : 'It will be sent again now.';
  });
}
