import { headsOf } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { Refused, type Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { bookDays, releaseDays, varyDays, workDays } from './days.js';
import { mayApproach } from './queries.js';
import type { SupportRecord } from './record.js';
import type { Changes } from './terms.js';

/** The running series of request references: 'SR-2026-0042'. */
const SERIES = 'SR';

/** Statuses of approaches that still count. */
const OPEN = ['listed', 'asked', 'available', 'accepted'];

/** Writes a new request and returns its id. @throws Refused for an area that is not on the list */
export async function insertSupport(
  tx: Tx,
  draft: SupportRecord,
  to: Transition,
  changes: Changes,
): Promise<number> {
  const { area = '', need = '', timing = '', ...fields } = changes.fields ?? {};
  await areaStands(tx, area);
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
      ...fields,
      createdAt: to.now,
    },
  });
  return id;
}

/** @throws Refused for an area that is not on the list; no area at all is a draft's or a call's */
async function areaStands(tx: Tx, area: string | undefined): Promise<void> {
  if (!area || (await tx.specialism.findUnique({ where: { slug: area } }))) return;
  throw new Refused('That area is not on the list any more. Open the form again and choose one that is.');
}

/**
 * Writes a state and its changes where the version is still the record's; false when somebody was faster.
 * @throws Refused when a leader's days are spent or a conflict stands in the way
 */
export async function saveSupport(
  tx: Tx,
  record: SupportRecord,
  to: Transition,
  // A command that only changes the state sets nothing.
  changes: Changes = {},
): Promise<boolean> {
  await areaStands(tx, changes.fields?.area);
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

  await saveApproaches(tx, record, to, changes);
  await saveAgreement(tx, record, to, changes);
  await saveWork(tx, record, to, changes);
  return true;
}

async function saveApproaches(
  tx: Tx,
  record: SupportRecord,
  to: Transition,
  changes: Changes,
): Promise<void> {
  if (changes.approach) await addCandidate(tx, record, changes.approach, to);
  if (changes.answer) await saveAnswer(tx, record, changes.answer, to);
  if (changes.choose) await saveChoice(tx, record, changes.choose.approachId, to);
  if (changes.endApproaches) {
    const status = changes.endApproaches === 'all' ? { in: OPEN } : 'asked';
    await tx.approach.updateMany({
      where: { requestId: record.id, status },
      data: { status: 'withdrawn' },
    });
  }
  const id = record.approach?.id;
  if (id === undefined) return;
  if (changes.changeAsked !== undefined)
    await tx.approach.update({ where: { id }, data: { reason: changes.changeAsked } });
  if (changes.replaceLeader) await tx.approach.update({ where: { id }, data: { status: 'replaced' } });
  if (changes.moveHome) {
    const homeSchoolId = record.approach?.newHome?.school.id;
    if (homeSchoolId !== undefined) await tx.approach.update({ where: { id }, data: { homeSchoolId } });
  }
}

async function addCandidate(
  tx: Tx,
  record: SupportRecord,
  { designationId, overrideReason }: NonNullable<Changes['approach']>,
  to: Transition,
): Promise<void> {
  const answer = await mayApproach(tx, record, designationId, to.today);
  if (answer.may === 'no' || (answer.may === 'withReason' && !overrideReason)) throw new Refused(answer.says);
  const overridden =
    answer.may === 'withReason' && overrideReason
      ? { overridden: answer.soft.join('|'), overrideReason }
      : {};
  const { homeSchoolId, personId } = await tx.designation.findUniqueOrThrow({
    where: { id: designationId },
    select: { homeSchoolId: true, personId: true },
  });
  if (record.candidates.some(each => each.homeSchool.id === homeSchoolId)) {
    throw new Refused(
      'Somebody of the same school is on the list already. Ask one school for one leader at a time.',
    );
  }
  const asked = to.state === 'releaseAsked';
  await tx.approach.create({
    data: {
      requestId: record.id,
      designationId,
      homeSchoolId,
      status: asked ? 'asked' : 'listed',
      ...(asked && (await askingOf(tx, homeSchoolId, personId, to))),
      askedAt: to.now,
      ...overridden,
    },
  });
}

/** The home head is asked first, and the leader at once only when nobody else releases them. */
async function askingOf(tx: Tx, homeSchoolId: number, leaderId: number, to: Transition) {
  const self = (await headsOf(tx, homeSchoolId, to.today)).includes(leaderId);
  return { askedVersion: to.version, ...(self && { leaderAskedVersion: to.version }) };
}

