import { expect, test } from 'vitest';
import { cardText } from '../../src/chat/plainText.js';
import { idsOfRolesHeld, idsOfSchoolsLedBy, schoolsLedBy } from '../../src/network/people.js';
import { createProcesses } from '../../src/processes.js';
import { idsOfEach } from '../../src/store/idsOfEach.js';
import type { Store, Tx } from '../../src/store/open.js';
import { type HomeLines, homeCard } from '../../src/workflow/meCommand.js';
import { rolesChanged } from '../../src/workflow/waitingRows.js';
import { storyOnEachStore } from '../fakes/database.js';
import { bringTo, castOf, submit } from '../support/cast.js';

const NOW = new Date('2026-11-09T10:00:00Z');
const AT = { now: NOW, today: '2026-11-09' } as const;

/** The store's client, and what is asked of it. */
function counting(store: Store): { readonly tx: Tx; readonly asked: string[] } {
  const asked: string[] = [];
  const tx = store.db.$extends({
    query: {
      $allOperations({ model, operation, args, query }) {
        asked.push(`${model ?? ''}.${operation}`);
        return query(args);
      },
    },
  });
  return { tx: tx as unknown as Tx, asked };
}

storyOnEachStore('a person’s own page', open => {
  test('costs somebody who has a part in nothing two queries, however much there is', async () => {
    const cast = await castOf(await open());
    await submit(cast, cast.rita);
    const stranger = await cast.world.person('Una Else');
    const { tx, asked } = counting(cast.world.store);
    const card = await homeCard(tx, createProcesses(), stranger, { ...AT, today: cast.world.today });
    expect(cardText(card)).toContain('You have no request, review or group at present.');
    expect(asked).toHaveLength(2);
  });

  test('reads nothing to say what waits on its reader, and each piece of work once where that has to be looked at', async () => {
    const cast = await castOf(await open());
    await bringTo(cast, 'shortlisted');
    const { store, today } = cast.world;
    const page = async () => {
      const { tx, asked } = counting(store);
      const card = await homeCard(tx, createProcesses(), cast.rita, { ...AT, today });
      expect(card.title).toBe('One thing waits on you');
      expect(cardText(card)).toContain('SR-2026-0001');
      return asked.filter(each => each.startsWith('SupportRequest.')).length;
    };
    expect(await page()).toBe(0);
    await rolesChanged(store.db);
    expect(await page()).toBe(1);
  });

  test('what concerns an office stands first on the page of who holds it, and on no other', async () => {
    const { world, priya, rita } = await castOf(await open());
    const first: HomeLines = {
      asks: (personId, today) => idsOfRolesHeld(personId, 'coordinator', today),
      lines: async () => [{ type: 'text', text: 'Two messages did not arrive.' }],
    };
    const page = async (personId: number) => {
      const at = { ...AT, today: world.today };
      return cardText(await homeCard(world.store.db, createProcesses(), personId, at, first));
    };
    expect(await page(priya)).toContain('Two messages did not arrive.');
    expect(await page(rita)).not.toContain('Two messages did not arrive.');
  });

  test('several questions for ids are answered apart, and as they are alone', async () => {
    const { world, rita, harriet } = await castOf(await open());
    const { db } = world.store;
    const led = (personId: number) => idsOfSchoolsLedBy(personId, world.today);
    const found = await idsOfEach(db, [led(rita), null, led(harriet)]);
    const alone = async (id: number) => (await schoolsLedBy(db, id, world.today)).map(school => school.id);
    expect(found).toEqual([await alone(rita), [], await alone(harriet)]);
    expect(found[0]).not.toEqual([]);
    expect(await idsOfEach(db, [null])).toEqual([[]]);
  });
});
