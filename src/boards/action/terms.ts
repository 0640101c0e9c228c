import type { LocalDate } from '../../calendar/localDate.js';
import type { Part } from '../record.js';

export type ActionRole = 'owner' | 'chair' | 'members' | 'coordinators';

export type ActionNotice =
  | 'given'
  | 'soon'
  | 'due'
  | 'late'
  | 'lateForChair'
  | 'done'
  | 'changed'
  | 'dropped';

export interface ActionChanges {
  readonly fields: {
    readonly part?: Part;
    readonly text?: string;
    readonly ownerId?: number;
    readonly dueOn?: LocalDate;
    readonly meetingId?: number | null;
    readonly itemId?: number | null;
    readonly createdOn?: LocalDate;
    readonly result?: string;
    readonly doneOn?: LocalDate;
  };
}
