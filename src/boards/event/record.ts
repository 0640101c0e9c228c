import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { BoardFacts } from '../record.js';

export type EventState = 'new' | 'planned' | 'held' | 'closed' | 'cancelled';

export interface Invitee {
  readonly id: number;
  /** Null for somebody from outside, who gets the invitation as text to send. */
  readonly personId: number | null;
  readonly name: string;
  readonly organisation: string;
  readonly answer: 'comes' | 'declines' | null;
  /** What they sent beforehand, and where it is kept: never the document. */
  readonly evidence: string | null;
}

/** What a discussion found, with what came of it on the board that had asked for it. */
export interface EventOutcome {
  readonly title: string;
  readonly note: string;
  readonly minute: string | null;
  readonly actions: readonly {
    readonly reference: string;
    readonly state: string;
    readonly result: string;
  }[];
}

/** An expert consultative group's discussion of one issue (DOMAIN 1.5). */
export interface EventRecord extends WorkRecord, BoardFacts {
  readonly state: EventState;
  readonly issue: string;
  readonly on: LocalDate;
  readonly startsAt: string;
  readonly place: string;
  /** The decision of the board above that asks for it; null on a draft that names none. */
  readonly decision: {
    readonly id: number;
    readonly reference: string;
    readonly boardId: number;
    readonly boardName: string;
  } | null;
  /** Why the reference that was given is no such decision; null when it is one. */
  readonly noDecision: string | null;
  readonly invitees: readonly Invitee[];
  readonly outcomes: readonly EventOutcome[];
  /** Of the board: only a consultative group discusses. */
  readonly consultative: boolean;
}

/** School days before the discussion by which evidence is in (DOMAIN 1.5). */
export const EVIDENCE_DAYS = 10;
