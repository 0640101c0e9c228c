import type { Viewer } from '../../workflow/parties.js';
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
export type SeenProgramme = { readonly [F in Field]?: Fields[F] } & {
  readonly id: number;
  readonly reference: string;
  readonly state: ProgrammeState;
  readonly version: number;
  readonly roles: readonly string[];
};

const EVERYBODY: readonly ProgrammeRole[] = ['organiser', 'clusterLead'];

/** Who sees what: rules name no school and no person. A field without a rule does not compile. */
const VISIBILITY: Readonly<Record<Field, readonly ProgrammeRole[]>> = {
  name: EVERYBODY,
  partnership: EVERYBODY,
  rules: EVERYBODY,
  running: EVERYBODY,
};

const READ: { readonly [F in Field]: (record: ProgrammeRecord) => Fields[F] } = {
  name: record => record.name,
  partnership: record => record.partnership.name,
  rules: record => record.rules,
  running: record => record.running,
};

/** A programme as one viewer may see it: cards and notices are made from this and from nothing else. */
export function see(record: ProgrammeRecord, viewer: Viewer): SeenProgramme {
  const fields = (Object.keys(READ) as Field[])
    .filter(field => VISIBILITY[field].some(role => viewer.roles.includes(role)))
    .map(field => [field, READ[field](record)] as const);
  return {
    ...(Object.fromEntries(fields) as { readonly [F in Field]?: Fields[F] }),
    id: record.id,
    reference: record.reference,
    state: record.state,
    version: record.version,
    roles: viewer.roles,
  };
}
