import type { CalendarEntry } from './calendarEntry.js';
import type { CalendarProblem } from './calendarProblem.js';
import type { LocalDate } from './localDate.js';

/** The longest term or half term that two edges may enclose, in days; a year has three terms at least. */
const LONGEST_DAYS = 140;

/** An event that marks one end: "Autumn term begins". */
export interface Edge {
  readonly of: 'term' | 'halfTerm';
  readonly edge: 'first' | 'last';
  readonly date: LocalDate;
  readonly title: string;
  readonly row: number;
}

/** Makes entries of edges that follow each other, first then last; an edge left alone is a problem. */
export function pairEdges(edges: readonly Edge[]): { entries: CalendarEntry[]; problems: CalendarProblem[] } {
  const entries: CalendarEntry[] = [];
  const problems: CalendarProblem[] = [];
  for (const kind of ['term', 'halfTerm'] as const) {
    let open: Edge | null = null;
    const sorted = edges
      .filter(edge => edge.of === kind)
      .sort((a, b) => (a.date === b.date ? (a.edge === 'first' ? -1 : 1) : a.date < b.date ? -1 : 1));
    for (const edge of sorted) {
      if (edge.edge === 'first') {
        if (open !== null) problems.push(alone(open));
        open = edge;
      } else if (open === null || Date.parse(edge.date) - Date.parse(open.date) > LONGEST_DAYS * 86_400_000) {
        if (open !== null) problems.push(alone(open));
        problems.push(alone(edge));
        open = null;
      } else {
        entries.push({ kind, from: open.date, to: edge.date, title: open.title });
        open = null;
      }
    }
    if (open !== null) problems.push(alone(open));
  }
  return { entries, problems };
}

function alone({ title, edge, of, row }: Edge): CalendarProblem {
  const what = of === 'term' ? 'term' : 'half term';
  const [said, missing] = edge === 'first' ? ['begins', 'ends'] : ['ends', 'begins'];
  return {
    row,
    column: 'SUMMARY',
    problem: `"${title}" says when a ${what} ${said}, but no event says when it ${missing}.`,
    whatToDo: `Add the other event, or one event that lasts for the whole ${what}.`,
  };
}
