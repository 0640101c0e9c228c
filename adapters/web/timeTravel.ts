import { addDays, type LocalDate, weekday } from '../../src/calendar/localDate.js';
import { atLondon, londonDate, londonTime } from '../../src/calendar/london.js';
import type { PlaygroundClock } from './playgroundClock.js';
import { type Due, walk } from './walk.js';
import type { ClockMove, ClockView, WalkView } from './wire.js';

const DAY_MS = 86_400_000;

/** How far "next reminder" looks ahead: past the longest wait of any process, the 90 days after a review. */
const REMINDER_DAYS = 120;

/** More names than these are not read. */
const MOST_NAMED = 4;

const LIST = new Intl.ListFormat('en-GB');

/** Somebody else is moving the clock already. */
export class AlreadyWalking extends Error {
  override readonly name = 'AlreadyWalking';
}

export interface TimeTravelDeps {
  readonly clock: PlaygroundClock;
  readonly due: Due;
  /** The next day on which the schools are open; the next weekday where no calendar says better. */
  readonly schoolDayAfter?: ((date: LocalDate) => Promise<LocalDate>) | undefined;
  /** The conversations in which something new was posted since the program started, one entry a message. */
  readonly posted: readonly string[];
  /** Names of conversations, for a sentence. */
  readonly names: (conversations: readonly string[]) => Promise<readonly string[]>;
  /** Told of the time as it moves. */
  readonly onStep: (clock: ClockView) => void;
}

/** The clock of the page: where it stands, and the three moves. One move at a time. */
export class TimeTravel {
  private readonly deps: TimeTravelDeps;
  private walking = false;

  constructor(deps: TimeTravelDeps) {
    this.deps = deps;
  }

  view(): ClockView {
    const { clock } = this.deps;
    return { now: clock.now().toISOString(), offsetMs: clock.offsetMs, walking: this.walking };
  }

  /**
   * Moves the clock on.
   * @throws AlreadyWalking while a move is under way; WalkStuck when something due does not get done
   */
  async move(how: ClockMove): Promise<WalkView> {
    if (this.walking) throw new AlreadyWalking('The clock is moving already.');
    const { posted, names } = this.deps;
    this.walking = true;
    this.show();
    try {
      const before = posted.length;
      const target = await this.target(how);
      const enough = how === 'nextReminder' ? () => posted.length > before : undefined;
      await walk(this.deps.clock, this.deps.due, {
        target,
        onStep: () => this.show(),
        ...(enough && { enough }),
      });
      const said = posted.slice(before);
      const to = await names([...new Set(said)]);
      this.walking = false;
      return { clock: this.view(), says: sentence(how, said.length, to) };
    } finally {
      this.walking = false;
      this.show();
    }
  }

  private async target(how: ClockMove): Promise<Date> {
    const now = this.deps.clock.now();
    if (how === 'nextReminder') return new Date(now.getTime() + REMINDER_DAYS * DAY_MS);
    const today = londonDate(now);
    const next = this.deps.schoolDayAfter ?? nextWeekday;
    // On the same time of the clock in England, also over a change of the clock.
    return atLondon(how === 'week' ? addDays(today, 7) : await next(today), londonTime(now));
  }

  private show(): void {
    this.deps.onStep(this.view());
  }
}

/** The next Monday to Friday. */
async function nextWeekday(date: LocalDate): Promise<LocalDate> {
  let next = addDays(date, 1);
  while (weekday(next) > 5) next = addDays(next, 1);
  return next;
}

function sentence(how: ClockMove, said: number, to: readonly string[]): string {
  if (said === 0)
    return how === 'nextReminder'
      ? 'No reminder is planned for the next four months.'
      : 'Nobody had to be told anything on the way.';
  const named = to.slice(0, MOST_NAMED);
  if (to.length > named.length) named.push(`${to.length - named.length} others`);
  return `${said === 1 ? '1 message' : `${said} messages`}: to ${LIST.format(named)}.`;
}
