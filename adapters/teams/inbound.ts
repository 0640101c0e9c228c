import { z } from 'zod';
import type { Clock } from '../../src/calendar/clock.js';
import type { Answer } from '../../src/chat/answer.js';
import { FormLists } from '../../src/chat/formLists.js';
import type { Interaction } from '../../src/chat/interaction.js';
import type { Router } from '../../src/chat/router.js';
import type { PostedCards } from '../../src/delivery/postedCards.js';
import type { Store } from '../../src/store/open.js';
import type { CardMedia } from '../adaptiveCards/media.js';
import { TURN } from '../adaptiveCards/pages.js';
import { isListed, readSubmission, type Submission } from '../adaptiveCards/submission.js';
import { readTurn, sourceOf } from '../adaptiveCards/turns.js';
import { type Accounts, channelOf, placeOf, STRANGER } from './accounts.js';
import { commandText, type IncomingActivity, isPersonal } from './activity.js';
import { cardReply, dialogReply, failedReply, message, type Shown, show } from './answers.js';
import type { InvokeReply, OutgoingActivity, TeamsPort } from './port.js';
import { invokeKey, messageKey, Seen } from './repeats.js';
import { SEARCH, suggestions } from './suggestions.js';

export interface InboundDeps {
  readonly store: Store;
  readonly router: Router;
  readonly accounts: Accounts;
  readonly port: TeamsPort;
  readonly clock: Clock;
  readonly media: CardMedia;
  readonly posted: PostedCards;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** How long a click may take before it is answered with "on its way", in ms. */
  readonly patienceMs: number;
}

const FAILED = 'That did not work, and nothing was lost. Try again; the log of Convenor says why.';

const SLOW = 'This takes a little longer. The answer comes as a message when it is done.';

const BELOW = 'It is open below; the list stays here.';

const OLD_BUTTON =
  'This button belongs to an older version of Convenor. Write "help" to see what there is now.';

const IN_PRIVATE = 'I have answered you in our own chat, where only you see it.';

const NO_PRIVATE =
  'I answer only where nobody else reads it, and I am not in your own chats yet. Open Apps in Teams, add Convenor, and write to me there.';

const WELCOME =
  'I am Convenor, the secretary of your partnership: support between schools, peer reviews and task-and-finish groups. Write "help" to see what I can do. What you do here is kept in the partnership’s record. Never write the names of pupils here, nor a safeguarding concern: use your school’s own route for that.';

const Invoked = z.object({
  action: z.object({ verb: z.string().optional(), data: z.unknown().optional() }).optional(),
  commandId: z.string().max(200).optional(),
  data: z.unknown().optional(),
});

/** What an activity asks for: something that the core answers. */
interface Asked {
  readonly interaction: Interaction;
  readonly source: Readonly<Record<string, string>> | null;
  readonly page: number;
  /** Whether it is one thing of a list, which must not take the others away: it comes below. */
  readonly below?: boolean;
  /** The button, or the form that was sent or in which a part of a name was looked for. */
  readonly submission?: Submission;
}

/** What comes in from Teams: understood, handed to the core, and answered to the one who did it, alone. */
export class Inbound {
  private readonly deps: InboundDeps;
  private readonly lists: FormLists;
  private readonly seen = new Seen();
  /** Clicks being worked on: the client's repeat of one waits for the same work. */
  private readonly working = new Map<string, Promise<InvokeReply>>();

  constructor(deps: InboundDeps) {
    this.deps = deps;
    this.lists = new FormLists(deps.router, deps.clock);
  }

  /** Answers one activity. What it returns goes back on an invoke's own request. */
  async receive(activity: IncomingActivity): Promise<InvokeReply | null> {
    const { accounts, clock } = this.deps;
    const removed = activity.type === 'installationUpdate' && activity.action === 'remove';
    if (removed) {
      await accounts.forget(activity);
      return null;
    }
    await accounts.keep(activity, clock.now());
    switch (activity.type) {
      case 'message':
        await this.message(activity);
        return null;
      case 'installationUpdate':
        if (activity.action === 'add' && isPersonal(activity)) await this.welcome(activity);
        return null;
      case 'invoke':
        return this.invoke(activity);
      default:
        return null;
    }
  }

