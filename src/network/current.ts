import type { LocalDate } from '../calendar/localDate.js';

/** The part of a query that keeps dated rows (memberships, roles) that hold on a day; `to` is the last day. */
export function currentOn(today: LocalDate) {
  return { from: { lte: today }, OR: [{ to: null }, { to: { gte: today } }] };
}

/** The part of a query that keeps people who have not left: from `leftOn` on they are gone. */
export function presentOn(today: LocalDate) {
  return { OR: [{ leftOn: null }, { leftOn: { gt: today } }] };
}
