import { londonDate } from '../calendar/london.js';
import type { Card } from '../chat/card.js';
import type { Tx } from '../store/open.js';
import { channelViewer, personViewer } from './parties.js';
import type { Processes } from './process.js';

/** Which view of which work is to be drawn: what a message row or a posted copy says of itself. */
export interface Drawing {
  readonly entityKind: string;
  readonly entityId: number;
  readonly notice: string;
  readonly personId: number | null;
  readonly channelId: number | null;
}

export interface Drawn {
  /** The notice's sentence. */
  readonly text: string;
  readonly card: Card;
}

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
