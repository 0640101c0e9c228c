import type { LocalDate } from '../calendar/localDate.js';
import type { Viewer } from '../workflow/parties.js';
import { type Seen, seeing } from '../workflow/seen.js';
import type { DesignationRecord, DesignationRole, DesignationState, Ending, Trigger } from './record.js';

/** What a designation's cards and messages may show, field by field. */
interface Fields {
  readonly leader: string;
  readonly typeCode: string;
  readonly body: string;
  readonly home: string;
  readonly movedFrom: string | null;
  readonly specialisms: readonly string[];
  readonly halfDaysPerYear: number;
  readonly reviewDue: LocalDate | null;
  readonly deployments: number;
  readonly trigger: Trigger | null;
  readonly endedReason: Ending | null;
}

type Field = keyof Fields;

/** A designation as one viewer may see it: fields that are not theirs to see are not there. */
export type SeenDesignation = Seen<Fields, DesignationState>;

const OFFICE: readonly DesignationRole[] = ['coordinators', 'programmeLead'];
const ALL: readonly DesignationRole[] = ['leader', 'homeHead', ...OFFICE];

/**
 * Who sees what: the leader, the head who releases them, and the office. Why it is looked at or has ended may be about
 * a person's conduct or another school's trouble, so that stays with the office (DOMAIN 7.1). A field without a rule
 * does not compile.
 */
const rules: Readonly<Record<Field, readonly DesignationRole[]>> = {
  leader: ALL,
  typeCode: ALL,
  body: ALL,
  home: ALL,
  movedFrom: ['leader', ...OFFICE],
  specialisms: ALL,
  halfDaysPerYear: ALL,
  reviewDue: ALL,
  deployments: ['leader', ...OFFICE],
  trigger: OFFICE,
  endedReason: OFFICE,
};

const read: { readonly [F in Field]: (record: DesignationRecord) => Fields[F] } = {
  leader: record => record.leader.name,
  typeCode: record => record.typeCode,
  body: record => record.body,
  home: record => record.home.name,
  movedFrom: record => record.movedFrom?.name ?? null,
  specialisms: record => record.specialisms,
  halfDaysPerYear: record => record.halfDaysPerYear,
  reviewDue: record => record.reviewDue,
  deployments: record => record.deployments.length,
  trigger: record => record.trigger,
  endedReason: record => record.endedReason,
};

/** A designation as one viewer may see it: cards and notices are made from this and from nothing else. */
export const see: (record: DesignationRecord, viewer: Viewer) => SeenDesignation = seeing<
  Fields,
  DesignationRecord,
  DesignationRole
>({ rules, read });
