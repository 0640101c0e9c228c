import { demonstrationCalendar } from '../../src/calendar/demonstrationCalendar.js';
import { addDays, type LocalDate } from '../../src/calendar/localDate.js';
import { atLondon, londonDate } from '../../src/calendar/london.js';
import type { Card } from '../../src/chat/card.js';
import type { FormValues } from '../../src/chat/form.js';
import type { Role } from '../../src/network/role.js';
import type { Phase } from '../../src/network/school.js';
import type { Store } from '../../src/store/open.js';
import { type CommitResult, commit } from '../../src/workflow/commit.js';
import { fire } from '../../src/workflow/fire.js';
import { currentCard } from '../../src/workflow/handle.js';
import { channelViewer } from '../../src/workflow/parties.js';
import { type Process, Processes } from '../../src/workflow/process.js';

/** The Monday on which every test world begins: a school day in the middle of the autumn term. */
const WORLD_BEGINS = atLondon('2026-11-09', '10:00');

/** Since when everybody in a test world has held their roles and memberships. */
const SINCE: LocalDate = '2025-09-01';

const LA = '999';

export interface NewSchool {
  readonly phase?: Phase;
  readonly trust?: string;
  readonly pupils?: number;
  readonly percentFsm?: number;
  readonly religiousCharacter?: string;
  readonly easting?: number;
  readonly northing?: number;
}

export interface NewLeader {
  readonly specialisms: readonly string[];
  /** Half days a year; 30 (15 days) unless told. */
  readonly halfDays?: number;
  readonly type?: string;
  readonly phases?: readonly Phase[];
  readonly reviewDue?: LocalDate;
}

/**
 * A small invented partnership for tests, in a store of their own: one authority with a calendar, one
 * strategic partnership with channels, and whatever schools and people a test asks for. Its clock is `now`,
 * which only the test moves. Everything is made by plain rows, so that it depends on no import.
 */
export class World {
  readonly store: Store;
  readonly processes: Processes;
  readonly partnershipId: number;
  readonly brokeringChannelId: number;
  readonly boardChannelId: number;
  now = WORLD_BEGINS;
  private clicks = 0;
  private schools = 0;

  private constructor(
    store: Store,
    processes: readonly Process[],
    ids: Pick<World, 'partnershipId' | 'brokeringChannelId' | 'boardChannelId'>,
  ) {
    this.store = store;
    this.processes = new Processes(processes);
    this.partnershipId = ids.partnershipId;
    this.brokeringChannelId = ids.brokeringChannelId;
    this.boardChannelId = ids.boardChannelId;
  }

  /** A world without schools or people. */
  static async create(store: Store, processes: readonly Process[]): Promise<World> {
    const { db } = store;
    await db.localAuthority.create({ data: { code: LA, name: 'Exampleshire' } });
    await db.calendarEntry.createMany({
      data: demonstrationCalendar().map(({ kind, from, to, title, strength }) => ({
        laCode: LA,
        kind,
        from,
        to,
        title,
        hard: strength !== 'soft',
        source: 'test world',
      })),
    });
    const { id } = await db.partnership.create({
      data: { slug: 'exampleshire', name: 'Exampleshire Learning Partnership', tier: 'strategic' },
    });
    const channel = (purpose: string) =>
      db.channel.create({ data: { partnershipId: id, purpose, name: purpose } });
    const brokering = await channel('brokering');
    const board = await channel('board');
    await db.designationType.createMany({
      data: [
        { code: 'SLE', title: 'Specialist leader of education' },
        { code: 'LLE', title: 'Local leader of education' },
      ],
    });
    await db.specialism.createMany({
      data: [
        { slug: 'phonics', title: 'Phonics', area: 'Pupil achievement' },
        { slug: 'maths', title: 'Maths', area: 'Pupil achievement' },
        { slug: 'attendance', title: 'Attendance', area: 'Behaviour and safety' },
      ],
    });
    return new World(store, processes, {
      partnershipId: id,
      brokeringChannelId: brokering.id,
      boardChannelId: board.id,
    });
  }

  get today(): LocalDate {
    return londonDate(this.now);
  }

  /** A school of the partnership. */
  async school(name: string, facts: NewSchool = {}): Promise<number> {
    const { trust, phase = 'Primary', ...rest } = facts;
    const known = trust && (await this.store.db.trust.findFirst({ where: { name: trust } }));
    const trustId = trust
      ? (known || (await this.store.db.trust.create({ data: { name: trust } }))).id
      : null;
    const { id } = await this.store.db.school.create({
      data: {
        ...rest,
        name,
        phase,
        trustId,
        urn: 900_000 + ++this.schools,
        laCode: LA,
        createdAt: WORLD_BEGINS,
        updatedAt: WORLD_BEGINS,
        memberships: { create: { partnershipId: this.partnershipId, from: SINCE } },
      },
    });
    return id;
  }

