import type { CalendarEntry } from '../calendar/calendarEntry.js';
import type { LocalDate } from '../calendar/localDate.js';
import { ensureReferenceData } from '../network/reference.js';
import type { Tx } from '../store/open.js';
import { DEMO_CLUSTERS, DEMO_PARTNERSHIP } from './clusters.js';
import { inventedEmail, inventedName } from './names.js';

/** Marks every row of the demonstration, so that it can be told from what was imported and taken away again. */
export const DEMO = 'demo';

/** The people a newcomer plays, by the part they have; the rest of the schools have heads too. */
export interface DemoCast {
  readonly coordinatorId: number;
  readonly secondCoordinatorId: number;
  readonly programmeLeadId: number;
  readonly chairId: number;
  readonly sponsorId: number;
  readonly groupLeadId: number;
  readonly groupDeputyId: number;
  /** Head of the school that asks for phonics help. */
  readonly askingHeadId: number;
  /** Specialist leader of education for phonics, and the head who must release them. */
  readonly phonicsLeaderId: number;
  readonly phonicsHomeHeadId: number;
  /** The cluster whose review cycle is played, and the head who leads it. */
  readonly reviewClusterId: number;
  readonly reviewClusterLeadId: number;
}

interface School {
  readonly id: number;
  readonly name: string;
  readonly phase: string;
  readonly town: string | null;
  readonly easting: number | null;
  readonly northing: number | null;
}

/** Half days a year that leaders of the demonstration offer: 15 days an SLE, 12 an LLE (DOMAIN 3.3). */
const HALF_DAYS = { SLE: 30, LLE: 24 } as const;

/** Every so manyeth primary school lends a specialist; every so manyeth head is an LLE. */
const SLE_EVERY = 4;
const LLE_EVERY = 11;

/** Schools nearer than this count as neighbours, in metres. */
const NEIGHBOUR_METRES = 2000;

/** Specialisms handed round among the specialists, the scarce ones once. */
const SPECIALISMS = [
  ['phonics', 'english'],
  ['maths'],
  ['early-years', 'phonics'],
  ['special-educational-needs'],
  ['behaviour-and-discipline', 'attendance'],
  ['assessment', 'leadership-of-curriculum'],
  ['science'],
  ['phonics'],
  ['closing-the-gap', 'english'],
] as const;

/**
 * Gives the schools already in the store a partnership: clusters by town, invented people in every role, leaders
 * with days, channels and a calendar. The same on every run. Returns the people whom the stories are about.
 */
export async function buildPartnership(
  tx: Tx,
  calendar: readonly CalendarEntry[],
  laCode: string,
  from: LocalDate,
): Promise<DemoCast> {
  const schools = await tx.school.findMany({
    where: { laCode, status: 'open' },
    select: { id: true, name: true, phase: true, town: true, easting: true, northing: true },
    orderBy: { urn: 'asc' },
  });
  const people = new Cast(tx, from);
  const top = await tx.partnership.create({ data: { ...DEMO_PARTNERSHIP, tier: 'strategic', origin: DEMO } });
  const clusters = new Map<string, { id: number; schools: School[] }>();
  for (const { slug, name, towns, phases } of DEMO_CLUSTERS) {
    const members = schools.filter(
      school => phases.includes(school.phase) && (towns.length === 0 || towns.includes(school.town ?? '')),
    );
    const cluster = await tx.partnership.create({
      data: { slug, name, tier: 'cluster', parentId: top.id, origin: DEMO },
    });
    await tx.membership.createMany({
      data: members.map(school => ({ schoolId: school.id, partnershipId: cluster.id, from })),
    });
    clusters.set(slug, { id: cluster.id, schools: members });
  }

  const heads = new Map<number, number>();
  for (const school of schools)
    heads.set(school.id, await people.at(school.id, 'headteacher', 'Headteacher'));
  const coordinatorId = await people.of(top.id, 'coordinator', 'School improvement coordinator');
  const secondCoordinatorId = await people.of(top.id, 'coordinator', 'School improvement coordinator');
  const programmeLeadId = await people.of(top.id, 'programmeLead', 'Peer review programme lead');
  const chairId = await people.of(top.id, 'boardChair', 'Independent chair of the board');
  const sponsorId = await people.of(top.id, 'boardMember', 'Head of education improvement');
  for (const { id, schools: members } of clusters.values()) {
    const lead = members[0] && heads.get(members[0].id);
    if (lead) await people.alsoOf(lead, id, 'clusterLead');
  }
  const leaders = await appointLeaders(tx, people, schools, heads, from);
  const uxbridge = clusters.get('uxbridge')?.schools ?? [];
  const groupLeadId = await people.at(required(uxbridge[1]).id, 'deputy', 'Deputy head');
  const groupDeputyId = await people.at(required(uxbridge[2]).id, 'deputy', 'Deputy head');
  await people.alsoOf(groupLeadId, top.id, 'groupLead');

  await openChannels(tx, top.id);
  await tx.calendarEntry.createMany({
    data: calendar.map(({ kind, from: first, to, title, strength }) => ({
      kind,
      from: first,
      to,
      title,
      hard: strength !== 'soft',
      laCode,
      source: 'demonstration',
      origin: DEMO,
    })),
  });

  const review = required(clusters.get('west-drayton'));
  const phonics = required(
    leaders.find(({ schoolId, specialisms }) => {
      const school = schools.find(({ id }) => id === schoolId);
      return specialisms.includes('phonics') && school?.phase === 'Primary' && school.easting !== null;
    }),
  );
  // The school that asks stands next door to the leader's, so that the ranking puts that leader first.
  const home = required(schools.find(school => school.id === phonics.schoolId));
  const asking = nearest(
    home,
    schools.filter(
      ({ id, phase }) => phase === 'Primary' && !leaders.some(({ schoolId }) => schoolId === id),
    ),
  );
  return {
    coordinatorId,
    secondCoordinatorId,
    programmeLeadId,
    chairId,
    sponsorId,
    groupLeadId,
    groupDeputyId,
    askingHeadId: required(heads.get(asking.id)),
    phonicsLeaderId: phonics.personId,
    phonicsHomeHeadId: required(heads.get(phonics.schoolId)),
    reviewClusterId: review.id,
    reviewClusterLeadId: required(heads.get(required(review.schools[0]).id)),
  };
}

