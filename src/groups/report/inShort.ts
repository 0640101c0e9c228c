import type { GroupRecord } from '../record.js';
import { type Cost, pounds } from './cost.js';
import { standingIn } from './recommendations.js';

/** What a chair reads first: how many recommendations, what the board made of them, what is done, what it cost. */
export function inShort(group: GroupRecord, cost: Cost): string {
  const standing = standingIn(group);
  if (standing.length === 0) return `The group makes no recommendation. ${spent(cost)}`;
  const of = (outcome: string | null) => standing.filter(each => each.outcome === outcome).length;
  const taken = of('accepted') + of('amended');
  const done = standing.filter(({ doneOn }) => doneOn !== null).length;
  const made = `The group makes ${counted(standing.length, 'recommendation')}.`;
  if (of(null) === standing.length) return `${made} The board is asked to decide on each. ${spent(cost)}`;
  const decided = [
    `accepted ${taken}${of('amended') > 0 ? ` (${of('amended')} in its own words)` : ''}`,
    ...(of('rejected') > 0 ? [`did not accept ${of('rejected')}`] : []),
    ...(of(null) > 0 ? [`has ${of(null)} still to decide`] : []),
  ];
  const carriedOut = taken > 0 ? ` Of those accepted, ${done} ${done === 1 ? 'is' : 'are'} done.` : '';
  return `${made} The board ${inARow(decided)}.${carriedOut} ${spent(cost)}`;
}

function spent({ pence, budgetPence }: Cost): string {
  return `It cost ${pounds(pence)} of the ${pounds(budgetPence)} set aside.`;
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function inARow(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
