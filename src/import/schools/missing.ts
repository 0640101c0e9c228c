import type { LocalDate } from '../../calendar/localDate.js';
import type { Tx } from '../../store/open.js';
import { slices } from '../../store/slices.js';
import type { ReportBuilder } from '../report.js';
import type { FileContents } from './fileContents.js';
import type { Links } from './links.js';
import { isStateFunded } from './stateFunded.js';

/** Up to so many schools may leave an authority between two files without anybody wondering. */
const MISSING_BEYOND_DOUBT = 5;

/**
 * When more than this part of an authority's schools is missing, the file is an extract and not its register, or was
 * cut off between two rows. In a year an authority loses a few in a hundred.
 */
const MISSING_DOUBTFUL = 0.1;

export interface MissingContext {
  readonly contents: FileContents;
  readonly links: Links;
  readonly kept: ReadonlySet<number>;
  readonly older: ReadonlySet<string>;
  readonly date: LocalDate;
  readonly now: Date;
  readonly complete: boolean;
  readonly report: ReportBuilder;
}

/**
 * Closes the schools that stood in an earlier file of an authority and no longer do. They keep everything: a
 * school is never deleted, and one that comes back is opened again.
 */
export async function closeMissing(tx: Tx, context: MissingContext): Promise<void> {
  const { openByUrn, authorities, beyondStateFunded } = context.contents;
  for (const laCode of authorities.keys()) {
    if (context.older.has(laCode)) continue;
    const open = await tx.school.findMany({
      where: { laCode, status: { not: 'closed' } },
      select: { id: true, urn: true, name: true, type: true },
      orderBy: { urn: 'asc' },
    });
    const expected = open.filter(school => beyondStateFunded || isStateFunded(school.type));
    const missing = expected.filter(school => !context.kept.has(school.id) && !openByUrn.has(school.urn));
    const before = expected.length;
    if (!context.complete && missing.length > Math.max(MISSING_BEYOND_DOUBT, before * MISSING_DOUBTFUL)) {
      context.report.note(
        null,
        null,
        `${missing.length} of the ${before} open schools known in authority ${laCode} are not in this file, so it was taken for an extract and none of them was closed.`,
        'If they have all closed, import it again with --complete.',
      );
      continue;
    }
    for (const some of slices(missing)) {
      await tx.school.updateMany({
        where: { id: { in: some.map(school => school.id) } },
        data: { status: 'closed', missingSince: context.date, updatedAt: context.now },
      });
    }
    for (const school of missing) {
      const successor = context.links.successorOf(school.urn);
      context.report.changes.push(
        `${school.name} (URN ${school.urn}) is no longer in the file: marked as closed` +
          (successor ? `; GIAS names ${successor} after it.` : '.'),
      );
    }
    context.report.counts.closed += missing.length;
  }
}
