import { isSchoolRole, ROLES, type Role } from '../../src/network/role.js';
import type { World } from '../fakes/world.js';
import type { Stage } from './subject.js';

/** Roles whose holders have a part in a story only when it says so, under that name. */
const PARTNERSHIP_ROLES = ROLES.filter(role => !isSchoolRole(role));

/**
 * Everybody who has no part in a story: one holder of each role at the partnership that the story does not cast,
 * every role at another school, and somebody with no role at all. What the story does not grant them is a leak.
 */
export async function outsidersOf(world: World, stage: Stage): Promise<Record<string, number>> {
  const other = await world.school('Another Primary');
  const people: Record<string, number> = { nobody: await world.person('Nobody Atall') };
  const cast = async (name: string, role: Role, at: { schoolId?: number } = {}) => {
    const id = await world.person(`Other ${name}`);
    await world.role(id, role, at);
    people[name] = id;
  };
  for (const role of PARTNERSHIP_ROLES) if (!(role in stage.people)) await cast(role, role);
  for (const role of ['headteacher', 'deputy', 'chairOfGovernors'] as const)
    await cast(`other ${role}`, role, { schoolId: other });
  return people;
}
