import type { Plan, PlannedVisit } from './plan.js';
import type { ReviewProblem } from './problem.js';

const COLUMNS = ['school', 'start', 'end', 'lead', 'peers', 'observers'] as const;

/** Visits in order of date (undated last, then by the school's name), each as the cells of `COLUMNS`. */
function rows(problem: ReviewProblem, plan: Plan): string[][] {
  const schools = new Map(problem.schools.map(school => [school.id, school.name]));
  const people = new Map(problem.people.map(person => [person.id, person]));
  const who = (visit: PlannedVisit, role: string) =>
    visit.team
      .filter(member => member.role === role)
      .map(({ personId }) => {
        const person = personId === null ? undefined : people.get(personId);
        return person ? `${person.name} (${schools.get(person.schoolId) ?? person.schoolId})` : 'OPEN';
      })
      .join('; ');
  const name = (visit: PlannedVisit) => schools.get(visit.schoolId) ?? visit.schoolId;
  return [...plan.visits]
    .sort((a, b) => {
      const [one, two] = [a.start ?? '9999', b.start ?? '9999'];
      return one < two ? -1 : one > two ? 1 : name(a) < name(b) ? -1 : 1;
    })
    .map(visit => [
      name(visit),
      visit.start ?? 'NO DATE',
      visit.dates.at(-1) ?? '',
      who(visit, 'lead'),
      who(visit, 'peer'),
      who(visit, 'observer'),
    ]);
}

/** The plan in one sentence: what is open, what it costs, how far from the best possible. */
export function planSummary(plan: Plan): string {
  const open = [
    plan.unfilled > 0 ? `${plan.unfilled} ${plan.unfilled === 1 ? 'place' : 'places'} open` : null,
    plan.undated > 0 ? `${plan.undated} ${plan.undated === 1 ? 'visit' : 'visits'} without a date` : null,
  ].filter(part => part !== null);
  const far =
    plan.gapPercent === null ? '' : `, at most ${plan.gapPercent.toFixed(1)}% from the best possible`;
  return `${plan.visits.length} visits, ${open.length > 0 ? open.join(' and ') : 'all places filled, all dated'}; cost ${plan.cost}${far}.`;
}

/** The plan as a table for reading, columns padded; the observers' column only where there are any. */
export function planTable(problem: ReviewProblem, plan: Plan): string {
  const list = rows(problem, plan);
  const shown = COLUMNS.map((_, c) => c).filter(
    c => COLUMNS[c] !== 'observers' || list.some(row => row[c] !== ''),
  );
  const widths = shown.map(c => Math.max(COLUMNS[c]!.length, ...list.map(row => row[c]!.length)));
  const line = (cells: readonly string[]) =>
    shown
      .map((c, k) => cells[c]!.padEnd(widths[k]!))
      .join('  ')
      .trimEnd();
  return [
    line(COLUMNS),
    widths.map(w => '-'.repeat(w)).join('  '),
    ...list.map(line),
    '',
    planSummary(plan),
    '',
  ].join('\n');
}

/** A cell of CSV (RFC 4180); a leading sign that a spreadsheet would take for a formula is disarmed. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The plan as CSV, one row per place: the visit's school and dates, the role, the person and the home school. */
export function planCsv(problem: ReviewProblem, plan: Plan): string {
  const schools = new Map(problem.schools.map(school => [school.id, school.name]));
  const people = new Map(problem.people.map(person => [person.id, person]));
  const lines = ['school_id,school,start,end,role,person_id,person,home_school_id,home_school'];
  for (const visit of plan.visits) {
    for (const { role, personId } of visit.team) {
      const person = personId === null ? undefined : people.get(personId);
      lines.push(
        [
          visit.schoolId,
          schools.get(visit.schoolId) ?? '',
          visit.start ?? '',
          visit.dates.at(-1) ?? '',
          role,
          personId ?? '',
          person?.name ?? '',
          person?.schoolId ?? '',
          person ? (schools.get(person.schoolId) ?? '') : '',
        ]
          .map(cell)
          .join(','),
      );
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}
