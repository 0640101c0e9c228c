import type { ClockMove, ClockView, PersonView, WaitingView } from '../wire.js';
import { button, h } from './dom.js';
import { dayAndTime, longDay, shortDay, timeOfDay } from './time.js';

const MOVES: readonly { readonly move: ClockMove; readonly label: string }[] = [
  { move: 'nextReminder', label: 'Next reminder' },
  { move: 'schoolDay', label: '+1 school day' },
  { move: 'week', label: '+1 week' },
];

/** The right-hand side: the clock that can be moved on, and who is waited on. */
export class Panel {
  readonly element: HTMLElement;
  private readonly time = h('p', { class: 'clock-time' });
  private readonly day = h('p', { class: 'clock-day' });
  private readonly moving = h('p', { class: 'hint', hidden: true }, 'Time is moving on…');
  private readonly says = h('p', { class: 'hint', attributes: { role: 'status' } });
  private readonly buttons: readonly HTMLButtonElement[];
  private readonly waits = h('ul', { class: 'waits' });
  private readonly be: (person: PersonView) => void;
  private base = 0;
  private received = 0;

  constructor(move: (move: ClockMove) => Promise<string>, be: (person: PersonView) => void) {
    this.be = be;
    this.buttons = MOVES.map(({ move: how, label }) =>
      button(label, () => void this.run(() => move(how)), { class: 'secondary' }),
    );
    this.element = h(
      'aside',
      { class: 'panel', attributes: { 'aria-label': 'Time, and who is waited on' } },
      h(
        'section',
        { class: 'clock' },
        h('h2', {}, 'Time here'),
        this.time,
        this.day,
        h(
          'div',
          { class: 'moves', attributes: { role: 'group', 'aria-label': 'Move time on' } },
          ...this.buttons,
        ),
        this.moving,
        this.says,
      ),
      h(
        'section',
        {},
        h('h2', {}, 'Who is waiting on whom'),
        h(
          'p',
          { class: 'hint waits-hint' },
          'Behind the scenes: in a real partnership nobody sees all of this.',
        ),
        this.waits,
      ),
    );
    setInterval(() => this.tick(), 1_000);
  }

  setClock(clock: ClockView): void {
    this.base = Date.parse(clock.now);
    this.received = performance.now();
    for (const each of this.buttons) each.disabled = clock.walking;
    this.moving.hidden = !clock.walking;
    this.tick();
  }

  /** What time it is here. */
  now(): Date {
    return new Date(this.base + (performance.now() - this.received));
  }

  setWaiting(entries: readonly WaitingView[]): void {
    if (entries.length === 0) {
      this.waits.replaceChildren(h('li', { class: 'hint' }, 'Nobody: nothing is open.'));
      return;
    }
    this.waits.replaceChildren(
      ...entries.map(({ person, reference, title, says, since, dueAt, overdue }) =>
        h(
          'li',
          { class: overdue ? 'wait overdue' : 'wait' },
          h('p', { class: 'wait-who' }, h('b', {}, person.name), h('span', { class: 'hint' }, person.says)),
          h('p', {}, h('span', { class: 'reference' }, reference), ` ${title}. ${says}`),
          h(
            'p',
            { class: 'hint' },
            `Since ${shortDay(new Date(since))}`,
            dueAt ? h('span', { class: 'due' }, dueText(new Date(dueAt), overdue)) : null,
          ),
          button(`Be ${person.name}`, () => this.be(person), { class: 'quiet small' }),
        ),
      ),
    );
  }

  private async run(move: () => Promise<string>): Promise<void> {
    for (const each of this.buttons) each.disabled = true;
    this.says.textContent = '';
    this.moving.hidden = false;
    try {
      this.says.textContent = await move();
    } catch (error) {
      this.says.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      this.moving.hidden = true;
      for (const each of this.buttons) each.disabled = false;
    }
  }

  private tick(): void {
    const now = this.now();
    // Only what changed, so that a screen reader is not told the time every second.
    if (this.time.textContent !== timeOfDay(now)) this.time.textContent = timeOfDay(now);
    if (this.day.textContent !== longDay(now)) this.day.textContent = longDay(now);
  }
}

function dueText(dueAt: Date, overdue: boolean): string {
  return overdue ? ` · overdue since ${dayAndTime(dueAt)}` : ` · due ${dayAndTime(dueAt)}`;
}
