import { readForm } from '../chat/form.js';
import { actsAs, type Identity } from './parties.js';
import {
  type AnyWorkflow,
  type CommandSpec,
  type DecideContext,
  type FollowUp,
  NEW,
  SYSTEM,
  type WorkRecord,
} from './workflow.js';

type AnyCommand = CommandSpec<WorkRecord, string, string, string, unknown>;

/** A command as given: its input is raw, and checked here. */
export interface GivenCommand {
  readonly name: string;
  readonly input: unknown;
  /** null: the clock, or another process. */
  readonly personId: number | null;
}

/** What a command does, as plain data. Nothing has happened yet. */
export interface Decision {
  readonly ok: true;
  readonly from: string;
  readonly to: string;
  /** The role under which the person acted: the first of the table's that they hold. */
  readonly role: string;
  /** As whom: a deputy's answer is that of the person covered. Null for the clock. */
  readonly as: Identity | null;
  readonly spec: AnyCommand;
  readonly input: unknown;
  readonly changes: unknown;
  /** True when the state's timers are to be set anew. */
  readonly restartsClock: boolean;
}

/** Why nothing happens. `input` names the fields at fault, where a form can show them. */
export interface Refusal {
  readonly ok: false;
  readonly why: 'unknownCommand' | 'notNow' | 'notYours' | 'input' | 'rule';
  readonly text: string;
  readonly fields?: Readonly<Record<string, string>>;
}

/**
 * Decides what a command does to a record, without doing it: pure, and the only road from one state to another.
 * Takes the process's table, the record as loaded (state NEW for one being created), the command and the
 * context (time and calendars are arguments). Returns the next state and the changes, or a refusal in words.
 */
export function decide(
  workflow: AnyWorkflow,
  record: WorkRecord,
  command: GivenCommand,
  given: DecideContext,
): Decision | Refusal {
  const state = workflow.states[record.state];
  if (!state)
    throw new Error(
      `${workflow.kind} ${record.id} is in state "${record.state}", which its table does not have.`,
    );
  const spec = state.accepts[command.name];
  if (!spec) return refuseUnaccepted(workflow, record, command.name);

  const as = command.personId === null ? null : actsAs(workflow, record, spec, command.personId);
  const role = command.personId !== null ? as?.role : spec.by.includes(SYSTEM) ? SYSTEM : undefined;
  if (role === undefined) return { ok: false, why: 'notYours', text: notYours(workflow, spec.by) };
  const context = { ...given, ...whoActs(as) };

  let input: unknown;
  if (spec.input) {
    const read = readForm(spec.input, command.input);
    if (!read.ok) {
      return { ok: false, why: 'input', text: Object.values(read.errors).join(' '), fields: read.errors };
    }
    input = read.value;
  }

  const refusal = spec.refuse?.(record, input, context);
  if (refusal) return { ok: false, why: 'rule', text: refusal };

  const target = chooseTarget(workflow, record, spec, input, context);
  return {
    ok: true,
    from: record.state,
    to: target,
    role,
    as: as && { personId: as.personId, cover: as.cover },
    spec,
    input,
    changes: spec.set?.(record, input, context),
    restartsClock: target !== record.state || spec.restartsClock === true,
  };
}

/** What else a decided command sets going, seen on the record as it then is. */
export function followUps(
  decision: Decision,
  after: WorkRecord,
  context: DecideContext,
): readonly FollowUp[] {
  return decision.spec.follow?.(after, decision.input, { ...context, ...whoActs(decision.as) }) ?? [];
}

function whoActs(as: Identity | null): Pick<DecideContext, 'personId' | 'deputyId'> {
  return { personId: as?.personId ?? null, ...(as?.cover && { deputyId: as.cover.deputy.id }) };
}

function chooseTarget(
  workflow: AnyWorkflow,
  record: WorkRecord,
  spec: AnyCommand,
  input: unknown,
  context: DecideContext,
): string {
  const allowed: readonly string[] = typeof spec.to === 'string' ? [spec.to] : spec.to;
  const chosen = spec.next ? spec.next(record, input, context) : allowed[0];
  if (chosen === undefined || !allowed.includes(chosen)) {
    throw new Error(
      `${workflow.kind}: the command's next state "${chosen}" is not among the table's ${allowed.join(', ')}.`,
    );
  }
  return chosen === 'same' ? record.state : chosen;
}

/** A command the present state does not know: either another state's (too late, too early) or nobody's. */
function refuseUnaccepted(workflow: AnyWorkflow, record: WorkRecord, name: string): Refusal {
  const known = Object.values(workflow.states).some(state => name in state.accepts);
  if (!known)
    return { ok: false, why: 'unknownCommand', text: `${workflow.title} has no command "${name}".` };
  const state = workflow.states[record.state];
  const says = state?.now?.(record) ?? state?.says ?? record.state;
  const about =
    record.state === NEW ? 'This has not been started yet.' : `${record.reference} has moved on: ${says}`;
  return { ok: false, why: 'notNow', text: about };
}

/** Why somebody may not do or read something, with who may: roles of the table, named by their titles. */
export function notYours(workflow: AnyWorkflow, by: readonly string[], what: 'do' | 'read' = 'do'): string {
  const titles = by.filter(role => role !== SYSTEM).map(role => workflow.roles[role]?.title ?? role);
  return titles.length === 0 ? 'Convenor does this by itself.' : `Only ${listOf(titles)} can ${what} this.`;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
