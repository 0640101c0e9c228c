import type { App, BlockAction, SlackShortcut, webApi } from '@slack/bolt';
import type { Clock } from '../../src/calendar/clock.js';
import { type Answer, refused } from '../../src/chat/answer.js';
import type { Card } from '../../src/chat/card.js';
import type { FormLists } from '../../src/chat/formLists.js';
import type { Router } from '../../src/chat/router.js';
import type { Accounts, SlackUser } from './accounts.js';
import { type Actor, actorOf, type Base } from './actor.js';
import { type Answering, type Place, saidSentence } from './answering.js';
import { SHORTCUTS } from './declared.js';
import type { Identity } from './identity.js';
import type { SlackLog } from './log.js';
import { asWritten, understand } from './plainWords.js';
import type { Replies } from './replies.js';
import { suggestions } from './searches.js';
import { DOWNLOAD, interactionKey, MORE, readMore, readPress, type Source, verbOf } from './submission.js';
import { Submissions } from './submissions.js';
import { homeView } from './views.js';

/** What the listeners need; all of it is made by the adapter. */
export interface ListenerParts {
  readonly app: App;
  readonly client: webApi.WebClient;
  readonly router: Router;
  /** The words that begin a command. */
  readonly commands: readonly string[];
  readonly clock: Clock;
  readonly log: SlackLog;
  readonly accounts: Accounts;
  readonly answering: Answering;
  readonly replies: Replies;
  readonly lists: FormLists;
  identity(): Promise<Identity>;
  /** What a person's Home tab shows. */
  home(personId: number, at: Date): Promise<Card>;
  /** How long a sent form may wait for its answer before a view says that it takes longer. */
  readonly submitWithinMs: number;
}

/** What begins a request for support, and the field that takes somebody's own words. */
const ASK = { verb: 'support.submit', field: 'need' };

/** A head's message is cut to what a button carries and the form takes. */
const NEED_CHARACTERS = 1_000;

const OLD_BUTTON =
  'This button belongs to an older version of Convenor. Type /help to see what there is now.';

const FAILED =
  'That did not work, and nothing was lost. Try again; if it fails again, tell whoever runs Convenor.';

const OTHER_WORKSPACE =
  'Convenor serves another Slack workspace. Use it there, or ask your administrator to set up one for this workspace.';

const UNSHOWN =
  'The answer could not be shown on Slack. Open the work again with /me to see what has been done; if it fails again, tell whoever runs Convenor.';

