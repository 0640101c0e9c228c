import { type AnyWorkflow, type CommandSpec, NEW, type ShowSpec, type WorkRecord } from './workflow.js';

/** Who looks at a card: a person, or everybody in a channel; with the roles they hold on that record. */
export interface Viewer {
  readonly personId: number | null;
  readonly channelId: number | null;
  readonly roles: readonly string[];
}

/** The people who hold a role on a record; none for a channel's role. */
export function peopleOf(workflow: AnyWorkflow, record: WorkRecord, role: string): readonly number[] {
  return workflow.roles[role]?.people?.(record) ?? [];
}

/** The channel of a role on a record, or null. */
export function channelOf(workflow: AnyWorkflow, record: WorkRecord, role: string): number | null {
  return workflow.roles[role]?.channel?.(record) ?? null;
}

/** A person's view of a record: every role of the table that they hold. */
export function personViewer(workflow: AnyWorkflow, record: WorkRecord, personId: number): Viewer {
  const roles = Object.keys(workflow.roles).filter(role =>
    peopleOf(workflow, record, role).includes(personId),
  );
  return { personId, channelId: null, roles };
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
): readonly {
  readonly name: string;
  readonly spec: CommandSpec<WorkRecord, string, string, string, unknown>;
}[] {
  if (record.state === NEW) return [];
  const acting = actingRoles(workflow, viewer);
  return Object.entries(workflow.states[record.state]?.accepts ?? {})
    .filter(([, spec]) => spec.by.some(role => acting.includes(role)))
    .filter(([, spec]) => viewer.personId === null || !spec.spent?.(record, viewer.personId))
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

/** A viewer's roles, and for a channel those of the people who read it. */
function actingRoles(workflow: AnyWorkflow, viewer: Viewer): readonly string[] {
  return viewer.roles.flatMap(role => {
    const members = workflow.roles[role]?.members;
    return members ? [role, members] : [role];
  });
}
