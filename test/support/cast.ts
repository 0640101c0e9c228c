import type { Store } from '../../src/store/open.js';
import { supportProcess } from '../../src/support/process.js';
import { World } from '../fakes/world.js';

/** What a head answers in every story, unless the story says otherwise. */
const ASKED = {
  area: 'phonics',
  need: 'A new Year 1 phonics lead wants someone to plan with.',
  timing: 'Spring term 2027',
} as const;

/** An agreement of three days in the spring. */
export const AGREED = {
  days: 3,
  startsOn: '2026-11-16',
  endsOn: '2027-03-19',
  purpose: 'Plan Year 1 phonics with the new lead; every class follows the plan by Easter.',
} as const;

/** The people of a support story and what they do in it. */
export interface Cast {
  readonly world: World;
  readonly receiving: number;
  readonly home: number;
  readonly rita: number;
  readonly priya: number;
  readonly colin: number;
  readonly paul: number;
  readonly harriet: number;
  readonly jo: Designated;
  readonly sam: Designated;
}

interface Designated {
  readonly personId: number;
  readonly designationId: number;
}

/**
 * A partnership in which Rita heads the receiving school, Priya and Colin coordinate, Paul leads the
 * programme, and Jo (SLE of Harriet's school) and Sam (who heads his own) know phonics.
 */
export async function castOf(store: Store, options: { readonly joHalfDays?: number } = {}): Promise<Cast> {
  const world = await World.create(store, [supportProcess]);
  const receiving = await world.school('Receiving Primary', { easting: 500_000, northing: 180_000 });
  const home = await world.school('Home Primary', { easting: 503_000, northing: 184_000 });
  const own = await world.school('Own Primary', { easting: 520_000, northing: 180_000 });
  const rita = await world.head('Rita Receiving', receiving);
  const harriet = await world.head('Harriet Home', home);
  const samPerson = await world.head('Sam Self', own);
  const priya = await world.officer('Priya Nair', 'coordinator');
  const colin = await world.officer('Colin Ash', 'coordinator');
  const paul = await world.officer('Paul Lead', 'programmeLead');
  const halfDays = options.joHalfDays ?? 30;
  const jo = await world.leader('Jo Poole', home, { specialisms: ['phonics'], halfDays });
  const sam = await world.leader(samPerson, own, { specialisms: ['phonics'], type: 'LLE' });
  return { world, receiving, home, rita, priya, colin, paul, harriet, jo, sam };
}

/** A new request of a head; returns its id. */
export async function submit({ world }: Cast, head: number): Promise<number> {
  return (await world.must('support', null, 'submit', head, ASKED)).id;
}

type Reached =
  | 'triage'
  | 'matching'
  | 'releaseAsked'
  | 'shortlisted'
  | 'agreementDraft'
  | 'agreementProposed'
  | 'firstContact'
  | 'active'
  | 'midReview'
  | 'evaluationDue'
  | 'qualityCheck'
  | 'signedOff';

/** The steps of the story up to a state, by the people whose turn it is. */
export async function bringTo(
  cast: Cast,
  state: Reached,
  options: { readonly head?: number; readonly days?: number } = {},
): Promise<number> {
  const { world, priya, harriet, jo } = cast;
  const { head = cast.rita, days = AGREED.days } = options;
  const id = await submit(cast, head);
  const visit = (length: number) =>
    world.must('support', id, 'logVisit', jo.personId, {
      on: world.today,
      days: length,
      summary: 'Planned together.',
    });
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['triage', () => world.must('support', id, 'claim', priya)],
    ['matching', () => world.must('support', id, 'takeOn', priya)],
    ['releaseAsked', () => world.must('support', id, 'approach', priya, { designationId: jo.designationId })],
    [
      'shortlisted',
      async () => {
        await world.must('support', id, 'approveRelease', harriet);
        await world.must('support', id, 'acceptWork', jo.personId);
      },
    ],
    ['agreementDraft', () => world.must('support', id, 'choose', head, { designationId: jo.designationId })],
    ['agreementProposed', () => world.must('support', id, 'propose', priya, { ...AGREED, days })],
    [
      'firstContact',
      async () => {
        for (const person of [head, harriet, jo.personId]) await world.must('support', id, 'accept', person);
      },
    ],
    ['active', () => world.must('support', id, 'recordContact', jo.personId)],
    [
      'midReview',
      async () => {
        world.now = new Date(world.now.getTime() + 14 * 86_400_000);
        for (let worked = 0; worked < days / 2; worked++) await visit(Math.min(1, days - worked));
      },
    ],
    [
      'evaluationDue',
      async () => {
        for (const person of [head, jo.personId])
          await world.give('support', id, 'answerMidReview', person, { working: 'yes', goOn: 'asPlanned' });
        for (let worked = Math.ceil(days / 2); worked < days; worked++)
          await visit(Math.min(1, days - worked));
      },
    ],
    [
      'qualityCheck',
      async () => {
        await world.must('support', id, 'evaluate', head, { rating: 'effective' });
        await world.must('support', id, 'reflect', jo.personId, { comment: 'Two classes at once was hard.' });
      },
    ],
    ['signedOff', () => world.must('support', id, 'signOff', priya)],
  ];
  for (const [reached, step] of steps) {
    await step();
    if (reached === state) break;
  }
  return id;
}

/** The state a request is in. */
export async function stateOf({ world }: Cast, id: number): Promise<string> {
  return (await world.store.db.supportRequest.findUniqueOrThrow({ where: { id } })).state;
}

/** Half days of a leader's year: offered, booked and used. */
export async function yearOf({ world }: Cast, designationId: number) {
  return world.store.db.capacityYear.findFirst({
    where: { designationId },
    select: { academicYear: true, halfDays: true, booked: true, used: true },
  });
}
