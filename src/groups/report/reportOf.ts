import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { groupByReference } from '../find.js';
import { loadGroup } from '../load.js';
import { costOf } from './cost.js';
import { closingReport } from './markdown.js';

/** The closing report of the group of a reference as it is on a day, as Markdown; null when there is no such group. */
export async function reportOf(tx: Tx, reference: string, today: LocalDate): Promise<string | null> {
  const id = await groupByReference(tx, reference);
  const group = id === null ? null : await loadGroup(tx, id, today);
  return group && closingReport(group, await costOf(tx, group, today));
}
