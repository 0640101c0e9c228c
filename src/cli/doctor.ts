import { Command } from 'commander';
import { type Config, ConfigError, readConfig } from '../config.js';
import { inspectStore } from '../store/inspect.js';

/** One line of the report. */
interface Finding {
  readonly part: 'settings' | 'store' | 'slack' | 'teams' | 'address';
  readonly ok: boolean;
  /** Whether Convenor does not start, or does not work, because of it. */
  readonly serious: boolean;
  readonly says: string;
}

interface DoctorOptions {
  readonly json?: boolean;
}

/** How long our own address may take to answer, in ms. */
const PATIENCE_MS = 10_000;

const SILENT = { info() {}, warn() {}, error() {} };

/** `convenor doctor`: everything that can be checked without changing anything or writing to anybody. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check settings, store, Slack and Teams: each fault with its setting and where to find the value; nothing is changed or posted',
    )
    .option('--json', 'print the findings as JSON')
    .action(async ({ json }: DoctorOptions) => {
      const findings = await examine(process.env);
      const sound = !findings.some(each => each.serious);
      if (json) process.stdout.write(`${JSON.stringify({ ok: sound, findings })}\n`);
      else process.stdout.write(report(findings, sound));
      process.exitCode = sound ? 0 : 1;
    });
}

async function examine(environment: Readonly<Record<string, string | undefined>>): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message.split('\n').map(says => ({ part: 'settings', ok: false, serious: true, says }));
  }
  const talksTo = [
    ...(config.web ? ['the playground'] : []),
    ...(config.slack ? [config.slack.appToken === null ? 'Slack over HTTP' : 'Slack in Socket Mode'] : []),
    ...(config.teams ? ['Teams'] : []),
  ];
  const settings: Finding = {
    part: 'settings',
    ok: true,
    serious: false,
    says: `The settings can be read: Convenor runs ${talksTo.join(' and ')} at ${config.host}:${config.port}.`,
  };
  // Loaded only where it is configured, as at a start.
  const slack = config.slack
    ? await (await import('../../adapters/slack/check.js')).checkSlack(config.slack, SILENT)
    : [];
  const teams = config.teams
    ? await (await import('../../adapters/teams/check.js')).checkTeams(config.teams, config.host)
    : [];
  return [
    settings,
    await storeFinding(config),
    ...slack.map(each => ({ part: 'slack' as const, ...each })),
    ...teams.map(each => ({ part: 'teams' as const, ...each })),
    ...(await addressFindings(config)),
  ];
}

async function storeFinding({ databaseUrl }: Config): Promise<Finding> {
  const part = 'store';
  try {
    const { dialect, exists, missing } = await inspectStore(databaseUrl);
    const name = dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL';
    const says = !exists
      ? `There is no database at DATABASE_URL yet; the first start makes it (${name}).`
      : missing.length > 0
        ? `The ${name} database is of an earlier version; the next start applies ${missing.join(', ')}. Back it up first.`
        : `The ${name} database answers and is up to date.`;
    return { part, ok: exists && missing.length === 0, serious: false, says };
  } catch (error) {
    return { part, ok: false, serious: true, says: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether what calls us from outside would find us. */
async function addressFindings({ publicUrl, slack, teams }: Config): Promise<Finding[]> {
  const part = 'address';
  const called = (slack !== null && slack.appToken === null) || (teams !== null && teams.appId !== '');
  if (publicUrl === null) {
    if (!called) return [];
    const says =
      'CONVENOR_PUBLIC_URL is not set: files are handed over as text on Teams. Set it to where Slack or Teams reaches this server, as https://convenor.example.org.';
    return [{ part, ok: false, serious: false, says }];
  }
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok && (await answer.text()) === 'ok')
      return [{ part, ok: true, serious: false, says: `Convenor answers at ${publicUrl}.` }];
    const says = `${publicUrl} answers, but not as Convenor (status ${answer.status}). Check that the proxy passes everything to HOST and PORT.`;
    return [{ part, ok: false, serious: false, says }];
  } catch {
    const says = `Nothing answers at ${publicUrl} (CONVENOR_PUBLIC_URL). Start Convenor, or check name, certificate and proxy.`;
    return [{ part, ok: false, serious: false, says }];
  }
}

function report(findings: readonly Finding[], sound: boolean): string {
  const lines = findings.map(({ part, ok, serious, says }) => {
    const mark = ok ? 'ok   ' : serious ? 'FAULT' : 'note ';
    return `${mark}  ${part.padEnd(8)}  ${says}`;
  });
  const end = sound ? 'Convenor can start.' : 'Convenor cannot work like this: mend what is marked FAULT.';
  return `${[...lines, '', end].join('\n')}\n`;
}
