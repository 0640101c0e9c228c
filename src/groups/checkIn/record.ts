import type { LocalDate } from '../../calendar/localDate.js';
import type { WorkRecord } from '../../workflow/workflow.js';
import type { CheckInAnswer, CheckInState } from '../rag.js';
import type { GroupRecord, PersonFacts } from '../record.js';

/** An answer with who gave it and when. */
export interface GivenAnswer extends CheckInAnswer {
  readonly number: number;
  readonly answeredOn: LocalDate;
  readonly by: PersonFacts;
}

/** One prompt to a group's lead, with every answer to it: corrections follow one another, none is changed. */
export interface CheckInRecord extends WorkRecord {
  readonly state: CheckInState;
  readonly number: number;
  readonly promptedOn: LocalDate;
  readonly group: GroupRecord;
  /** The oldest first; the last one counts. */
  readonly answers: readonly GivenAnswer[];
  /** The answer to the prompt before: what "no change" keeps and the form is filled in with. */
  readonly before: (CheckInAnswer & { readonly answeredOn: LocalDate }) | null;
}

/** The answer that counts, or null. */
export function answerThatCounts({ answers }: Pick<CheckInRecord, 'answers'>): GivenAnswer | null {
  return answers.at(-1) ?? null;
}
