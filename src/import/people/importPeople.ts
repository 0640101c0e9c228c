import { addDays, type LocalDate } from '../../calendar/localDate.js';
import { bindAccount, markLeft } from '../../network/accounts.js';
import { currentOn, presentOn } from '../../network/current.js';
import { lookAtDesignations } from '../../network/designations.js';
import { HEAD_ROLES, isSchoolRole, ROLE_TITLES } from '../../network/role.js';
import type { Tx } from '../../store/open.js';
import { rolesChanged } from '../../workflow/waitingRows.js';
import { didYouMean } from '../nearest.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { SchoolFinder } from '../schoolFinder.js';
import { type PersonRow, readPeople } from './readPeople.js';

export interface ImportPeopleOptions {
  readonly today: LocalDate;
  onProgress?(done: number, total: number): void;
}

/** Neither database takes a list as long as a county's people. */
const ASKED_AT_ONCE = 500;

/** Where a row's role is held. */
interface Place {
  readonly schoolId: number | null;
  readonly partnershipId: number | null;
}

/**
 * Imports a list of people inside the caller's transaction: one row for each role somebody holds. People are
 * told apart by their e-mail address. Without a first day a role counts from today; a last day ends the role
 * that is held now. `left` marks somebody as gone: roles end, accounts are closed. Nobody is ever removed for
 * not being in a list, and the same file again changes nothing.
 */
export async function importPeople(
  tx: Tx,
  file: string,
  options: ImportPeopleOptions,
): Promise<ImportReport> {
  const report = new ReportBuilder('people', file);
  const rows = await readPeople(file, report, options.today);
  const places = await findPlaces(tx, rows);
  if (report.failed) return report.done();

  let done = 0;
  const changed = new Set<string>();
  for (const row of rows) {
    const change = await writeRow(tx, row, places.get(row) ?? null, options.today);
    report.counts[change]++;
    if (change === 'added' || change === 'changed') changed.add(row.email);
    options.onProgress?.(++done, rows.length);
  }
  await noteTwoHeads(tx, rows, places, options.today);
  await lookAtLeaders(tx, [...changed], options.today);
  // At the very end: until the import is written, no step of what waits can be.
  if (changed.size > 0) await rolesChanged(tx);
  return report.done();
}

/** Who has another role, or is gone, may lead from another school now: their designations are looked at anew. */
async function lookAtLeaders(tx: Tx, emails: readonly string[], today: LocalDate): Promise<void> {
  for (let at = 0; at < emails.length; at += ASKED_AT_ONCE) {
    const some = emails.slice(at, at + ASKED_AT_ONCE);
    await lookAtDesignations(tx, { person: { email: { in: some } } }, today);
  }
}

/** The school or partnership of every row that names one; a name that is not known is an error of its row. */
async function findPlaces(tx: Tx, rows: readonly PersonRow[]): Promise<Map<PersonRow, Place>> {
  const schools = await SchoolFinder.of(
    tx,
    rows.map(row => row.cells.text('school')),
  );
  const partnerships = await tx.partnership.findMany({ select: { id: true, slug: true } });
  const slugs = partnerships.map(each => each.slug);
  const places = new Map<PersonRow, Place>();
  for (const row of rows) {
    if (!row.role) continue;
    if (isSchoolRole(row.role)) {
      const text = row.cells.text('school');
      const school = schools.find(text);
      if (school) places.set(row, { schoolId: school.id, partnershipId: null });
      else if (text !== '') {
        row.cells.error(
          'school',
          `No school is known as "${text}".`,
          'Give its URN or LAESTAB; import schools first.',
        );
      }
    } else {
      const text = row.cells.text('partnership');
      const partnership = partnerships.find(each => each.slug === text.toLowerCase());
      if (partnership) places.set(row, { schoolId: null, partnershipId: partnership.id });
      else if (text !== '') {
        row.cells.error('partnership', `No partnership is known as "${text}".`, didYouMean(text, slugs));
      }
    }
  }
  return places;
}

