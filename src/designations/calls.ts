import { addDays, addMonths, type LocalDate } from '../calendar/localDate.js';
import type { DesignationRecord, Post, SchoolFacts, Trigger } from './record.js';

/** A designation that nobody draws on for so long is looked at again, in months (DOMAIN 3.1). */
const UNUSED_MONTHS = 24;

/** Something that calls for a review and, when the leader has moved, the school they are at now. */
interface Call {
  readonly trigger: Trigger;
  readonly newHome: SchoolFacts | null;
}

/**
 * What calls for a review of a designation on a day, or null: pure. What happened before it was last renewed (or, not
 * renewed yet, before it began) has been decided on and calls for nothing.
 */
export function callFor(record: DesignationRecord, today: LocalDate): Call | null {
  const { posts, home, trigger, concernFrom } = record;
  // An import found another home school in its file.
  if (record.state === 'active' && trigger) return { trigger, newHome: null };
  const since = record.renewedOn ?? record.from;
  const now = posts.filter(post => post.from <= today && !isOver(post, today));
  const ended = posts.filter(post => isOver(post, today) && (post.to ?? '') >= since);
  if (!now.some(post => post.school.id === home.id)) {
    const next = now.filter(post => post.from > since).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
    if (next) return { trigger: 'moved', newHome: next.school };
    if (now.length === 0 && ended.some(post => post.school.id === home.id))
      return { trigger: 'left', newHome: null };
  }
  if (!now.some(post => post.heads) && ended.some(post => post.heads && wasHeadAtFirst(record, post)))
    return { trigger: 'headship', newHome: null };
  if (concernFrom && concernFrom <= today && concernFrom > since)
    return { trigger: 'concern', newHome: null };
  const unused = unusedOn(record);
  return unused && unused <= today ? { trigger: 'unused', newHome: null } : null;
}

/** The next day on which something that is on record already may call for a review, or null. */
export function nextLook(record: DesignationRecord, today: LocalDate): LocalDate | null {
  const days = [
    ...record.posts.flatMap(({ from, to }) => [from, ...(to ? [addDays(to, 1)] : [])]),
    record.concernFrom,
    unusedOn(record),
  ];
  return days.filter(day => day !== null && day > today).toSorted()[0] ?? null;
}

/** The schools that a designation may be held at: its home, the one left, and wherever the leader has a role. */
export function possibleHomes(record: DesignationRecord, today: LocalDate): readonly SchoolFacts[] {
  const { home, movedFrom, posts } = record;
  const now = posts.filter(post => post.from <= today && !isOver(post, today)).map(post => post.school);
  const all = [home, ...now, ...(movedFrom ? [movedFrom] : [])];
  return all.filter((school, at) => all.findIndex(other => other.id === school.id) === at);
}

function isOver({ to }: Post, today: LocalDate): boolean {
  return to !== null && to < today;
}

/** Whether a headship was what the leader was designated with. */
function wasHeadAtFirst({ from, addedOn }: DesignationRecord, post: Post): boolean {
  const covers = (day: LocalDate) => post.from <= day && (post.to === null || post.to >= day);
  return covers(from) || (addedOn !== null && covers(addedOn));
}

/** The day by which it has gone unused for too long; null while it is used, or where its past is not known. */
function unusedOn({ addedOn, renewedOn, deployedUntil, deployments }: DesignationRecord): LocalDate | null {
  if (addedOn === null || deployments.length > 0) return null;
  const last = [addedOn, renewedOn, deployedUntil]
    .filter(day => day !== null)
    .toSorted()
    .at(-1);
  return last === undefined ? null : addMonths(last, UNUSED_MONTHS);
}
