/** A permission that Convenor asks of a workspace, and why; docs/slack.md says the same to an administrator. */
export interface Scope {
  readonly name: string;
  readonly why: string;
  /** Without it Convenor works, and does this less. */
  readonly without?: string;
}

export const SCOPES: readonly Scope[] = [
  { name: 'chat:write', why: 'to post cards and reminders, and to keep them up to date' },
  { name: 'commands', why: 'to answer /support and the other commands, and its shortcuts' },
  { name: 'im:write', why: 'to open the direct conversation in which it reminds somebody' },
  {
    name: 'im:history',
    why: 'to read what people write to Convenor itself, in their own conversation with it',
    without: 'What people write to Convenor directly is not answered.',
  },
  {
    name: 'files:write',
    why: 'to show a chart in a card, and to hand over calendar files and tables',
    without: 'Charts are shown in words, and the text of a file is written out.',
  },
  { name: 'users:read', why: 'to notice who has left the workspace or has been renamed' },
  {
    name: 'users:read.email',
    why: 'to recognise a person whom the partnership imported, by the e-mail address that Slack has confirmed',
    without: 'Every account has to be bound by an administrator.',
  },
  {
    name: 'channels:history',
    why: 'to look whether a post whose confirmation was lost has arrived, in public channels it was invited to',
    without: 'A post to a public channel whose confirmation was lost is shown to the coordinator instead.',
  },
  {
    name: 'groups:history',
    why: 'the same, in private channels it was invited to',
    without: 'A post to a private channel whose confirmation was lost is shown to the coordinator instead.',
  },
];