interface DemoLeader {
  readonly personId: number;
  readonly schoolId: number;
  readonly specialisms: readonly string[];
}

async function appointLeaders(
  tx: Tx,
  people: Cast,
  schools: readonly School[],
  heads: ReadonlyMap<number, number>,
  from: LocalDate,
): Promise<readonly DemoLeader[]> {
  await ensureReferenceData(tx);
  const leaders: DemoLeader[] = [];
  const lenders = schools.filter((school, index) => school.phase !== 'Nursery' && index % SLE_EVERY === 1);
  for (const [index, school] of lenders.entries()) {
    const specialisms = SPECIALISMS[index % SPECIALISMS.length] ?? [];
    const personId = await people.at(school.id, 'seniorLeader', 'Assistant head');
    await designate(tx, { personId, school, typeCode: 'SLE', specialisms, from });
    leaders.push({ personId, schoolId: school.id, specialisms });
  }
  for (const [index, school] of schools.entries()) {
    const personId = heads.get(school.id);
    if (personId && index % LLE_EVERY === 3) {
      await designate(tx, {
        personId,
        school,
        typeCode: 'LLE',
        specialisms: ['leadership-of-curriculum'],
        from,
      });
    }
  }
  return leaders;
}

async function designate(
  tx: Tx,
  leader: {
    personId: number;
    school: School;
    typeCode: 'SLE' | 'LLE';
    specialisms: readonly string[];
    from: LocalDate;
  },
): Promise<void> {
  await tx.designation.create({
    data: {
      personId: leader.personId,
      typeCode: leader.typeCode,
      body: DEMO_PARTNERSHIP.name,
      homeSchoolId: leader.school.id,
      from: leader.from,
      halfDaysPerYear: HALF_DAYS[leader.typeCode],
      phases: [leader.school.phase],
      origin: DEMO,
      specialisms: { create: leader.specialisms.map(specialismSlug => ({ specialismSlug })) },
    },
  });
}

async function openChannels(tx: Tx, partnershipId: number): Promise<void> {
  for (const [purpose, name] of [
    ['brokering', 'brokering'],
    ['board', 'improvement-board'],
    ['programme', 'peer-review'],
  ] as const) {
    const { id } = await tx.channel.create({ data: { purpose, name, partnershipId } });
    await tx.channelAddress.create({ data: { channelId: id, platform: 'web', externalId: `channel:${id}` } });
  }
}

/** Hands out invented people and their roles. */
class Cast {
  private count = 0;
  private readonly tx: Tx;
  private readonly from: LocalDate;

  constructor(tx: Tx, from: LocalDate) {
    this.tx = tx;
    this.from = from;
  }

  /** A new person with a role at a school. */
  at(schoolId: number, role: string, jobTitle: string): Promise<number> {
    return this.add({ schoolId, role }, jobTitle);
  }

  /** A new person with a role at a partnership. */
  of(partnershipId: number, role: string, jobTitle: string): Promise<number> {
    return this.add({ partnershipId, role }, jobTitle);
  }

  /** One more role for somebody. */
  async alsoOf(personId: number, partnershipId: number, role: string): Promise<void> {
    await this.tx.roleAssignment.create({ data: { personId, partnershipId, role, from: this.from } });
  }

  private async add(
    place: { schoolId?: number; partnershipId?: number; role: string },
    jobTitle: string,
  ): Promise<number> {
    const name = inventedName(this.count++);
    const person = await this.tx.person.create({
      data: {
        name,
        email: inventedEmail(name),
        jobTitle,
        origin: DEMO,
        roles: { create: { ...place, from: this.from } },
      },
    });
    return person.id;
  }
}

/** The school of a list that lies nearest to another; those without a known place last. */
/** The nearest that does not compete for the same pupils: matching warns of neighbours (src/support/conflicts.ts). */
function nearest(to: School, among: readonly School[]): School {
  const metres = ({ easting, northing }: School) =>
    easting === null || northing === null
      ? Number.POSITIVE_INFINITY
      : Math.hypot(easting - (to.easting ?? 0), northing - (to.northing ?? 0));
  const others = among.filter(school => metres(school) > NEIGHBOUR_METRES);
  return required(others.sort((a, b) => metres(a) - metres(b) || a.id - b.id)[0]);
}

function required<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('The demonstration lacks a school or a person that its stories need.');
  return value;
}
