import { londonDate } from '../calendar/london.js';
import { type Answer, done, refused } from '../chat/answer.js';
import type { Card } from '../chat/card.js';
import type { CommandRequest } from '../chat/command.js';
import type { EntityRef } from '../chat/entityRef.js';
import { type Form, type FormValues, readForm } from '../chat/form.js';
import type { ActionInteraction } from '../chat/interaction.js';
import type { Store, Tx } from '../store/open.js';
import { verb } from './buttons.js';
import { commit, NOT_VISIBLE } from './commit.js';
import { notYours } from './decide.js';
import { actsAs, offeredShows, personViewer } from './parties.js';
import { type At, type FormRequest, MayNotBegin, type Process, type Processes, Refused } from './process.js';
import { shownCard } from './shownCard.js';
import { NEW, type WorkRecord } from './workflow.js';

/** The verb that only shows a record's card to the one who asks: every process has it. */
export const OPEN = 'open';

/**
 * Answers a pressed button or a sent form: opens the form when the command still needs to know something,
 * shows a look, or commits. The answer goes to the person who acted and to nobody else.
 */
export async function handleAction(
  store: Store,
  processes: Processes,
  interaction: ActionInteraction,
): Promise<Answer> {
  const { at: now, personId, entity, values = {} } = interaction;
  const at: At = { now, today: londonDate(now) };
  const [kind = '', command = ''] = interaction.verb.split('.');
  const process = processes.find(kind);
  if (!process)
    return refused(
      'This button belongs to an older version of Convenor. Type /help to see what there is now.',
    );

  const look = await before(store.db, process, command, interaction, at);
  if (look) return look;

  const id = entity?.id ?? null;
  const result = await commit(store, processes, {
    key: interaction.key,
    kind,
    id,
    version: entity?.version,
    command,
    input: values,
    personId,
    platform: interaction.platform,
    now,
  });
  if (result.type === 'done') {
    const card = await currentCard(store.db, process, result.entity.id, personId, at);
    return done(result.text, card ?? undefined);
  }
  if (result.why === 'input' && result.fields) {
    const form = await formFor(store.db, process, command, id, interaction, at);
    if (form) return { type: 'fieldErrors', form, errors: result.fields };
  }
  const card = id === null ? null : await currentCard(store.db, process, id, personId, at);
  return refused(result.text, card ?? undefined);
}

/** Answers a typed command as if the button of that name had been pressed, on a piece of work or to start one. */
export function pressFor(
  store: Store,
  processes: Processes,
  { interaction }: CommandRequest,
  button: {
    readonly kind: string;
    readonly name: string;
    readonly entity?: EntityRef | undefined;
    /** What was typed with it; `submitted` when that is all the form would ask. */
    readonly values?: FormValues;
    readonly submitted?: boolean;
  },
): Promise<Answer> {
  const { key, at, platform, personId, conversation } = interaction;
  return handleAction(store, processes, {
    type: 'action',
    key,
    at,
    platform,
    personId,
    verb: verb(button.kind, button.name),
    submitted: button.submitted ?? false,
    ...(button.values && { values: button.values }),
    ...(conversation !== undefined && { conversation }),
    ...(button.entity && { entity: button.entity }),
  });
}

/** The card of a record as a person may see it now, or null when they may not know of it. */
export async function currentCard(
  tx: Tx,
  process: Process,
  id: number,
  personId: number,
  at: At,
): Promise<Card | null> {
  const record = await process.load(tx, id, at.today);
  const viewer = record && personViewer(process.workflow, record, personId);
  return record && viewer && viewer.roles.length > 0 ? shownCard(tx, process, record, viewer, at) : null;
}

/** The answers that commit nothing: the card itself, a look, or the form that a command still needs. */
async function before(
  tx: Tx,
  process: Process,
  command: string,
  interaction: ActionInteraction,
  at: At,
): Promise<Answer | null> {
  const { entity, personId, values = {} } = interaction;
  try {
    if (!entity) {
      const opens = !interaction.submitted && (await mayBegin(tx, process, command, interaction, at));
      return opens ? await openIfAsking(tx, process, command, null, interaction, at) : null;
    }
    const record = await process.load(tx, entity.id, at.today);
    const viewer = record && personViewer(process.workflow, record, personId);
    if (!record || !viewer || viewer.roles.length === 0) return refused(NOT_VISIBLE);
    if (command === OPEN) return { type: 'card', card: await shownCard(tx, process, record, viewer, at) };
    if (offeredShows(process.workflow, record, viewer).some(({ name }) => name === command) && process.show) {
      return { type: 'card', card: await process.show(tx, command, record, viewer, at, values) };
    }
    const state = process.workflow.states[record.state];
    const look = state?.shows?.[command];
    if (look) return refused(notYours(process.workflow, look.by, 'read'));
    const spec = state?.accepts[command];
    const current = entity.version === undefined || entity.version >= record.enteredVersion;
    const mine = spec?.by.some(role => viewer.roles.includes(role));
    if (interaction.submitted || !spec?.input || spec.prepared || !current || !mine) return null;
    // A button that carries its answer needs no form; one that carries none opens it, even if no field is required.
    if (Object.keys(values).length > 0 && readForm(spec.input, values).ok) return null;
    return await openIfAsking(tx, process, command, record, interaction, at);
  } catch (error) {
    if (error instanceof Refused) return refused(error.message);
    throw error;
  }
}

/**
 * Whether the form that begins something opens for a person: its options may name people and schools that are not
 * everybody's to see.
 */
async function mayBegin(
  tx: Tx,
  process: Process,
  command: string,
  interaction: ActionInteraction,
  at: At,
): Promise<boolean> {
  const spec = process.workflow.states[NEW]?.accepts[command];
  if (!spec) return false;
  if (process.formsGuardThemselves) return true;
  const { personId, values = {} } = interaction;
  try {
    const draft = await process.draft(tx, { personId, values, ...at });
    const { roles } = personViewer(process.workflow, draft, personId);
    return spec.by.some(role => roles.includes(role));
  } catch (error) {
    // A draft that only lacks an answer (for which school) is what the form is for.
    if (error instanceof Refused && !(error instanceof MayNotBegin)) return true;
    throw error;
  }
}

async function openIfAsking(
  tx: Tx,
  process: Process,
  command: string,
  record: WorkRecord | null,
  interaction: ActionInteraction,
  at: At,
): Promise<Answer | null> {
  const spec = process.workflow.states[record?.state ?? NEW]?.accepts[command];
  if (!spec?.input) return null;
  const { values = {} } = interaction;
  const who = whoFills(process, command, record, interaction.personId);
  return { type: 'form', form: await process.form(tx, { command, record, ...who, values, at }) };
}

/** A deputy fills in the form of the person they cover. */
function whoFills(
  process: Process,
  command: string,
  record: WorkRecord | null,
  personId: number,
): Pick<FormRequest<WorkRecord>, 'personId' | 'deputyId'> {
  const spec = record && process.workflow.states[record.state]?.accepts[command];
  const as = record && spec ? actsAs(process.workflow, record, spec, personId) : null;
  return as?.cover ? { personId: as.personId, deputyId: personId } : { personId };
}

async function formFor(
  tx: Tx,
  process: Process,
  command: string,
  id: number | null,
  interaction: ActionInteraction,
  at: At,
): Promise<Form | null> {
  const record = id === null ? null : await process.load(tx, id, at.today);
  if (id !== null && !record) return null;
  return process.form(tx, {
    command,
    record,
    ...whoFills(process, command, record, interaction.personId),
    values: interaction.values ?? {},
    at,
  });
}
