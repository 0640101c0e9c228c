import type { LocalDate } from '../../calendar/localDate.js';
import { currentOn } from '../../network/current.js';
import { TIERS, type Tier } from '../../network/partnerships.js';
import type { Tx } from '../../store/open.js';
import { rolesChanged } from '../../workflow/waitingRows.js';
import type { Cells } from '../cells.js';
import { plainName } from '../columns.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { SchoolFinder } from '../schoolFinder.js';
import { readTable, type TableFormat } from '../table.js';

const COLUMNS = {
  slug: ['slug', 'partnership', 'code'],
  name: ['name', 'partnershipname', 'title'],
  tier: ['tier', 'level'],
  parent: ['parent', 'partof', 'parentslug'],
  school: ['school', 'urn', 'laestab', 'member'],
  from: ['from', 'since', 'start'],
  to: ['to', 'until', 'end'],
} as const;

type Column = keyof typeof COLUMNS;
type Row = Cells<Column>;

const FORMAT: TableFormat<Column> = {
  columns: COLUMNS,
  required: ['slug'],
  what: 'a list of partnerships',
  howToGet:
    'The first line must name the columns: slug,name,tier,parent,school,from,to. ' +
    'A partnership has its name, tier (cluster, district or strategic) and parent in its first row; each member school has a row with the slug and its URN.',
};

export interface ImportPartnershipsOptions {
  readonly today: LocalDate;
}

/** What a partnership's row says of the partnership itself. */
interface Node {
  readonly row: Row;
  readonly slug: string;
  readonly name: string;
  readonly tier: Tier | null;
  readonly parent: string;
}

/**
 * Imports partnerships, how they lie in one another, and which schools are in them, inside the caller's
 * transaction. A school may be in several. Without a first day a membership counts from today; one that lasts
 * is ended by a last day, never by being left out. The same file again changes nothing.
 */
export async function importPartnerships(
  tx: Tx,
  file: string,
  { today }: ImportPartnershipsOptions,
): Promise<ImportReport> {
  const report = new ReportBuilder('partnerships', file);
  const rows = await readTable(file, FORMAT, report);
  const stored = new Map((await tx.partnership.findMany()).map(row => [row.slug, row]));
  const nodes = readNodes(rows, new Set(stored.keys()));
  const schools = await SchoolFinder.of(
    tx,
    rows.map(row => row.text('school')),
  );
  for (const row of rows) {
    const school = row.text('school');
    if (school !== '' && !schools.find(school)) {
      row.error(
        'school',
        `No school is known as "${school}".`,
        'Give its URN or LAESTAB; import schools first.',
      );
    }
    const [from, to] = [row.date('from'), row.date('to')];
    if (from && to && to < from) {
      row.error('to', `The last day, ${to}, is before the first, ${from}.`, 'Correct one of the two dates.');
    }
  }
  if (report.failed) return report.done();

  const changes = new Map<Row, 'added' | 'changed' | 'unchanged'>();
  const ids = new Map([...stored].map(([slug, row]) => [slug, row.id]));
  for (const node of nodes.values())
    changes.set(node.row, await writeNode(tx, node, stored.get(node.slug), ids));
  // Parents once all are there: a file may name a part before the whole.
  for (const node of nodes.values()) {
    const parentId = ids.get(node.parent) ?? null;
    const id = ids.get(node.slug);
    if (id === undefined || node.parent === '' || stored.get(node.slug)?.parentId === parentId) continue;
    await tx.partnership.update({ where: { id }, data: { parentId } });
    if (changes.get(node.row) === 'unchanged') changes.set(node.row, 'changed');
  }
  for (const row of rows) {
    const school = schools.find(row.text('school'));
    const partnershipId = ids.get(slugIn(row));
    const before = changes.get(row) ?? 'unchanged';
    const change =
      school && partnershipId ? await writeMembership(tx, row, school.id, partnershipId, today) : 'unchanged';
    report.counts[before === 'unchanged' ? change : before]++;
  }
  // Whose coordinators an office falls to goes by how partnerships lie in one another.
  if (report.counts.added + report.counts.changed > 0) await rolesChanged(tx);
  return report.done();
}