async function writeRow(
  tx: Tx,
  row: PersonRow,
  place: Place | null,
  today: LocalDate,
): Promise<'added' | 'changed' | 'unchanged' | 'skipped'> {
  const jobTitle = row.cells.text('jobTitle');
  const facts = { name: row.name, ...(jobTitle === '' ? {} : { jobTitle }), origin: 'import' };
  const known = await tx.person.findUnique({ where: { email: row.email } });
  const back = known !== null && known.leftOn !== null && row.from !== null && row.from >= known.leftOn;
  if (known && known.leftOn !== null && !back) return stillGone(row, known.leftOn);

  const person = known ?? (await tx.person.create({ data: { email: row.email, ...facts } }));
  const differs =
    person.name !== facts.name ||
    (facts.jobTitle ?? person.jobTitle) !== person.jobTitle ||
    person.origin !== facts.origin;
  if (differs || back) {
    await tx.person.update({ where: { id: person.id }, data: { ...facts, leftOn: null } });
  }
  if (row.left !== null) {
    await markLeft(tx, person.id, row.left);
    return known ? 'changed' : 'added';
  }
  const hasNewRole =
    row.role !== null && place !== null && (await writeRole(tx, row, person.id, place, today));
  const hasNewAccount = await bindAccounts(tx, row, person.id);
  if (!known || hasNewRole) return 'added';
  return differs || back || hasNewAccount ? 'changed' : 'unchanged';
}

/** Somebody who has left stays so, whatever an old list says. */
function stillGone(row: PersonRow, leftOn: string): 'unchanged' | 'skipped' {
  if (row.left === leftOn) return 'unchanged';
  row.cells.note(
    'email',
    `${row.name} is marked as gone since ${leftOn}, so this row was left out.`,
    'If they are back, give the day they came back in "from".',
  );
  return 'skipped';
}

/** Binds the accounts of a row; one that is somebody else's is an error. True when one was bound. */
async function bindAccounts(tx: Tx, row: PersonRow, personId: number): Promise<boolean> {
  let bound = false;
  for (const { platform, tenant, externalId, column } of row.accounts) {
    const binding = await bindAccount(tx, { platform, tenant, externalId, personId });
    if (binding.type === 'bound') bound = true;
    if (binding.type !== 'taken') continue;
    const owner = await tx.person.findUnique({ where: { id: binding.by }, select: { name: true } });
    row.cells.error(
      column,
      `The account ${externalId} belongs to ${owner?.name ?? 'somebody else'}.`,
      'Correct the id, or mark its owner as left first.',
    );
  }
  return bound;
}

/** Writes the role of a row unless it is held like that already. True when something was written. */
async function writeRole(
  tx: Tx,
  row: PersonRow,
  personId: number,
  place: Place,
  today: LocalDate,
): Promise<boolean> {
  const role = row.role ?? '';
  const held = await tx.roleAssignment.findMany({
    where: { personId, role, ...place },
    orderBy: { from: 'desc' },
  });
  // Without a first day the row is about the stretch that lasts or, when it says an end, the latest.
  const lasting = held.find(each => each.to === null || each.to >= today);
  const same = row.from
    ? held.find(each => each.from === row.from)
    : (lasting ?? (row.to ? held[0] : undefined));
  if (same) {
    if (row.to === null || row.to === same.to) return false;
    await tx.roleAssignment.update({ where: { id: same.id }, data: { to: row.to } });
    return true;
  }
  // A role that ended before today and was never told of began no later than it ended.
  const from = row.from ?? (row.to && row.to < today ? row.to : today);
  const before = held.find(each => each.to === null && each.from < from);
  if (before) await tx.roleAssignment.update({ where: { id: before.id }, data: { to: addDays(from, -1) } });
  await tx.roleAssignment.create({ data: { personId, role, ...place, from, to: row.to } });
  return true;
}

/** A school with two heads is right for co-heads, and a sign that somebody's last day was forgotten. */
async function noteTwoHeads(
  tx: Tx,
  rows: readonly PersonRow[],
  places: ReadonlyMap<PersonRow, Place>,
  today: LocalDate,
): Promise<void> {
  const noted = new Set<number>();
  for (const row of rows) {
    const schoolId = places.get(row)?.schoolId ?? null;
    if (schoolId === null || row.role !== HEAD_ROLES[0] || noted.has(schoolId)) continue;
    const heads = await tx.roleAssignment.findMany({
      where: { schoolId, role: row.role, ...currentOn(today), person: presentOn(today) },
      include: { person: { select: { name: true } }, school: { select: { name: true } } },
      orderBy: { from: 'asc' },
    });
    const names = [...new Set(heads.map(head => head.person.name))];
    if (names.length < 2) continue;
    noted.add(schoolId);
    row.cells.note(
      'role',
      `${heads[0]?.school?.name ?? 'A school'} now has ${names.length} people as ${ROLE_TITLES[row.role]}: ${names.join(', ')}.`,
      'If one has left, import a row for them with the last day in "to".',
    );
  }
}
