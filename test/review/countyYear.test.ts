import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reviewTotals } from '../../src/review/totals.js';
import { eachStore } from '../fakes/database.js';
import { BEGINS, county, GIAS, SCHOOLS } from './countySchools.js';
import { FINDING, Year } from './year.js';
import { everyDeadlineFallsWhereItShould, nobodyIsBothered } from './yearChecks.js';
import { CONVERTED_URN, EVENTS, YearEvents, type YearPlace } from './yearEvents.js';

/** A simulated year of a county is seven minutes of work on a quiet machine, a quarter of an hour on a busy one. */
const LONG = 7_200_000;

/** Whole days after which somebody who never looks would look. */
const NEVER = 999;

/** Every tenth school does not take part. */
const TAKES_NO_PART = 10;

const folder = mkdtempSync(path.join(os.tmpdir(), 'convenor-county-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

eachStore('a year of 150 real schools of the north (issue 8)', open => {
  // A quarter of an hour a store: with CONVENOR_LONG=county.
  test.runIf(process.env.CONVENOR_LONG === 'county')(
    'from opening to closed, with declines, a late joiner, two postponements, a conversion and leavers',
    async () => {
      const store = await open();
      const { db } = store;
      const { lead, clusterIds, schoolIds, urns, person } = await county(store);
      const places: YearPlace[] = schoolIds.map(id => ({
        id,
        urn: urns.get(id) ?? 0,
        head: person('Head', id),
        deputy: person('Deputy', id),
        inset: [],
      }));
      const declines = places.filter((_, n) => n % TAKES_NO_PART === TAKES_NO_PART - 1);
      const [silent, second] = places;
      let events: YearEvents | null = null;
      const away = new Set(declines.map(({ head }) => head));
      const patience = (id: number): number => {
        if (away.has(id) || (id === silent!.head && !events?.happened.has('publishes'))) return NEVER;
        return id % 3 === 0 ? 5 : 0;
      };
      const year = new Year(store, BEGINS, { patience, evening: async today => events?.evening(today) });
      const cycle = await year.must('cycle', null, 'open', lead, {
        clusterIds: clusterIds.join(','),
        name: 'Northern reviews 2026/27',
        answersBy: '2026-10-16',
        windowFrom: '2026-12-01',
        windowTo: '2027-05-14',
      });
      for (const { id, head } of declines) {
        const entry = await db.reviewEntry.findFirstOrThrow({ where: { schoolId: id } });
        await year.must('entry', entry.id, 'decline', head);
        away.delete(head);
      }
      events = new YearEvents(year, cycle, {
        lead,
        places,
        silent: silent!,
        converting: { place: second!, file: path.join(GIAS, '815-north-yorkshire.csv') },
        losingHead: places[4]!,
        folder,
      });
      await year.until(
        '2027-11-30',
        async () => (await db.reviewCycle.findUniqueOrThrow({ where: { id: cycle } })).state === 'closed',
      );

      const held = SCHOOLS - declines.length;
      expect([...events.happened].toSorted()).toEqual([...EVENTS]);
      const ended = await db.review.findMany();
      expect(ended.map(({ state }) => state)).toEqual(Array(held).fill('closed'));
      expect(await db.timer.count({ where: { status: 'pending' } })).toBe(0);
      expect(await db.waiting.count()).toBe(0);
      expect((await db.school.findUniqueOrThrow({ where: { id: second!.id } })).urn).toBe(CONVERTED_URN);
      expect(await reviewTotals(db, cycle)).toMatchObject({
        reviews: held,
        held,
        reports: held,
        workshops: held,
        followedUp: held,
        rating: 4,
      });
      await nobodyIsBothered(store, places);
      await everyDeadlineFallsWhereItShould(store, places);
      expect(JSON.stringify(year.platform.posts.map(({ shown }) => shown)).includes(FINDING)).toBe(false);
    },
    LONG,
  );
});
