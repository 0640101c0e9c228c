import { expect, test } from 'vitest';
import { apply } from '../../src/workflow/commit.js';
import { runsPostgresql, withDatabase } from '../fakes/database.js';
import { buildTown, errandDelivery, StandingClock } from '../fakes/errandTown.js';
import { MemoryPlatform } from '../fakes/memoryPlatform.js';
import { query } from '../fakes/postgresqlServer.js';

/** Transactions of this database that wait for a lock on an entity. */
const WAITING = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** How long whoever could wait may take to get there, in ms; without the lock nobody waits, and the card is wrong. */
const PATIENCE_MS = 5_000;

// SQLite has one writer, and nothing to wait for.
test.skipIf(!runsPostgresql())(
  'a card posted while a change is being committed shows the change',
  async () => {
    const { url, open } = await withDatabase('postgresql');
    const store = await open();
    const clock = new StandingClock('2026-11-09T09:00:00Z');
    const platform = new MemoryPlatform({ clock });
    const { delivery, processes } = errandDelivery({ store, platforms: [platform], clock });
    const town = await buildTown(store, processes);
    const [, doer = 0] = town.people;
    const asked = await town.ask({ title: 'A', doer, now: clock.now(), urgent: true });
    if (asked.type === 'refused') throw new Error(asked.text);
    const { id } = asked.entity;

    let posting: Promise<unknown> = Promise.resolve();
    await store.transaction(async tx => {
      const change = { key: null, kind: 'errand', id, command: 'note', input: {}, personId: doer };
      const done = await apply(tx, processes, { ...change, platform: 'test', now: clock.now() });
      expect(done.type).not.toBe('refused');
      // Everything of the change is written, and nobody else sees it yet.
      posting = delivery.tick();
      const until = performance.now() + PATIENCE_MS;
      while (
        performance.now() < until &&
        (await query(url, WAITING)).rowCount === 0 &&
        platform.posts.length === 0
      );
    });
    await posting;
    await delivery.tick();
    const { version } = await store.db.taskGroup.findUniqueOrThrow({ where: { id } });
    expect(version).toBe(2);
    const shown = platform.posts.map(post => post.shown.at(-1)?.card.entity?.version);
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown)).toEqual(new Set([version]));
  },
);
