import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { slices } from '../../store/slices.js';
import { type ColumnType, insertRows } from '../insertRows.js';
import type { ReportBuilder } from '../report.js';
import type { FileContents } from './fileContents.js';
import { type KnownSchool, KnownSchools } from './knownSchools.js';
import type { Links } from './links.js';
import type { SchoolFacts, SchoolRow } from './schoolRow.js';
import type { Trusts } from './trusts.js';

/** Everything one file's writing needs. */
export interface WriteContext {
  readonly contents: FileContents;
  readonly trusts: Trusts;
  readonly links: Links;
  readonly date: LocalDate;
  readonly now: Date;
  readonly merge: boolean;
  readonly report: ReportBuilder;
}

type NewFacts = SchoolFacts & { trustId?: number | null };

/** The columns of a new school. */
const SCHOOL_FIELDS = {
  urn: 'integer',
  laCode: 'text',
  establishmentNumber: 'text',
  laEstab: 'text',
  name: 'text',
  phase: 'text',
  status: 'text',
  type: 'text',
  typeGroup: 'text',
  openDate: 'text',
  closeDate: 'text',
  lowAge: 'integer',
  highAge: 'integer',
  religiousCharacter: 'text',
  diocese: 'text',
  federation: 'text',
  pupils: 'integer',
  percentFsm: 'real',
  ukprn: 'text',
  street: 'text',
  town: 'text',
  postcode: 'text',
  district: 'text',
  urbanRural: 'text',
  easting: 'integer',
  northing: 'integer',
  website: 'text',
  telephone: 'text',
  headName: 'text',
  headJobTitle: 'text',
  trustId: 'integer',
  seenOn: 'text',
  origin: 'text',
} as const satisfies Readonly<Record<string, ColumnType>>;

/** How a school came by a new URN (SchoolUrn.reason). */
type Conversion = { readonly school: KnownSchool; readonly reason: 'sameLaEstab' | 'link' };

/** Writes the rows of a file, authority by authority. */
export class WriteSchools {
  /** Schools that the file speaks of under any name: not missing. */
  readonly kept = new Set<number>();
  /** Authorities of which a newer file is known: this one fills gaps only. */
  readonly olderAuthorities = new Set<string>();
  /** Schools that took on a new URN from this file: none does so twice. */
  readonly #converted = new Set<number>();
  readonly #tx: Tx;
  readonly #context: WriteContext;

  constructor(tx: Tx, context: WriteContext) {
    this.#tx = tx;
    this.#context = context;
  }

