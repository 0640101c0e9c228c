import { addDays, type LocalDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import type { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import type { FormValues } from '../../src/chat/form.js';
import type { Delivery } from '../../src/delivery/delivery.js';
import { createDelivery } from '../../src/delivery/delivery.js';
import { calendarOfSchool } from '../../src/network/calendars.js';
import { routineSendTime } from '../../src/network/sendTimes.js';
import { PREPARING } from '../../src/review/phases/steps.js';
import { reviewProcesses } from '../../src/review/processes.js';
import { lastDay, type ReviewRecord } from '../../src/review/record.js';
import type { Store } from '../../src/store/open.js';
import { type CommitResult, commit } from '../../src/workflow/commit.js';
import { draw } from '../../src/workflow/draw.js';
import { fire } from '../../src/workflow/fire.js';
import { Processes } from '../../src/workflow/process.js';
import { timerSpec } from '../../src/workflow/schedule.js';
import { QuickStopwatch, StandingClock } from '../fakes/errandTown.js';
import { MemoryPlatform } from '../fakes/memoryPlatform.js';
import { quickPlanner } from './cast.js';
import { isWorkingDay } from './naiveCalendar.js';

/** When people in schools look at what waits on them. */
const EVENING = '16:00';

/** From one click to the next, in ms. */
const A_MOMENT = 1_000;

/** Words that stand for what a report finds: they may reach no message, log or audit entry. */
export const FINDING = 'FINDINGWORD';

/** People who answer everything, each after as many days as it takes them. */
export interface Habits {
  /** Whole days that somebody lets a thing wait. */
  patience(personId: number): number;
  /** Done in the evening before people look at what waits on them: what a test wants to happen. */
  evening?(today: LocalDate): Promise<void>;
}

/**
 * A simulated year of reviews: real processes, timers and delivery on a clock that jumps to whatever is due next,
 * and people who do what waits on them.
 */
export class Year {
  readonly store: Store;
  readonly processes = new Processes(reviewProcesses(quickPlanner));
  readonly clock: StandingClock;
  readonly platform: MemoryPlatform;
  readonly logged: string[] = [];
  readonly #delivery: Delivery;
  readonly #habits: Habits;
  #clicks = 0;

  constructor(store: Store, begins: Date, habits: Habits) {
    this.store = store;
    this.#habits = habits;
    this.clock = new StandingClock(begins);
    this.platform = new MemoryPlatform({ clock: this.clock });
    const log = (fields: object, message: string) => {
      this.logged.push(`${message} ${JSON.stringify(fields)}`);
    };
    this.#delivery = createDelivery({
      store,
      platforms: [this.platform],
      draw: (tx, drawing, now, round) => draw(tx, this.processes, drawing, now, round),
      fireTimer: (tx, timer, now) => fire(tx, this.processes, timer, now),
      isReminder: ({ entityKind, state, name }) => {
        const process = this.processes.find(entityKind);
        return process ? timerSpec(process.workflow, state, name)?.run === undefined : true;
      },
      clock: this.clock,
      sendTime: (personId, now) => routineSendTime(store.db, personId, now),
      log: { info: log, warn: log, error: log },
      instance: 'one',
      random: () => 0.5,
      stopwatch: new QuickStopwatch(this.clock),
    });
  }

  get today(): LocalDate {
    return londonDate(this.clock.now());
  }

  give(
    kind: string,
    id: number | null,
    command: string,
    personId: number | null,
    input: FormValues = {},
  ): Promise<CommitResult> {
    this.clock.by(A_MOMENT);
    return commit(this.store, this.processes, {
      key: `year:${++this.#clicks}`,
      kind,
      id,
      command,
      input,
      personId,
      platform: 'test',
      now: this.clock.now(),
    });
  }

  async must(
    kind: string,
    id: number | null,
    command: string,
    personId: number | null,
    input: FormValues = {},
  ): Promise<number> {
    const result = await this.give(kind, id, command, personId, input);
    if (result.type === 'refused')
      throw new Error(`${this.today}: ${kind}.${command} was refused: ${result.text}`);
    return result.entity.id;
  }

  async record(id: number): Promise<ReviewRecord> {
    const record = await this.processes.get('review').load(this.store.db, id, this.today);
    if (!record) throw new Error(`There is no review ${id}.`);
    return record as ReviewRecord;
  }

  /** Lives until the evening of a day, or until a condition holds in some evening. */
  async until(day: LocalDate, done: () => Promise<boolean> = async () => false): Promise<void> {
    while (this.today <= day) {
      if (!isWorkingDay(this.today)) {
        await this.#untilInstant(atLondon(addDays(this.today, 1), '06:00'));
        continue;
      }
      const evening = atLondon(this.today, EVENING);
      await this.#untilInstant(evening);
      await this.#habits.evening?.(this.today);
      await this.#look();
      await this.#observe();
      await this.#delivery.tick();
      if (await done()) return;
      await this.#untilInstant(atLondon(addDays(this.today, 1), '06:00'));
    }
  }

  /** Stops wherever something is due on the way; what is due already and stays is held back by something later. */
  async #untilInstant(end: Date): Promise<void> {
    for (;;) {
      await this.#delivery.tick();
      const where = { status: 'pending', availableAt: { gt: this.clock.now(), lte: end } };
      const soonest = { where, orderBy: { availableAt: 'asc' }, select: { availableAt: true } } as const;
      const timer = await this.store.db.timer.findFirst(soonest);
      const message = await this.store.db.message.findFirst(soonest);
      const due = [timer, message].flatMap(row => (row ? [row.availableAt.getTime()] : []));
      if (due.length === 0) break;
      this.clock.to(new Date(Math.min(...due)));
    }
    this.clock.to(end);
    await this.#delivery.tick();
  }

  /** Everybody does what waits on them, if they are at work and it has waited as long as they let things wait. */
  async #look(): Promise<void> {
    const rows = await this.store.db.waiting.findMany({ orderBy: [{ id: 'asc' }] });
    /** Reviews that nobody has changed since somebody looked at them this evening. */
    const known = new Map<number, ReviewRecord>();
    for (const { entityKind, entityId, personId, since } of rows) {
      if (addDays(londonDate(since), this.#habits.patience(personId)) > this.today) continue;
      if (entityKind === 'entry') await this.#optIn(entityId, personId);
      if (entityKind === 'review') await this.#turn(entityId, personId, known);
    }
  }

  async #optIn(id: number, personId: number): Promise<void> {
    const { schoolId } = await this.store.db.reviewEntry.findUniqueOrThrow({ where: { id } });
    const leaders = await this.store.db.roleAssignment.findMany({
      where: { schoolId, role: { in: ['headteacher', 'deputy'] } },
      orderBy: { id: 'asc' },
    });
    const trainees = await this.store.db.roleAssignment.findMany({
      where: { schoolId, role: 'seniorLeader' },
      orderBy: { id: 'asc' },
    });
    await this.give('entry', id, 'optIn', personId, {
      reviewers: leaders.map(leader => String(leader.personId)),
      trainees: trainees.map(trainee => String(trainee.personId)),
    });
  }

  /** Whoever is asked to observe a review with a day says yes, and so does their head; nothing waits on them. */
  async #observe(): Promise<void> {
    const asked = await this.store.db.reviewTeamMember.findMany({
      where: { role: 'observer', leftReason: null, review: { state: { in: ['proposed', ...PREPARING] } } },
      orderBy: { id: 'asc' },
    });
    for (const { reviewId, personId, answer, headAnswer } of asked) {
      if (answer === null) await this.give('review', reviewId, 'comeAlong', personId);
      const { observers } = await this.record(reviewId);
      const [head] = observers.find(({ person }) => person.id === personId)?.headIds ?? [];
      if (headAnswer === null && head !== undefined) await this.give('review', reviewId, 'comeAlong', head);
    }
  }

  /** What one person does about a review that waits on them; a refusal means that it was somebody else's turn. */
  async #turn(id: number, personId: number, known: Map<number, ReviewRecord>): Promise<void> {
    const record = known.get(id) ?? (await this.record(id));
    known.set(id, record);
    const calendar = await calendarOfSchool(this.store.db, record.host.id);
    if (!calendar.isSchoolDay(this.today)) return;
    const step = stepOf(record, personId, this.today, calendar);
    if (!step) return;
    await this.give('review', id, step.command, step.by ?? personId, step.input ?? {});
    known.delete(id);
  }
}

