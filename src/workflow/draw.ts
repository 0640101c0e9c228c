import { londonDate } from '../calendar/london.js';
import type { Drawing, Drawn } from '../delivery/deps.js';
import type { Tx } from '../store/open.js';
import { channelViewer, personViewer } from './parties.js';
import type { Processes } from './process.js';

/**
 * Draws a card for one recipient from the state as it is now, with the sentence of the notice that led to it.
 * Returns null when the work no longer exists. Somebody who has stopped being a party (a leader who was
 * replaced) still gets the sentence, on a card that shows nothing but the title and that it moved on.
 */
export async function draw(tx: Tx, processes: Processes, drawing: Drawing, now: Date): Promise<Drawn | null> {
  const process = processes.find(drawing.entityKind);
  const at = { now, today: londonDate(now) };
  const record = await process?.load(tx, drawing.entityId, at.today);
  if (!process || !record) return null;
  const viewer =
    drawing.personId === null
      ? channelViewer(process.workflow, record, drawing.channelId ?? 0)
      : personViewer(process.workflow, record, drawing.personId);
  const text = process.notices[drawing.notice]?.text(record, viewer, at) ?? record.reference;
  return { text, card: process.card(record, viewer, at) };
}
