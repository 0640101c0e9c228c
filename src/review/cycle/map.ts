import type { Card } from '../../chat/card.js';
import { phaseGroup } from '../../network/school.js';
import type { Tx } from '../../store/open.js';
import { planMap } from '../plan/planMap.js';
import { TEAM_ROLES, type TeamRole } from '../record.js';
import type { SeenCycle } from './visibility.js';

const METRES_PER_KM = 1000;

/** Who reviews a school. */
interface Line {
  readonly hostId: number;
  readonly dated: boolean;
  readonly team: readonly { readonly schoolId: number; readonly role: TeamRole }[];
}

/**
 * Who reviews whom as a picture on the map, with the same in words and as a table: the plan while it is proposed,
 * the reviews once it is published. Shown to those who plan.
 */
export async function mapCard(tx: Tx, seen: SeenCycle): Promise<Card> {
  const lines = seen.state === 'proposed' ? planned(seen) : await running(tx, seen.id);
  const ids = lines.flatMap(line => [line.hostId, ...line.team.map(member => member.schoolId)]);
  const schools = await tx.school.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, phase: true, easting: true, northing: true },
    orderBy: { name: 'asc' },
  });
  const name = (id: number) => schools.find(school => school.id === id)?.name ?? 'a school';
  const rows = lines
    .map(({ hostId, team }) => ({
      host: name(hostId),
      lead: team.filter(member => member.role === 'leadReviewer').map(member => name(member.schoolId)),
      peers: team.filter(member => member.role === 'peerReviewer').map(member => name(member.schoolId)),
    }))
    .toSorted((a, b) => a.host.localeCompare(b.host));
  // A person of the picture is a school's place on a team: names of people are not drawn.
  const person = (hostId: number, n: number) => `${hostId}.${n}`;
  const svg = planMap(
    {
      schools: schools.map(school => ({
        id: String(school.id),
        name: school.name,
        phaseGroup: phaseGroup(school.phase),
        ...(school.easting !== null &&
          school.northing !== null && {
            location: { x: school.easting / METRES_PER_KM, y: school.northing / METRES_PER_KM },
          }),
      })),
      people: lines.flatMap(({ hostId, team }) =>
        team.map(({ schoolId }, n) => ({ id: person(hostId, n), schoolId: String(schoolId) })),
      ),
    },
    lines.map(({ hostId, dated, team }) => ({
      schoolId: String(hostId),
      start: dated ? 'dated' : null,
      team: team.map(({ role }, n) => ({
        role: role === 'leadReviewer' ? 'lead' : role === 'peerReviewer' ? 'peer' : 'observer',
        personId: person(hostId, n),
      })),
    })),
  );
  const alt = rows
    .map(({ host, lead, peers }) => `${[...lead, ...peers].join(' and ') || 'Nobody yet'} → ${host}`)
    .join('; ');
  return {
    entity: { kind: 'cycle', id: seen.id, version: seen.version },
    title: `Who reviews whom in ${seen.name ?? seen.reference}`,
    body: [
      { type: 'image', svg, alt: `Map of who reviews whom: ${alt}.` },
      {
        type: 'table',
        columns: ['Reviewed', 'Led from', 'With'],
        rows: rows.map(({ host, lead, peers }) => [
          host,
          lead.join(', ') || 'nobody yet',
          peers.join(', ') || '–',
        ]),
      },
    ],
    actions: [{ verb: 'cycle.open', label: 'Back to the cycle' }],
  };
}

function planned({ plan }: SeenCycle): Line[] {
  return (plan?.visits ?? []).map(({ school, on, team }) => ({
    hostId: school.id,
    dated: on !== null,
    team: team.map(member => ({ schoolId: member.school.id, role: member.role })),
  }));
}

async function running(tx: Tx, cycleId: number): Promise<Line[]> {
  const rows = await tx.review.findMany({
    where: { cycleId, state: { not: 'cancelled' } },
    select: {
      hostSchoolId: true,
      on: true,
      team: { where: { leftReason: null }, select: { schoolId: true, role: true }, orderBy: { id: 'asc' } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ hostSchoolId, on, team }) => ({
    hostId: hostSchoolId,
    dated: on !== null,
    team: team.flatMap(({ schoolId, role }) => {
      const known = TEAM_ROLES.find(each => each === role);
      return known ? [{ schoolId, role: known }] : [];
    }),
  }));
}
