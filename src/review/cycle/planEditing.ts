import { AcceptInput, ExcludeInput, MatchInput, VisitInput } from './inputs.js';
import { command } from './part.js';
import type { PlanEdits } from './plan.js';
import { basisOf, type CycleRecord, keptPlan, openWarnings } from './record.js';
import type { CycleChanges } from './terms.js';

// What the programme lead changes in a proposed plan by hand (workflow.ts): nothing of it leaves before it is published.

const by = ['programmeLead', 'organiser'] as const;

/** A change of the edits alone; the visits stay. */
const withEdits = ({ plan }: CycleRecord, edits: Partial<PlanEdits>): CycleChanges =>
  plan ? { plan: keptPlan({ ...plan, edits: { ...plan.edits, ...edits } }) } : {};

const nameOf = ({ plan }: CycleRecord, schoolId: number): string =>
  plan?.visits.find(visit => visit.school.id === schoolId)?.school.name ?? 'That school';

const refuseUnknown = <I extends { readonly schoolId: number }>(
  record: CycleRecord,
  { schoolId }: I,
): string | null =>
  record.plan?.visits.some(visit => visit.school.id === schoolId)
    ? null
    : 'That school is not in the plan (any more). Open the plan again.';

/** Stays as it is when the plan is made anew. */
export const pin = command({
  by,
  to: 'same',
  input: VisitInput,
  refuse: refuseUnknown,
  set: (record, { schoolId }) =>
    withEdits(record, { pinned: [...new Set([...(record.plan?.edits.pinned ?? []), schoolId])] }),
  answer: (record, { schoolId }) => `${nameOf(record, schoolId)}: team and day stay when you match again.`,
});

export const unpin = command({
  by,
  to: 'same',
  input: VisitInput,
  refuse: refuseUnknown,
  set: (record, { schoolId }) =>
    withEdits(record, { pinned: (record.plan?.edits.pinned ?? []).filter(id => id !== schoolId) }),
  answer: (record, { schoolId }) => `${nameOf(record, schoolId)}: matching again may change team and day.`,
});

/** The next plan does without; the visit is no longer kept, for somebody else has to come. */
export const exclude = command({
  by,
  to: 'same',
  input: ExcludeInput,
  refuse: refuseUnknown,
  set: (record, { schoolId, personId }) => {
    const { excluded = [], pinned = [] } = record.plan?.edits ?? {};
    const known = excluded.some(each => each.schoolId === schoolId && each.personId === personId);
    return withEdits(record, {
      excluded: known ? excluded : [...excluded, { schoolId, personId }],
      pinned: pinned.filter(id => id !== schoolId),
    });
  },
  answer: (record, { schoolId }) =>
    `Noted for ${nameOf(record, schoolId)}. Press "Match again": the plan is made without, and keeps what you have kept.`,
});

/** The new plan is worked out before the commit, and judged against every rule (match/editPlan.ts). */
export const swap = command({
  by,
  to: 'same',
  input: MatchInput,
  prepared: true,
  refuse: (record, { plan }) =>
    plan.basis === basisOf(record.entries)
      ? null
      : 'An answer came in while the plan was being changed. Match again.',
  set: (_record, { plan }) => ({ plan }),
  note: 'No hard rule can be broken by it. A soft one that it breaks is accepted with a reason before publishing.',
  answer: record => {
    const open = record.plan?.visits.filter(
      visit =>
        record.plan?.edits.swapped.includes(visit.school.id) && openWarnings(record.plan, visit).length > 0,
    );
    return open && open.length > 0
      ? `Changed, and kept when you match again. Worth a look: ${open.map(visit => visit.warnings.join(' ')).join(' ')} Accept that with a reason before you publish.`
      : 'Changed, and kept when you match again. No rule is broken by it.';
  },
});

/** Overrides the soft warnings of one visit, with a reason that stays in the record (DOMAIN 2.3). */
export const acceptWarnings = command({
  by,
  to: 'same',
  input: AcceptInput,
  refuse: (record, input) => {
    const unknown = refuseUnknown(record, input);
    const visit = record.plan?.visits.find(each => each.school.id === input.schoolId);
    if (unknown || !visit) return unknown;
    return visit.warnings.length > 0 ? null : 'There is nothing to accept about this visit.';
  },
  reason: (_record, { schoolId, reason }) => `school ${schoolId}: ${reason}`,
  set: (record, { schoolId, reason }) => {
    const visit = record.plan?.visits.find(each => each.school.id === schoolId);
    const others = (record.plan?.edits.accepted ?? []).filter(each => each.schoolId !== schoolId);
    return withEdits(record, {
      accepted: [...others, { schoolId, warnings: [...(visit?.warnings ?? [])], reason }],
    });
  },
  answer: (record, { schoolId }) => `Accepted for ${nameOf(record, schoolId)}; the reason is in the record.`,
});
