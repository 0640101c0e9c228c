import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import { type Seen, seeing } from '../workflow/seen.js';
import type { CoverRecord, CoverRole, CoverState } from './record.js';

/** What a cover's cards and messages may show, field by field. Why somebody is away is never asked. */
interface Fields {
  readonly person: string;
  readonly deputy: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

type Field = keyof Fields;

/** A cover as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenCover = Seen<Fields, CoverState>;

const BOTH: readonly CoverRole[] = ['person', 'deputy'];

/** Who sees what: the two of them. A field without a rule does not compile. */
const rules: Readonly<Record<Field, readonly CoverRole[]>> = {
  person: BOTH,
  deputy: BOTH,
  from: BOTH,
  to: BOTH,
};

const read: { readonly [F in Field]: (record: CoverRecord) => Fields[F] } = {
  person: record => record.person.name,
  deputy: record => record.deputy.name,
  from: record => record.from,
  to: record => record.to,
};

/** A cover as one viewer may see it: cards and notices are made from this and from nothing else. */
export const see: (record: CoverRecord, viewer: Viewer) => SeenCover = seeing<Fields, CoverRecord, CoverRole>(
  { rules, read },
);
