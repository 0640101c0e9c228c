import type { NoticeSpec } from '../../workflow/process.js';
import type { ProgrammeRecord } from './record.js';
import type { ProgrammeNotice } from './terms.js';
import { type SeenProgramme, see } from './visibility.js';

function routine(say: (seen: SeenProgramme) => string): NoticeSpec<ProgrammeRecord> {
  return { urgency: 'routine', text: (record, viewer) => say(see(record, viewer)) };
}

const name = (seen: SeenProgramme): string => seen.name ?? seen.reference;

/** Every sentence about a programme, by name. */
export const programmeNotices: Readonly<Record<ProgrammeNotice, NoticeSpec<ProgrammeRecord>>> = {
  made: routine(
    seen => `${name(seen)}: there is a programme of peer reviews now. /review cycle opens a cycle.`,
  ),
  retired: routine(seen => `${name(seen)} is retired: no new cycle is opened by it. Those that run go on.`),
};
