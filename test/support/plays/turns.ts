import { expect } from 'vitest';
import { AGREED, bringTo } from '../cast.js';
import type { Part, Play, Seat, Stage } from './seat.js';

type Seats<P extends readonly Part[]> = { readonly [K in keyof P]: Seat };

function seats<P extends readonly Part[]>(stage: Stage, ...parts: P): Seats<P> {
  return parts.map(part => stage.seat(part)) as unknown as Seats<P>;
}

async function acceptAll(stage: Stage, label: string, ...parts: readonly Part[]): Promise<void> {
  for (const part of parts) await stage.seat(part).presses(label);
}

/** The home head says no: the coordinator goes on to the next, and the school hears "still matching". */
const refused: Play = async stage => {
  const { cast } = stage;
  const [rita, priya, harriet, jo, sam] = seats(stage, 'rita', 'priya', 'harriet', 'jo', 'sam');
  await bringTo(cast, 'releaseAsked');
  await stage.settle('releaseAsked');
  await harriet.presses('Not now');
  await harriet.fills({ reason: 'days' });
  await stage.settle('matching');
  // One routine message a day: it comes on the next.
  await stage.passes(1);
  expect(await rita.reads()).toContain('still matching');
  expect(await rita.reads()).not.toMatch(/Jo Poole|Home Primary|spared/);
  expect(await jo.reads()).not.toContain('SR-2026-0001');
  expect(await priya.reads()).toContain('the days cannot be spared now');
  await priya.presses('Find a leader');
  await priya.presses('Ask Sam Self');
  await stage.settle('releaseAsked');
  await sam.presses('Yes, I can');
  await stage.settle('shortlisted');
  await rita.presses('Choose Sam Self');
  await stage.settle('agreementDraft');
  expect(await sam.reads()).toContain('Receiving Primary');
};

/** Nobody can be found: it is looked for further, then closed, and counted where leaders are missing. */
const unmatched: Play = async stage => {
  const [rita, priya, paul] = seats(stage, 'rita', 'priya', 'paul');
  await bringTo(stage.cast, 'matching');
  await stage.passes(9);
  expect(await priya.reads()).toMatch(/out of|outside|further/i);
  await priya.presses('Nobody can be found');
  await priya.fills({ reason: 'daysSpent' });
  await stage.settle('unmatched');
  expect(await rita.reads()).toContain('Every suitable leader has spent their days');
  expect(await paul.reads()).toContain('SR-2026-0001');
};

/** More days: asked for by the leader, proposed to every party, and held when the last has accepted. */
const varied: Play = async stage => {
  const { world } = stage.cast;
  const [rita, priya, harriet, jo] = seats(stage, 'rita', 'priya', 'harriet', 'jo');
  await bringTo(stage.cast, 'active');
  await stage.passes(14);
  await jo.presses('Record a visit');
  await jo.fills({ on: world.today, days: '1', summary: 'Planned together.' });
  await stage.settle('active');
  await jo.presses('Ask for a change');
  await jo.fills({ reason: 'One more class.' });
  await stage.settle('active');
  expect(await priya.reads()).toContain('One more class.');
  await priya.presses('Propose a variation');
  await priya.fills({ days: 4.5, endsOn: '2027-03-26', reason: 'One more class.' });
  await stage.settle('variationProposed');
  expect(await harriet.reads()).toContain('4½ days');
  await acceptAll(stage, 'Accept the variation', 'rita', 'harriet');
  await stage.settle('variationProposed');
  await jo.presses('Accept the variation');
  await stage.settle('active');
  expect(await rita.reads()).toContain('4½ days');
  expect(await jo.reads()).toContain('3½ days left');
};

