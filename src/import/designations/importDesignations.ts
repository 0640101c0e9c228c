import { addMonths, type LocalDate } from '../../calendar/localDate.js';
import { atLondon } from '../../calendar/london.js';
import { lookAtDesignations, USUAL_MONTHS } from '../../network/designations.js';
import { academicYearName } from '../../network/leaders.js';
import { ensureReferenceData } from '../../network/reference.js';
import type { Tx } from '../../store/open.js';
import { type ImportReport, ReportBuilder } from '../report.js';
import { SchoolFinder } from '../schoolFinder.js';
import { factsOf } from './newerFacts.js';
import { type DesignationRow, readDesignations } from './readDesignations.js';
import { Specialisms, slugOf } from './specialisms.js';

export interface ImportDesignationsOptions {
  readonly today: LocalDate;
  /** Types that the partnership adds to those it knows. */
  readonly addTypes?: readonly { readonly code: string; readonly title: string }[] | undefined;
  /** Titles of specialisms that it adds. */
  readonly addSpecialisms?: readonly string[] | undefined;
  onProgress?(done: number, total: number): void;
}

/**
 * Imports designations of system leaders inside the caller's transaction. One leader holds one designation of a
 * type from a body; a row with the same three brings it up to date, and the same file again changes nothing: least of
 * all what has been decided in chat since. What it changes, the clock looks at (src/designations).
 * People are found by e-mail address; one who is not known yet is added when the row gives a name.
 */
export async function importDesignations(
  tx: Tx,
  file: string,
  options: ImportDesignationsOptions,
): Promise<ImportReport> {
  const report = new ReportBuilder('designations', file);
  await ensureReferenceData(tx);
  await addWords(tx, options);
  const types = await tx.designationType.findMany({ orderBy: { code: 'asc' } });
  const rows = await readDesignations(file, { types, specialisms: await Specialisms.of(tx) }, report);
  const schools = await SchoolFinder.of(
    tx,
    rows.map(row => row.cells.text('homeSchool')),
  );
  const people = await findPeople(tx, rows);
  for (const row of rows) {
    const school = row.cells.text('homeSchool');
    if (school !== '' && !schools.find(school)) {
      row.cells.error(
        'homeSchool',
        `No school is known as "${school}".`,
        'Give its URN or LAESTAB; import schools first.',
      );
    }
    if (row.email !== '' && !people.has(row.email) && row.cells.text('name') === '') {
      row.cells.error(
        'email',
        `Nobody is known with the address ${row.email}.`,
        'Import people first, or add a column "name".',
      );
    }
  }
  if (report.failed) return report.done();

  let done = 0;
  for (const row of rows) {
    const homeSchoolId = schools.find(row.cells.text('homeSchool'))?.id ?? 0;
    const personId = people.get(row.email) ?? (await addPerson(tx, row));
    people.set(row.email, personId);
    report.counts[await writeRow(tx, row, personId, homeSchoolId, options.today)]++;
    options.onProgress?.(++done, rows.length);
  }
  return report.done();
}

async function addWords(
  tx: Tx,
  { addTypes = [], addSpecialisms = [] }: ImportDesignationsOptions,
): Promise<void> {
  for (const { code, title } of addTypes) {
    await tx.designationType.upsert({ where: { code }, create: { code, title }, update: { title } });
  }
  for (const title of addSpecialisms) {
    const slug = slugOf(title);
    await tx.specialism.upsert({
      where: { slug },
      create: { slug, title, area: 'Local' },
      update: { title },
    });
  }
}

async function findPeople(tx: Tx, rows: readonly DesignationRow[]): Promise<Map<string, number>> {
  const emails = new Set(rows.map(row => row.email));
  const people = await tx.person.findMany({
    where: { email: { not: null } },
    select: { id: true, email: true },
  });
  return new Map(people.flatMap(({ id, email }) => (email && emails.has(email) ? [[email, id]] : [])));
}

async function addPerson(tx: Tx, row: DesignationRow): Promise<number> {
  return (await tx.person.create({ data: { name: row.cells.text('name'), email: row.email } })).id;
}

async function writeRow(
  tx: Tx,
  row: DesignationRow,
  personId: number,
  homeSchoolId: number,
  today: LocalDate,
): Promise<'added' | 'changed' | 'unchanged'> {
  const { typeCode, body, halfDaysPerYear, specialisms } = row;
  const known = await tx.designation.findUnique({
    where: { personId_typeCode_body: { personId, typeCode, body } },
    include: { specialisms: true, homeSchool: { select: { name: true } } },
  });
  if (!known) {
    const from = row.from ?? today;
    const { id } = await tx.designation.create({
      data: {
        ...{ personId, typeCode, body, homeSchoolId, halfDaysPerYear, from, addedOn: today },
        phases: [...row.phases],
        reviewDue: row.reviewDue ?? addMonths(from, USUAL_MONTHS),
        status: row.status ?? 'active',
        specialisms: { create: specialisms.map(specialismSlug => ({ specialismSlug })) },
      },
    });
    await lookAtDesignations(tx, { id }, today);
    return 'added';
  }
  const facts = await factsOf(tx, row, known, homeSchoolId, today);
  const had = known.specialisms.map(each => each.specialismSlug).sort();
  const sameSpecialisms = had.join() === specialisms.join();
  const same = Object.entries(facts).every(([name, value]) =>
    name === 'phases'
      ? JSON.stringify(known.phases) === JSON.stringify(value)
      : known[name as Exclude<keyof typeof facts, 'phases'>] === value,
  );
  if (same && sameSpecialisms) return 'unchanged';
  const version = known.version + 1;
  const enters = facts.status !== known.status;
  await tx.designation.update({
    where: { id: known.id },
    data: {
      ...facts,
      version,
      ...(enters && { enteredVersion: version, enteredAt: atLondon(today, '00:00') }),
    },
  });
  await lookAtDesignations(tx, { id: known.id }, today);
  if (!sameSpecialisms) {
    await tx.designationSpecialism.deleteMany({ where: { designationId: known.id } });
    await tx.designationSpecialism.createMany({
      data: specialisms.map(specialismSlug => ({ designationId: known.id, specialismSlug })),
    });
  }
  // This year's measure follows, unless somebody has set it apart from the usual.
  await tx.capacityYear.updateMany({
    where: {
      designationId: known.id,
      academicYear: academicYearName(today),
      halfDays: known.halfDaysPerYear,
    },
    data: { halfDays: halfDaysPerYear, version: { increment: 1 } },
  });
  return 'changed';
}
