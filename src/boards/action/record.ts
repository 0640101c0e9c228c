import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { BoardFacts, Part, PersonFacts } from '../record.js';

export type ActionState = 'new' | 'open' | 'done' | 'dropped';

/** Something that a meeting asked somebody to do. */
export interface ActionRecord extends WorkRecord, BoardFacts {
  readonly state: ActionState;
  readonly part: Part;
  readonly text: string;
  /** Null when they have left: the chair gives it to somebody else. */
  readonly owner: PersonFacts | null;
  readonly dueOn: LocalDate;
  readonly result: string;
  readonly doneOn: LocalDate | null;
  readonly meeting: { readonly id: number; readonly reference: string } | null;
  /** The meeting at which an action that is minuted today arises: the newest that has begun. */
  readonly currentMeetingId: number | null;
}