  /** Adds and renames authorities, and finds out which have been told of by a newer file. */
  async prepare(): Promise<void> {
    await this.rememberUrns();
    if (this.#context.merge) return;
    const names = this.#context.contents.authorities;
    const known = new Map((await this.#tx.localAuthority.findMany()).map(row => [row.code, row.name]));
    for (const [code, name] of names) {
      const before = known.get(code);
      if (before === undefined) {
        await this.#tx.localAuthority.create({ data: { code, name: name || `Authority ${code}` } });
      } else if (name !== '' && name !== before) {
        await this.#tx.localAuthority.update({ where: { code }, data: { name } });
      }
    }
    const newest = await this.#tx.school.groupBy({ by: ['laCode'], _max: { seenOn: true } });
    for (const { laCode, _max } of newest) {
      if (names.has(laCode) && _max.seenOn !== null && _max.seenOn > this.#context.date) {
        this.olderAuthorities.add(laCode);
      }
    }
    if (this.olderAuthorities.size > 0) {
      const codes = [...this.olderAuthorities].sort().join(', ');
      this.#context.report.note(
        null,
        null,
        `A file newer than ${this.#context.date} is known for ${codes}.`,
        'Of this older one only gaps were filled, and no school was marked as closed.',
      );
    }
  }

  /** Every school is found by its URN in SchoolUrn: gives one there to those that were added without. */
  async rememberUrns(): Promise<void> {
    await this.#tx.$executeRaw`INSERT INTO "SchoolUrn" ("urn", "schoolId", "from", "reason")
      SELECT s."urn", s."id", s."openDate", 'imported' FROM "School" s
      WHERE NOT EXISTS (SELECT 1 FROM "SchoolUrn" u WHERE u."urn" = s."urn")`;
  }

  /** Writes some rows, in one look at the store. */
  async write(rows: readonly SchoolRow[]): Promise<void> {
    const { links, merge } = this.#context;
    const urns = rows.flatMap(row => [row.urn, ...links.earlierSelves(row.urn)]);
    const laEstabs = merge ? [] : rows.flatMap(row => row.facts.laEstab ?? []);
    const known = await KnownSchools.find(this.#tx, urns, laEstabs);
    const added: SchoolRow[] = [];
    const seen: number[] = [];
    // New URNs first: the whole register also lists, as closed, what a school was before.
    const isNew = (row: SchoolRow): boolean => known.byUrn(row.urn) === undefined;
    for (const row of [...rows.filter(isNew), ...rows.filter(row => !isNew(row))]) {
      const owner = known.byUrn(row.urn);
      if (owner) {
        this.kept.add(owner.id);
        if (owner.urn !== row.urn) this.#pastSelf(row, owner);
        else {
          this.#noteTwoSelves(row, owner, known);
          if (await this.#update(row, owner)) seen.push(owner.id);
        }
        continue;
      }
      const conversion = this.#isOfConcern(row) ? this.#conversion(row, known) : null;
      if (conversion) await this.#convert(row, conversion);
      else if (this.#isOfConcern(row)) added.push(row);
      else this.#context.report.counts.skipped++;
    }
    await this.#add(added);
    for (const ids of slices(seen)) {
      await this.#tx.school.updateMany({
        where: { id: { in: ids } },
        data: { seenOn: this.#context.date },
      });
    }
  }

  /** An unknown school is taken in unless it was closed before anybody knew it, or the file is an old one. */
  #isOfConcern({ facts }: SchoolRow): boolean {
    if (this.#context.merge || facts.status === 'closed') return false;
    return !this.olderAuthorities.has(facts.laCode ?? '');
  }

  /** A row about what a school was before it got its present URN. */
  #pastSelf(row: SchoolRow, owner: KnownSchool): void {
    const { report, date } = this.#context;
    report.counts.skipped++;
    const isOlder = this.olderAuthorities.has(row.facts.laCode ?? '');
    if (row.facts.status === 'closed' || isOlder || this.#context.merge) return;
    report.note(
      row.line,
      'URN',
      `${owner.name} has the URN ${owner.urn} now; the file of ${date} still lists it under ${row.urn}.`,
      'The row was left out. If it is right, ask GIAS which of the two URNs is open.',
    );
  }

  /** Links given too late: the school was taken in as a new one before anybody said what it had been. */
  #noteTwoSelves(row: SchoolRow, owner: KnownSchool, known: KnownSchools): void {
    for (const urn of this.#context.links.earlierSelves(row.urn)) {
      const earlier = known.byUrn(urn);
      if (!earlier || earlier.id === owner.id) continue;
      this.#context.report.note(
        row.line,
        'URN',
        `${owner.name} (URN ${owner.urn}) goes on from ${earlier.name} (URN ${earlier.urn}), as GIAS links the two, but both are known as schools of their own.`,
        'Nothing was moved between them: import the memberships, people and designations of the earlier one anew, with the later URN.',
      );
    }
  }

  /** Brings a known school up to date. True when only the day on which it was last seen is to be written. */
  async #update(row: SchoolRow, school: KnownSchool): Promise<boolean> {
    const { counts, changes } = this.#context.report;
    const { merge, date } = this.#context;
    const gapsOnly = merge ? false : this.olderAuthorities.has(row.facts.laCode ?? '');
    const facts = this.#factsOf(row);
    const data = difference(facts, school, gapsOnly);
    const wasGone = school.status === 'closed';
    const isGone = (data.status ?? school.status) === 'closed';
    if (!wasGone && isGone) {
      counts.closed++;
      changes.push(`${school.name} (URN ${school.urn}) is closed.`);
    } else if (wasGone && !isGone) {
      counts.reopened++;
      changes.push(`${school.name} (URN ${school.urn}) is open again.`);
    } else if (Object.keys(data).length > 0) counts.changed++;
    else counts.unchanged++;

    const isNews = !merge && !gapsOnly;
    const extra = {
      ...(isNews && !isGone && school.missingSince !== null ? { missingSince: null } : {}),
      // A real register has spoken: clearing the demonstration must not take this school away.
      ...(isNews && school.origin !== 'import' ? { origin: 'import' } : {}),
    };
    if (Object.keys(data).length === 0 && Object.keys(extra).length === 0) {
      return isNews && (school.seenOn === null || school.seenOn < date);
    }
    await this.#tx.school.update({
      where: { id: school.id },
      data: { ...data, ...extra, ...(isNews ? { seenOn: date } : {}), updatedAt: this.#context.now },
    });
    return false;
  }

  /** The school that goes on under this row's URN, when its own URN is closed or gone from the file. */
  #conversion(row: SchoolRow, known: KnownSchools): Conversion | null {
    const isFree = (school: KnownSchool): boolean =>
      !this.#converted.has(school.id) && this.#context.contents.openByUrn.get(school.urn) !== true;
    const { laEstab } = row.facts;
    const same = laEstab === undefined ? [] : known.byLaEstab(laEstab).filter(isFree);
    if (same[0] && same.length === 1) return { school: same[0], reason: 'sameLaEstab' };
    for (const urn of this.#context.links.earlierSelves(row.urn)) {
      const school = known.byUrn(urn);
      if (school && isFree(school)) return { school, reason: 'link' };
    }
    return null;
  }

  async #convert(row: SchoolRow, { school, reason }: Conversion): Promise<void> {
    const { report, date, now } = this.#context;
    this.kept.add(school.id);
    this.#converted.add(school.id);
    const from = row.facts.openDate ?? date;
    await this.#tx.schoolUrn.updateMany({ where: { urn: school.urn, to: null }, data: { to: from } });
    await this.#tx.schoolUrn.create({ data: { urn: row.urn, schoolId: school.id, from, reason } });
    const data = difference(this.#factsOf(row), school, false);
    await this.#tx.school.update({
      where: { id: school.id },
      data: { ...data, urn: row.urn, missingSince: null, seenOn: date, updatedAt: now },
    });
    report.counts.converted++;
    const why = reason === 'link' ? 'GIAS links the two' : `both have the LAESTAB ${row.facts.laEstab}`;
    report.changes.push(
      `${school.name} (URN ${school.urn}) goes on as ${row.facts.name} (URN ${row.urn}): ${why}.`,
    );
    school.urn = row.urn;
  }

  async #add(rows: readonly SchoolRow[]): Promise<void> {
    const { report, date, now } = this.#context;
    const schools = rows.map(row => ({
      phase: 'Not applicable',
      status: 'open',
      ...this.#factsOf(row),
      urn: row.urn,
      seenOn: date,
      origin: 'import',
    }));
    await insertRows(this.#tx, 'School', SCHOOL_FIELDS, schools, ['createdAt', 'updatedAt'], now);
    report.counts.added += rows.length;
  }

  #factsOf({ facts, trust }: SchoolRow): NewFacts {
    if (this.#context.merge) {
      // A list of places or trusts may be years old: names, phases and heads stay GIAS's.
      const { laCode, laEstab, establishmentNumber, name, phase, status, type, ...added } = facts;
      return trust ? { ...added, trustId: this.#context.trusts.idOf(trust) } : added;
    }
    return trust === undefined ? facts : { ...facts, trustId: this.#context.trusts.idOf(trust) };
  }
}

/** The facts that differ from what is known; of an older file, those only that fill a gap. */
function difference(facts: NewFacts, school: KnownSchool, gapsOnly: boolean): Partial<NewFacts> {
  const changed = Object.entries(facts).filter(([name, value]) => {
    const known = school[name as keyof NewFacts];
    return value !== known && (!gapsOnly || known === null);
  });
  return Object.fromEntries(changed);
}
