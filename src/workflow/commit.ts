import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { EntityRef } from '../chat/entityRef.js';
import { isUniqueViolation } from '../store/errors.js';
import type { Store, Tx } from '../store/open.js';
import { appendAudit } from './audit.js';
import { writeConsequences } from './consequences.js';
import { type Decision, decide, followUps, type Refusal } from './decide.js';
import { actsAs, personViewer } from './parties.js';
import { type Process, type Processes, Refused } from './process.js';
import { stateSays } from './story.js';
import { type DecideContext, NEW, type WorkRecord } from './workflow.js';

/** A command to one piece of work, as an adapter, a timer or another process gives it. */
export interface CommitRequest {
  /** Under which a repeat of the same click is recognised; null for the system's own, whose timers guard them. */
  readonly key: string | null;
  readonly kind: string;
  /** null: start a new one. */
  readonly id: number | null;
  /** The version of the card that was clicked, where there was one. */
  readonly version?: number | undefined;
  readonly command: string;
  readonly input: unknown;
  readonly personId: number | null;
  readonly platform: string;
  readonly now: Date;
}

export type CommitResult =
  | { readonly type: 'done'; readonly text: string; readonly entity: EntityRef; readonly repeated: boolean }
  | {
      readonly type: 'refused';
      readonly text: string;
      readonly why: Refusal['why'] | 'stale' | 'unknown';
      readonly fields?: Readonly<Record<string, string>>;
    };

/** Somebody changed the record between our reading and our writing: the whole attempt is done again. */
class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** Attempts at a contended record before giving up; five writers at once on one request is already unheard of. */
const MAX_ATTEMPTS = 8;

/** What a person is told of work that does not exist or is not theirs to see: the same, so that guessing tells nothing. */
export const NOT_VISIBLE =
  'There is nothing under that reference that you can see. Ask your coordinator if you expected something here.';

/**
 * Runs a command: decision, state, audit, timers, messages and the repeat key in one transaction, or nothing.
 * A repeat of the same key gets the first one's answer and changes nothing. Only after it returns may anything
 * leave the program.
 */
