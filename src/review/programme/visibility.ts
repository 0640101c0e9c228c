import type { Viewer } from '../../workflow/parties.js';
import { type Seen, seeing } from '../../workflow/seen.js';
import type { ProgrammeRules } from '../programme.js';
import type { ProgrammeRecord, ProgrammeState } from './record.js';
import type { ProgrammeRole } from './terms.js';

/** What a programme's cards and messages may show, field by field. */
interface Fields {
  readonly name: string;
  readonly partnership: string;
  readonly rules: ProgrammeRules;
  readonly running: number;
}

type Field = keyof Fields;

/** A programme as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenProgramme = Seen<Fields, ProgrammeState>;

const EVERYBODY: readonly ProgrammeRole[] = ['organiser', 'clusterLead'];

/** Who sees what: rules name no school and no person. A field without a rule does not compile. */
const rules: Readonly<Record<Field, readonly ProgrammeRole[]>> = {
  name: EVERYBODY,
  partnership: EVERYBODY,
  rules: EVERYBODY,
  running: EVERYBODY,
};

const read: { readonly [F in Field]: (record: ProgrammeRecord) => Fields[F] } = {
  name: record => record.name,
  partnership: record => record.partnership.name,
  rules: record => record.rules,
  running: record => record.running,
};

/** A programme as one viewer may see it: cards and notices are made from this and from nothing else. */
export const see: (record: ProgrammeRecord, viewer: Viewer) => SeenProgramme = seeing<
  Fields,
  ProgrammeRecord,
  ProgrammeRole
>({ rules, read });
