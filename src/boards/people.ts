import type { LocalDate } from '../calendar/localDate.js';
import type { Option } from '../chat/form.js';
import { presentOn } from '../network/current.js';
import type { Tx } from '../store/open.js';

/** Everybody who is there, with the post that tells two of one name apart. */
export async function peopleOptions(tx: Tx, today: LocalDate): Promise<readonly Option[]> {
  const people = await tx.person.findMany({
    where: presentOn(today),
    select: {
      id: true,
      name: true,
      jobTitle: true,
      roles: {
        where: { schoolId: { not: null }, to: null },
        select: { school: { select: { name: true } } },
        take: 1,
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return people.map(({ id, name, jobTitle, roles }) => {
    const post = [jobTitle, roles[0]?.school?.name].filter(Boolean).join(', ');
    return { value: String(id), label: post ? `${name} (${post})` : name };
  });
}
