import { dueDate, owedBefore, rollToSchoolDay } from '../calendar/dueDate.js';
import type { LocalDate } from '../calendar/localDate.js';
import { atLondon, type TimeOfDay } from '../calendar/london.js';
import { DEFAULT_PROMPT_TIME } from '../calendar/sendWindow.js';
import type { DaySpan } from '../calendar/units.js';
import type { Tx } from '../store/open.js';
import type {
  AnyWorkflow,
  Calendars,
  DecideContext,
  Due,
  SpanOf,
  TimerSpec,
  WorkRecord,
} from './workflow.js';

type AnyTimer = TimerSpec<WorkRecord, string, string>;

export interface ScheduledTimer {
  readonly name: string;
  readonly dueAt: Date;
}

const HOUR_MS = 3_600_000;

/**
 * The timers of the state a record has just entered (or whose clock starts anew), with their due instants.
 * A reminder whose time has already passed is left out: a later one of the same state says it better. A
 * command of the clock whose time has passed is due at once.
 */
export function scheduleOf(
  workflow: AnyWorkflow,
  record: WorkRecord,
  context: DecideContext,
): readonly ScheduledTimer[] {
  const timers = workflow.states[record.state]?.due ?? [];
  return timers.flatMap(timer => {
    const dueAt = dueInstant(timer, record, context);
    if (!dueAt) return [];
    if (dueAt < context.now) return timer.run ? [{ name: timer.name, dueAt: context.now }] : [];
    return [{ name: timer.name, dueAt }];
  });
}

/** The timer of that name in a state's table, or undefined when the table no longer has it. */
export function timerSpec(workflow: AnyWorkflow, state: string, name: string): AnyTimer | undefined {
  return workflow.states[state]?.due?.find(timer => timer.name === name);
}

/** When the next step of a record is owed, as its state's deadline timer has it; null where the table sets none. */
export async function deadlineOf(
  tx: Tx,
  workflow: AnyWorkflow,
  record: Pick<WorkRecord, 'id' | 'state'>,
): Promise<Date | null> {
  const name = workflow.states[record.state]?.deadline;
  if (!name) return null;
  const timer = await tx.timer.findFirst({
    where: { entityKind: workflow.kind, entityId: record.id, state: record.state, name },
    orderBy: { id: 'desc' },
    select: { dueAt: true },
  });
  return timer?.dueAt ?? null;
}

function dueInstant(timer: AnyTimer, record: WorkRecord, context: DecideContext): Date | null {
  const when = timer.when;
  if ('after' in when && when.after.unit === 'hours')
    return new Date(context.now.getTime() + when.after.n * HOUR_MS);
  const date = dueDay(when, record, context);
  const at = typeof timer.at === 'object' ? timer.at.of(record) : (timer.at ?? DEFAULT_PROMPT_TIME);
  return date && atLondon(date, at as TimeOfDay);
}

function dueDay(when: Due<WorkRecord>, record: WorkRecord, context: DecideContext): LocalDate | null {
  const calendar = calendarNamed(context.calendars, when.calendar);
  if ('after' in when)
    return when.after.unit === 'hours' ? null : dueDate(context.today, when.after, calendar).date;
  if ('before' in when) {
    const base = when.of(record, calendar);
    if (!base) return null;
    const span = spanFor(when.before, record);
    return when.ahead === undefined
      ? dueDate(base, span, calendar, 'before').date
      : owedBefore(base, span, when.ahead, calendar);
  }
  if ('past' in when) {
    const base = when.of(record, calendar);
    const due = base && dueDate(base, spanFor(when.past, record), calendar);
    return due && (when.roll ? rollToSchoolDay(due, calendar) : due).date;
  }
  const on = when.on(record, calendar);
  return on && rollToSchoolDay(on, calendar).date;
}

function spanFor(span: SpanOf<WorkRecord>, record: WorkRecord): DaySpan {
  return 'usual' in span ? span.for(record) : span;
}

function calendarNamed(calendars: Calendars, name: string | undefined) {
  return (name && calendars[name]) || calendars.default;
}
