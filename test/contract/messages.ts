import { parseLocalDate } from '../../src/calendar/localDate.js';
import type { Card } from '../../src/chat/card.js';
import type { Form } from '../../src/chat/form.js';
import {
  channelOf,
  channelViewer,
  offeredShows,
  peopleOf,
  personViewer,
  type Viewer,
} from '../../src/workflow/parties.js';
import { type At, type Process, Refused } from '../../src/workflow/process.js';
import { NEW, type WorkRecord } from '../../src/workflow/workflow.js';
import type { Maker } from './makers.js';

/** Something that the product shows or says, by the name of its golden file. */
export type Message = { readonly name: string; readonly to: readonly string[] } & (
  | { readonly type: 'card'; readonly card: Card }
  | { readonly type: 'form'; readonly form: Form }
  /** The sentence above a card, and what notifications show; the card is that of its state and reader. */
  | { readonly type: 'notice'; readonly text: string }
);

/** The moment at which everything is drawn: a Tuesday in term. */
export const AT: At = { now: new Date('2026-11-10T10:00:00Z'), today: day('2026-11-10') };

function day(text: string) {
  const date = parseLocalDate(text);
  if (date === null) throw new Error(`${text} is no date.`);
  return date;
}

/**
 * Everything that a process can show or say, from its table: each state's card for each role, each look, each
 * form, each notice to each role that the table sends it to. What looks alike to several roles is one message.
 */
export async function messagesOf(process: Process, maker: Maker): Promise<readonly Message[]> {
  const { workflow } = process;
  const drawn: Message[] = [];
  for (const [state, spec] of Object.entries(workflow.states)) {
    const record = maker.record(state);
    const viewers = state === NEW ? [] : viewersOf(process, record);
    for (const { role, viewer } of viewers) {
      drawn.push({
        name: `${state}.${role}`,
        to: [role],
        type: 'card',
        card: process.card(record, viewer, AT),
      });
      for (const { name } of offeredShows(workflow, record, viewer)) {
        const card = await process.show?.(maker.store.db, name, record, viewer, AT);
        if (card) drawn.push({ name: `show.${name}.${role}`, to: [role], type: 'card', card });
      }
    }
    for (const [command, { input, prepared, by }] of Object.entries(spec.accepts)) {
      const role = by.find(each => peopleOf(workflow, record, each).length > 0);
      const [personId] = role === undefined ? [] : peopleOf(workflow, record, role);
      if (!input || prepared || personId === undefined || role === undefined) continue;
      const form = await formOf(process, maker, { command, personId, record: state === NEW ? null : record });
      if (form) drawn.push({ name: `form.${command}`, to: [...by], type: 'form', form });
    }
    for (const [notice, roles] of told(process, state)) {
      for (const role of roles) {
        const viewer = viewerOf(process, record, role);
        const text = viewer && process.notices[notice]?.text(record, viewer, AT);
        if (text) drawn.push({ name: `notice.${notice}.${role}`, to: [role], type: 'notice', text });
      }
    }
  }
  return distinct(drawn);
}

/** Notices that no line of the table sends: nobody would ever see them. */
export function unsent(process: Process): readonly string[] {
  const sent = new Set(
    Object.keys(process.workflow.states).flatMap(state => [...told(process, state).keys()]),
  );
  return Object.keys(process.notices).filter(notice => !sent.has(notice));
}

function told({ workflow }: Process, state: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const spec = workflow.states[state];
  const tells = [
    spec?.tell,
    ...Object.values(spec?.accepts ?? {}).flatMap(each => [each.tell, each.tellBefore]),
    ...(spec?.due ?? []).map(each => each.tell),
  ];
  for (const tell of tells) {
    for (const [role, notice] of Object.entries(tell ?? {})) {
      if (notice !== undefined) found.set(notice, (found.get(notice) ?? new Set()).add(role));
    }
  }
  return found;
}

function viewersOf(process: Process, record: WorkRecord): { role: string; viewer: Viewer }[] {
  return Object.keys(process.workflow.roles).flatMap(role => {
    const viewer = viewerOf(process, record, role);
    return viewer ? [{ role, viewer }] : [];
  });
}

function viewerOf({ workflow }: Process, record: WorkRecord, role: string): Viewer | null {
  const channel = channelOf(workflow, record, role);
  if (channel !== null) return channelViewer(workflow, record, channel);
  const [person] = peopleOf(workflow, record, role);
  return person === undefined ? null : personViewer(workflow, record, person);
}

/** null where there is nothing to ask: the sentence says why, and is no form. */
async function formOf(
  process: Process,
  { store }: Maker,
  asked: { readonly command: string; readonly personId: number; readonly record: WorkRecord | null },
): Promise<Form | null> {
  try {
    return await process.form(store.db, { ...asked, values: {}, at: AT });
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** What is the same for several roles, or in several states, is one message: the first gives its name. */
function distinct(drawn: readonly Message[]): readonly Message[] {
  const found = new Map<string, Message>();
  const names = new Set<string>();
  for (const message of drawn) {
    const { name, to, ...content } = message;
    const key = `${name.split('.')[0]} ${JSON.stringify(content)}`;
    const same = found.get(key);
    if (same) {
      found.set(key, { ...same, to: [...new Set([...same.to, ...to])] });
      continue;
    }
    let free = name;
    for (let n = 2; names.has(free); n++) free = `${name}.${n}`;
    names.add(free);
    found.set(key, { ...message, name: free });
  }
  return [...found.values()];
}
