import { brokeringNode } from '../network/partnerships.js';
import { personNames, schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { NEW } from '../workflow/workflow.js';
import { bookDays, releaseDays, workDays } from './days.js';
import { areaOf, officesOf } from './load.js';
import { mayApproach } from './queries.js';
import type { SupportRecord } from './record.js';
import type { Changes } from './terms.js';

/** The running series of request references: 'SR-2026-0042'. */
const SERIES = 'SR';

/**
 * The request-to-be of a head, with its school, node and parties.
 * @throws Refused when the person leads no school, has to say which, or no coordinator brokers for it
 */
export async function draftSupport(tx: Tx, start: StartRequest): Promise<SupportRecord> {
  const { personId, values, now, today } = start;
  const schools = personId === null ? [] : await schoolsLedBy(tx, personId, today);
  if (personId === null || schools.length === 0) throw new MayNotBegin(NOT_A_HEAD);
  const wanted = values.schoolId === undefined || values.schoolId === '' ? null : Number(values.schoolId);
  const school = wanted === null ? schools[0] : schools.find(each => each.id === wanted);
  if (!school || (wanted === null && schools.length > 1))
    throw new Refused('Say for which of your schools you are asking.');
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
    partnershipId: node.id,
    requester: { id: personId, name: (await personNames(tx, [personId])).get(personId) ?? '' },
    receivingHeadIds: [personId],
    ...(await officesOf(tx, node.id, today)),
    coordinator: null,
    area: await areaOf(tx, typeof values.area === 'string' ? values.area : ''),
    need: '',
    timing: '',
    approach: null,
    earlier: [],
    agreement: null,
    acceptedBy: [],
    visits: [],
    evaluation: null,
    outcome: null,
    createdAt: now,
    dueOn: null,
  };
}

/** What somebody is told who leads no school and asks for support. */
export const NOT_A_HEAD =
  'Support is asked for by the head of a school in the partnership, and you are not on record as one. ' +
  'Ask your coordinator to put that right.';

/** Writes a new request and returns its id. @throws Refused for an area that is not on the list */
export async function insertSupport(
  tx: Tx,
  draft: SupportRecord,
  to: Transition,
  changes: Changes,
): Promise<number> {
  const { area = '', need = '', timing = '' } = changes.fields ?? {};
  if (!(await tx.specialism.findUnique({ where: { slug: area } })))
    throw new Refused('That area is not on the list any more. Open the form again and choose one that is.');
  const { id } = await tx.supportRequest.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      schoolId: draft.school.id,
      partnershipId: draft.partnershipId,
      requesterId: draft.requester.id,
      area,
      need,
      timing,
      createdAt: to.now,
    },
  });
  return id;
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster.
 * @throws Refused when a leader's days are spent or a conflict stands in the way
 */
export async function saveSupport(
  tx: Tx,
  record: SupportRecord,
  to: Transition,
  changes: Changes,
): Promise<boolean> {
  const { count } = await tx.supportRequest.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      state: to.state,
      version: to.version,
      enteredAt: to.enteredAt,
      enteredVersion: to.enteredVersion,
      ...changes.fields,
    },
  });
  if (count === 0) return false;

  await saveApproach(tx, record, to, changes);
  if (changes.accept) await saveAcceptances(tx, record, to, changes.accept);
  if (changes.book) await bookDays(tx, record, to);
  if (changes.visit) {
    const { personId } = to;
    if (personId === null) throw new Error('A visit is recorded by a person.');
    const { on, halfDays, summary } = changes.visit;
    const { approach } = record;
    if (!approach) throw new Error(`${record.reference} has no leader who could have made a visit.`);
    await tx.visit.create({
      data: {
        requestId: record.id,
        approachId: approach.id,
        homeSchoolId: approach.homeSchool.id,
        personId,
        on,
        halfDays,
        summary,
        at: to.now,
      },
    });
    await workDays(tx, record, changes.visit, to);
  }
  if (changes.releaseUnused) await releaseDays(tx, record, to);
  if (changes.evaluation) {
    const { personId } = to;
    if (personId === null) throw new Error('An evaluation is given by a person.');
    await tx.evaluation.create({
      data: { requestId: record.id, party: 'receivingHead', personId, ...changes.evaluation, at: to.now },
    });
  }
  return true;
}

async function saveApproach(tx: Tx, record: SupportRecord, to: Transition, changes: Changes): Promise<void> {
  if (changes.approach) {
    const { designationId, overrideReason } = changes.approach;
    const answer = await mayApproach(tx, record, designationId, to.today);
    if (answer.may === 'no' || (answer.may === 'withReason' && !overrideReason))
      throw new Refused(answer.says);
    const overridden =
      answer.may === 'withReason' && overrideReason
        ? { overridden: answer.soft.join('|'), overrideReason }
        : {};
    const { homeSchoolId } = await tx.designation.findUniqueOrThrow({
      where: { id: designationId },
      select: { homeSchoolId: true },
    });
    await tx.approach.create({
      data: {
        requestId: record.id,
        designationId,
        homeSchoolId,
        status: 'asked',
        askedAt: to.now,
        ...overridden,
      },
    });
    return;
  }
  const id = record.approach?.id;
  if (id === undefined) return;
  if (changes.endApproach) await tx.approach.update({ where: { id }, data: { status: 'withdrawn' } });
  if (changes.changeAsked !== undefined)
    await tx.approach.update({ where: { id }, data: { reason: changes.changeAsked } });
  if (changes.answer) {
    const { from, yes, reason = null } = changes.answer;
    const status = yes ? (to.state === 'agreementDraft' ? 'accepted' : 'asked') : 'refused';
    const answer = yes ? 'yes' : 'no';
    await tx.approach.update({
      where: { id },
      data: { status, reason, ...(from === 'leader' ? { leaderAnswer: answer } : { releaseAnswer: answer }) },
    });
  }
}

async function saveAcceptances(
  tx: Tx,
  record: SupportRecord,
  to: Transition,
  parties: readonly string[],
): Promise<void> {
  const { personId } = to;
  if (personId === null) throw new Error('An agreement is accepted by a person.');
  await tx.acceptance.createMany({
    data: parties.map(party => ({
      requestId: record.id,
      round: record.enteredVersion,
      party,
      personId,
      at: to.now,
    })),
  });
}
