import path from 'node:path';
import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import type { LocalDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import { importSchools } from '../../src/import/schools/importSchools.js';
import type { Store } from '../../src/store/open.js';

export const GIAS = path.resolve(import.meta.dirname, '../network/testdata/gias/20260602');

/** Real schools of three authorities (NOTICE.md there has the licence), so many of each. */
const AREAS = [
  { code: '815', file: '815-north-yorkshire.csv', schools: 90 },
  { code: '942', file: '942-cumberland.csv', schools: 30 },
  { code: '943', file: '943-westmorland-and-furness.csv', schools: 30 },
] as const;
export const SCHOOLS = 150;

const SINCE: LocalDate = '2025-09-01';
export const BEGINS = atLondon('2026-09-07', '09:00');

/** The real schools with invented people: a head and a deputy each, all on Slack. */
export async function county(store: Store) {
  const { db } = store;
  const { id: partnershipId } = await db.partnership.create({
    data: { slug: 'north', name: 'Northern schools', tier: 'strategic' },
  });
  const lead = await db.person.create({
    data: { name: 'Lena Lead', roles: { create: { role: 'programmeLead', from: SINCE, partnershipId } } },
  });
  const clusterIds: number[] = [];
  const schoolIds: number[] = [];
  const urns = new Map<number, number>();
  for (const { code, file, schools } of AREAS) {
    await store.transaction(tx =>
      importSchools(tx, path.join(GIAS, file), {
        now: BEGINS,
        today: londonDate(BEGINS),
        date: '2026-06-02',
      }),
    );
    await db.calendarEntry.createMany({
      data: demonstrationCalendar().map(({ kind, from, to, title, strength }) => ({
        laCode: code,
        kind,
        from,
        to,
        title,
        hard: strength !== 'soft',
        source: 'test',
      })),
    });
    const cluster = await db.partnership.create({
      data: { slug: code, name: `Schools of ${code}`, tier: 'cluster', parentId: partnershipId },
    });
    clusterIds.push(cluster.id);
    const rows = await db.school.findMany({
      where: { laCode: code, status: 'open' },
      orderBy: { urn: 'asc' },
      take: schools,
      select: { id: true, urn: true },
    });
    await db.membership.createMany({
      data: rows.map(({ id }) => ({ schoolId: id, partnershipId: cluster.id, from: SINCE })),
    });
    schoolIds.push(...rows.map(({ id }) => id));
    for (const { id, urn } of rows) urns.set(id, urn ?? 0);
  }
  const posts = schoolIds.flatMap(schoolId => [
    { schoolId, role: 'headteacher', name: `Head of ${schoolId}` },
    { schoolId, role: 'deputy', name: `Deputy of ${schoolId}` },
  ]);
  await db.person.createMany({ data: posts.map(({ name }) => ({ name })) });
  const people = await db.person.findMany({ select: { id: true, name: true } });
  const idOf = new Map(people.map(({ id, name }) => [name, id]));
  await db.roleAssignment.createMany({
    data: posts.map(({ schoolId, role, name }) => ({
      personId: idOf.get(name)!,
      schoolId,
      role,
      from: SINCE,
    })),
  });
  await db.account.createMany({
    data: people.map(({ id }) => ({ personId: id, platform: 'slack', externalId: `U${id}`, state: 'bound' })),
  });
  const person = (who: 'Head' | 'Deputy', schoolId: number) => idOf.get(`${who} of ${schoolId}`)!;
  return { lead: lead.id, clusterIds, schoolIds, urns, person };
}
