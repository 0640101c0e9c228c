import type { LocalDate } from '../../calendar/localDate.js';
import type { Viewer } from '../../workflow/parties.js';
import { type Seen, seeing } from '../../workflow/seen.js';
import { comesLate, type EntryRecord, type EntryState } from './record.js';
import type { EntryRole } from './terms.js';

/** What an entry's cards and messages may show, field by field. */
interface Fields {
  readonly school: string;
  readonly cycle: string;
  readonly lead: string;
  readonly answersBy: LocalDate;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly hosts: boolean;
  /** How many schools it wants no exchange with; which, only its own head's form shows. */
  readonly apart: number;
  readonly impossible: readonly LocalDate[];
  readonly focus: string | null;
  readonly reviewers: readonly string[];
  readonly trainees: readonly string[];
  readonly late: boolean;
  /** The plan is out: a place is looked for beside it. */
  readonly afterPlan: boolean;
}

type Field = keyof Fields;

/** An entry as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenEntry = Seen<Fields, EntryState>;

const EVERYBODY: readonly EntryRole[] = ['head', 'programmeLead', 'organiser', 'clusterLead'];
/** Somebody whom a school that has left would have sent: which cycle it is about, and whom to ask. */
const AND_FORMER: readonly EntryRole[] = [...EVERYBODY, 'formerReviewer'];
/** The answer itself is between the school and those who plan; a cluster lead chases and needs the state only. */
const PLANNING: readonly EntryRole[] = ['head', 'programmeLead', 'organiser'];

/** Who sees what: DOMAIN 7.3 ("status only" for a cluster lead). A field without a rule does not compile. */
const rules: Readonly<Record<Field, readonly EntryRole[]>> = {
  school: AND_FORMER,
  cycle: AND_FORMER,
  lead: AND_FORMER,
  answersBy: EVERYBODY,
  windowFrom: EVERYBODY,
  windowTo: EVERYBODY,
  hosts: PLANNING,
  apart: ['head'],
  impossible: PLANNING,
  focus: PLANNING,
  reviewers: PLANNING,
  trainees: PLANNING,
  late: EVERYBODY,
  afterPlan: EVERYBODY,
};

const read: { readonly [F in Field]: (record: EntryRecord) => Fields[F] } = {
  school: record => record.school.name,
  cycle: record => record.cycle.name,
  lead: record => record.cycle.lead.name,
  answersBy: record => record.cycle.answersBy,
  windowFrom: record => record.cycle.windowFrom,
  windowTo: record => record.cycle.windowTo,
  hosts: record => record.hosts,
  apart: record => record.apartIds.length,
  impossible: record => record.impossible,
  focus: record => record.focus,
  reviewers: record => record.reviewers.map(person => person.name),
  trainees: record => record.trainees.map(person => person.name),
  late: record => record.late,
  afterPlan: comesLate,
};

/** An entry as one viewer may see it: cards and notices are made from this and from nothing else. */
export const see: (record: EntryRecord, viewer: Viewer) => SeenEntry = seeing<Fields, EntryRecord, EntryRole>(
  { rules, read },
);