  /** Whom an administrator installs it for has not said a word yet, but can be written to from now on. */
  private async welcome(activity: IncomingActivity): Promise<void> {
    const personId = await this.deps.accounts.personOf(activity);
    await this.reply(activity, message({ text: personId === null ? STRANGER : WELCOME }));
  }

  private async message(activity: IncomingActivity): Promise<void> {
    const key = messageKey(activity);
    if (!this.seen.first(key)) return;
    try {
      const personId = await this.deps.accounts.personOf(activity);
      if (personId === null) {
        await this.reply(activity, message({ text: STRANGER }));
        return;
      }
      const submission = readSubmission(activity.value);
      if (activity.value != null && !submission) {
        await this.reply(activity, message({ text: OLD_BUTTON }));
        return;
      }
      const asked = submission
        ? this.submitted(activity, key, personId, submission)
        : this.typed(activity, key, personId, commandText(activity) || 'help');
      const answer = await this.deps.router(asked.interaction);
      await this.answerMessage(activity, submission, await this.shown(asked, answer, false));
    } catch (error) {
      // Teams delivers it again: what was committed is recognised by its key, the rest is done then.
      this.seen.forget(key);
      this.deps.log.error({ err: error }, 'a message on Teams could not be answered');
      await this.reply(activity, message({ text: FAILED }));
    }
  }

  /** A form that was sent is replaced by what became of it; everything else is a message of its own. */
  private async answerMessage(
    activity: IncomingActivity,
    submission: Submission | null,
    shown: Shown,
  ): Promise<void> {
    const stands = activity.replyToId;
    if (submission?.submitted && stands && (await this.isOurOwn(activity))) {
      await this.attempt(() => this.deps.port.update(placeOf(activity), stands, message(shown)));
      return;
    }
    await this.replyAlone(activity, message(shown));
  }

  private async invoke(activity: IncomingActivity): Promise<InvokeReply | null> {
    const { store, clock, accounts } = this.deps;
    if (activity.name === SEARCH) return this.search(activity);
    const kind = INVOKES[activity.name ?? ''];
    if (!kind) return null;
    const value = Invoked.safeParse(activity.value ?? {});
    if (!value.success) return { status: 400 };
    const { action, commandId, data } = value.data;
    const personId = await accounts.personOf(activity);
    if (personId === null)
      return kind.dialog ? dialogReply({ text: STRANGER, title: '' }) : cardReply({ text: STRANGER });

    const sent = kind.reads === 'action' ? action?.data : data;
    const key = await invokeKey(store, activity, { sent, commandId }, clock.now());
    const running = this.working.get(key);
    if (running) return running;
    const asked =
      kind.reads === 'command'
        ? this.typed(activity, key, personId, commandId ?? 'help')
        : this.pressed(activity, key, personId, sent);
    const reply = asked
      ? this.inTime(activity, asked, kind.dialog)
      : Promise.resolve(
          kind.dialog ? dialogReply({ text: OLD_BUTTON, title: '' }) : cardReply({ text: OLD_BUTTON }),
        );
    this.working.set(key, reply);
    return reply.finally(() => this.working.delete(key));
  }

  private async search(activity: IncomingActivity): Promise<InvokeReply> {
    try {
      return await suggestions(this.lists, this.deps.accounts, activity);
    } catch (error) {
      this.deps.log.error({ err: error }, 'a search in a list on Teams could not be answered');
      return { status: 500 };
    }
  }

  private pressed(activity: IncomingActivity, key: string, personId: number, data: unknown): Asked | null {
    const submission = readSubmission(data);
    if (!submission) return null;
    const below = isListed(data) && isPersonal(activity);
    return { ...this.submitted(activity, key, personId, submission), below };
  }

