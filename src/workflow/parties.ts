import {
  type AnyWorkflow,
  type CommandSpec,
  type Cover,
  NEW,
  type ShowSpec,
  SYSTEM,
  type WorkRecord,
} from './workflow.js';

type AnyCommand = CommandSpec<WorkRecord, string, string, string, unknown>;

/** Who looks at a card: a person, or everybody in a channel; with the roles they hold on that record. */
export interface Viewer {
  /** As whom they look: themselves or, when that is whose turn it is, the one whom they cover. */
  readonly personId: number | null;
  readonly channelId: number | null;
  readonly roles: readonly string[];
  /** Who really looks, and whom they cover on this record; absent for everybody who covers nobody. */
  readonly deputy?: { readonly id: number; readonly covers: readonly Cover[] };
}

/** As whom somebody acts on a record: themselves (no cover), or somebody whom they cover. */
export interface Identity {
  readonly personId: number;
  readonly cover: Cover | null;
}

/**
 * The people who hold a role on a record; none for a channel's role. Whoever has left holds none, and when all
 * have left the role that stands in for it takes over.
 */
export function peopleOf(workflow: AnyWorkflow, record: WorkRecord, role: string): readonly number[] {
  const spec = workflow.roles[role];
  const holders = spec?.people?.(record) ?? [];
  const left = record.absent?.left ?? [];
  if (left.length === 0) return holders;
  const present = holders.filter(id => !left.includes(id));
  const orphaned = holders.length > 0 && present.length === 0;
  return orphaned && spec?.standIn ? peopleOf(workflow, record, spec.standIn) : present;
}

/** The people who hold a role on a record, and the deputies who may act for one of them: who is told. */
export function reachedOf(workflow: AnyWorkflow, record: WorkRecord, role: string): readonly number[] {
  const holders = peopleOf(workflow, record, role);
  const deputies = (record.absent?.covers ?? []).flatMap(({ person, deputy }) => {
    const stands = identitiesOf(workflow, record, deputy.id).some(({ personId }) => personId === person.id);
    return holders.includes(person.id) && stands ? [deputy.id] : [];
  });
  return [...new Set([...holders, ...deputies])];
}

/** The channel of a role on a record, or null. */
export function channelOf(workflow: AnyWorkflow, record: WorkRecord, role: string): number | null {
  return workflow.roles[role]?.channel?.(record) ?? null;
}

/**
 * As whom a person may act on a record: themselves first, then those whom they cover, the earliest first. A cover
 * does not count where the deputy would come to stand on two sides; and it does not pass on: whoever covers a
 * deputy has nothing of it, since only the real holders of roles can be covered.
 */
export function identitiesOf(
  workflow: AnyWorkflow,
  record: WorkRecord,
  personId: number,
): readonly Identity[] {
  const found: Identity[] = [{ personId, cover: null }];
  const mine = (record.absent?.covers ?? []).filter(({ deputy }) => deputy.id === personId);
  if (mine.length === 0) return found;
  const stands = sidesOf(workflow, record, personId);
  for (const cover of mine) {
    const { id } = cover.person;
    if (rolesOf(workflow, record, id).length === 0) continue;
    const sides = sidesOf(workflow, record, id);
    if (!isWithin(stands, sides) && !isWithin(sides, stands)) continue;
    for (const side of sides) stands.add(side);
    found.push({ personId: id, cover });
  }
  return found;
}

/**
 * As whom a person gives a command, and in which role: the first identity whose turn it still is, in the table's
 * order of roles. Null when the command is not theirs to give.
 */
export function actsAs(
  workflow: AnyWorkflow,
  record: WorkRecord,
  spec: AnyCommand,
  personId: number,
): (Identity & { readonly role: string }) | null {
  const able = identitiesOf(workflow, record, personId).flatMap(identity => {
    const role = spec.by.find(
      each => each !== SYSTEM && peopleOf(workflow, record, each).includes(identity.personId),
    );
    return role === undefined ? [] : [{ ...identity, role }];
  });
  return able.find(each => !spec.spent?.(record, each.personId)) ?? able[0] ?? null;
}

