import type { LocalDate } from '../calendar/localDate.js';
import { boardsFor } from '../network/boards.js';
import { currentOn } from '../network/current.js';
import { partnershipsOf, selfAndAncestors } from '../network/partnerships.js';
import { schoolsLedBy } from '../network/people.js';
import type { Tx } from '../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { NEW } from '../workflow/workflow.js';
import { releaseGroupDays, setAside, workGroupDays } from './days.js';
import { officesOf } from './load.js';
import { peopleById, personOf } from './peopleById.js';
import { DEFAULT_GROUP_PROMPT } from './promptTimes.js';
import { DEFAULT_BUDGET, GROUP_CADENCE, type GroupRecord } from './record.js';
import type { GroupChanges } from './terms.js';
import { DEFAULT_TERMS } from './termsOfReference.js';

/** The running series of group references: 'TF-2026-0007'. */
const SERIES = 'TF';

/** Roles at a partnership whose holders may propose a group: the board, and those who work for it (DOMAIN 4.4). */
const BOARD_ROLES = ['boardChair', 'boardMember', 'coordinator'] as const;

/**
 * The group-to-be of a head or a member of the board, at the partnership they belong to.
 * @throws Refused when the person is neither, or has to say at which partnership
 */
export async function draftGroup(tx: Tx, start: StartRequest): Promise<GroupRecord> {
  const { personId, values, now, today } = start;
  const partnershipId = await homeOf(tx, personId, Number(values.partnershipId) || null, today);
  const boards = await boardsFor(tx, partnershipId);
  const board = boards.find(({ id }) => id === Number(values.boardId)) ?? boards[0];
  const proposer = personId === null ? null : personOf(await peopleById(tx, [personId], today), personId);
  return {
    id: 0,
    reference: 'New group',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    asOf: today,
    title: '',
    purpose: '',
    priority: '',
    partnershipId,
    ...(await officesOf(tx, partnershipId, board?.id ?? null, today)),
    proposer,
    lead: null,
    deputy: null,
    cover: null,
    sponsor: { id: 0, name: '', left: false },
    schoolSponsor: null,
    members: [],
    startsOn: today,
    endsOn: today,
    agreedEndsOn: null,
    askedExtension: null,
    returnedBecause: null,
    pausedUntil: null,
    approval: null,
    checkedSince: null,
    cadence: GROUP_CADENCE,
    promptTime: DEFAULT_GROUP_PROMPT,
    lastPromptOn: null,
    openCheckInId: null,
    budget: DEFAULT_BUDGET,
    leaders: [],
    terms: DEFAULT_TERMS,
    milestones: [],
    missesInARow: 0,
    checkIns: [],
    lastCheckIn: null,
    exceptions: [],
    sections: {},
    factNotes: [],
    recommendations: [],
    openQuestionIds: [],
    highlights: [],
  };
}

/** The partnership in which a person would propose or start a group. @throws Refused when there is none */
export async function homeOf(
  tx: Tx,
  personId: number | null,
  wanted: number | null,
  today: LocalDate,
): Promise<number> {
  const offices = await tx.roleAssignment.findMany({
    where: {
      personId: personId ?? 0,
      role: { in: [...BOARD_ROLES] },
      partnershipId: { not: null },
      ...currentOn(today),
    },
    select: { partnershipId: true },
    orderBy: { id: 'asc' },
  });
  const ids = [...new Set(offices.flatMap(office => office.partnershipId ?? []))];
  const mine = ids.length > 0 ? ids : await boardAbove(tx, personId, today);
  const [first] = mine;
  if (first === undefined) {
    throw new MayNotBegin(
      'A group is proposed by a head or a member of the board, and you are not on record as one. Ask your head or a coordinator: /group list shows who leads what.',
    );
  }
  if (wanted === null) return first;
  const nodes = await selfAndAncestors(tx, wanted);
  if (!nodes.some(node => mine.includes(node.id)))
    throw new Refused('You hold no office in that partnership.');
  return wanted;
}

/** For a head: the nearest partnership of their schools that has a board's chair, else the one above all. */
async function boardAbove(tx: Tx, personId: number | null, today: LocalDate): Promise<number[]> {
  if (personId === null) return [];
  for (const school of await schoolsLedBy(tx, personId, today)) {
    const nodes = await partnershipsOf(tx, school.id, today);
    const chaired = await tx.roleAssignment.findMany({
      where: { role: 'boardChair', partnershipId: { in: nodes.map(({ id }) => id) }, ...currentOn(today) },
      select: { partnershipId: true },
    });
    const node =
      nodes.find(({ id }) => chaired.some(({ partnershipId }) => partnershipId === id)) ?? nodes.at(-1);
    if (node) return [node.id];
  }
  return [];
}

