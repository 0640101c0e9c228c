import type { Action } from '../chat/card.js';
import { offeredCommands, offeredShows, type Viewer } from './parties.js';
import type { AnyWorkflow, WorkRecord } from './workflow.js';

/** A verb as cards and forms carry it: 'support.claim'. The same string on every platform. */
export function verb(kind: string, command: string): string {
  return `${kind}.${command}`;
}

/**
 * The buttons a viewer gets on a record's card: the commands and looks that the table gives them now, in the
 * table's order. Nothing else decides what is offered, so a button and the permission behind it cannot differ.
 */
export function buttons(workflow: AnyWorkflow, record: WorkRecord, viewer: Viewer): readonly Action[] {
  const shows = offeredShows(workflow, record, viewer).map(({ name, spec }) => ({
    verb: verb(workflow.kind, name),
    label: spec.label,
  }));
  const commands = offeredCommands(workflow, record, viewer).flatMap(({ name, spec }): Action[] =>
    spec.label
      ? [
          {
            verb: verb(workflow.kind, name),
            label: spec.label,
            ...(spec.style && { style: spec.style }),
            ...(spec.confirm && { confirm: spec.confirm }),
          },
        ]
      : [],
  );
  return [
    ...commands.filter(button => button.style === 'primary'),
    ...shows,
    ...commands.filter(button => button.style !== 'primary'),
  ];
}
