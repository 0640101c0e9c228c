import type { Observer, ReviewRecord, TeamMember } from './record.js';

// Who still has to say yes to team and day (DOMAIN 2.4, row 3).

/** What a person still has to say yes to: for the school, for themselves, for members whom they release. */
export interface Capacities {
  readonly host: boolean;
  readonly own: readonly number[];
  readonly release: readonly number[];
}

/** The outstanding answers of one person. */
export function outstandingOf(record: ReviewRecord, personId: number): Capacities {
  return {
    host: record.hostAnswer === null && record.hostHeadIds.includes(personId),
    own: record.team
      .filter(member => member.person.id === personId && !member.answer)
      .map(member => member.id),
    release: record.team
      .filter(member => !member.release && member.headIds.includes(personId))
      .map(member => member.id),
  };
}

/** Whether that person has nothing left to answer. */
export function hasAnswered(record: ReviewRecord, personId: number): boolean {
  const { host, own, release } = outstandingOf(record, personId);
  return !host && own.length === 0 && release.length === 0;
}

/** Everybody who still has to answer (DOMAIN 2.4, row 3): host head, reviewers, reviewers' heads. */
export function awaitedPeople(record: ReviewRecord): readonly number[] {
  const host = record.hostAnswer ? [] : record.hostHeadIds;
  const team = record.team.flatMap(member => [
    ...(member.answer ? [] : [member.person.id]),
    ...(member.release ? [] : member.headIds),
  ]);
  return [...new Set([...host, ...team])];
}

/** Whether this person's yes is the last that was missing; several heads of one school answer as one. */
export function isLastYes(record: ReviewRecord, personId: number): boolean {
  const { host, own, release } = outstandingOf(record, personId);
  return (
    (host || record.hostAnswer !== null || record.hostHeadIds.length === 0) &&
    record.team.every(
      member =>
        (member.answer || own.includes(member.id)) &&
        (member.release || member.headIds.length === 0 || release.includes(member.id)),
    )
  );
}

/** The members of the team whom a person stands for: themselves, or those whom they release. */
export function membersBehind(record: ReviewRecord, personId: number): readonly TeamMember[] {
  return record.team.filter(member => member.person.id === personId || member.headIds.includes(personId));
}

/** Whether an observer comes: they have said so, and so has their head. */
export function comesAlong({ answer, release, headIds }: Observer): boolean {
  return answer === 'yes' && (release === 'yes' || headIds.length === 0);
}

/** The observers for whom a person speaks: themselves, or those whom they release. */
export function observersBehind({ observers }: ReviewRecord, personId: number): readonly Observer[] {
  return observers.filter(({ person, headIds }) => person.id === personId || headIds.includes(personId));
}

/** What a person has still to say about observing: their own yes, and that to those whom they release. */
export function observingOf({ observers }: ReviewRecord, personId: number): Omit<Capacities, 'host'> {
  return {
    own: observers.filter(({ person, answer }) => person.id === personId && !answer).map(({ id }) => id),
    release: observers
      .filter(({ headIds, release }) => headIds.includes(personId) && !release)
      .map(({ id }) => id),
  };
}

/** Whether a person has something left to say about observing. */
export function hasToSay(record: ReviewRecord, personId: number): boolean {
  const { own, release } = observingOf(record, personId);
  return own.length + release.length > 0;
}
