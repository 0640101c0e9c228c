import type { LocalDate } from '../../src/calendar/localDate.js';
import { currentOn, presentOn } from '../../src/network/current.js';
import { isRole, ROLE_TITLES } from '../../src/network/role.js';
import type { Store } from '../../src/store/open.js';
import type { LeadingPerson, PersonView } from './wire.js';

/** People found by one search: more are not read through. */
const MOST_FOUND = 40;

/** The parts that somebody who is new should try, by the role or designation that plays them. */
const PARTS: readonly { readonly part: string; readonly role?: string; readonly designation?: string }[] = [
  { part: 'A head', role: 'headteacher' },
  { part: 'The coordinator', role: 'coordinator' },
  { part: 'An SLE', designation: 'SLE' },
  { part: 'An LLE', designation: 'LLE' },
  { part: 'A group lead', role: 'groupLead' },
  { part: 'A sponsor', role: 'sponsor' },
  { part: 'A board member', role: 'boardMember' },
];

/** Who one can be in the playground: everybody of the partnership, each with what they are. */
export class People {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  /** People by id, as far as there are any; who has left is among them. */
  async byId(ids: readonly number[], today: LocalDate): Promise<ReadonlyMap<number, PersonView>> {
    const views = await this.views({ id: { in: [...new Set(ids)] } }, today);
    return new Map(views.map(view => [view.id, view]));
  }

  /** Whether somebody of that id is here today. */
  async isHere(id: number, today: LocalDate): Promise<boolean> {
    const found = await this.store.db.person.count({ where: { id, ...presentOn(today) } });
    return found > 0;
  }

  /** People in whose name or roles every word of the text stands; all of them, up to forty, for no text. */
  async search(text: string, today: LocalDate): Promise<PersonView[]> {
    const words = fold(text).split(/\s+/).filter(Boolean);
    // Compared here and not by the database: only one of the two can ignore case.
    const everybody = await this.views(presentOn(today), today);
    return everybody
      .filter(person => words.every(word => fold(`${person.name} ${person.says}`).includes(word)))
      .slice(0, MOST_FOUND);
  }

  /** Somebody for each part, the longest known first; nobody twice. Parts that nobody plays are left out. */
  async leading(today: LocalDate): Promise<LeadingPerson[]> {
    const taken: number[] = [];
    const found: { part: string; id: number }[] = [];
    for (const { part, role, designation } of PARTS) {
      const person = await this.store.db.person.findFirst({
        where: {
          id: { notIn: taken },
          ...presentOn(today),
          ...(role !== undefined && { roles: { some: { role, ...currentOn(today) } } }),
          ...(designation !== undefined && {
            designations: { some: { typeCode: designation, status: 'active' } },
          }),
        },
        orderBy: { id: 'asc' },
        select: { id: true },
      });
      if (!person) continue;
      taken.push(person.id);
      found.push({ part, id: person.id });
    }
    return this.withParts(found, today);
  }

  /** The people of parts that are already given out. */
  async withParts(
    parts: readonly { readonly part: string; readonly id: number }[],
    today: LocalDate,
  ): Promise<LeadingPerson[]> {
    const views = await this.byId(
      parts.map(each => each.id),
      today,
    );
    return parts.flatMap(({ part, id }) => {
      const view = views.get(id);
      return view ? [{ ...view, part }] : [];
    });
  }

  private async views(where: object, today: LocalDate): Promise<PersonView[]> {
    const rows = await this.store.db.person.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        name: true,
        jobTitle: true,
        roles: {
          where: currentOn(today),
          orderBy: { id: 'asc' },
          select: {
            role: true,
            school: { select: { name: true } },
            partnership: { select: { name: true } },
          },
        },
        designations: {
          where: { status: 'active' },
          orderBy: { id: 'asc' },
          select: { typeCode: true, homeSchool: { select: { name: true } } },
        },
      },
    });
    return rows.map(({ id, name, jobTitle, roles, designations }) => {
      const parts = [
        ...roles.map(each => at(roleTitle(each.role), (each.school ?? each.partnership)?.name)),
        ...designations.map(each => at(each.typeCode, each.homeSchool.name)),
      ];
      const says = [...new Set(parts)].slice(0, 3).join(' · ');
      return { id, name, says: says || (jobTitle ?? '') };
    });
  }
}

function roleTitle(role: string): string {
  const title = isRole(role) ? ROLE_TITLES[role] : role;
  return title.charAt(0).toUpperCase() + title.slice(1);
}

function at(what: string, where: string | undefined): string {
  return where ? `${what}, ${where}` : what;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '');
}