  /** The answer within Teams' patience; a later one comes as a message. */
  private async inTime(activity: IncomingActivity, asked: Asked, dialog: boolean): Promise<InvokeReply> {
    const work = this.deps.router(asked.interaction).then(
      answer => ({ type: 'answer', answer }) as const,
      (error: unknown) => ({ type: 'failed', error }) as const,
    );
    let alarm: NodeJS.Timeout | undefined;
    const late = new Promise<{ type: 'late' }>(resolve => {
      alarm = setTimeout(() => resolve({ type: 'late' }), this.deps.patienceMs);
    });
    const done = await Promise.race([work, late]);
    clearTimeout(alarm);
    switch (done.type) {
      case 'late':
        void work.then(async ended => {
          if (ended.type === 'answer') {
            await this.holdWhatIsOpen(activity, asked, null);
            await this.replyAlone(activity, message(await this.shown(asked, ended.answer, false)));
          } else {
            this.deps.log.error({ err: ended.error }, 'a click on Teams could not be answered');
            await this.replyAlone(activity, message({ text: FAILED }));
          }
        });
        return dialog ? dialogReply({ text: SLOW, title: '' }) : cardReply({ text: SLOW });
      case 'failed':
        this.deps.log.error({ err: done.error }, 'a click on Teams could not be answered');
        return dialog ? dialogReply({ text: FAILED, title: '' }) : failedReply(FAILED);
      case 'answer': {
        if (asked.below && !dialog && done.answer.type === 'card') {
          await this.replyAlone(activity, message(await this.shown(asked, done.answer, false)));
          return cardReply({ text: BELOW });
        }
        if (!dialog) await this.holdWhatIsOpen(activity, asked, done.answer);
        const shown = await this.shown(asked, done.answer, true, dialog);
        if (!dialog) this.settleForm(activity, asked, done.answer, shown);
        return dialog ? dialogReply(shown) : cardReply(shown);
      }
    }
  }

  /**
   * A form stands in the place of the card whose button opened it. As long as it does, that card is not edited, which
   * would take the form away and what is typed in it.
   *
   * @param answer what stands in the card's place from now on; null when it comes below
   */
  private async holdWhatIsOpen(
    activity: IncomingActivity,
    { submission }: Asked,
    answer: Answer | null,
  ): Promise<void> {
    const { replyToId: externalId, conversation } = activity;
    if (!externalId) return;
    const card = { conversation: conversation.id, externalId };
    const asks = answer?.type === 'form' || answer?.type === 'fieldErrors';
    try {
      if (asks) await this.deps.posted.hold('teams', card);
      else if (submission?.submitted || submission?.closes) await this.deps.posted.release('teams', card);
    } catch (error) {
      this.deps.log.warn({ err: error }, 'whether a form is open could not be noted');
    }
  }

  /**
   * The answer to an invoke stands only until the client loads the conversation again. A form that was a message
   * of its own would then be back, to be sent twice: so the message itself becomes what was answered.
   */
  private settleForm(activity: IncomingActivity, { interaction }: Asked, answer: Answer, shown: Shown): void {
    const stands = activity.replyToId;
    const over = interaction.type === 'action' && interaction.submitted && answer.type === 'notice';
    if (!over || !stands || !isPersonal(activity)) return;
    void this.attempt(async () => {
      if (await this.isOurOwn(activity))
        await this.deps.port.update(placeOf(activity), stands, message(shown));
    });
  }

  /** Whether the message that was acted on is an answer of ours, and not a posted card that delivery keeps up to date. */
  private async isOurOwn(activity: IncomingActivity): Promise<boolean> {
    if (!isPersonal(activity) || !activity.replyToId) return false;
    const copy = await this.deps.store.db.cardCopy.findFirst({
      where: { platform: 'teams', conversation: activity.conversation.id, externalId: activity.replyToId },
      select: { id: true },
    });
    return copy === null;
  }

  private typed(activity: IncomingActivity, key: string, personId: number, text: string): Asked {
    const interaction: Interaction = { type: 'command', ...this.base(activity, key, personId), text };
    return { interaction, source: { text }, page: 0 };
  }

  private submitted(
    activity: IncomingActivity,
    key: string,
    personId: number,
    submission: Submission,
  ): Asked {
    const base = this.base(activity, key, personId);
    const { opened, find, closes: _, delivery: __, ...rest } = submission;
    this.notePress(activity, personId, submission);
    if (find) {
      // The form is asked for once more; what was filled in so far is shown in it again.
      const again = { ...rest, values: opened ?? {}, submitted: false };
      return { interaction: { type: 'action', ...base, ...again }, source: null, page: 0, submission };
    }
    if (submission.verb !== TURN) {
      const interaction: Interaction = { type: 'action', ...base, ...rest };
      return { interaction, source: sourceOf(submission), page: 0, submission };
    }
    const { page, text, again } = readTurn(rest);
    if (text !== undefined) return { ...this.typed(activity, key, personId, text), page };
    return { interaction: { type: 'action', ...base, ...again }, source: sourceOf(again), page };
  }

