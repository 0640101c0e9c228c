/** What `convenor start --help` says of the settings: the environment variable, and what it is for. */
export const SETTINGS: readonly (readonly [name: string, says: string])[] = [
  ['DATABASE_URL', 'file:./data/convenor.db (as is), or postgresql://user:password@host/database'],
  ['HOST, PORT', 'where the server listens: 127.0.0.1 and 3978'],
  ['CONVENOR_PUBLIC_URL', 'where Slack, Teams and calendars reach it: https://convenor.example.org'],
  ['CONVENOR_WEB', 'on or off: the playground; on as long as neither Slack nor Teams is set'],
  ['LOG_LEVEL', 'fatal, error, warn, info, debug or silent'],
  ['SLACK_BOT_TOKEN', 'xoxb-…, under OAuth & Permissions of your app'],
  ['SLACK_APP_TOKEN', 'xapp-…: Socket Mode, which needs no public address'],
  ['SLACK_SIGNING_SECRET', 'or HTTP mode: under Basic Information'],
  ['SLACK_API_URL', "another server that speaks Slack's language; unset for Slack itself"],
  ['MicrosoftAppId', 'the Application (client) ID of the app registration in Entra'],
  ['MicrosoftAppPassword', 'the value of a client secret, under Certificates & secrets'],
  ['MicrosoftAppType', 'SingleTenant (as is), MultiTenant or UserAssignedMSI'],
  ['MicrosoftAppTenantId', 'the Directory (tenant) ID'],
  ['CONVENOR_TEAMS_TENANTS', 'other tenants whose people may use it, with commas'],
  ['CONVENOR_TEAMS_SERVICE_URLS', "connector addresses beside Microsoft's own, with commas"],
];

/** The settings as lines below the help. */
export function settingsHelp(): string {
  const width = Math.max(...SETTINGS.map(([name]) => name.length));
  const lines = SETTINGS.map(([name, says]) => `  ${name.padEnd(width)}  ${says}`);
  return `\nSettings, from the environment:\n${lines.join('\n')}\n\n\`npx convenor doctor\` checks them all.`;
}
