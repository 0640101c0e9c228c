import { addDays, type LocalDate, weekday } from '../../src/calendar/localDate.js';
import { atLondon, londonDate, londonTime } from '../../src/calendar/london.js';
import type { PlaygroundClock } from './playgroundClock.js';
import { type Due, walk } from './walk.js';
import type { ClockMove, ClockView, WalkView } from './wire.js';

const DAY_MS = 86_400_000;

/** How far "next reminder" looks ahead: past the longest wait of any process, the 90 days after a review. */
const REMINDER_DAYS = 120;

/** Somebody else is moving the clock already. */
export class AlreadyWalking extends Error {
  override readonly name = 'AlreadyWalking';
}

export interface TimeTravelDeps {
  readonly clock: PlaygroundClock;
  readonly due: Due;
  /** The next day on which the schools are open; the next weekday where no calendar says better. */
  readonly schoolDayAfter?: ((date: LocalDate) => Promise<LocalDate>) | undefined;
  /** How many messages were posted or changed since the program started. */
  readonly happenings: () => number;
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
    const { happenings } = this.deps;
    this.walking = true;
    this.show();
    try {
      const before = happenings();
      const target = await this.target(how);
      const enough = how === 'nextReminder' ? () => happenings() > before : undefined;
      await walk(this.deps.clock, this.deps.due, {
        target,
        onStep: () => this.show(),
        ...(enough && { enough }),
      });
      const said = happenings() - before;
      this.walking = false;
      return { clock: this.view(), says: sentence(how, said) };
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

function sentence(how: ClockMove, said: number): string {
  if (said > 0)
    return said === 1 ? '1 message was posted or changed.' : `${said} messages were posted or changed.`;
  return how === 'nextReminder'
    ? 'No reminder is planned for the next four months.'
    : 'Nothing fell due on the way.';
}