  /** Whoever presses a button has the message: where nobody knew whether it arrived, that is how it is known. */
  private notePress(activity: IncomingActivity, personId: number, { delivery }: Submission): void {
    const { replyToId: externalId, conversation } = activity;
    if (delivery === undefined || !externalId) return;
    const posted = { conversation: conversation.id, externalId };
    const channel = isPersonal(activity) ? null : (channelOf(activity)?.externalId ?? '');
    this.deps.posted
      .pressed({ platform: 'teams', deliveryKey: delivery, posted, personId, channel })
      .catch(error =>
        this.deps.log.warn({ err: error }, 'what a press tells of its message could not be noted'),
      );
  }

  private base(activity: IncomingActivity, key: string, personId: number) {
    return {
      key,
      at: this.deps.clock.now(),
      platform: 'teams',
      personId,
      conversation: activity.conversation.id,
    };
  }

  private async shown(
    { source, page, submission }: Asked,
    answer: Answer,
    alone: boolean,
    dialog = false,
  ): Promise<Shown> {
    const form = submission?.submitted ?? false;
    // The next step of a form is another form: its own values open it.
    const opened = form && answer.type === 'form' && !submission?.find ? undefined : openedBy(submission);
    return show(answer, {
      typed: submission?.values ?? {},
      source,
      page,
      alone,
      // A dialog ends with a sentence; a form in a conversation gives way to a card.
      always: form && alone && !dialog,
      dialog,
      ...(opened && { opened }),
      ...(submission?.find && { find: submission.find }),
      ...('card' in answer && answer.card && { media: await this.deps.media.of(answer.card) }),
    });
  }

  /** Where the person is alone with Convenor; elsewhere only a hint that there is an answer. */
  private async replyAlone(activity: IncomingActivity, outgoing: OutgoingActivity): Promise<void> {
    if (isPersonal(activity)) {
      await this.reply(activity, outgoing);
      return;
    }
    const sent = await this.attempt(async () => {
      const { port, accounts } = this.deps;
      const reference = await accounts.privately(activity);
      if (!reference) throw new Error('nothing is known of their own conversation');
      const conversationId = reference.conversationId ?? (await port.openPersonal(reference));
      await port.send({ serviceUrl: reference.serviceUrl, conversationId }, outgoing);
    });
    // A pressed button is answered on its own request; only a typed word waits for a sign in the channel.
    if (activity.type === 'message' && activity.value == null) {
      await this.reply(activity, message({ text: sent ? IN_PRIVATE : NO_PRIVATE }));
    }
  }

  private async reply(activity: IncomingActivity, outgoing: OutgoingActivity): Promise<void> {
    await this.attempt(() => this.deps.port.send(placeOf(activity), outgoing));
  }

  /** An answer that does not arrive is asked for again by the person: it is written down and not repeated. */
  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.deps.log.warn({ err: error }, 'an answer on Teams did not arrive');
      return false;
    }
  }
}

/** The values that opened a form: those of the button that was pressed, or those that a sent form still carries. */
function openedBy(submission: Submission | undefined): Readonly<Record<string, string>> | undefined {
  if (!submission || submission.submitted) return submission?.opened;
  const texts = Object.entries(submission.values).filter((each): each is [string, string] => {
    return typeof each[1] === 'string';
  });
  return texts.length > 0 ? Object.fromEntries(texts) : undefined;
}

/** The invokes that are answered: where they carry what was meant, and whether the answer is a dialog. */
const INVOKES: Readonly<Record<string, { reads: 'action' | 'data' | 'command'; dialog: boolean }>> = {
  'adaptiveCard/action': { reads: 'action', dialog: false },
  'task/fetch': { reads: 'data', dialog: true },
  'task/submit': { reads: 'data', dialog: true },
  'composeExtension/fetchTask': { reads: 'command', dialog: true },
  'composeExtension/submitAction': { reads: 'data', dialog: true },
};
