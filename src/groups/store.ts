import { localDate } from '../calendar/localDate.js';
import { selfAndAncestors } from '../network/partnerships.js';
import type { Tx } from '../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../workflow/process.js';
import { nextReference } from '../workflow/reference.js';
import { NEW } from '../workflow/workflow.js';
import { officesOf } from './load.js';
import { GROUP_CADENCE, type GroupRecord } from './record.js';
import type { GroupChanges } from './terms.js';

/** The running series of group references: 'TF-2026-0007'. */
const SERIES = 'TF';

/**
 * The group-to-be of a coordinator or chair, at the partnership they hold that office in.
 * @throws Refused when the person holds neither office, or has to say at which partnership
 */
export async function draftGroup(tx: Tx, start: StartRequest): Promise<GroupRecord> {
  const { personId, values, now, today } = start;
  const partnershipId = await homeOfOffice(tx, personId, Number(values.partnershipId) || null, today);
  return {
    id: 0,
    reference: 'New group',
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    title: '',
    purpose: '',
    priority: '',
    partnershipId,
    ...(await officesOf(tx, partnershipId, today)),
    lead: { id: 0, name: '' },
    deputy: null,
    sponsor: { id: 0, name: '' },
    startsOn: today,
    endsOn: today,
    cadence: GROUP_CADENCE,
    lastPromptOn: null,
    milestones: [],
    missesInARow: 0,
    lastCheckIn: null,
  };
}

async function homeOfOffice(
  tx: Tx,
  personId: number | null,
  wanted: number | null,
  today: string,
): Promise<number> {
  const offices = await tx.roleAssignment.findMany({
    where: {
      personId: personId ?? 0,
      role: { in: ['coordinator', 'boardChair'] },
      partnershipId: { not: null },
      from: { lte: today },
      OR: [{ to: null }, { to: { gte: today } }],
    },
    select: { partnershipId: true },
    orderBy: { id: 'asc' },
  });
  const ids = [...new Set(offices.flatMap(office => office.partnershipId ?? []))];
  if (ids.length === 0) {
    throw new MayNotBegin(
      'A group is set up by a coordinator or the chair of the board. Ask one of them: /group list shows who leads what.',
    );
  }
  if (wanted === null) return ids[0] as number;
  const nodes = await selfAndAncestors(tx, wanted);
  if (!nodes.some(node => ids.includes(node.id)))
    throw new Refused('You hold no office in that partnership.');
  return wanted;
}

/** Writes a new group and returns its id. @throws Refused when one of its people is not on record */
export async function insertGroup(
  tx: Tx,
  draft: GroupRecord,
  to: Transition,
  changes: GroupChanges,
): Promise<number> {
  const {
    title = '',
    purpose = '',
    priority = '',
    leadId = 0,
    deputyId = null,
    sponsorId = 0,
    endsOn,
  } = changes.fields ?? {};
  const wanted = [leadId, sponsorId, ...(deputyId === null ? [] : [deputyId])];
  const found = await tx.person.count({ where: { id: { in: wanted }, leftOn: null } });
  if (found !== new Set(wanted).size)
    throw new Refused(
      'One of those people is not on record here. Open the form again and choose from the list.',
    );
  if (!endsOn || endsOn <= to.today) throw new Refused('The group has to end after today.');
  const { id } = await tx.taskGroup.create({
    data: {
      reference: await nextReference(tx, SERIES, to.now),
      title,
      purpose,
      priority,
      ...written(to),
      partnershipId: draft.partnershipId,
      leadId,
      deputyId,
      sponsorId,
      startsOn: to.today,
      endsOn,
      cadence: draft.cadence,
      milestones: changes.addMilestone ? { create: changes.addMilestone } : {},
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
  const { count } = await tx.taskGroup.updateMany({
    where: { id: record.id, version: record.version },
    data: { ...written(to), ...changes?.fields },
  });
  if (count === 0) return false;
  if (changes?.addMilestone)
    await tx.milestone.create({ data: { groupId: record.id, ...changes.addMilestone } });
  if (changes?.doneMilestone) {
    const { id, on } = changes.doneMilestone;
    await tx.milestone.update({ where: { id, groupId: record.id }, data: { doneOn: localDate(on) } });
  }
  return true;
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
