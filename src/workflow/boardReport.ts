import { z } from 'zod';
import { type LocalDate, LocalDateSchema } from '../calendar/localDate.js';
import type { Tone } from '../chat/card.js';
import type { EntityRef } from '../chat/entityRef.js';
import type { Tx } from '../store/open.js';
import type { Process } from './process.js';
import type { FollowUp } from './workflow.js';

/** Whose work a board asks about, and of which time: both days included. */
export interface BoardScope {
  readonly boardId: number;
  /** Whether work of its partnership that names no board reports to this one. */
  readonly takesUnassigned: boolean;
  readonly partnershipId: number;
  /** Its partnership and those below. */
  readonly partnershipIds: readonly number[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
}

/** One piece of work that reports to a board, in the words that a board may read (DOMAIN 7.3). */
export interface Highlight {
  readonly entity: EntityRef;
  readonly reference: string;
  readonly title: string;
  readonly status: string;
  readonly tone: Tone;
  /** What was done and what comes next. */
  readonly line: string;
  /** What belongs on the agenda by itself: a milestone that slipped, check-ins that no longer come. */
  readonly attention: readonly string[];
}

/** A number for a board: an aggregate, never about one school or person. */
export interface Figure {
  readonly section: string;
  readonly label: string;
  readonly value: number;
  readonly unit: 'count' | 'days' | 'pence' | 'percent';
  /**
   * How many schools, people or answers it speaks of, where a small number would let them be recognised; null for
   * what names nobody. Figures of one `group` add up, so that one hidden alone could be worked out from the rest.
   */
  readonly of: number | null;
  readonly group?: string;
  /** It counts this board's own work alone: those of the boards below are added to it. */
  readonly addsUp?: true;
}

export interface BoardReport {
  readonly highlights: readonly Highlight[];
  readonly figures: readonly Figure[];
}

/** For which meeting a report is wanted: the input of `reportWanted`. */
export const ReportWanted = z.object({ neededOn: LocalDateSchema });

/** Asks a piece of work that reports to a board for its report: its table accepts the command `reportWanted`. */
export function wantReport({ kind, id }: EntityRef, neededOn: LocalDate): FollowUp {
  return { kind, id, command: 'reportWanted', input: { neededOn }, mayBeTooLate: true };
}

/** What all processes together report to a board. */
export type Reporter = (tx: Tx, scope: BoardScope) => Promise<BoardReport>;

/** Asks every process that reports to boards, in their order. */
export function reporterOf(processes: readonly Process[]): Reporter {
  return async (tx, scope) => {
    const highlights: Highlight[] = [];
    const figures: Figure[] = [];
    for (const process of processes) {
      const report = await process.boardReport?.(tx, scope);
      highlights.push(...(report?.highlights ?? []));
      figures.push(...(report?.figures ?? []));
    }
    return { highlights, figures };
  };
}