/** Listens to everything that Slack sends, and hands it to the core as an interaction. */
export function listen(parts: ListenerParts): void {
  const { app } = parts;
  const submissions = new Submissions(parts);

  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    const { command, text = '', user_id: user, team_id: team } = body;
    const typed = command === '/convenor' ? text.trim() || 'help' : `${command} ${text}`.trim();
    const source: Source = { type: 'command', text: typed.slice(0, 400) };
    const place: Place = {
      user,
      source,
      channel: body.channel_id,
      direct: body.channel_id?.startsWith('D') ?? false,
      responseUrl: body.response_url,
      triggerId: body.trigger_id,
    };
    const key = interactionKey('command', user, body.trigger_id ?? body.response_url ?? '');
    await run(parts, { user, team, userTeam: undefined }, place, base =>
      parts.router({ type: 'command', ...base, key, text: typed }),
    );
  });

  app.action(/.*/, async ({ ack, body, action }) => {
    await ack();
    if (
      body.type === 'block_actions' &&
      action.type === 'button' &&
      'action_ts' in action &&
      verbOf(action.action_id) !== DOWNLOAD
    )
      await pressed(parts, body, action);
  });

  app.view({ callback_id: /^convenor\./, type: 'view_submission' }, async ({ ack, body }) => {
    if (body.type !== 'view_submission') return ack();
    const base = await who(parts, actorOf(body));
    await submissions.sent(body, base, response => ack(response));
  });

  app.options(/.*/, async ({ ack, body }) => {
    if (body.type !== 'block_suggestion' || !body.view) return ack({ options: [] });
    const base = await who(parts, actorOf(body));
    if ('refused' in base) return ack({ options: [] });
    const options = await suggestions(parts.lists, {
      viewId: body.view.root_view_id ?? body.view.id,
      metadata: body.view.private_metadata,
      field: body.action_id,
      typed: body.value,
      personId: base.personId,
    });
    await ack({ options });
  });

  app.shortcut(/.*/, async ({ ack, body }) => {
    await ack();
    await shortcut(parts, body);
  });

  app.event('app_home_opened', async ({ event, body }) => {
    if (event.tab !== 'home') return;
    const base = await who(parts, { user: event.user, userTeam: undefined, team: body.team_id });
    await publishHome(parts, event.user, base);
  });

  app.event('message', async ({ event, body }) => {
    if (event.channel_type !== 'im' || event.subtype !== undefined || event.bot_id !== undefined) return;
    await directMessage(parts, event, body);
  });

  app.event('user_change', async ({ event }) => {
    const { teamId } = await parts.identity();
    await parts.accounts.changed(teamId, event.user as SlackUser);
  });

  for (const gone of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(gone, async () => {
      parts.log.error(
        { event: gone },
        'Convenor was removed from Slack: install it again and set the new SLACK_BOT_TOKEN',
      );
    });
  }

  app.error(async error => {
    parts.log.error({ err: error }, 'something that came from Slack could not be answered');
  });
}

async function who(parts: ListenerParts, { user, userTeam, team }: Actor): Promise<Base> {
  try {
    const { teamId } = await parts.identity();
    if (team !== undefined && team !== teamId) return { refused: OTHER_WORKSPACE };
    const known = await parts.accounts.who(teamId, user, userTeam);
    return 'refused' in known
      ? known
      : { at: parts.clock.now(), platform: 'slack', personId: known.personId };
  } catch (error) {
    parts.log.error({ err: error }, 'who acts could not be found out');
    return { refused: FAILED };
  }
}

/** Finds out who acts, asks the core and shows what it says; a failure becomes a sentence, never silence. */
async function run(
  parts: ListenerParts,
  actor: Actor,
  place: Place,
  ask: (base: Exclude<Base, { refused: string }>) => Promise<Answer>,
): Promise<void> {
  const work = (async (): Promise<Answer> => {
    try {
      const base = await who(parts, actor);
      if ('refused' in base) return refused(base.refused);
      return await ask(place.channel === undefined ? base : { ...base, conversation: place.channel });
    } catch (error) {
      parts.log.error({ err: error }, 'an interaction failed');
      return refused(FAILED);
    }
  })();
  try {
    await parts.answering.answer(place, work);
  } catch (error) {
    parts.log.error({ err: error }, 'an answer could not be shown');
    await parts.replies.say({ ...place, replace: false }, saidSentence(`⚠️ ${UNSHOWN}`));
  }
}

async function pressed(
  parts: ListenerParts,
  body: BlockAction,
  action: { readonly action_id: string; readonly value?: string | undefined; readonly action_ts: string },
): Promise<void> {
  const actor = actorOf(body);
  const more = verbOf(action.action_id) === MORE ? readMore(action.value) : null;
  const press = more ? null : readPress(action.action_id, action.value);
  const inView = body.view !== undefined && body.view.type !== 'home';
  const home = body.view?.type === 'home';
  const source: Source =
    more?.source ?? (press ? { type: 'action', ...press } : { type: 'command', text: '/help' });
  const channel = body.channel?.id ?? body.container.channel_id;
  const place: Place = {
    user: actor.user,
    source,
    channel,
    direct: channel?.startsWith('D') ?? false,
    responseUrl: body.response_url,
    replace: body.container.is_ephemeral === true,
    triggerId: inView ? undefined : body.trigger_id,
    viewId: inView ? body.view?.id : undefined,
    home,
    ...(more && { page: more.page }),
  };
  const key = interactionKey('action', action.action_ts, actor.user, action.action_id);
  await run(parts, actor, place, async base => {
    if (!more && !press) return refused(OLD_BUTTON);
    if (source.type === 'command') return parts.router({ type: 'command', ...base, key, text: source.text });
    const { type: _, ...rest } = source;
    return parts.router({ type: 'action', ...base, key, ...rest, submitted: false });
  });
  if (home) await publishHome(parts, actor.user, await who(parts, actor));
}

