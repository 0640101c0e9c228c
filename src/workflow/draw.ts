import { londonDate } from '../calendar/london.js';
import type { Drawing, Drawn } from '../delivery/deps.js';
import type { Tx } from '../store/open.js';
import { channelViewer, personViewer } from './parties.js';
import type { Processes } from './process.js';
import { isForAnother, shownCard } from './shownCard.js';

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
  const said = process.notices[drawing.notice]?.text(record, viewer, at) ?? record.reference;
  const text = isForAnother(viewer) ? `${said} ${AS_DEPUTY}` : said;
  return { text, card: await shownCard(tx, process, record, viewer, at) };
}

/** For whom is on the card and not here: this shows on lock screens. */
const AS_DEPUTY = '(You get this as a deputy; the card says for whom.)';
