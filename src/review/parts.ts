import type { PersonFacts } from './facts.js';
import type { ReviewRecord, Side, TeamMember } from './record.js';

// Who has which part in a review, and whose turn it is: the table's roles.

/** The side for which somebody speaks, or null: the host's head and their lead, or the lead reviewer. */
export function sideOf(record: ReviewRecord, personId: number): Side | null {
  if (record.hostHeadIds.includes(personId)) return 'host';
  const lead = record.team.find(member => member.role === 'leadReviewer');
  return lead?.person.id === personId ? 'lead' : null;
}

/** Whoever has still to confirm the draft as it is now. */
export function unconfirmed(record: ReviewRecord): readonly TeamMember[] {
  return record.team.filter(member => member.confirmed === null || member.confirmed !== record.draft?.hash);
}

export function leadOf({ team }: ReviewRecord): readonly number[] {
  return team.filter(member => member.role === 'leadReviewer').map(member => member.person.id);
}

export function idOf(person: PersonFacts | null): readonly number[] {
  return person ? [person.id] : [];
}

/** Who may read a sampled draft: the partnership's moderators, none of whom has a part in this review. */
export function moderatorsOf(record: ReviewRecord): readonly number[] {
  return record.cycle.qaModeratorIds.filter(
    id => !record.hostHeadIds.includes(id) && !wasThere(record).includes(id),
  );
}

/** Whoever goes to the school: nobody of them runs its workshop or reads its draft for the quality sample. */
export function wasThere({ team, observers }: ReviewRecord): readonly number[] {
  return [...team, ...observers].map(({ person }) => person.id);
}

/** Who reads a final report without the head's release, by the programme's policy (DOMAIN 2.6, 7.3). */
export function policyReaders({ cycle, report }: ReviewRecord): readonly number[] {
  if (report === null || cycle.rules.visibility === 'schoolOwned') return [];
  const officers = cycle.rules.visibility === 'laCirculated' ? cycle.adviserIds : [];
  return [...new Set([...cycle.clusterLeadIds, ...officers])];
}

/** The people of the side whose yes to lines of enquiry or day plan is missing. */
export function toAgree(record: ReviewRecord): readonly number[] {
  const by = [record.focus, record.dayPlan].flatMap(({ on, by: side }) =>
    on === null && side ? [side] : [],
  );
  return by.flatMap(side => (side === 'host' ? leadOf(record) : record.hostHeadIds));
}

/** While a draft is out, those on the team who have not confirmed it; before that, its author. */
export function awaitedForDraft(record: ReviewRecord): readonly number[] {
  if (record.state === 'feedbackGiven') return leadOf(record);
  return record.state === 'draftReport' ? unconfirmed(record).map(member => member.person.id) : [];
}

export function awaitedForWorkshop({ cycle, champion }: ReviewRecord): readonly number[] {
  if (!cycle.rules.workshop) return [];
  return champion ? [champion.id] : [cycle.lead.id];
}

/** The sides that have not said how the review went; a side without anybody is not waited for. */
export function unrated(record: ReviewRecord): readonly Side[] {
  return [
    ...(record.hostRating === null && record.hostHeadIds.length > 0 ? (['host'] as const) : []),
    ...(record.leadRating === null && leadOf(record).length > 0 ? (['lead'] as const) : []),
  ];
}

export function awaitedForRating(record: ReviewRecord): readonly number[] {
  return unrated(record).flatMap(side => (side === 'host' ? record.hostHeadIds : leadOf(record)));
}
