import type { LocalDate } from '../../src/calendar/localDate.js';
import type { ChatCommand } from '../../src/chat/command.js';
import type { Router as ChatRouter } from '../../src/chat/router.js';
import type { Store } from '../../src/store/open.js';
import type { HandedFiles } from '../media/handedFiles.js';
import type { PlaygroundChannel } from './conversations.js';
import type { PlaygroundClock } from './playgroundClock.js';
import type { Due } from './walk.js';

/** A piece of work that waits on somebody, as the panel shows it. */
export interface WaitingEntry {
  readonly personId: number;
  readonly reference: string;
  /** What it is: 'Support request'. */
  readonly title: string;
  /** What the state says, in a sentence. */
  readonly says: string;
  readonly since: Date;
  readonly dueAt: Date | null;
}

/** Something to try, told on the first view. */
export interface Story {
  readonly title: string;
  readonly says: string;
  readonly steps: readonly StoryStep[];
}

interface StoryStep {
  readonly personId: number;
  /** One line: what to do there. */
  readonly does: string;
  /** The channel in which to do it; their own messages unless told. */
  readonly channelId?: number;
  /** A command that stands ready in the composer when one gets there: '/support'. */
  readonly types?: string;
}

/** What the adapter writes its log with; pino's logger is one. */
interface WebLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface WebAdapterDeps {
  /** The address that the server listens on, as in HOST: anything but a loopback address is refused. */
  readonly host: string;
  readonly store: Store;
  readonly router: ChatRouter;
  readonly clock: PlaygroundClock;
  /** Delivery, by closures: it is put together after the platforms that it delivers to. */
  readonly delivery: Due;
  readonly commands: readonly ChatCommand[];
  /** The channels that a person's roles let them see. */
  channelsOf(personId: number): Promise<readonly PlaygroundChannel[]>;
  /** Everything that waits on somebody, the soonest due first. */
  waiting(today: LocalDate): Promise<readonly WaitingEntry[]>;
  readonly log: WebLog;
  readonly files: HandedFiles;
  /** Above the page; 'Convenor playground' unless told. */
  readonly title?: string;
  stories?(): Promise<readonly Story[]>;
  /** Whom to offer first and as what; the first holder of each usual role unless told. */
  leading?(): Promise<readonly { readonly part: string; readonly id: number }[]>;
  /** The next day on which the schools are open; the next weekday unless told. */
  schoolDayAfter?(date: LocalDate): Promise<LocalDate>;
  /** Where the built page is; beside the built program unless told. */
  readonly pageFolder?: string;
}