/** Writes a new group and returns its id. @throws Refused when one of its people is not on record */
export async function insertGroup(
  tx: Tx,
  draft: GroupRecord,
  to: Transition,
  changes: GroupChanges,
): Promise<number> {
  const { title = '', purpose = '', priority = '', sponsorId = 0, ...fields } = changes.fields ?? {};
  await mustBeThere(tx, changes);
  const { id } = await tx.taskGroup.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      title,
      purpose,
      priority,
      ...written(to),
      partnershipId: draft.partnershipId,
      boardId: draft.boardId,
      proposedById: to.personId,
      sponsorId,
      startsOn: to.today,
      endsOn: to.today,
      cadence: draft.cadence,
      promptTime: draft.promptTime,
      ...fields,
      terms: { create: { ...DEFAULT_TERMS } },
      milestones: changes.addMilestone ? { create: changes.addMilestone } : {},
      members: changes.addMember ? { create: changes.addMember } : {},
    },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveGroup(
  tx: Tx,
  record: GroupRecord,
  to: Transition,
  changes: GroupChanges | undefined,
): Promise<boolean> {
  if (changes) await mustBeThere(tx, changes);
  const { count } = await tx.taskGroup.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...changes?.fields },
  });
  if (count === 0) return false;
  if (!changes) return true;
  await saveParts(tx, record, to, changes);
  const at = { now: to.now, today: to.today, occasion: `v${to.version}` };
  if (changes.setAside) await setAside(tx, record, changes.setAside, at);
  if (changes.workDays)
    await workGroupDays(tx, record, changes.workDays.groupLeaderId, changes.workDays.halfDays, at);
  if (changes.releaseDays) await releaseGroupDays(tx, record, at);
  return true;
}

async function saveParts(tx: Tx, record: GroupRecord, to: Transition, changes: GroupChanges): Promise<void> {
  const groupId = record.id;
  if (changes.terms) {
    await tx.termsOfReference.upsert({
      where: { groupId },
      create: { groupId, ...record.terms, ...changes.terms },
      update: changes.terms,
    });
  }
  if (changes.addMember) {
    const { personId, brings } = changes.addMember;
    // Somebody who comes back was a member before.
    await tx.groupMember.upsert({
      where: { groupId_personId: { groupId, personId } },
      create: { groupId, personId, brings },
      update: { brings, leftOn: null },
    });
  }
  if (changes.memberLeaves) {
    const { personId, on } = changes.memberLeaves;
    await tx.groupMember.update({
      where: { groupId_personId: { groupId, personId } },
      data: { leftOn: on },
    });
  }
  await saveMilestones(tx, groupId, changes);
  const { personId } = to;
  if (personId === null) return;
  for (const [section, text] of Object.entries(changes.sections ?? {})) {
    await tx.reportSection.upsert({
      where: { groupId_section: { groupId, section } },
      create: { groupId, section, text, editedById: personId, at: to.now },
      update: { text, editedById: personId, at: to.now },
    });
  }
  if (changes.factNote)
    await tx.factNote.create({ data: { groupId, personId, at: to.now, ...changes.factNote } });
}

async function saveMilestones(tx: Tx, groupId: number, changes: GroupChanges): Promise<void> {
  const { addMilestone, doneMilestone, reopenMilestone, forecastMilestone, moveMilestone } = changes;
  if (addMilestone) await tx.milestone.create({ data: { groupId, ...addMilestone } });
  if (doneMilestone) {
    const { id, on } = doneMilestone;
    await tx.milestone.update({ where: { id, groupId }, data: { doneOn: on } });
  }
  if (reopenMilestone !== undefined)
    await tx.milestone.update({ where: { id: reopenMilestone, groupId }, data: { doneOn: null } });
  if (forecastMilestone) {
    const { id, on } = forecastMilestone;
    await tx.milestone.update({ where: { id, groupId }, data: { forecastOn: on } });
  }
  if (moveMilestone) {
    const { id, on, was } = moveMilestone;
    const { firstDueOn } = await tx.milestone.findUniqueOrThrow({
      where: { id },
      select: { firstDueOn: true },
    });
    await tx.milestone.update({
      where: { id, groupId },
      data: { dueOn: on, firstDueOn: firstDueOn ?? was, forecastOn: null },
    });
  }
}

/** @throws Refused when somebody who is to take part is not on record, or has left */
async function mustBeThere(tx: Tx, { fields, addMember }: GroupChanges): Promise<void> {
  const { leadId, deputyId, coverId, sponsorId, schoolSponsorId } = fields ?? {};
  const wanted = new Set(
    [leadId, deputyId, coverId, sponsorId, schoolSponsorId, addMember?.personId].filter(
      id => id !== undefined && id !== null,
    ),
  );
  if (wanted.size === 0) return;
  const found = await tx.person.count({ where: { id: { in: [...wanted] }, leftOn: null } });
  if (found !== wanted.size)
    throw new Refused(
      'One of those people is not on record here. Open the form again and choose from the list.',
    );
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
