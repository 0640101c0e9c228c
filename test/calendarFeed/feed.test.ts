import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import nodeIcal, { type VEvent } from 'node-ical';
import { expect, onTestFinished, test } from 'vitest';
import { serveCalendars } from '../../adapters/http/calendars.js';
import { CALENDAR_PATH } from '../../src/calendarFeed/address.js';
import { calendarAction, calendarSubcommand } from '../../src/calendarFeed/command.js';
import { createCalendarFeeds } from '../../src/calendarFeed/feed.js';
import type { Answer } from '../../src/chat/answer.js';
import { cardText } from '../../src/chat/plainText.js';
import { reviewEvents } from '../../src/review/dayEvents.js';
import { eachStore } from '../fakes/database.js';
import { acceptAll, type Cast, castOf, openCycle, reviewOn } from '../review/cast.js';

/** A server that serves the calendars of a world, and what somebody types and presses there. */
async function served({ world }: Cast) {
  const app = express();
  serveCalendars(
    app,
    CALENDAR_PATH,
    createCalendarFeeds(world.store, [reviewEvents], { now: () => world.now }),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const deps = { store: world.store, publicUrl };
  const base = {
    key: 'k',
    platform: 'test',
    get at() {
      return world.now;
    },
  };
  return {
    deps,
    types: (personId: number) =>
      calendarSubcommand(deps).run({
        interaction: { ...base, type: 'command', text: '/me calendar', personId },
        rest: '',
      }),
    presses: (personId: number, verb: string) =>
      calendarAction(deps, { ...base, type: 'action', personId, verb, submitted: false }),
  };
}

const textOf = (answer: Answer) =>
  answer.type === 'card' ? cardText(answer.card) : answer.type === 'notice' ? answer.text : '';

const linkIn = (answer: Answer) => /https?:\S+\.ics/.exec(textOf(answer))?.[0] ?? '';

const eventsIn = (text: string) =>
  Object.values(nodeIcal.sync.parseICS(text)).filter((each): each is VEvent => each?.type === 'VEVENT');

eachStore('a private calendar', open => {
  test('follows its person’s reviews until its address is taken back', async () => {
    const cast = await castOf(await open(), 3);
    const { world, lead, places } = cast;
    const [host, home] = places;
    const { types, presses } = await served(cast);
    await openCycle(cast);
    const review = await reviewOn(cast, '2027-01-19');

    const link = linkIn(await types(home!.head));
    expect(link).toMatch(/\/calendar\/[\w-]{43}\.ics$/);
    const stored = await world.store.db.calendarFeed.findMany();
    expect(JSON.stringify(stored)).not.toContain(/([\w-]{43})\.ics/.exec(link)![1]);

    const first = await fetch(link);
    expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(first.headers.get('cache-control')).toContain('private');
    const asked = eventsIn(await first.text()).find(event => event.status === 'TENTATIVE');
    expect(asked).toMatchObject({ location: host!.name });
    const same = await fetch(link, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
    });
    expect(same.status).toBe(304);

    await acceptAll(cast, review);
    const agreed = eventsIn(await (await fetch(link)).text()).find(event => event.status === 'CONFIRMED');
    expect(agreed!.uid).toBe(asked!.uid);
    expect(Number(agreed!.sequence)).toBeGreaterThan(Number(asked!.sequence));

    await world.must('review', review, 'cancel', lead);
    expect(eventsIn(await (await fetch(link)).text()).map(event => event.status)).toEqual([
      'CANCELLED',
      'CANCELLED',
    ]);

    const again = await types(home!.head);
    expect(linkIn(again)).toBe('');
    expect(textOf(again)).toContain('cannot be shown again');
    const renewed = linkIn(await presses(home!.head, 'calendar.renew'));
    expect((await fetch(link)).status).toBe(404);
    expect((await fetch(renewed)).status).toBe(200);
    expect(textOf(await presses(home!.head, 'calendar.revoke'))).toContain('The link is off');
    const gone = await fetch(renewed);
    expect([gone.status, await gone.text()]).toEqual([404, expect.stringContaining('/me calendar')]);
    expect(textOf(await presses(home!.head, 'calendar.revoke'))).toContain('no link');
  });

  test('of somebody who has left is closed; without an address of ours there is none', async () => {
    const cast = await castOf(await open(), 3);
    const { world, places } = cast;
    const { types, deps } = await served(cast);
    const person = places[0]!.head;
    const link = linkIn(await types(person));
    expect((await fetch(link)).status).toBe(200);
    await world.store.db.person.update({ where: { id: person }, data: { leftOn: world.today } });
    expect((await fetch(link)).status).toBe(404);
    expect((await fetch(link.replace(/.{5}\.ics$/, 'AAAAA.ics'))).status).toBe(404);

    const nowhere = await calendarAction(
      { ...deps, publicUrl: null },
      {
        type: 'action',
        key: 'k',
        platform: 'test',
        at: world.now,
        personId: person,
        verb: 'calendar.renew',
        submitted: false,
      },
    );
    expect(textOf(nowhere)).toContain('CONVENOR_PUBLIC_URL');
  });
});
