import type { z } from 'zod';
import type { LocalDate } from '../calendar/localDate.js';
import type { SchoolCalendar } from '../calendar/schoolCalendar.js';
import type { DaySpan, Span } from '../calendar/units.js';

/** What every piece of work has, whatever its process. */
export interface WorkRecord {
  readonly id: number;
  readonly reference: string;
  readonly state: string;
  readonly version: number;
  /** When the present state began, and with which version: a click on an older card changes nothing. */
  readonly enteredAt: Date;
  readonly enteredVersion: number;
  /** Who of its people is not there: put on when it is loaded (absence.ts), for all processes alike. */
  readonly absent?: Absent;
}

/** Of the people of one record: who has left, and who has a deputy today, the earliest named first. */
export interface Absent {
  readonly left: readonly number[];
  readonly covers: readonly Cover[];
}

/** A deputy who may act for somebody until a day (DOMAIN 8, "Delegation/absence cover"). */
export interface Cover {
  readonly person: { readonly id: number; readonly name: string };
  readonly deputy: { readonly id: number; readonly name: string };
  /** The last day. */
  readonly to: LocalDate;
}

/** The state before the first command: creating is a transition like any other. */
export const NEW = 'new';

/** The role under which timers and other processes act. */
export const SYSTEM = 'system';

/**
 * A process on one page: its roles, its states, what each state accepts from whom, and what falls due in it.
 * Nothing outside the table changes a state. Permission checks, buttons, audit entries, help and the state
 * diagram all come from it.
 *
 * R: the record; S: its states; P: its roles (parties); N: its notices; C: the changes a command makes.
 */
export interface Workflow<R extends WorkRecord, S extends string, P extends string, N extends string, C> {
  readonly kind: string;
  readonly title: string;
  readonly roles: Readonly<Record<P, RoleSpec<R, P>>>;
  /** It is between people as themselves, always or on some records: no deputy acts in it for anybody. */
  readonly personal?: true | { of(record: R): boolean };
  /** Who reads, beside those of the role itself, which deputy gave an answer for whom. */
  readonly deputiesShownTo?: readonly P[];
  /** The channel in which every state it comes into is told, in a line beneath its card. */
  readonly story?: P;
  readonly states: Readonly<Record<S, StateSpec<R, S, P, N, C>>>;
}

/** Who a role is, on one record: people, or a channel. */
export interface RoleSpec<R, P extends string> {
  /** As it stands in a sentence: 'the home head'. */
  readonly title: string;
  people?(record: R): readonly number[];
  channel?(record: R): number | null;
  /** For a channel: the role of the people who read it and may press its buttons. */
  readonly members?: P;
  /** The role that takes over when everybody of this one has left. */
  readonly standIn?: P;
  /**
   * Whose side it is on, when that is not its own: a deputy never comes to stand on two sides of one piece of work
   * (a leader who is to be released does not release themselves). Roles of one side name it alike.
   */
  readonly side?: string;
  /** Who stands on that side although the role is not theirs yet: a leader before the home head has said yes. */
  expected?(record: R): readonly number[];
}

export interface StateSpec<R, S extends string, P extends string, N extends string, C> {
  /** What this state is, in words a head would use, and where the rule comes from. */
  readonly says: string;
  /** The same for one record, where a name or a date helps the reader ("Priya Nair has claimed it"). */
  now?(record: R): string;
  /** Nothing follows. */
  readonly ends?: true;
  /** Who is told when a record comes into this state, whatever command led here. */
  readonly tell?: Readonly<Partial<Record<P, N>>>;
  /** Whose turn it is. */
  readonly waitsOn?: readonly P[];
  readonly accepts: Readonly<Record<string, CommandSpec<R, S, P, N, C>>>;
  readonly due?: readonly TimerSpec<R, P, N>[];
  /** The timer by whose time the next step is owed: the others remind of it, or tell of its being late. */
  readonly deadline?: string;
  /** Looks that change nothing, offered as buttons (the ranked candidates, the whole history). */
  readonly shows?: Readonly<Record<string, ShowSpec<P>>>;
}

export interface ShowSpec<P extends string> {
  readonly by: readonly P[];
  readonly label: string;
}

/** What a command's functions may know beside the record: the time and the calendars, both arguments. */
export interface DecideContext {
  readonly now: Date;
  readonly today: LocalDate;
  /** The person who acts; null for the clock. */
  readonly personId: number | null;
  /** Who really acts, when that is a deputy for `personId`: for the few rules that no deputy meets for another. */
  readonly deputyId?: number;
  readonly calendars: Calendars;
}

/** The school calendars a record's deadlines are counted in, by the name its table uses for them. */
export type Calendars = Readonly<Record<string, SchoolCalendar>> & { readonly default: SchoolCalendar };