async function saveAnswer(
  tx: Tx,
  record: SupportRecord,
  { approachId, from, yes, reason }: NonNullable<Changes['answer']>,
  to: Transition,
): Promise<void> {
  const answer =
    from === 'leader' ? { leaderAnswer: yes ? 'yes' : 'no' } : { releaseAnswer: yes ? 'yes' : 'no' };
  const where = { id: approachId };
  if (!yes) {
    const asked = record.candidates.concat(record.approach ?? []).find(each => each.id === approachId);
    const takenBack = from === 'homeHead' && asked?.leaderAskedVersion != null;
    await tx.approach.update({
      where,
      data: {
        ...answer,
        status: 'refused',
        reason: reason ?? null,
        ...(takenBack && { leaderAskedVersion: to.version }),
      },
    });
  } else if (from === 'homeHead') {
    await tx.approach.update({ where, data: { ...answer, leaderAskedVersion: to.version } });
  } else {
    const chosen = record.approach?.id === approachId;
    await tx.approach.update({ where, data: { ...answer, status: chosen ? 'accepted' : 'available' } });
    if (chosen) await dropOthers(tx, record, approachId);
  }
}

async function saveChoice(tx: Tx, record: SupportRecord, approachId: number, to: Transition): Promise<void> {
  const candidate = record.candidates.find(each => each.id === approachId);
  if (!candidate) throw new Error(`${record.reference}: a candidate was chosen who is not on the list.`);
  const where = { id: approachId };
  if (candidate.status === 'available') {
    await tx.approach.update({ where, data: { chosen: true, status: 'accepted' } });
    await dropOthers(tx, record, approachId);
    return;
  }
  const asking = await askingOf(tx, candidate.homeSchool.id, candidate.leader.id, to);
  await tx.approach.update({ where, data: { chosen: true, status: 'asked', ...asking } });
}

async function dropOthers(tx: Tx, record: SupportRecord, approachId: number): Promise<void> {
  await tx.approach.updateMany({
    where: { requestId: record.id, id: { not: approachId }, status: { in: OPEN } },
    data: { status: 'withdrawn' },
  });
}

async function saveAgreement(tx: Tx, record: SupportRecord, to: Transition, changes: Changes): Promise<void> {
  if (changes.accept) {
    const { parties, round } = changes.accept;
    const personId = actor(to);
    await tx.acceptance.createMany({
      data: parties.map(party => ({ requestId: record.id, round, party, personId, at: to.now })),
    });
  }
  if (changes.book) await bookDays(tx, record, record.agreement?.halfDays ?? 0, to);
  if (changes.proposeVariation) {
    await tx.variation.create({
      data: { requestId: record.id, ...changes.proposeVariation, status: 'open', at: to.now },
    });
  }
  const { variation } = record;
  if (changes.settleVariation && variation) {
    await tx.variation.update({ where: { id: variation.id }, data: { status: changes.settleVariation } });
    if (changes.settleVariation === 'agreed') {
      await varyDays(tx, record, variation.halfDays, to);
      const { halfDays, endsOn, ratePence } = variation;
      await tx.supportRequest.update({ where: { id: record.id }, data: { halfDays, endsOn, ratePence } });
    }
  }
  if (changes.releaseUnused) await releaseDays(tx, record, to);
}

async function saveWork(tx: Tx, record: SupportRecord, to: Transition, changes: Changes): Promise<void> {
  const requestId = record.id;
  const { approach } = record;
  if (changes.visit) {
    if (!approach) throw new Error(`${record.reference} has no leader who could have made a visit.`);
    await tx.visit.create({
      data: {
        requestId,
        approachId: approach.id,
        homeSchoolId: approach.homeSchool.id,
        personId: actor(to),
        ...changes.visit,
        at: to.now,
      },
    });
    await workDays(tx, record, changes.visit, to);
  }
  if (changes.midReview) {
    if (!approach) throw new Error(`${record.reference} has no leader whose work could be reviewed.`);
    await tx.midReview.create({
      data: { requestId, approachId: approach.id, personId: actor(to), ...changes.midReview, at: to.now },
    });
  }
  if (changes.evaluation) {
    await tx.evaluation.create({
      data: { requestId, personId: actor(to), ...changes.evaluation, at: to.now },
    });
  }
}

function actor({ personId }: Transition): number {
  if (personId === null) throw new Error('This is done by a person, never by the clock.');
  return personId;
}
