import type { LocalDate } from '../../calendar/localDate.js';
import type { BoardOutcome } from '../../workflow/boardQuestion.js';
import type { Part } from '../record.js';

export type DecisionRole = 'chair' | 'deputy' | 'members' | 'coordinators';

export type DecisionNotice = 'asked' | 'recorded' | 'takenBack';

export interface DecisionChanges {
  readonly fields: {
    readonly part?: Part;
    readonly question?: string;
    readonly detail?: string;
    readonly askerKind?: string;
    readonly askerId?: number;
    readonly askerReference?: string;
    readonly subject?: string;
    readonly outcome?: BoardOutcome;
    readonly wording?: string;
    readonly decidedOn?: LocalDate;
    readonly decidedById?: number | null;
    readonly meetingId?: number | null;
  };
}
