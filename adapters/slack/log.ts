import { type Logger, LogLevel } from '@slack/bolt';

/** What the adapter writes its log with; pino's logger is one. */
export interface SlackLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tokens that a library may put into a sentence. */
const SECRET = /xox[a-z]-[\w-]+|xapp-[\w-]+/g;

/** Slack's libraries write into our log: what is worth a line there, without tokens. */
export function libraryLog(log: SlackLog, heard: (message: string) => void = () => {}): Logger {
  const sentence = (all: readonly unknown[]): string => {
    const text = all.map(each => (each instanceof Error ? each.message : String(each))).join(' ');
    return text.replace(SECRET, '[token]');
  };
  return {
    debug() {},
    info() {},
    warn(...all: unknown[]) {
      const message = sentence(all);
      heard(message);
      log.warn({ from: 'slack' }, message);
    },
    error(...all: unknown[]) {
      const message = sentence(all);
      heard(message);
      log.error({ from: 'slack' }, message);
    },
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
