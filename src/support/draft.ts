import { brokeringNode } from '../network/partnerships.js';
import { headsOf, holdsRole, personNames, schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { MayNotBegin, Refused, type StartRequest } from '../workflow/process.js';
import { NEW } from '../workflow/workflow.js';
import { areaOf, officesOf } from './load.js';
import type { SupportRecord } from './record.js';

/** What somebody is told who leads no school and asks for support. */
export const NOT_A_HEAD =
  'Support is asked for by the head of a school in the partnership, and you are not on record as one. ' +
  'Ask your coordinator to put that right.';

interface Asker {
  readonly school: { readonly id: number; readonly name: string; readonly phase: string };
  readonly personId: number;
}

/**
 * The request-to-be, with its school, node and parties: of a head for their own school, of an officer who
 * commissions for another one, or (when nobody acts) as another process suggests it to a school's head.
 * @throws Refused when the person leads no such school, has to say which, or no coordinator brokers for it
 */
export async function draftSupport(tx: Tx, start: StartRequest): Promise<SupportRecord> {
  const { values, now, today } = start;
  const { school, personId } = await askerOf(tx, start);
  const node = await brokeringNode(tx, school.id, today);
  if (!node) {
    throw new Refused(
      `Nobody coordinates support for ${school.name} yet, so the request would reach nobody. ` +
        'Ask your administrator to import a coordinator.',
    );
  }
  return {
    id: 0,
    reference: 'New request',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    school: { id: school.id, name: school.name, phase: school.phase },
    // Nobody is looked for yet.
    ownTrust: 'none',
    furtherAfield: false,
    partnershipId: node.id,
    requester: { id: personId, name: (await personNames(tx, [personId])).get(personId) ?? '' },
    receivingHeadIds: await headsOf(tx, school.id, today),
    ...(await officesOf(tx, node.id, today)),
    coordinator: null,
    area: await areaOf(tx, typeof values.area === 'string' ? values.area : ''),
    need: '',
    timing: '',
    wantedHalfDays: null,
    origin: null,
    commissioned: false,
    payer: 'partnership',
    funded: null,
    question: null,
    questionAnswer: null,
    panel: null,
    summary: null,
    candidates: [],
    approach: null,
    earlier: [],
    agreement: null,
    heldRound: null,
    variation: null,
    acceptedBy: [],
    visits: [],
    nextVisitOn: null,
    midReviewOn: null,
    midReviews: [],
    holdReason: null,
    completedOn: null,
    endedEarly: null,
    evaluation: null,
    reflection: null,
    quality: null,
    lasting: null,
    outcome: null,
    createdAt: now,
    dueOn: null,
  };
}

/** Who asks, and for which school. @throws Refused as {@link draftSupport} */
async function askerOf(tx: Tx, { personId, values, today }: StartRequest): Promise<Asker> {
  const wanted = values.schoolId === undefined || values.schoolId === '' ? null : Number(values.schoolId);
  if (personId === null) {
    const school = wanted === null ? null : await tx.school.findUnique({ where: { id: wanted } });
    const [headId] = school ? await headsOf(tx, school.id, today) : [];
    if (!school || headId === undefined)
      throw new Refused('Nobody heads that school on record, so nobody could ask for support there.');
    return { school, personId: headId };
  }
  const led = await schoolsLedBy(tx, personId, today);
  const own = wanted === null ? led[0] : led.find(each => each.id === wanted);
  if (own && (wanted !== null || led.length === 1)) return { school: own, personId };
  // Whether an officer may commission there is the table's to say.
  const other = wanted === null ? null : await tx.school.findUnique({ where: { id: wanted } });
  if (other && (await mayCommission(tx, other.id, personId, today))) return { school: other, personId };
  if (led.length === 0 && (wanted !== null || !(await holdsOffice(tx, personId, today))))
    throw new MayNotBegin(NOT_A_HEAD);
  if (led.length === 0) throw new Refused('Choose the school.');
  throw new Refused('Say for which of your schools you are asking.');
}

/** Whether somebody coordinates or advises anywhere, and so may commission. */
async function holdsOffice(tx: Tx, personId: number, today: StartRequest['today']): Promise<boolean> {
  return (
    (await holdsRole(tx, personId, 'coordinator', today)) ||
    (await holdsRole(tx, personId, 'laAdviser', today))
  );
}

async function mayCommission(
  tx: Tx,
  schoolId: number,
  personId: number,
  today: StartRequest['today'],
): Promise<boolean> {
  const node = await brokeringNode(tx, schoolId, today);
  if (!node) return false;
  const { coordinatorIds, laAdviserIds } = await officesOf(tx, node.id, today);
  return [...coordinatorIds, ...laAdviserIds].includes(personId);
}
