import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';

interface TeamsOptions {
  readonly appId?: string;
  readonly out: string;
  readonly appVersion: string;
  readonly developer: string;
  readonly website: string;
  readonly privacy?: string;
  readonly terms?: string;
  readonly json?: boolean;
}

/** Nobody's address, by RFC 2606: it says that nobody has said where the pages are. */
const NO_PAGE = 'https://convenor.example';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `convenor manifest teams`: writes the app package that a Teams administrator uploads. */
export function teamsManifestCommand(): Command {
  return new Command('teams')
    .description('write the app package for Teams: upload it in the Teams admin centre, Manage apps')
    .option(
      '--app-id <id>',
      'the Application (client) ID of the app registration (else MicrosoftAppId)',
      guid,
    )
    .option('--out <file>', 'the package to write', 'convenor-teams.zip')
    .option('--app-version <version>', 'higher than that of the package uploaded last', version, '1.0.0')
    .option('--developer <name>', 'who runs Convenor, at most 32 characters', name, 'School partnership')
    .option('--website <address>', 'a page on Convenor at your partnership, https', page, NO_PAGE)
    .option('--privacy <address>', 'your privacy notice (else the website), https', page)
    .option('--terms <address>', 'your terms of use (else the website), https', page)
    .option('--json', 'print what was written as JSON')
    .action(async (options: TeamsOptions, command: Command) => {
      const { out, developer, website, privacy = website, terms = website } = options;
      const appId = options.appId ?? process.env.MicrosoftAppId ?? '';
      if (!GUID.test(appId)) {
        command.error(
          'Say which app registration it is for: --app-id, or MicrosoftAppId. It is the Application (client) ID in the Entra admin centre.',
        );
      }
      // Loaded only now: --help needs no adapter.
      const { teamsPackage } = await import('../../adapters/teams/manifest.js');
      const { commandList } = await import('./commandList.js');
      const commands = commandList();
      const zip = teamsPackage({
        commands,
        appId,
        version: options.appVersion,
        developer,
        website,
        privacy,
        terms,
      });
      try {
        await writeFile(out, zip);
      } catch (error) {
        command.error(`${out} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      }
      if (options.json) {
        console.log(JSON.stringify({ file: out, bytes: zip.length, appId, version: options.appVersion }));
        return;
      }
      console.log(
        `${out}: upload it in the Teams admin centre under Teams apps, Manage apps, Upload new app.`,
      );
      if (website === NO_PAGE) {
        console.log(
          'Its links lead nowhere yet: say --website (and --privacy, --terms) before everybody gets it.',
        );
      }
    });
}

function guid(text: string): string {
  if (!GUID.test(text)) {
    throw new InvalidArgumentError(
      'Give the Application (client) ID, as 00000000-0000-0000-0000-000000000000.',
    );
  }
  return text.toLowerCase();
}

function version(text: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(text)) throw new InvalidArgumentError('Give three numbers, as 1.0.1.');
  return text;
}

function name(text: string): string {
  if (text.trim() === '' || text.length > 32) throw new InvalidArgumentError('Give 1 to 32 characters.');
  return text;
}

function page(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== 'https:') {
    throw new InvalidArgumentError(
      'Give the address of a page, as https://partnership.example.org/convenor.',
    );
  }
  return text;
}
