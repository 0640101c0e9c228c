import { formatDate, localDate } from '../calendar/localDate.js';
import type { Tx } from '../store/open.js';
import { verb } from '../workflow/buttons.js';
import type { HomePart } from '../workflow/home.js';
import type { At } from '../workflow/process.js';
import { deputiesFor } from './deputies.js';
import { coverOf } from './load.js';
import { coverWorkflow } from './workflow.js';

const { kind } = coverWorkflow;

/** Who acts for a person now or soon, or else naming somebody. */
export async function coverHome(tx: Tx, personId: number, { today }: At): Promise<HomePart> {
  const id = await coverOf(tx, personId, today);
  if (id === null) {
    const somebody = (await deputiesFor(tx, personId, today)).length > 0;
    return somebody ? { begin: [{ verb: verb(kind, 'begin'), label: 'Name a deputy while I am away' }] } : {};
  }
  const { deputy, from, to } = await tx.cover.findUniqueOrThrow({
    where: { id },
    include: { deputy: { select: { name: true } } },
  });
  const begins = localDate(from);
  return {
    work: [
      {
        entity: { kind, id },
        title: `${deputy.name} acts for you`,
        says: `${begins > today ? `From ${formatDate(begins)} until` : 'Until'} ${formatDate(localDate(to))}. You can still act yourself.`,
      },
    ],
  };
}