/** A person's view of a record: every role of the table that they hold, or that those hold whom they cover. */
export function personViewer(workflow: AnyWorkflow, record: WorkRecord, personId: number): Viewer {
  const identities = identitiesOf(workflow, record, personId);
  const roles = [...new Set(identities.flatMap(each => rolesOf(workflow, record, each.personId)))];
  const covers = identities.flatMap(({ cover }) => (cover ? [cover] : []));
  if (covers.length === 0) return { personId, channelId: null, roles };
  const awaited = workflow.states[record.state]?.waitsOn ?? [];
  const whoseTurn = identities.find(each =>
    awaited.some(role => peopleOf(workflow, record, role).includes(each.personId)),
  );
  const own = rolesOf(workflow, record, personId).length > 0;
  const as = whoseTurn ?? (own ? identities[0] : identities[1]);
  return {
    personId: as?.personId ?? personId,
    channelId: null,
    roles: inTableOrder(workflow, roles),
    deputy: { id: personId, covers },
  };
}

/** A channel's view of a record: only the channel's own roles, whoever its readers are. */
export function channelViewer(workflow: AnyWorkflow, record: WorkRecord, channelId: number): Viewer {
  const roles = Object.keys(workflow.roles).filter(role => channelOf(workflow, record, role) === channelId);
  return { personId: null, channelId, roles };
}

/** The commands a viewer may give now, with their names: what its buttons are. */
export function offeredCommands(
  workflow: AnyWorkflow,
  record: WorkRecord,
  viewer: Viewer,
): readonly { readonly name: string; readonly spec: AnyCommand }[] {
  if (record.state === NEW) return [];
  const acting = actingRoles(workflow, viewer);
  const looker = viewer.deputy?.id ?? viewer.personId;
  const isSpent = (spec: AnyCommand): boolean => {
    if (looker === null) return false;
    const as = actsAs(workflow, record, spec, looker)?.personId ?? looker;
    return spec.spent?.(record, as) ?? false;
  };
  return Object.entries(workflow.states[record.state]?.accepts ?? {})
    .filter(([, spec]) => spec.by.some(role => acting.includes(role)))
    .filter(([, spec]) => !isSpent(spec))
    .map(([name, spec]) => ({ name, spec }));
}

/** The looks a viewer may take now, with their names. */
export function offeredShows(
  workflow: AnyWorkflow,
  record: WorkRecord,
  viewer: Viewer,
): readonly { readonly name: string; readonly spec: ShowSpec<string> }[] {
  const acting = actingRoles(workflow, viewer);
  return Object.entries(workflow.states[record.state]?.shows ?? {})
    .filter(([, spec]) => spec.by.some(role => acting.includes(role)))
    .map(([name, spec]) => ({ name, spec }));
}

/** The roles that a person holds on a record in their own right. */
function rolesOf(workflow: AnyWorkflow, record: WorkRecord, personId: number): readonly string[] {
  return Object.keys(workflow.roles).filter(role => peopleOf(workflow, record, role).includes(personId));
}

/** A viewer's roles, and for a channel those of the people who read it. */
function actingRoles(workflow: AnyWorkflow, viewer: Viewer): readonly string[] {
  return viewer.roles.flatMap(role => {
    const members = workflow.roles[role]?.members;
    return members ? [role, members] : [role];
  });
}

function inTableOrder(workflow: AnyWorkflow, roles: readonly string[]): readonly string[] {
  return Object.keys(workflow.roles).filter(role => roles.includes(role));
}

/**
 * The sides on which a person stands, or is expected to come to stand; roles that may do nothing (who is told, who
 * looks on) are on none.
 */
function sidesOf(workflow: AnyWorkflow, record: WorkRecord, personId: number): Set<string> {
  const held = rolesOf(workflow, record, personId);
  const roles = [...doersOf(workflow)].filter(
    role => held.includes(role) || workflow.roles[role]?.expected?.(record).includes(personId),
  );
  return new Set(roles.map(role => workflow.roles[role]?.side ?? role));
}

const DOERS = new WeakMap<AnyWorkflow, ReadonlySet<string>>();

/** The roles of a table that may give any command. */
function doersOf(workflow: AnyWorkflow): ReadonlySet<string> {
  let doers = DOERS.get(workflow);
  if (!doers) {
    const specs = Object.values(workflow.states).flatMap(({ accepts }) => Object.values(accepts));
    doers = new Set(specs.flatMap(({ by }) => by));
    DOERS.set(workflow, doers);
  }
  return doers;
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every(each => whole.has(each));
}
