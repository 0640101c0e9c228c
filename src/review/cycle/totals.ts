import type { Card, Fact } from '../../chat/card.js';
import type { Tx } from '../../store/open.js';
import { FEWEST_IN_TOTALS, type ReviewTotals, reviewTotals } from '../totals.js';
import type { SeenCycle } from './visibility.js';

/** A cycle in numbers alone, as a board may know it: no school, no person, no finding (DOMAIN 2.6, 7.3). */
export async function totalsCard(tx: Tx, seen: SeenCycle): Promise<Card> {
  const totals = await reviewTotals(tx, seen.id);
  return {
    entity: { kind: 'cycle', id: seen.id, version: seen.version },
    title: `The totals of ${seen.name ?? seen.reference}`,
    body: [
      { type: 'progress', label: 'Visits that have taken place', done: totals.held, of: totals.reviews },
      { type: 'facts', facts: factsOf(totals) },
      {
        type: 'text',
        style: 'subtle',
        text: `Numbers that a board may see. What would rest on fewer than ${FEWEST_IN_TOTALS} answers is not shown.`,
      },
    ],
    actions: [{ verb: 'cycle.open', label: 'Back to the cycle' }],
  };
}

function factsOf(totals: ReviewTotals): Fact[] {
  const { reports, reportsInTime, workshops, followedUp, postponedOrLapsed, actions } = totals;
  const { rags, improvedPercent, rating } = totals;
  const notYet = 'too few answers yet';
  return [
    { label: 'Postponed, or lapsed', value: String(postponedOrLapsed) },
    {
      label: 'Reports with their schools',
      value: reports === 0 ? '0' : `${reports}, ${reportsInTime} in time`,
    },
    { label: 'Workshops held', value: String(workshops) },
    { label: 'Actions agreed', value: String(actions) },
    { label: 'Followed up', value: String(followedUp) },
    {
      label: 'How far actions are',
      value: rags ? `${rags.green} green, ${rags.amber} amber, ${rags.red} red` : notYet,
    },
    {
      label: 'Schools that see improvement',
      value: improvedPercent === null ? notYet : `${improvedPercent}%`,
    },
    { label: 'How reviews were rated', value: rating === null ? notYet : `${rating} of 4` },
  ];
}