export async function commit(
  store: Store,
  processes: Processes,
  request: CommitRequest,
): Promise<CommitResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      const input = await prepared(store.db, processes, request);
      return await store.transaction(async tx => {
        const first = await firstAnswer(tx, request.key);
        if (first) return first;
        const result = await apply(tx, processes, { ...request, input });
        // What refuses us may be the same click, committed since we looked: PostgreSQL shows it in mid-transaction.
        if (result.type === 'refused') return (await firstAnswer(tx, request.key)) ?? result;
        if (request.key) {
          const { repeated: _, ...answer } = result;
          await tx.receipt.create({ data: { key: request.key, answer: answer as object, at: request.now } });
        }
        return result;
      });
    } catch (error) {
      if (error instanceof Refused)
        return (
          (await firstAnswer(store.db, request.key)) ?? { type: 'refused', why: 'rule', text: error.message }
        );
      // Two deliveries of one click at the same moment: the second finds the first's receipt when it looks again.
      const again = error instanceof VersionConflict || isReceiptRace(error);
      if (!again || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

/** What an earlier delivery of the same click was answered, if it was done. */
async function firstAnswer(tx: Tx, key: string | null): Promise<CommitResult | null> {
  const first = key === null ? null : await tx.receipt.findUnique({ where: { key } });
  return first ? { ...(first.answer as unknown as CommitResult & { type: 'done' }), repeated: true } : null;
}

/** The input as given or, for a command whose input the process works out, that; before the transaction begins. */
async function prepared(tx: Tx, processes: Processes, request: CommitRequest): Promise<unknown> {
  const process = processes.find(request.kind);
  if (!process?.prepare || request.id === null) return request.input;
  // Most commands are never prepared: no need to read the record for them.
  if (!Object.values(process.workflow.states).some(state => state.accepts[request.command]?.prepared))
    return request.input;
  const today = londonDate(request.now);
  const record = await process.load(tx, request.id, today);
  const spec = record ? process.workflow.states[record.state]?.accepts[request.command] : undefined;
  if (!record || !spec?.prepared) return request.input;
  const { command, personId } = request;
  const as = personId === null ? null : actsAs(process.workflow, record, spec, personId);
  // Somebody who may not give it is refused by the table: nothing is worked out for them.
  if (!as) return undefined;
  return process.prepare(tx, {
    command,
    record,
    personId: as.personId,
    values: asValues(request.input),
    at: { now: request.now, today },
  });
}

/**
 * The same within a transaction that the caller holds: for timers and follow-ups. Throws Refused or
 * VersionConflict, so that the caller's transaction ends with it.
 */
export async function apply(tx: Tx, processes: Processes, request: CommitRequest): Promise<CommitResult> {
  const process = processes.find(request.kind);
  if (!process) return { type: 'refused', why: 'unknown', text: NOT_VISIBLE };
  const today = londonDate(request.now);
  const record =
    request.id === null
      ? await process.draft(tx, {
          personId: request.personId,
          values: asValues(request.input),
          now: request.now,
          today,
        })
      : await process.load(tx, request.id, today);
  if (!record || (record.state !== NEW && !mayKnowOf(process, record, request.personId))) {
    return { type: 'refused', why: 'unknown', text: NOT_VISIBLE };
  }
  if (request.version !== undefined && request.version < record.enteredVersion) return stale(process, record);

  const context: DecideContext = {
    now: request.now,
    today,
    personId: request.personId,
    calendars: await process.calendars(tx, record),
  };
  const command = { name: request.command, input: request.input, personId: request.personId };
  const decision = decide(process.workflow, record, command, context);
  if (!decision.ok) {
    return {
      type: 'refused',
      why: decision.why,
      text: decision.text,
      ...(decision.fields && { fields: decision.fields }),
    };
  }
  const after = await write(tx, process, record, decision, context);
  await appendAudit(tx, {
    at: request.now,
    entityKind: process.workflow.kind,
    entityId: after.id,
    entityVersion: after.version,
    personId: request.personId,
    forId: decision.as?.cover?.person.id ?? null,
    role: decision.role,
    platform: request.platform,
    verb: request.command,
    fromState: decision.from,
    toState: decision.to,
    reason: decision.spec.reason?.(after, decision.input) ?? null,
  });
  // What it sets going may change what is due next (a prompt that was just made), so that comes first.
  const ran = await runFollowUps(tx, processes, decision, after, context, request.platform);
  const settled = ran ? await reload(tx, process, after.id, today) : after;
  // What a click sets going carries its platform along, so a follow-up is the clock's only if all of it was.
  const byClock = request.platform === CLOCK;
  await writeConsequences(tx, process, { before: record, after: settled, decision, context, byClock });
  const entity = { kind: process.workflow.kind, id: settled.id, version: settled.version };
  const said = decision.spec.answer?.(settled, decision.input) ?? `${settled.reference}: done.`;
  const cover = decision.as?.cover;
  const text = cover ? `For ${cover.person.name}: ${said}` : said;
  return { type: 'done', text, entity, repeated: false };
}

async function write(
  tx: Tx,
  process: Process,
  record: WorkRecord,
  decision: Decision,
  context: DecideContext,
): Promise<WorkRecord> {
  const version = record.version + 1;
  const entered = decision.to !== record.state || decision.from === NEW;
  const transition = {
    state: decision.to,
    version,
    enteredAt: entered ? context.now : record.enteredAt,
    enteredVersion: entered ? version : record.enteredVersion,
    now: context.now,
    today: context.today,
    personId: decision.as?.personId ?? null,
  };
  let id = record.id;
  if (record.state === NEW) id = await process.insert(tx, record, transition, decision.changes);
  else if (!(await process.save(tx, record, transition, decision.changes))) throw new VersionConflict();
  return reload(tx, process, id, context.today);
}

async function reload(tx: Tx, process: Process, id: number, today: LocalDate): Promise<WorkRecord> {
  const record = await process.load(tx, id, today);
  if (!record) throw new Error(`${process.workflow.kind} ${id} is gone in the middle of its own commit.`);
  return record;
}

/** The platform of what nobody pressed: a timer that has come due. */
export const CLOCK = 'clock';

/** Refusals that say that the other work has moved on, and not that the command was wrong. */
const TOO_LATE: readonly string[] = ['notNow', 'unknown'];

/** Runs what a command sets going, in its transaction; true when there was anything. */
async function runFollowUps(
  tx: Tx,
  processes: Processes,
  decision: Decision,
  after: WorkRecord,
  context: DecideContext,
  platform: string,
): Promise<boolean> {
  const asked = followUps(decision, after, context);
  for (const { kind, id, command, input, mayBeTooLate } of asked) {
    const result = await apply(tx, processes, {
      key: null,
      kind,
      id,
      command,
      input,
      personId: null,
      platform,
      now: context.now,
    });
    const tooLate = mayBeTooLate && result.type === 'refused' && TOO_LATE.includes(result.why);
    if (result.type === 'refused' && !tooLate)
      throw new Error(`${kind}.${command}, asked for by ${after.reference}, was refused: ${result.text}`);
  }
  return asked.length > 0;
}

function stale(process: Process, record: WorkRecord): CommitResult {
  const says = stateSays(process.workflow, record);
  return {
    type: 'refused',
    why: 'stale',
    text: `${record.reference} has moved on since that card: ${says} Nothing was changed.`,
  };
}

/** The system may act on everything; a person learns of a record only when they hold a role on it. */
function mayKnowOf(process: Process, record: WorkRecord, personId: number | null): boolean {
  return personId === null || personViewer(process.workflow, record, personId).roles.length > 0;
}

function isReceiptRace(error: unknown): boolean {
  // A receipt's key is its primary key, which PostgreSQL reports without its name.
  return isUniqueViolation(error, 'key') || isUniqueViolation(error, 'id');
}

function asValues(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
}