/** The head ends it: the leader's days go back, why is the coordinator's alone, what was worked is evaluated. */
const endedEarly: Play = async stage => {
  const { world } = stage.cast;
  const [rita, priya, harriet, jo] = seats(stage, 'rita', 'priya', 'harriet', 'jo');
  await bringTo(stage.cast, 'active');
  await stage.passes(14);
  await jo.presses('Record a visit');
  await jo.fills({ on: world.today, days: '1', summary: 'Planned together.' });
  await stage.settle('active');
  await rita.presses('End it early');
  await rita.fills({ reason: 'notWorking' });
  await stage.settle('evaluationDue');
  expect(await priya.reads()).toContain('It is not working');
  for (const other of [harriet, jo]) expect(await other.reads()).not.toContain('It is not working');
  await rita.presses('Say how effective it was');
  await rita.fills({ rating: 'notEffective' });
  await jo.presses('Say what was hard');
  await jo.fills({ comment: 'The plans changed twice.' });
  await stage.settle('qualityCheck');
  await priya.presses('Sign it off');
  await priya.fills({ note: 'Rang both; the school tries again in the summer.' });
  await stage.settle('signedOff');
  expect(await stage.cast.world.store.db.capacityYear.findFirst()).toMatchObject({ booked: 0, used: 2 });
};

/** The leader changes school: the new head is asked without learning where, and stands for the home school then. */
const leaderMoves: Play = async stage => {
  const { cast } = stage;
  const { world } = cast;
  const [rita, priya, harriet, jo, nina] = seats(stage, 'rita', 'priya', 'harriet', 'jo', 'nina');
  await bringTo(cast, 'active');
  await stage.passes(14);
  await world.store.db.designation.update({
    where: { id: cast.jo.designationId },
    data: { homeSchoolId: cast.next },
  });
  await priya.types('support show SR-2026-0001');
  await priya.presses('Ask the new home head');
  await stage.settle('releaseAgain');
  expect(await nina.reads()).toMatch(/Jo Poole/);
  expect(await nina.reads()).not.toContain('Receiving');
  await nina.presses('Let it go on');
  await stage.settle('active');
  expect(await nina.reads()).toContain('Receiving Primary');
  expect(await rita.reads()).toContain('SR-2026-0001');
  expect(await harriet.reads()).toContain('Nothing is needed from you');
  await jo.presses('Record a visit');
  await jo.fills({ on: world.today, days: '0.5', summary: 'Planned together.' });
  await stage.settle('active');
  expect(await world.store.db.visit.findFirst()).toMatchObject({ homeSchoolId: cast.next });
};

/** Commissioned for a school at risk: the authority pays, and no other school learns that it was. */
const commissioned: Play = async stage => {
  const [rita, priya, harriet, jo, lena] = seats(stage, 'rita', 'priya', 'harriet', 'jo', 'lena');
  await lena.types('support commission');
  await lena.fills({
    schoolId: String(stage.cast.receiving),
    area: 'phonics',
    need: 'Results in phonics have fallen for two years.',
    timing: 'As soon as possible',
    payer: 'la',
  });
  await stage.settle('submitted');
  expect(await stage.channel()).not.toContain('SR-2026-0001');
  expect(await rita.reads()).toContain('SR-2026-0001');
  expect(await rita.reads()).not.toContain('fallen');
  await priya.presses('Claim');
  await stage.settle('triage');
  await priya.presses('Take it on');
  await stage.settle('matching');
  await priya.presses('Find a leader');
  await priya.presses('Ask Jo Poole');
  await stage.settle('releaseAsked');
  await harriet.presses('Approve the release');
  await stage.settle('releaseAsked');
  await jo.presses('Yes, I can');
  await stage.settle('shortlisted');
  await rita.presses('Choose Jo Poole');
  await stage.settle('agreementDraft');
  await priya.presses('Write the agreement');
  await priya.fills({ ...AGREED, dayRate: 350 });
  await stage.settle('agreementProposed');
  await acceptAll(stage, 'Accept the agreement', 'rita', 'harriet', 'jo');
  await stage.settle('agreementProposed');
  await lena.presses('Accept the agreement');
  await stage.settle('firstContact');
  for (const other of [harriet, jo]) expect(await other.reads()).not.toMatch(/ommissioned/);
  expect(await stage.channel()).not.toContain('SR-2026-0001');
};

/** The turns that a request may take (issue of the whole state machine), each with what is read on the way. */
export const TURNS: readonly { readonly says: string; readonly play: Play }[] = [
  { says: 'the home head refuses', play: refused },
  { says: 'nobody can be found', play: unmatched },
  { says: 'more days by a variation', play: varied },
  { says: 'ended early', play: endedEarly },
  { says: 'the leader changes school', play: leaderMoves },
  { says: 'commissioned for a school at risk', play: commissioned },
];
