import type { LocalDate } from '../calendar/localDate.js';
import { londonDate } from '../calendar/london.js';
import type { Drawing, Drawn, Round } from '../delivery/deps.js';
import type { Tx } from '../store/open.js';
import { channelViewer, personViewer } from './parties.js';
import type { Process, Processes } from './process.js';
import { isForAnother, shownCard } from './shownCard.js';
import { drawStoryLine } from './story.js';
import type { WorkRecord } from './workflow.js';

/**
 * Draws a card for one recipient from the state as it is now, with the sentence of the notice that led to it.
 * Returns null when the work no longer exists. Somebody who has stopped being a party (a leader who was
 * replaced) still gets the sentence, on a card that shows nothing but the title and that it moved on.
 */
export async function draw(
  tx: Tx,
  processes: Processes,
  drawing: Drawing,
  now: Date,
  round: Round = new Map(),
): Promise<Drawn | null> {
  const process = processes.find(drawing.entityKind);
  const at = { now, today: londonDate(now) };
  const record = process && (await recordIn(round, tx, process, drawing.entityId, at.today));
  if (!process || !record) return null;
  const line = drawStoryLine(process.workflow, record, drawing.notice);
  if (line) return line;
  const viewer =
    drawing.personId === null
      ? channelViewer(process.workflow, record, drawing.channelId ?? 0)
      : personViewer(process.workflow, record, drawing.personId);
  const said = process.notices[drawing.notice]?.text(record, viewer, at) ?? record.reference;
  const text = isForAnother(viewer) ? `${said} ${AS_DEPUTY}` : said;
  return { text, card: await shownCard(tx, process, record, viewer, at) };
}

/** The record as this round has it: read once, however many recipients see it. */
function recordIn(
  round: Round,
  tx: Tx,
  process: Process,
  id: number,
  today: LocalDate,
): Promise<WorkRecord | null> {
  const key = `${process.workflow.kind}:${id}`;
  const read = round.get(key) ?? process.load(tx, id, today);
  round.set(key, read);
  return read as Promise<WorkRecord | null>;
}

/** For whom is on the card and not here: this shows on lock screens. */
const AS_DEPUTY = '(You get this as a deputy; the card says for whom.)';
