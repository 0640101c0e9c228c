import { type LocalDate, localDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { MayNotBegin, Refused, type StartRequest, type Transition } from '../../workflow/process.js';
import { NEW } from '../../workflow/workflow.js';
import { loadGroup, workOf } from '../load.js';
import type { Rag } from '../rag.js';
import { buildHighlight, highlightSince } from './build.js';
import type { HighlightChanges, HighlightRecord, HighlightState } from './record.js';

/** A highlight report with its group as of a day, or null when there is none. */
export async function loadHighlight(tx: Tx, id: number, today: LocalDate): Promise<HighlightRecord | null> {
  const row = await tx.highlightReport.findUnique({ where: { id } });
  const group = row && (await loadGroup(tx, row.groupId, today));
  if (!row || !group) return null;
  return {
    ...workOf(row),
    reference: `${group.reference} highlight ${row.number}`,
    state: row.state as HighlightState,
    number: row.number,
    group,
    since: row.since as LocalDate,
    madeOn: row.madeOn as LocalDate,
    neededOn: row.neededOn as LocalDate | null,
    rag: row.rag as Rag,
    summary: row.summary,
    next: row.next,
    risks: row.risks,
    edited: row.editedById !== null,
    readyOn: row.readyOn as LocalDate | null,
  };
}

/** The report-to-be, made from the record. @throws Refused when there is no such group */
export async function draftHighlight(
  tx: Tx,
  { personId, values, now, today }: StartRequest,
): Promise<HighlightRecord> {
  if (personId !== null) throw new MayNotBegin('A highlight report is written from its group.');
  const group = await loadGroup(tx, Number(values.groupId), today);
  if (!group) throw new Refused('There is no such group.');
  const number = (group.highlights.at(-1)?.number ?? 0) + 1;
  const since = highlightSince(group);
  return {
    id: 0,
    reference: `${group.reference} highlight ${number}`,
    state: NEW,
    version: 0,
    enteredAt: now,
    enteredVersion: 0,
    number,
    group,
    since,
    madeOn: today,
    neededOn: typeof values.neededOn === 'string' ? localDate(values.neededOn) : null,
    edited: false,
    readyOn: null,
    ...buildHighlight(group, since),
  };
}

/** Writes a new report and returns its id. */
export async function insertHighlight(tx: Tx, draft: HighlightRecord, to: Transition): Promise<number> {
  const { number, since, madeOn, neededOn, rag, summary, next, risks, group } = draft;
  const { id } = await tx.highlightReport.create({
    data: { groupId: group.id, number, since, madeOn, neededOn, rag, summary, next, risks, ...written(to) },
  });
  return id;
}

/** Writes a state and its changes where the version is still the record's; false when somebody was faster. */
export async function saveHighlight(
  tx: Tx,
  record: HighlightRecord,
  to: Transition,
  changes: HighlightChanges | undefined,
): Promise<boolean> {
  const { count } = await tx.highlightReport.updateMany({
    where: { id: record.id, version: record.version },
    data: {
      ...written(to),
      ...(changes?.text && { ...changes.text, editedById: to.personId }),
      ...(changes?.readyOn && { readyOn: changes.readyOn }),
    },
  });
  return count > 0;
}

function written({ state, version, enteredAt, enteredVersion }: Transition) {
  return { state, version, enteredAt, enteredVersion };
}
