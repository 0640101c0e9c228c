import type { Store } from '../../src/store/open.js';
import type { Platforms } from './platforms.js';
import type { Acknowledged } from './traffic.js';

export interface Verdict {
  /** What is wrong, in words; empty when nothing is. */
  readonly faults: readonly string[];
  readonly messages: Readonly<Record<string, number>>;
  readonly timers: Readonly<Record<string, number>>;
  readonly posts: number;
  readonly edits: number;
  /** Reported as unknown because the platform's answer was lost. */
  readonly unknownByLoss: number;
  /** Reported as unknown because an instance died between claim and outcome. */
  readonly unknownByDeath: number;
}

/** Compares what was acknowledged, what the store says and what users would have seen. */
export async function verify(
  { db }: Store,
  platforms: Platforms,
  { asked, notes, finished }: Acknowledged,
): Promise<Verdict> {
  const faults: string[] = [];
  const ledger = platforms.ledger();
  const posts = groupBy(ledger, post => post.key);
  const messages = await db.message.findMany();
  const byKey = new Map(messages.map(message => [message.key, message]));

  // Every acknowledged click, once.
  const errands = await db.taskGroup.findMany();
  const byTitle = groupBy(errands, errand => errand.title);
  for (const [title, { id, doer, urgent }] of asked) {
    const rows = byTitle.get(title) ?? [];
    if (rows.length !== 1 || rows[0]?.id !== id) faults.push(`${title}: ${rows.length} errands`);
    const key = `errand:${id}:v1:${urgent ? 'pressing' : 'asked'}:person:${doer}`;
    if (!byKey.has(key)) faults.push(`${title}: its message is missing`);
  }
  for (const errand of errands) {
    if (!asked.has(errand.title)) faults.push(`${errand.title}: nobody was told of it`);
    const expected = notes.get(errand.id) ?? 0;
    if (errand.missesInARow !== expected) {
      faults.push(`${errand.title}: ${errand.missesInARow} notes instead of ${expected}`);
    }
    if (finished.has(errand.id) && errand.state !== 'finished') faults.push(`${errand.title}: not finished`);
  }
  const audits = await db.auditEntry.count();
  const versions = errands.reduce((sum, errand) => sum + errand.version, 0);
  if (audits !== versions) faults.push(`${audits} audit entries for ${versions} changes`);

  // Every message, once, save those in doubt; and nothing that nobody wrote.
  let unknownByLoss = 0;
  let unknownByDeath = 0;
  for (const message of messages) {
    const seen = posts.get(message.key)?.length ?? 0;
    if (message.status === 'sent' && seen !== 1) faults.push(`${message.key}: sent, and seen ${seen} times`);
    if (['pending', 'gathered', 'refused', 'superseded'].includes(message.status) && seen !== 0) {
      faults.push(`${message.key}: ${message.status}, and seen ${seen} times`);
    }
    if (message.status === 'refused') faults.push(`${message.key}: refused: ${message.reason}`);
    if (message.status === 'gathered') {
      const leader = messages.find(each => message.reason?.endsWith(` ${each.id}`));
      if (leader?.status !== 'sent' && leader?.status !== 'pending')
        faults.push(`${message.key}: gathered with a message that is ${leader?.status}`);
    }
    if (message.status === 'unknown') {
      if (message.platform !== 'teams')
        faults.push(`${message.key}: unknown, though ${message.platform} can be looked at`);
      if (seen > 1) faults.push(`${message.key}: unknown, and seen ${seen} times`);
      if (platforms.lostOnTeams.has(message.key)) unknownByLoss++;
      else unknownByDeath++;
    }
  }
  for (const key of posts.keys()) if (!byKey.has(key)) faults.push(`${key}: seen, but in no outbox`);
  for (const key of platforms.lostOnTeams) {
    // What went with it in one post shares its fate, so the row of that key itself is the one to ask.
    const status = byKey.get(key)?.status;
    if (status !== 'unknown') faults.push(`${key}: its answer was lost on Teams, and it is ${status}`);
  }

  // Every timer, once: the message of one that fired is there.
  const timers = await db.timer.findMany();
  for (const timer of timers) {
    if (timer.status === 'pending' || timer.status === 'failed') faults.push(`${timer.key}: ${timer.status}`);
    const notice = { first: 'reminder', second: 'lastReminder', lapse: 'lapsed' }[timer.name];
    if (timer.status !== 'fired' || !notice) continue;
    const told = messages.filter(message => message.entityId === timer.entityId && message.notice === notice);
    const people = timer.name === 'lapse' ? 2 : 1;
    if (told.length !== people) faults.push(`${timer.key}: fired, and told ${told.length}`);
  }

  // Every card that can still be edited shows the present.
  const copies = await db.cardCopy.findMany({ where: { status: 'live', entityKind: 'errand' } });
  const posted = new Map(ledger.map(post => [`${post.conversation} ${post.externalId}`, post]));
  for (const copy of copies) {
    const version = errands.find(errand => errand.id === copy.entityId)?.version;
    const shown = posted.get(`${copy.conversation} ${copy.externalId}`);
    // One whose message waits for another day does not stand yet.
    if (copy.externalId.startsWith('message:')) continue;
    if (shown?.version !== version) {
      faults.push(
        `copy ${copy.id} shows version ${shown?.version} of ${copy.entityKind} ${copy.entityId}, now ${version}`,
      );
    }
  }
  return {
    faults,
    messages: tally(messages.map(message => message.status)),
    timers: tally(timers.map(timer => timer.status)),
    posts: ledger.length,
    edits:
      platforms.slack.messages.reduce((sum, message) => sum + message.edits.length, 0) +
      platforms.teams.activities.reduce((sum, activity) => sum + activity.edits.length, 0),
    unknownByLoss,
    unknownByDeath,
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function groupBy<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}
