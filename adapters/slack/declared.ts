/** Where Slack sends everything. */
export const EVENTS_PATH = '/slack/events';

/** The callback ids of the shortcuts, as the manifest declares them. */
export const SHORTCUTS = {
  ask: 'convenor.ask',
  waiting: 'convenor.waiting',
  message: 'convenor.message',
} as const;