interface Step {
  readonly command: string;
  readonly input?: FormValues;
  /** Somebody else than the one who is waited on: the successor of a head who has left. */
  readonly by?: number | undefined;
}

function stepOf(
  record: ReviewRecord,
  personId: number,
  today: LocalDate,
  calendar: SchoolCalendar,
): Step | null {
  const [hostHead] = record.hostHeadIds;
  const isLead = record.team.some(({ role, person }) => role === 'leadReviewer' && person.id === personId);
  const link = (what: string) => ({ link: `https://example.org/${FINDING}/${what}/${record.id}` });
  switch (record.state) {
    case 'undated':
    case 'postponed':
      return { command: 'setDate', input: { offered: record.offeredDates[0] } };
    case 'proposed':
      return { command: 'accept' };
    case 'replacing':
      return { command: 'repair' };
    case 'scheduled':
      if (record.focus.by === null)
        return { command: 'proposeFocus', input: { line1: 'How well do pupils write?' } };
      return { command: 'agreeFocus', by: isLead ? personId : hostHead };
    case 'focusAgreed':
      if (isLead && record.dayPlan.by === null)
        return { command: 'proposePlan', input: { plan: '08:45 Arrival\n09:00 Leading meeting' } };
      return { command: 'agreePlan', by: isLead ? personId : hostHead };
    case 'planAgreed':
      return { command: 'sendSelfEvaluation', input: link('self-evaluation'), by: hostHead };
    case 'selfEvaluated':
      return { command: 'briefTeam', input: { logistics: 'room,signIn', assurance: true } };
    case 'inProgress':
      if (lastDay(record, calendar) !== today) return null;
      return { command: 'giveFeedback', input: attended(record) };
    case 'feedbackDue':
      return { command: 'giveFeedback', input: attended(record) };
    case 'feedbackGiven':
      return { command: 'submitDraft', input: link('draft') };
    case 'draftReport':
      return { command: 'confirmDraft' };
    case 'qualityCheck':
      return { command: 'qualityDone' };
    // Slow hands one after the other can take four weeks: the report is brought after all.
    case 'lapsed':
      return isLead ? { command: 'submitDraft', input: link('draft') } : null;
    case 'factCheck':
      return record.id % 3 === 0
        ? { command: 'correctReport', input: { corrections: link('corrections').link }, by: hostHead }
        : { command: 'acceptReport', by: hostHead };
    case 'finalising':
      return { command: 'finish', input: link('report') };
    case 'reported':
      return { command: 'bookWorkshop', input: { on: calendar.addSchoolDays(today, 4) } };
    case 'workshopBooked':
      if (record.workshopOn && today < record.workshopOn) return null;
      return record.actions.length === 0
        ? { command: 'addAction', input: action(record, today) }
        : { command: 'holdWorkshop' };
    case 'followUpDue':
      return { command: 'reviewImpact', input: { impact: 'some', rag1: 'green' } };
    case 'impactReviewed':
      return { command: 'rate', input: { rating: '4' }, by: isLead ? personId : hostHead };
    default:
      return null;
  }
}

function attended({ team, observers }: ReviewRecord): FormValues {
  return { listeners: ['head'], attended: [...team, ...observers].map(({ id }) => String(id)) };
}

function action({ id }: ReviewRecord, today: LocalDate): FormValues {
  return {
    text: `${FINDING}: teach writing daily (${id})`,
    owner: 'subjectLeader',
    dueOn: addDays(today, 60),
    measure: `${FINDING}: books show it`,
  };
}
