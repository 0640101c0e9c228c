import type { LocalDate } from '../../calendar/localDate.js';
import type { Viewer } from '../../workflow/parties.js';
import { type Seen, seeing } from '../../workflow/seen.js';
import type { Reciprocity } from '../programme.js';
import {
  basisOf,
  type CycleEntry,
  type CyclePlan,
  type CycleRecord,
  type CycleReview,
  type CycleState,
} from './record.js';
import type { CycleRole } from './terms.js';

/** What a cycle's cards and messages may show, field by field. */
interface Fields {
  readonly name: string;
  readonly partnership: string;
  readonly lead: string;
  readonly answersBy: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly clusters: readonly string[];
  /** The programme's name; null when it was begun from a preset. */
  readonly programme: string | null;
  readonly reciprocity: Reciprocity;
  /** Which school has answered what; never what it wrote. */
  readonly entries: readonly CycleEntry[];
  readonly plan: CyclePlan | null;
  /** An answer has changed since the plan was made. */
  readonly planOutdated: boolean;
  readonly reviews: readonly CycleReview[];
}

type Field = keyof Fields;

/** A cycle as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenCycle = Seen<Fields, CycleState>;

const EVERYBODY: readonly CycleRole[] = ['opener', 'programmeLead', 'organiser', 'clusterLead'];
/** A cluster lead chases answers and sees how far reviews are, by status alone (DOMAIN 7.3). */
const PLANNING: readonly CycleRole[] = ['programmeLead', 'organiser'];

/** Who sees what. A field without a rule does not compile. */
const rules: Readonly<Record<Field, readonly CycleRole[]>> = {
  name: EVERYBODY,
  partnership: EVERYBODY,
  lead: EVERYBODY,
  answersBy: EVERYBODY,
  windowFrom: EVERYBODY,
  windowTo: EVERYBODY,
  clusters: EVERYBODY,
  programme: EVERYBODY,
  reciprocity: EVERYBODY,
  entries: EVERYBODY,
  plan: PLANNING,
  planOutdated: PLANNING,
  reviews: EVERYBODY,
};

const read: { readonly [F in Field]: (record: CycleRecord) => Fields[F] } = {
  name: record => record.name,
  partnership: record => record.partnership.name,
  lead: record => record.lead.name,
  answersBy: record => record.answersBy,
  windowFrom: record => record.windowFrom,
  windowTo: record => record.windowTo,
  clusters: record => record.clusters.map(cluster => cluster.name),
  programme: record => record.programme?.name ?? null,
  reciprocity: record => record.rules.reciprocity,
  entries: record => record.entries,
  plan: record => record.plan,
  planOutdated: record => record.plan !== null && record.plan.basis !== basisOf(record.entries),
  reviews: record => record.reviews,
};

/** A cycle as one viewer may see it: cards and notices are made from this and from nothing else. */
export const see: (record: CycleRecord, viewer: Viewer) => SeenCycle = seeing<Fields, CycleRecord, CycleRole>(
  { rules, read },
);

/** The schools whose heads have not answered: whom to ring. */
export function unanswered({ entries = [] }: SeenCycle): readonly string[] {
  return entries.filter(entry => entry.state === 'asked').map(entry => entry.school.name);
}
