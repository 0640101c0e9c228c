import type { ChatCommand } from '../../src/chat/command.js';
import { EVENTS_PATH, SHORTCUTS } from './declared.js';
import { SCOPES } from './scopes.js';

/** Characters of a command's hint, which Slack shows beside it on one line. */
const HINT = 100;

/** Each of Convenor's commands by another way, for workspaces in which another app has its name. */
const ANY_COMMAND = 'convenor';

/** Events that Convenor listens to: messages to itself, its Home tab, people who change, its own removal. */
const EVENTS = ['app_home_opened', 'app_uninstalled', 'message.im', 'tokens_revoked', 'user_change'];

/**
 * The app manifest, as api.slack.com/apps takes it.
 *
 * @param publicUrl where Slack reaches Convenor, without a path; null for Socket Mode, which needs none
 * @param commands everything that can be typed
 */
export function slackManifest(publicUrl: string | null, commands: readonly ChatCommand[]): object {
  const url = publicUrl === null ? {} : { url: `${publicUrl.replace(/\/+$/, '')}${EVENTS_PATH}` };
  const request = publicUrl === null ? {} : { request_url: url.url };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Convenor',
      description: 'The secretariat of a school partnership: support, peer reviews, task-and-finish groups',
      background_color: '#1d3557',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'Convenor', always_online: true },
      shortcuts: [
        {
          name: 'Ask for support',
          type: 'global',
          callback_id: SHORTCUTS.ask,
          description: 'Ask for help from a leader of another school',
        },
        {
          name: 'What waits on me',
          type: 'global',
          callback_id: SHORTCUTS.waiting,
          description: 'Everything that waits on you, the soonest due first',
        },
        {
          name: 'Make a request',
          type: 'message',
          callback_id: SHORTCUTS.message,
          description: 'Make this message a support request: the form opens with its words',
        },
      ],
      slash_commands: [
        ...commands.map(command => ({ name: command.name, says: command.says, hint: hintOf(command) })),
        {
          name: ANY_COMMAND,
          says: 'Any of these, as in: /convenor me',
          hint: joined(commands.map(each => each.name)),
        },
      ].map(({ name, says, hint }) => ({
        command: `/${name}`,
        ...url,
        description: says,
        ...(hint !== '' && { usage_hint: hint }),
        should_escape: false,
      })),
    },
    oauth_config: { scopes: { bot: SCOPES.map(scope => scope.name) } },
    settings: {
      event_subscriptions: { ...request, bot_events: EVENTS },
      interactivity: {
        is_enabled: true,
        ...request,
        ...(publicUrl !== null && { message_menu_options_url: url.url }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: publicUrl === null,
      token_rotation_enabled: false,
    },
  };
}

/** What may follow a command: 'list | show [reference]'. */
function hintOf({ subcommands }: ChatCommand): string {
  return joined(
    subcommands.map(({ name, usage = '' }) => `${name} ${usage}`.trim()).filter(each => each !== ''),
  );
}

/** As many words as fit on the line; /help has them all. */
function joined(words: readonly string[]): string {
  const fitting = words.filter((_, at) => words.slice(0, at + 1).join(' | ').length <= HINT);
  return fitting.join(' | ');
}
