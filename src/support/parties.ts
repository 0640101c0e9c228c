import { PARTIES, type Party } from './codes.js';
import { openApproaches, releasersOf, type SupportRecord } from './record.js';

/** The coordinator who claimed it, as long as they are one. */
export function claimer({ coordinator, coordinatorIds }: SupportRecord): readonly number[] {
  return coordinator && coordinatorIds.includes(coordinator.id) ? [coordinator.id] : [];
}

/** The coordinator as a sentence names them. */
export function coordinatorOf(record: SupportRecord): string {
  return record.coordinator?.name ?? 'A coordinator';
}

/**
 * Those who answer for the money: the receiving head where the school pays, the authority's advisers where it
 * does; for the partnership, and for payers who are in no chat, the coordinator.
 */
export function payersOf(record: SupportRecord): readonly number[] {
  if (record.payer === 'school') return record.receivingHeadIds;
  if (record.payer === 'la' && record.laAdviserIds.length > 0) return record.laAdviserIds;
  return claimer(record);
}

/** The people behind a party. */
export function peopleOfParty(record: SupportRecord, party: Party): readonly number[] {
  switch (party) {
    case 'leader':
      return record.approach ? [record.approach.leader.id] : [];
    case 'homeHead':
      return releasersOf(record.approach);
    case 'receivingHead':
      return record.receivingHeadIds;
    case 'payer':
      return payersOf(record);
  }
}

/** The parties whose acceptance an agreement needs: a leader who heads the home school stands for both. */
export function requiredParties(record: SupportRecord): readonly Party[] {
  return PARTIES.filter(party => party !== 'homeHead' || !record.approach?.selfReleasing);
}

/** The parties a person stands for on an agreement: none for an outsider, seldom more than one. */
export function partiesOf(record: SupportRecord, personId: number | null): readonly Party[] {
  if (personId === null) return [];
  return requiredParties(record).filter(party => peopleOfParty(record, party).includes(personId));
}

/** Those who have not accepted yet. */
export function outstandingParties(record: SupportRecord): readonly Party[] {
  return requiredParties(record).filter(party => !record.acceptedBy.includes(party));
}

/** The parties for whom a person can still accept. */
export function acceptances(record: SupportRecord, personId: number | null): readonly Party[] {
  return partiesOf(record, personId).filter(party => !record.acceptedBy.includes(party));
}

/** Whether this person's acceptance is all that is missing. */
export function isLast(record: SupportRecord, personId: number | null): boolean {
  return outstandingParties(record).length === acceptances(record, personId).length;
}

/** Leaders and home heads who have been asked and have not answered. */
export function awaitedAnswers(record: SupportRecord): readonly number[] {
  return openApproaches(record).flatMap(each => [
    ...(each.askedVersion !== null && !each.releaseAnswer ? releasersOf(each) : []),
    ...(each.leaderAskedVersion !== null && !each.leaderAnswer ? [each.leader.id] : []),
  ]);
}