async function shortcut(parts: ListenerParts, body: SlackShortcut): Promise<void> {
  const actor = actorOf(body);
  const onMessage = body.type === 'message_action';
  const key = interactionKey('shortcut', body.action_ts, actor.user, body.callback_id);
  const channel = onMessage ? body.channel.id : undefined;
  const place = {
    user: actor.user,
    channel,
    direct: channel?.startsWith('D') ?? false,
    responseUrl: onMessage ? body.response_url : undefined,
    triggerId: body.trigger_id,
  };
  if (body.callback_id === SHORTCUTS.waiting) {
    const text = '/me';
    return run(parts, actor, { ...place, home: true, source: { type: 'command', text } }, base =>
      parts.router({ type: 'command', ...base, key, text }),
    );
  }
  const words = onMessage ? asWritten(body.message.text ?? '').slice(0, NEED_CHARACTERS) : '';
  const press = { verb: ASK.verb, values: words === '' ? {} : { [ASK.field]: words } };
  await run(parts, actor, { ...place, home: !onMessage, source: { type: 'action', ...press } }, base =>
    parts.router({ type: 'action', ...base, key, ...press, submitted: false }),
  );
}

async function directMessage(
  parts: ListenerParts,
  event: { user?: string; text?: string; channel: string; thread_ts?: string; ts: string },
  body: { readonly event_id: string; readonly team_id: string },
): Promise<void> {
  const { user, text = '', channel, thread_ts: threadTs } = event;
  if (user === undefined) return;
  const meaning = understand(asWritten(text), parts.commands);
  const actor = { user, team: body.team_id, userTeam: undefined };
  const command = meaning.type === 'command' ? meaning.text : '/help';
  const place: Place = {
    user,
    channel,
    direct: true,
    threadTs,
    source: { type: 'command', text: command.slice(0, 400) },
  };
  const key = interactionKey('event', body.event_id);
  if (meaning.type === 'command') {
    return run(parts, actor, place, base => parts.router({ type: 'command', ...base, key, text: command }));
  }
  await run(parts, actor, place, async () => ({
    type: 'card',
    card: meaning.type === 'need' ? needCard(meaning.text) : unclearCard(),
  }));
}

function needCard(text: string): Card {
  return {
    title: 'Shall I ask for support?',
    body: [
      {
        type: 'text',
        text: 'The form opens with what you wrote. Nothing is sent before you send it. Please use roles, not names.',
      },
    ],
    actions: [
      {
        verb: ASK.verb,
        label: 'Ask for support',
        style: 'primary',
        values: { [ASK.field]: text.slice(0, NEED_CHARACTERS) },
      },
    ],
  };
}

function unclearCard(): Card {
  return {
    title: 'I am not sure what you need',
    body: [
      {
        type: 'text',
        text: 'Type /help to see everything, /me for what waits on you, or press the button to ask for support.',
      },
    ],
    actions: [{ verb: ASK.verb, label: 'Ask for support', style: 'primary' }],
  };
}

async function publishHome(parts: ListenerParts, user: string, base: Base): Promise<void> {
  const card: Card =
    'refused' in base
      ? { title: 'Welcome to Convenor', body: [{ type: 'text', text: base.refused }], actions: [] }
      : await parts.home(base.personId, base.at);
  const media = await parts.answering.mediaOf({ type: 'card', card });
  await parts.client.views.publish({ user_id: user, view: homeView(card, media) });
}
