import { Command, InvalidArgumentError } from 'commander';
import { teamsManifestCommand } from './manifestTeams.js';

/** `convenor manifest`: what a chat platform is told about Convenor when it is set up. */
export function manifestCommand(): Command {
  return new Command('manifest')
    .description('print what a chat platform needs to know about Convenor')
    .addCommand(slackCommand())
    .addCommand(teamsManifestCommand());
}

interface SlackOptions {
  readonly url?: string;
}

function slackCommand(): Command {
  return new Command('slack')
    .description(
      'print the app manifest for Slack: paste it at api.slack.com/apps, Create New App, From a manifest',
    )
    .option(
      '--url <address>',
      'where Slack reaches Convenor, as https://convenor.example.org; without it, for Socket Mode',
      publicAddress,
    )
    .action(async ({ url }: SlackOptions) => {
      // Loaded only now: --help needs no adapter.
      const { commandList } = await import('./commandList.js');
      const { slackManifest } = await import('../../adapters/slack/manifest.js');
      process.stdout.write(`${JSON.stringify(slackManifest(url ?? null, commandList()), null, 2)}\n`);
    });
}

function publicAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search !== '') {
    throw new InvalidArgumentError('Give the address that Slack can reach, as https://convenor.example.org.');
  }
  return url.origin;
}
