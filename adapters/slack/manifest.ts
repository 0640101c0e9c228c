import { EVENTS_PATH, SHORTCUTS } from './declared.js';
import { SCOPES } from './scopes.js';

/** A command as Slack lists it while somebody types. */
export interface ManifestCommand {
  readonly name: string;
  readonly says: string;
  /** What may follow: 'list | show [reference]'. */
  readonly hint?: string;
}

/** The commands of Convenor. `/convenor` takes each of them too, for workspaces in which another app has the name. */
export const MANIFEST_COMMANDS: readonly ManifestCommand[] = [
  { name: 'support', says: 'Ask for help from a leader of another school', hint: 'list | show [reference]' },
  { name: 'review', says: 'Peer reviews of schools', hint: 'list | show [reference]' },
  { name: 'group', says: 'Task-and-finish groups', hint: 'list | start | show [reference]' },
  { name: 'board', says: 'What the board sees' },
  { name: 'deploy', says: 'For leaders: the schools you support', hint: 'log [reference]' },
  { name: 'delivery', says: 'For coordinators: what could not be delivered, and why' },
  { name: 'me', says: 'What waits on you' },
  { name: 'help', says: 'What Convenor can do' },
  {
    name: 'convenor',
    says: 'Any of these, as in: /convenor me',
    hint: 'help | me | support | review | group',
  },
];

/** Events that Convenor listens to: messages to itself, its Home tab, people who change, its own removal. */
const EVENTS = ['app_home_opened', 'app_uninstalled', 'message.im', 'tokens_revoked', 'user_change'];

/**
 * The app manifest, as api.slack.com/apps takes it.
 *
 * @param publicUrl where Slack reaches Convenor, without a path; null for Socket Mode, which needs none
 */
export function slackManifest(
  publicUrl: string | null,
  commands: readonly ManifestCommand[] = MANIFEST_COMMANDS,
): object {
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
      slash_commands: commands.map(({ name, says, hint }) => ({
        command: `/${name}`,
        ...url,
        description: says,
        ...(hint !== undefined && { usage_hint: hint }),
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
