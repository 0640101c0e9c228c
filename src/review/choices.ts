import type { LocalDate } from '../calendar/localDate.js';
import type { Option } from '../chat/form.js';
import { currentOn, presentOn } from '../network/current.js';
import { isRole, ROLE_TITLES, type Role } from '../network/role.js';
import type { Tx } from '../store/open.js';
import { wasThere } from './parts.js';
import type { ReviewRecord } from './record.js';

// Whom a form offers for a part in a review.

/** Most people in one list: what Slack takes, and more than anybody reads. */
const MOST_PEOPLE = 100;

/** Whose posts at a partner school make them likely to run a workshop; the accredited come first. */
const LEADERS: readonly Role[] = ['headteacher', 'executiveHead', 'headOfSchool', 'deputy', 'seniorLeader'];

/**
 * Who could run the workshop: the accredited, then leaders of the other schools of the cycle; nobody of the team
 * nor of the host (DOMAIN 2.2, 2.3).
 */
export async function championChoices(tx: Tx, record: ReviewRecord, today: LocalDate): Promise<Option[]> {
  const entries = await tx.reviewEntry.findMany({
    where: { cycleId: record.cycle.id, state: 'included', schoolId: { not: record.host.id } },
    select: { schoolId: true },
  });
  const accredited = await posts(tx, { role: 'improvementChampion' }, today);
  const leaders = await posts(
    tx,
    { role: { in: [...LEADERS] }, schoolId: { in: entries.map(entry => entry.schoolId) } },
    today,
  );
  const atHost = (await posts(tx, { schoolId: record.host.id }, today)).map(({ personId }) => personId);
  const out = [...atHost, ...wasThere(record)];
  return asOptions([...accredited, ...leaders], out);
}

/** Who could look after the day: people with a post at the school, beside its head. */
export async function hostLeadChoices(tx: Tx, record: ReviewRecord, today: LocalDate): Promise<Option[]> {
  return asOptions(await posts(tx, { schoolId: record.host.id }, today), record.hostHeadIds);
}

/**
 * To whom a head may want to open the report: governors and colleagues, the champion, the cluster lead, those who
 * run the programme, the authority's advisers. Boards are not offered (DOMAIN 2.6).
 */
export async function readerChoices(tx: Tx, record: ReviewRecord, today: LocalDate): Promise<Option[]> {
  const { cycle } = record;
  const officers = [
    ...(record.champion ? [record.champion.id] : []),
    ...cycle.clusterLeadIds,
    ...cycle.adviserIds,
    cycle.lead.id,
    ...cycle.organiserIds,
  ];
  const own = await posts(tx, { schoolId: record.host.id }, today);
  const others = await posts(tx, { personId: { in: officers } }, today);
  return asOptions(
    [...own, ...others],
    [
      ...record.hostHeadIds,
      ...record.readers.map(({ id }) => id),
      ...record.team.filter(({ role }) => role === 'leadReviewer').map(({ person }) => person.id),
    ],
  );
}

interface Post {
  readonly personId: number;
  readonly role: string;
  readonly person: { readonly name: string };
  readonly school: { readonly name: string } | null;
}

function posts(tx: Tx, where: object, today: LocalDate): Promise<Post[]> {
  return tx.roleAssignment.findMany({
    where: { ...where, ...currentOn(today), person: presentOn(today) },
    select: {
      personId: true,
      role: true,
      person: { select: { name: true } },
      school: { select: { name: true } },
    },
    orderBy: { id: 'asc' },
    take: 4 * MOST_PEOPLE,
  });
}

/** Each person once, by their first post. */
function asOptions(found: readonly Post[], without: readonly number[]): Option[] {
  const seen = new Set(without);
  const options: Option[] = [];
  for (const { personId, role, person, school } of found) {
    if (seen.has(personId)) continue;
    seen.add(personId);
    const post = isRole(role) ? ROLE_TITLES[role] : role;
    options.push({
      value: String(personId),
      label: `${person.name}, ${post}${school ? `, ${school.name}` : ''}`,
    });
  }
  return options.slice(0, MOST_PEOPLE);
}
