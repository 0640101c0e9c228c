import { strToU8, zipSync } from 'fflate';
import type { ChatCommand } from '../../src/chat/command.js';
import { line } from '../adaptiveCards/text.js';
import { ACCENT, colourIcon, outlineIcon } from './icons.js';

export interface ManifestOptions {
  /** The Application (client) ID of the app registration: the bot's id, and the app's. */
  readonly appId: string;
  /** Three numbers; Teams takes a changed package only with a higher one. */
  readonly version: string;
  /** Who runs it, as Teams shows it. */
  readonly developer: string;
  /** The operator's pages on the app, its privacy notice and its terms: https. */
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
  /** Everything that can be typed. */
  readonly commands: readonly ChatCommand[];
}

/** Words that Teams offers at most while somebody types, and the characters of each line. */
const OFFERED = 10;
const TITLE = 32;
const DESCRIPTION = 128;

/** What is offered beside the box in which one writes, wherever one writes in Teams; each opens a dialog. */
export const DIALOGS: readonly {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}[] = [
  {
    id: 'support',
    title: 'Ask for support',
    description: 'Help from a leader of another school: three answers',
  },
  { id: 'me', title: 'What waits on me', description: 'What waits on you, the soonest due first' },
  {
    id: 'deploy log',
    title: 'Record a visit',
    description: 'For leaders: a visit to the school you support',
  },
  { id: 'group', title: 'My groups', description: 'The task-and-finish groups you have to do with' },
];

/** What Teams offers while somebody types to Convenor: every command, then as many of their words as there is room. */
export function offered(
  commands: readonly ChatCommand[],
): readonly { readonly title: string; readonly description: string }[] {
  const alone = commands.map(({ name, says, subcommands }) => ({
    title: name,
    description: subcommands.find(each => each.name === '')?.says ?? says,
  }));
  const words = commands.flatMap(({ name, subcommands }) =>
    subcommands
      .filter(each => each.name !== '' && each.usage === undefined)
      .map(each => ({ title: `${name} ${each.name}`, description: each.says })),
  );
  return [...alone, ...words]
    .filter(each => each.title.length <= TITLE)
    .slice(0, OFFERED)
    .map(({ title, description }) => ({ title, description: line(description, DESCRIPTION) }));
}

/** The manifest of the Teams app (schema 1.19). */
export function teamsManifest(options: ManifestOptions): object {
  const { appId, version, developer, website, privacy, terms } = options;
  return {
    $schema: 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.19/MicrosoftTeams.schema.json',
    manifestVersion: '1.19',
    version,
    id: appId,
    developer: { name: developer, websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms },
    name: { short: 'Convenor', full: 'Convenor, the secretary of a school partnership' },
    description: {
      short: 'Support between schools, peer reviews and task-and-finish groups',
      full: 'Convenor runs a school partnership’s work where heads already talk: it finds and arranges support from leaders of other schools, runs rounds of peer reviews, and keeps task-and-finish groups to their dates. It keeps one record, whoever is on Teams and whoever elsewhere. It reads only what is written to it, and answers only the one who asked.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT,
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: offered(options.commands) }],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: DIALOGS.map(dialog => ({
          ...dialog,
          type: 'action',
          context: ['compose', 'commandBox'],
          fetchTask: true,
        })),
      },
    ],
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    supportedChannelTypes: ['sharedChannels', 'privateChannels'],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [],
  };
}

/** The app package as it is uploaded: a zip of the manifest and the two icons. */
export function teamsPackage(options: ManifestOptions): Uint8Array {
  const manifest = strToU8(`${JSON.stringify(teamsManifest(options), null, 2)}\n`);
  const files = { 'manifest.json': manifest, 'color.png': colourIcon(), 'outline.png': outlineIcon() };
  // A fixed date, so that the same settings always make the same file.
  return zipSync(files, { level: 9, mtime: '2026-01-01T12:00:00' });
}
