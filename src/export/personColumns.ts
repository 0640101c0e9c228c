import { exportedColumns } from './tables.js';

/**
 * Columns that say who: by their name, the same in every table. A new column whose name ends in "Id" has to stand
 * here or below (test/export/personColumns.test.ts), or a person's export would miss it.
 */
const PERSON: ReadonlySet<string> = new Set([
  'personId',
  'forId',
  'deputyId',
  'requesterId',
  'coordinatorId',
  'proposerId',
  'leadId',
  'sponsorId',
  'schoolSponsorId',
  'chairId',
  'ownerId',
  'holderId',
  'championId',
  'hostLeadId',
  'answeredById',
  'raisedById',
  'decidedById',
  'declaredById',
  'recordedById',
  'apartFromId',
  'convenedById',
  'createdById',
  'createdBy',
  'coveringId',
  'coverId',
  'editedById',
  'proposedById',
  'authorId',
  'releasedToId',
  'releasedById',
  'claimedById',
]);

/** The columns of a table that name a person by number. */
export function personColumns(table: string): readonly string[] {
  return exportedColumns(table).filter(name => PERSON.has(name));
}

/**
 * Text columns that hold a code, a date, a reference or a name of a thing: nothing that anybody wrote. Whatever is
 * not among them is taken for somebody's words, and masked where they are another person's.
 */
const PLAIN: ReadonlySet<string> = new Set([
  'academicYear',
  'addedOn',
  'area',
  'at',
  'cause',
  'decision',
  'dueOn',
  'endedReason',
  'endsOn',
  'entityKind',
  'fromState',
  'from',
  'funding',
  'hash',
  'key',
  'kind',
  'lane',
  'lastDay',
  'leaderAnswer',
  'leftOn',
  'notice',
  'on',
  'origin',
  'party',
  'phase',
  'platform',
  'previousHash',
  'promptTime',
  'promptedOn',
  'rag',
  'rating',
  'reference',
  'renewedOn',
  'releaseAnswer',
  'reviewDue',
  'role',
  'series',
  'startsOn',
  'state',
  'status',
  'tenant',
  'externalId',
  'timing',
  'to',
  'toState',
  'trigger',
  'typeCode',
  'urgency',
  'verb',
  'version',
  'what',
]);

/** Whether a text of a table may hold words that somebody wrote. */
export function isWords(column: string): boolean {
  return !PLAIN.has(column);
}

/** Who wrote the words of a table: the column that names them. Where nobody is named, they are another's. */
export const AUTHORS: Readonly<Record<string, string>> = {
  Person: 'id',
  Account: 'personId',
  SupportRequest: 'requesterId',
  Visit: 'personId',
  Evaluation: 'personId',
  MidReview: 'personId',
  CheckIn: 'answeredById',
  ReviewEntry: 'answeredById',
};

/** Words in a row that is otherwise its author's, which a coordinator wrote and the author does not read (DOMAIN 7.3). */
export const OFFICERS_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  SupportRequest: new Set(['qualityNote']),
};
