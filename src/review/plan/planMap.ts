import type { PlannedVisit } from './plan.js';
import type { Location, ReviewPerson, ReviewSchool } from './problem.js';

/** As much of a round as a picture of it needs. */
export interface MappedRound {
  readonly schools: readonly Pick<ReviewSchool, 'id' | 'name' | 'phaseGroup' | 'location'>[];
  readonly people: readonly Pick<ReviewPerson, 'id' | 'schoolId'>[];
}

/** More schools than this are not named on the picture: the names would hide the lines. */
const MOST_NAMES = 40;

/** How far from a school's middle its arrow ends, and how long the arrow's head is, pixels. */
const ARROW_GAP = 7;
const ARROW_LENGTH = 10;

/** Size of the picture, pixels, and the margin round the schools. */
const SIZE = 900;
const MARGIN = 40;
/** Colours that stay apart for the colour-blind (Okabe, Ito 2008). */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#999999'];

const flat = (location: Location): { x: number; y: number } =>
  'x' in location
    ? location
    : { x: location.longitude * Math.cos((location.latitude * Math.PI) / 180), y: location.latitude };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The head of an arrow that ends just before the school it points to. */
function arrow(from: { x: number; y: number }, to: { x: number; y: number }, ink: string): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < ARROW_GAP + ARROW_LENGTH) return '';
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const along = (d: number, side: number) =>
    `${(to.x - unit.x * d - unit.y * side).toFixed(1)},${(to.y - unit.y * d + unit.x * side).toFixed(1)}`;
  const base = ARROW_GAP + ARROW_LENGTH;
  return `<polygon points="${along(ARROW_GAP, 0)} ${along(base, 3.5)} ${along(base, -3.5)}" fill="${ink}" opacity="0.8"/>`;
}

/**
 * The plan as an SVG map: a dot per school (ring: something is open), an arrow from each reviewer's school to the
 * reviewed one (thick for leads), names where there are few enough, colours by phase group. Schools without a location are left out and counted.
 */
export function planMap(
  problem: MappedRound,
  visits: readonly Pick<PlannedVisit, 'schoolId' | 'start' | 'team'>[],
): string {
  const located = problem.schools.filter(school => school.location !== undefined);
  const points = new Map(located.map(school => [school.id, flat(school.location!)]));
  const people = new Map(problem.people.map(person => [person.id, person]));
  const xs = [...points.values()].map(point => point.x);
  const ys = [...points.values()].map(point => point.y);
  const maxX = xs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const left = xs.length > 0 ? xs.reduce((a, b) => Math.min(a, b)) : 0;
  const top = ys.length > 0 ? ys.reduce((a, b) => Math.max(a, b)) : 0;
  const bottom = ys.length > 0 ? ys.reduce((a, b) => Math.min(a, b)) : 0;
  const span = Math.max(1e-9, maxX - left, top - bottom);
  const scale = (SIZE - 2 * MARGIN) / span;
  const at = (id: string) => {
    const point = points.get(id);
    // North is up: y grows downwards in SVG.
    return point
      ? {
          x: (MARGIN + (point.x - left) * scale).toFixed(1),
          y: (MARGIN + (top - point.y) * scale).toFixed(1),
        }
      : null;
  };
  const phases = [...new Set(problem.schools.map(school => school.phaseGroup))];
  const colour = (phase: string) => COLOURS[phases.indexOf(phase) % COLOURS.length]!;
  const phaseOf = new Map(problem.schools.map(school => [school.id, school.phaseGroup]));
  const lines: string[] = [];
  const rings = new Set<string>();
  for (const visit of visits) {
    const to = at(visit.schoolId);
    if (visit.start === null) rings.add(visit.schoolId);
    for (const { role, personId } of visit.team) {
      if (personId === null) {
        if (role !== 'observer') rings.add(visit.schoolId);
        continue;
      }
      const from = at(people.get(personId)?.schoolId ?? '');
      if (!from || !to || role === 'observer') continue;
      const ink = colour(phaseOf.get(visit.schoolId) ?? '');
      lines.push(
        `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${ink}" stroke-width="${role === 'lead' ? 1.8 : 0.8}" opacity="0.6"/>`,
        arrow({ x: Number(from.x), y: Number(from.y) }, { x: Number(to.x), y: Number(to.y) }, ink),
      );
    }
  }
  const dots = located.map(school => {
    const point = at(school.id)!;
    const ring = rings.has(school.id) ? ' stroke="#d00000" stroke-width="3"' : '';
    return `<circle cx="${point.x}" cy="${point.y}" r="4" fill="${colour(school.phaseGroup)}"${ring}><title>${escaped(school.name)}</title></circle>`;
  });
  const names =
    located.length > MOST_NAMES
      ? []
      : located.map(school => {
          const point = at(school.id)!;
          // On the right half the name stands on the left, so that none leaves the picture.
          const left = Number(point.x) > SIZE / 2;
          const x = Number(point.x) + (left ? -8 : 8);
          return `<text x="${x.toFixed(1)}" y="${(Number(point.y) - 7).toFixed(1)}" font-size="12" text-anchor="${left ? 'end' : 'start'}" fill="#222222">${escaped(school.name)}</text>`;
        });
  const missing = problem.schools.length - located.length;
  const note = missing > 0 ? `; ${missing} schools have no location and are not shown` : '';
  const legend = phases.map(
    (phase, k) =>
      `<text x="10" y="${18 + 16 * k}" font-size="13" fill="${colour(phase)}">${escaped(phase)}</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 ${SIZE} ${SIZE}" font-family="sans-serif">`,
    `<title>Who reviews whom${escaped(note)}</title>`,
    `<rect width="${SIZE}" height="${SIZE}" fill="#ffffff"/>`,
    ...lines,
    ...dots,
    ...names,
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}
