import type { LocalDate } from '../calendar/localDate.js';
import type { CheckInAnswer } from './record.js';

export type GroupRole = 'lead' | 'deputy' | 'sponsor' | 'chair' | 'coordinators' | 'boardChannel';

export type GroupNotice =
  | 'started'
  | 'startedForSponsor'
  | 'highlight'
  | 'twoMissed'
  | 'threeMissed'
  | 'endNear'
  | 'endReached'
  | 'closed'
  | 'stopped';

export interface GroupChanges {
  readonly fields?: {
    readonly title?: string;
    readonly purpose?: string;
    readonly priority?: string;
    readonly leadId?: number;
    readonly deputyId?: number | null;
    readonly sponsorId?: number;
    readonly endsOn?: LocalDate;
    readonly missesInARow?: number;
  };
  readonly addMilestone?: { readonly title: string; readonly dueOn: LocalDate };
  readonly doneMilestone?: { readonly id: number; readonly on: LocalDate };
}

export type CheckInRole = 'lead' | 'deputy' | 'answerer' | 'sponsor';

export type CheckInNotice = 'prompt' | 'reminder' | 'deputyAdded' | 'missed';

export interface CheckInChanges {
  readonly answer?: CheckInAnswer & { readonly unchanged: boolean; readonly late: boolean };
}