function slugIn(row: Row): string {
  return row.text('slug').toLowerCase();
}

/** The partnerships of the file by slug: the first row that names one describes it. */
function readNodes(rows: readonly Row[], stored: ReadonlySet<string>): Map<string, Node> {
  const nodes = new Map<string, Node>();
  for (const row of rows) {
    const slug = slugIn(row);
    if (row.needed('slug', 'The slug') === '') continue;
    if (!/^[a-z0-9][a-z0-9-]*$/.test(slug)) {
      row.error(
        'slug',
        `"${slug}" is not a slug.`,
        'Use small letters, digits and hyphens, such as north-cluster.',
      );
    }
    const [name, tierText] = [row.text('name'), row.text('tier')];
    const tier = TIERS.find(each => each === plainName(tierText)) ?? null;
    if (tierText !== '' && !tier) row.error('tier', `"${tierText}" is no tier.`, didYouMean(tierText, TIERS));
    if (nodes.has(slug)) continue;
    if (!stored.has(slug) && (name === '' || tierText === '')) {
      const column = name === '' ? 'name' : 'tier';
      row.error(
        column,
        `The partnership "${slug}" is new and its ${column} is missing.`,
        'Give name and tier in its first row.',
      );
    }
    nodes.set(slug, { row, slug, name, tier, parent: row.text('parent').toLowerCase() });
  }
  for (const { row, slug, parent } of nodes.values()) {
    if (parent !== '' && !nodes.has(parent) && !stored.has(parent)) {
      row.error(
        'parent',
        `No partnership is known as "${parent}".`,
        didYouMean(parent, [...nodes.keys(), ...stored]),
      );
    }
    if (isCircle(nodes, slug)) {
      row.error(
        'parent',
        `"${slug}" would lie inside itself.`,
        'Name as its parent the partnership that it is part of.',
      );
    }
  }
  return nodes;
}

function isCircle(nodes: ReadonlyMap<string, Node>, slug: string): boolean {
  const seen = new Set([slug]);
  for (let next = nodes.get(slug)?.parent ?? ''; next !== ''; next = nodes.get(next)?.parent ?? '') {
    if (seen.has(next)) return true;
    seen.add(next);
  }
  return false;
}

async function writeNode(
  tx: Tx,
  { slug, name, tier }: Node,
  known:
    | { readonly id: number; readonly name: string; readonly tier: string; readonly origin: string }
    | undefined,
  ids: Map<string, number>,
): Promise<'added' | 'changed' | 'unchanged'> {
  if (!known) {
    const added = await tx.partnership.create({ data: { slug, name, tier: tier ?? 'cluster' } });
    ids.set(slug, added.id);
    return 'added';
  }
  const facts = { name: name || known.name, tier: tier ?? known.tier, origin: 'import' };
  if (facts.name === known.name && facts.tier === known.tier && facts.origin === known.origin)
    return 'unchanged';
  await tx.partnership.update({ where: { id: known.id }, data: facts });
  return 'changed';
}

async function writeMembership(
  tx: Tx,
  row: Row,
  schoolId: number,
  partnershipId: number,
  today: LocalDate,
): Promise<'added' | 'changed' | 'unchanged'> {
  const [from, to] = [row.date('from'), row.date('to')];
  const known = from
    ? await tx.membership.findFirst({ where: { schoolId, partnershipId, from } })
    : await tx.membership.findFirst({ where: { schoolId, partnershipId, ...currentOn(today) } });
  if (!known) {
    const ended =
      from || !to || to >= today
        ? null
        : await tx.membership.findFirst({ where: { schoolId, partnershipId, to } });
    if (ended) return 'unchanged';
    await tx.membership.create({
      data: { schoolId, partnershipId, from: from ?? (to && to < today ? to : today), to },
    });
    return 'added';
  }
  if (to === null || to === known.to) return 'unchanged';
  await tx.membership.update({ where: { id: known.id }, data: { to } });
  return 'changed';
}
