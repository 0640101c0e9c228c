import { type LocalDate, localDate } from '../calendar/localDate.js';
import { atLondon } from '../calendar/london.js';
import type { Prisma } from '../generated/sqlite/client.js';
import { DEPLOYED_STATES } from '../network/deployed.js';
import { brokeringNode } from '../network/partnerships.js';
import { headsOf, holdersOfEach } from '../network/people.js';
import { HEAD_ROLES } from '../network/role.js';
import type { Tx } from '../store/open.js';
import {
  CALLS,
  type Deployment,
  type DesignationRecord,
  type DesignationState,
  ENDINGS,
  EVENTS,
  type Post,
  type SchoolFacts,
} from './record.js';
import { designationWorkflow } from './workflow.js';

const SCHOOL = { select: { id: true, name: true } } as const;

const WITH_ALL = {
  person: {
    select: {
      id: true,
      name: true,
      leftOn: true,
      roles: {
        where: { schoolId: { not: null } },
        select: { role: true, from: true, to: true, school: SCHOOL },
        orderBy: { id: 'asc' },
      },
    },
  },
  homeSchool: SCHOOL,
  specialisms: { orderBy: { specialismSlug: 'asc' }, select: { specialism: { select: { title: true } } } },
  approaches: {
    where: { status: { in: ['accepted', 'replaced'] } },
    select: {
      status: true,
      homeSchoolId: true,
      request: { select: { id: true, heldRound: true, completedOn: true, endsOn: true, state: true } },
    },
    orderBy: { id: 'asc' },
  },
} as const satisfies Prisma.DesignationInclude;

type Row = Prisma.DesignationGetPayload<{ include: typeof WITH_ALL }>;

/** A designation with what is known on a day; null when there is none of that id. */
export async function loadDesignation(
  tx: Tx,
  id: number,
  today: LocalDate,
): Promise<DesignationRecord | null> {
  const row = await tx.designation.findUnique({ where: { id }, include: WITH_ALL });
  if (!row) return null;
  const { person, homeSchool } = row;
  const movedFrom =
    row.movedFromId === null
      ? null
      : await tx.school.findUnique({ where: { id: row.movedFromId }, select: SCHOOL.select });
  const partnershipId = await officeOf(tx, homeSchool, movedFrom, today);
  const offices =
    partnershipId === null
      ? { coordinator: [], programmeLead: [] }
      : await holdersOfEach(tx, ['coordinator', 'programmeLead'], partnershipId, today);
  const concern = await tx.schoolConcern.findFirst({
    where: { schoolId: homeSchool.id, OR: [{ to: null }, { to: { gte: today } }] },
    select: { from: true },
    orderBy: { from: 'asc' },
  });
  return {
    id,
    reference: referenceOf(id),
    state: asState(row.status),
    version: row.version,
    enteredAt: row.enteredAt ?? atLondon(localDate(row.addedOn ?? row.from), '00:00'),
    enteredVersion: row.enteredVersion,
    today,
    leader: { id: person.id, name: person.name },
    gone: person.leftOn !== null && person.leftOn <= today,
    typeCode: row.typeCode,
    body: row.body,
    specialisms: row.specialisms.map(each => each.specialism.title),
    halfDaysPerYear: row.halfDaysPerYear,
    home: homeSchool,
    movedFrom,
    from: localDate(row.from),
    addedOn: maybeDate(row.addedOn),
    reviewDue: maybeDate(row.reviewDue),
    renewedOn: maybeDate(row.renewedOn),
    trigger: oneOf([...EVENTS, ...CALLS], row.trigger),
    endedReason: oneOf([...ENDINGS, 'gone', 'file'] as const, row.endedReason),
    posts: person.roles.flatMap(asPost),
    concernFrom: maybeDate(concern?.from ?? null),
    ...deploymentsOf(row),
    partnershipId,
    homeHeadIds: await headsOf(tx, homeSchool.id, today),
    coordinatorIds: offices.coordinator,
    programmeLeadIds: offices.programmeLead,
  };
}

/** 'DG-0012': what people quote. */
function referenceOf(id: number): string {
  return `DG-${String(id).padStart(4, '0')}`;
}

/** The id in a reference as people type it ('dg-12'), or null. */
export function idOfReference(text: string): number | null {
  const [, digits] = /^dg-0*([1-9]\d{0,8})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

/**
 * Whose coordinators look after it: those of the home school; where it is in no partnership, those of the school left
 * or, for want of one, of the whole partnership.
 */
async function officeOf(
  tx: Tx,
  home: SchoolFacts,
  movedFrom: SchoolFacts | null,
  today: LocalDate,
): Promise<number | null> {
  const near = await brokeringNode(tx, home.id, today);
  const far = near ?? (movedFrom && (await brokeringNode(tx, movedFrom.id, today)));
  if (far) return far.id;
  const top = await tx.partnership.findFirst({
    where: { parentId: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return top?.id ?? null;
}

function asPost({ role, from, to, school }: Row['person']['roles'][number]): Post[] {
  if (!school) return [];
  const heads = (HEAD_ROLES as readonly string[]).includes(role);
  return [{ school, heads, from: localDate(from), to: maybeDate(to) }];
}

/** Deployments end with their days or early; what follows (evaluation, quality) is no deployment any more. */
function deploymentsOf({ approaches }: Row): {
  readonly deployments: readonly Deployment[];
  readonly deployedUntil: LocalDate | null;
} {
  const held = approaches.filter(each => each.status === 'replaced' || each.request.heldRound !== null);
  const isOver = ({ status, request }: Row['approaches'][number]) =>
    status === 'replaced' || !(DEPLOYED_STATES as readonly string[]).includes(request.state);
  const days = held.filter(isOver).flatMap(({ request }) => request.completedOn ?? request.endsOn ?? []);
  return {
    deployments: held
      .filter(each => !isOver(each))
      .map(({ request, homeSchoolId }) => ({ id: request.id, releasedById: homeSchoolId })),
    deployedUntil: maybeDate(days.toSorted().at(-1) ?? null),
  };
}

/** The one of a list's codes that a text is; null for none. */
function oneOf<T extends string>(codes: readonly T[], text: string | null): T | null {
  return codes.find(code => code === text) ?? null;
}

function maybeDate(text: string | null): LocalDate | null {
  return text === null ? null : localDate(text);
}

function asState(text: string): DesignationState {
  if (text in designationWorkflow.states) return text as DesignationState;
  throw new Error(`A designation is in state "${text}", which its table does not have.`);
}