  async person(name: string): Promise<number> {
    const { id } = await this.store.db.person.create({ data: { name } });
    return id;
  }

  /** A role of a person, at a school or else at the partnership. */
  async role(personId: number, role: Role, at: { schoolId?: number; from?: LocalDate } = {}): Promise<void> {
    const { schoolId, from = SINCE } = at;
    const place = schoolId === undefined ? { partnershipId: this.partnershipId } : { schoolId };
    await this.store.db.roleAssignment.create({ data: { personId, role, from, ...place } });
  }

  /** A person who holds a role at the partnership. */
  async officer(name: string, role: Role): Promise<number> {
    const personId = await this.person(name);
    await this.role(personId, role);
    return personId;
  }

  /** A person who heads a school. */
  async head(name: string, schoolId: number): Promise<number> {
    const personId = await this.person(name);
    await this.role(personId, 'headteacher', { schoolId });
    return personId;
  }

  /** Designates a person, who may be new (a name), as a system leader of a home school. */
  async leader(
    who: string | number,
    homeSchoolId: number,
    { specialisms, halfDays = 30, type = 'SLE', phases = [], reviewDue }: NewLeader,
  ): Promise<{ readonly personId: number; readonly designationId: number }> {
    const personId = typeof who === 'number' ? who : await this.person(who);
    const { id } = await this.store.db.designation.create({
      data: {
        personId,
        typeCode: type,
        body: 'Exampleshire Learning Partnership',
        homeSchoolId,
        from: SINCE,
        reviewDue: reviewDue ?? null,
        halfDaysPerYear: halfDays,
        phases: [...phases],
        specialisms: { create: specialisms.map(specialismSlug => ({ specialismSlug })) },
      },
    });
    return { personId, designationId: id };
  }

  /** A command as a click of its own, on the card as it is; `id` null starts something. */
  give(
    kind: string,
    id: number | null,
    command: string,
    personId: number | null,
    input: FormValues = {},
    more: { readonly version?: number; readonly key?: string } = {},
  ): Promise<CommitResult> {
    const key = more.key ?? `test:${++this.clicks}`;
    const { version } = more;
    const { now } = this;
    return commit(this.store, this.processes, {
      key,
      kind,
      id,
      version,
      command,
      input,
      personId,
      platform: 'test',
      now,
    });
  }

  /** As {@link give}, for a command that must succeed: returns what was said and the id of the work. */
  async must(
    kind: string,
    id: number | null,
    command: string,
    personId: number | null,
    input: FormValues = {},
  ): Promise<{ readonly id: number; readonly text: string }> {
    const result = await this.give(kind, id, command, personId, input);
    if (result.type === 'refused') throw new Error(`${kind}.${command} was refused: ${result.text}`);
    return { id: result.entity.id, text: result.text };
  }

  /** The card as a person sees it now, or null when they may not know of it. */
  card(kind: string, id: number, personId: number): Promise<Card | null> {
    const at = { now: this.now, today: this.today };
    return currentCard(this.store.db, this.processes.get(kind), id, personId, at);
  }

  /** The card as a channel shows it now. */
  async channelCard(kind: string, id: number, channelId: number): Promise<Card> {
    const process = this.processes.get(kind);
    const record = await process.load(this.store.db, id, this.today);
    if (!record) throw new Error(`There is no ${kind} ${id}.`);
    return process.card(record, channelViewer(process.workflow, record, channelId), {
      now: this.now,
      today: this.today,
    });
  }

  /** The notices written so far to a person or a channel about a piece of work, oldest first. */
  async told(to: { personId: number } | { channelId: number }, kind?: string): Promise<string[]> {
    const rows = await this.store.db.message.findMany({
      where: { ...to, ...(kind && { entityKind: kind }) },
      orderBy: { id: 'asc' },
    });
    return rows.map(row => row.notice);
  }

  /** Moves the clock on by whole days and runs what falls due on the way, each at its own time. */
  async daysPass(days: number): Promise<void> {
    await this.untilInstant(atLondon(addDays(this.today, days), '18:00'));
  }

  /** Moves the clock to an instant and runs what falls due until then, in order, each at its own time. */
  async untilInstant(end: Date): Promise<void> {
    for (;;) {
      const timer = await this.store.db.timer.findFirst({
        where: { status: 'pending', dueAt: { lte: end } },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      });
      if (!timer) break;
      if (timer.dueAt > this.now) this.now = timer.dueAt;
      await this.store.transaction(async tx => {
        const fired = await fire(tx, this.processes, timer, this.now);
        await tx.timer.update({ where: { id: timer.id }, data: { ...fired, settledAt: this.now } });
      });
    }
    this.now = end;
  }
}