export interface CommandSpec<R, S extends string, P extends string, N extends string, C, I = unknown> {
  /** Who may give it: roles of this table, or the system (timers, other processes). */
  readonly by: readonly (P | typeof SYSTEM)[];
  /** Where it leads: one state, or the states among which `next` chooses. 'same' stays. */
  readonly to: S | 'same' | readonly (S | 'same')[];
  /** The button's words. Without a label the command is not offered as a button of the card. */
  readonly label?: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: string;
  /** What it needs to know: a form asks for it. */
  readonly input?: z.ZodType<I>;
  /** Its input is worked out by the process before the commit (`Process.prepare`), and no form asks for it. */
  readonly prepared?: true;
  /** Other sentences to this rule, for the reader of the table. */
  readonly note?: string;
  /** A staying command begins the state's timers anew (each visit puts off "no visit for 20 days"). */
  readonly restartsClock?: true;
  /** A remark for the audit entry, from the input: never free text about a person. */
  reason?(record: R, input: I): string | null;
  /** Who is told, and what. Resolved on the record as it is after the command. */
  readonly tell?: Readonly<Partial<Record<P, N>>>;
  /** The same, for those who stop being a party by the command: resolved on the record before it. */
  readonly tellBefore?: Readonly<Partial<Record<P, N>>>;
  /** Whether this person has given it already, so that its button is gone; `refuse` then says what is awaited. */
  spent?(record: R, personId: number): boolean;
  /** Why it cannot be done now, in a sentence that says what to do instead; null when it can. */
  refuse?(record: R, input: I, context: DecideContext): string | null;
  /** What it changes beside the state. */
  set?(record: R, input: I, context: DecideContext): C;
  /** Chooses among several `to`. Sees the record as it was, and the input. */
  next?(record: R, input: I, context: DecideContext): S | 'same';
  /** What else it sets going, in the same transaction. Resolved on the record after the command. */
  follow?(record: R, input: I, context: DecideContext): readonly FollowUp[];
  /** The sentence for the person who gave the command: what happened and what comes next. */
  answer?(record: R, input: I): string;
}

/** A command to another piece of work, or (with id null) the start of one. */
export interface FollowUp {
  readonly kind: string;
  readonly id: number | null;
  readonly command: string;
  readonly input: unknown;
  /** The other work may have moved on, or be gone: then nothing happens there. Otherwise a refusal is a bug. */
  readonly mayBeTooLate?: true;
}

/** Something that falls due while a record stays in a state. */
export interface TimerSpec<R, P extends string, N extends string> {
  readonly name: string;
  readonly when: Due<R>;
  /** London time of day for dates, or where the record has it; the usual prompt time when absent. */
  readonly at?: string | { of(record: R): string };
  readonly tell?: Readonly<Partial<Record<P, N>>>;
  /** A command the clock then gives. */
  readonly run?: string;
}

/** When a timer falls due. `calendar` names one of the record's calendars, for school days and for rolling. */
export type Due<R> =
  | { readonly after: Span; readonly calendar?: string }
  | {
      readonly before: SpanOf<R>;
      readonly calendar?: string;
      /** Owed by a school, with so many units of the span between this and the deadline: see `owedBefore`. */
      readonly ahead?: number;
      of(record: R, calendar: SchoolCalendar): LocalDate | null;
    }
  | {
      readonly past: SpanOf<R>;
      readonly calendar?: string;
      /** On to the next school day, when the day itself is closed. */
      readonly roll?: true;
      of(record: R, calendar: SchoolCalendar): LocalDate | null;
    }
  | { readonly calendar?: string; on(record: R, calendar: SchoolCalendar): LocalDate | null };

/** A span of the table, or the usual one where a record's own rules may set another. */
export type SpanOf<R> = DaySpan | { readonly usual: DaySpan; for(record: R): DaySpan };

/**
 * Helpers bound to one process's types, so that its table infers each command's input from its schema.
 *
 * @example
 * const { command, table } = workflowOf<SupportRecord, State, Role, Notice, Changes>();
 */
export function workflowOf<R extends WorkRecord, S extends string, P extends string, N extends string, C>() {
  return {
    command: <I>(spec: CommandSpec<R, S, P, N, C, I>): CommandSpec<R, S, P, N, C> =>
      spec as CommandSpec<R, S, P, N, C>,
    table: (workflow: Workflow<R, S, P, N, C>): Workflow<R, S, P, N, C> => workflow,
  };
}

/** A workflow of any process, for the code that treats all alike. */
export type AnyWorkflow = Workflow<WorkRecord, string, string, string, unknown>;
