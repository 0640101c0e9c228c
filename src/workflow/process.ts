import type { LocalDate } from '../calendar/localDate.js';
import type { Card } from '../chat/card.js';
import type { EntityRef } from '../chat/entityRef.js';
import type { Form, FormValues } from '../chat/form.js';
import type { Sql } from '../store/idsOfEach.js';
import type { Tx } from '../store/open.js';
import { withAbsent } from './absence.js';
import type { BoardReport, BoardScope } from './boardReport.js';
import type { HomePart, OwnPage } from './home.js';
import type { Viewer } from './parties.js';
import type { Calendars, Workflow, WorkRecord } from './workflow.js';

/** Thrown inside a commit when a rule that only the store can check says no; the sentence goes to the person. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The same, thrown by a draft for somebody who may begin nothing of this kind: not even its form opens for them. */
export class MayNotBegin extends Refused {
  override readonly name = 'Refused';
}

/** What a commit writes into the record's own row beside its changes. */
export interface Transition {
  readonly state: string;
  readonly version: number;
  readonly enteredAt: Date;
  readonly enteredVersion: number;
  readonly now: Date;
  readonly today: LocalDate;
  /** Who acted; null for the clock. */
  readonly personId: number | null;
}

/** One sentence of a process, for the people it is sent to. */
export interface NoticeSpec<R> {
  /** Urgent ones do not wait for the day's one routine message, nor for school hours. */
  readonly urgency: 'urgent' | 'routine';
  /** Said above the card, and shown on lock screens: what happened, what is next, by when. */
  text(record: R, viewer: Viewer, at: At): string;
}

/** The moment at which something is shown: an argument like any other. */
export interface At {
  readonly now: Date;
  readonly today: LocalDate;
}

export interface StartRequest {
  readonly personId: number | null;
  readonly values: FormValues;
  readonly now: Date;
  readonly today: LocalDate;
}

export interface FormRequest<R> {
  readonly command: string;
  /** null for a form that starts something new. */
  readonly record: R | null;
  readonly personId: number;
  /** Who really reads the form, when that is a deputy for `personId`. */
  readonly deputyId?: number;
  /** What the pressed button carried. */
  readonly values: FormValues;
  readonly at: At;
}

/**
 * One process as the rest of the program sees it: its table, and how its records are loaded, kept, shown and
 * asked about. The three processes implement it in the same rooms: workflow.ts, store.ts, cards.ts, forms.ts.
 */
export interface Process<R extends WorkRecord = WorkRecord, C = unknown> {
  readonly workflow: Workflow<R, string, string, string, C>;
  readonly notices: Readonly<Record<string, NoticeSpec<R>>>;
  /** Everything decisions, cards and parties need, with the parties as they are today; null for no such record. */
  load(tx: Tx, id: number, today: LocalDate): Promise<R | null>;
  /** The record-to-be in state NEW (id 0, version 0), with its parties; throws Refused when it cannot be begun. */
  draft(tx: Tx, start: StartRequest): Promise<R>;
  /** Writes a new record in its first state and returns its id. */
  insert(tx: Tx, draft: R, to: Transition, changes: C): Promise<number>;
  /** Writes state and changes where the version is still the record's. False: somebody was faster. */
  save(tx: Tx, record: R, to: Transition, changes: C): Promise<boolean>;
  /**
   * The input of a command that the table calls `prepared`: work too long for a transaction, such as planning a
   * round. It reads what it needs and writes nothing; the command's `refuse` says no when that has since changed.
   * Throws Refused when there is nothing to be made of it.
   */
  prepare?(tx: Tx, request: FormRequest<R>): Promise<unknown>;
  calendars(tx: Tx, record: R): Promise<Calendars>;
  /** Other work whose cards show something of this record. */
  touches?(record: R): readonly EntityRef[];
  /**
   * That other work takes its parties from this record (a check-in from its group, a decision from its board): when
   * they change, whoever is waited on there is looked at again.
   */
  readonly lendsParties?: true;
  /** What this viewer sees of the record, with the buttons that the table gives them. */
  card(record: R, viewer: Viewer, at: At): Card;
  form(tx: Tx, request: FormRequest<R>): Promise<Form>;
  /**
   * That its forms which begin something throw `MayNotBegin` themselves for whoever may not. Of a process that does
   * not say so a draft is made to find out: right for all, and some ten queries before a form opens.
   */
  readonly formsGuardThemselves?: true;
  /** A look without a change (the table's `shows`): a card for the one who asked; `values` is what its button carried. */
  show?(tx: Tx, name: string, record: R, viewer: Viewer, at: At, values?: FormValues): Promise<Card>;
  /** Its part of a person's own page; absent where it has nothing of a person's own. */
  home?(tx: Tx, page: OwnPage<R>): Promise<HomePart>;
  /**
   * The ids of what its part of that page is made from, as SQL that selects "id". Those of all processes are asked
   * with one query: most people have a part in little.
   */
  mine?(personId: number, today: LocalDate): Sql;
  /** Whether that page may offer to begin something, asked with the same query: SQL that selects "id", none for no. */
  mayBegin?(personId: number, today: LocalDate): Sql;
  /** What a board may learn of this process's work: highlights and aggregates alone (DOMAIN 7.3). */
  boardReport?(tx: Tx, scope: BoardScope): Promise<BoardReport>;
}

/** All processes by kind. A process is added here and nowhere else. */
export class Processes {
  private readonly byKind: ReadonlyMap<string, Process>;
  private readonly plain: ReadonlyMap<string, Process>;

  constructor(processes: readonly Process[]) {
    this.byKind = new Map(processes.map(process => [process.workflow.kind, knowingAbsence(process)]));
    this.plain = new Map(processes.map(process => [process.workflow.kind, process]));
  }

  /** The process of a kind, or undefined for a kind nobody knows (an old card, a forged click). */
  find(kind: string): Process | undefined {
    return this.byKind.get(kind);
  }

  /** The process of a kind that the program itself names. */
  get(kind: string): Process {
    const process = this.byKind.get(kind);
    if (!process) throw new Error(`No process is called "${kind}".`);
    return process;
  }

  all(): readonly Process[] {
    return [...this.byKind.values()];
  }

  /** A record as its process itself loads it: for `Records`, which adds who is absent for all of an answer at once. */
  async loadPlain(tx: Tx, { kind, id }: EntityRef, today: LocalDate): Promise<WorkRecord | null> {
    return (await this.plain.get(kind)?.load(tx, id, today)) ?? null;
  }
}

/** A process whose records know who of their people has left or has a deputy. */
function knowingAbsence(process: Process): Process {
  return {
    ...process,
    async load(tx, id, today) {
      const record = await process.load(tx, id, today);
      return record && withAbsent(tx, process.workflow, record, today);
    },
  };
}
