import type { LocalDate } from '../../calendar/localDate.js';

export type EventRole = 'officers' | 'invitees' | 'latest' | 'silent' | 'comers';

export type EventNotice =
  | 'invited'
  | 'evidenceSoon'
  | 'evidenceDue'
  | 'tomorrow'
  | 'moved'
  | 'cancelled'
  | 'outcomesOwed'
  | 'fedBack';

export interface EventChanges {
  readonly fields?: {
    readonly issue?: string;
    readonly on?: LocalDate;
    readonly startsAt?: string;
    readonly place?: string;
  };
  readonly invite?: {
    readonly personId: number | null;
    readonly name: string;
    readonly organisation: string;
  };
  readonly invitee?: {
    readonly id: number;
    readonly answer?: 'comes' | 'declines';
    readonly evidence?: string;
  };
}
