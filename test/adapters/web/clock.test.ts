import { describe, expect, test } from 'vitest';
import { requireLoopback } from '../../../adapters/web/guard.js';
import { PlaygroundClock } from '../../../adapters/web/playgroundClock.js';
import { TimeTravel } from '../../../adapters/web/timeTravel.js';
import { WalkStuck, walk } from '../../../adapters/web/walk.js';
import type { ClockMove } from '../../../adapters/web/wire.js';
import { withDatabase } from '../../fakes/database.js';
import { Agenda, BEGINS, StoppedClock } from './playground.js';

const at = (text: string) => new Date(text);

async function setUp(begins = BEGINS) {
  const database = await withDatabase('sqlite');
  const store = await database.open();
  const machine = new StoppedClock();
  machine.set(begins);
  const clock = await PlaygroundClock.open(store, machine);
  const agenda = new Agenda(() => clock.now());
  return { store, machine, clock, agenda };
}

describe('the clock of the playground', () => {
  test('keeps what it was moved on by over a restart, and runs on from there', async () => {
    const { store, machine, clock } = await setUp();
    await clock.advanceTo(at('2026-12-01T09:00:00Z'));
    expect(clock.now()).toEqual(at('2026-12-01T09:00:00Z'));
    machine.set(new Date(BEGINS.getTime() + 60_000));
    expect(clock.now()).toEqual(at('2026-12-01T09:01:00Z'));
    const again = await PlaygroundClock.open(store, machine);
    expect(again.now()).toEqual(at('2026-12-01T09:01:00Z'));
  });

  test('never goes back: not to an instant that has passed, nor when the machine’s clock does', async () => {
    const { machine, clock } = await setUp();
    await clock.advanceTo(at('2026-12-01T09:00:00Z'));
    await clock.advanceTo(at('2026-11-20T09:00:00Z'));
    expect(clock.now()).toEqual(at('2026-12-01T09:00:00Z'));
    machine.set(new Date(BEGINS.getTime() - 3_600_000));
    expect(clock.now()).toEqual(at('2026-12-01T09:00:00Z'));
  });
});

describe('walking time on', () => {
  test('runs everything at its due moment, what falls due on the way included', async () => {
    const { clock, agenda } = await setUp();
    const second = at('2026-11-13T09:00:00Z');
    agenda.add(at('2026-11-12T12:00:00Z'), async () => agenda.add(second));
    agenda.add(at('2026-11-14T08:00:00Z'));
    agenda.add(at('2026-12-24T08:00:00Z'));
    const stops = await walk(clock, agenda, { target: at('2026-11-20T09:30:00Z') });
    expect(stops).toBe(3);
    expect(agenda.ran).toEqual([at('2026-11-12T12:00:00Z'), second, at('2026-11-14T08:00:00Z')]);
    expect(clock.now()).toEqual(at('2026-11-20T09:30:00Z'));
  });

  test('does not go past what is due and does not get done', async () => {
    const { clock } = await setUp();
    const stuck = { nextDueAt: async () => BEGINS, tick: async () => {} };
    await expect(walk(clock, stuck, { target: at('2026-11-20T09:30:00Z') })).rejects.toThrow(WalkStuck);
    expect(clock.now()).toEqual(BEGINS);
  });
});

describe('the moves', () => {
  async function travel(begins?: Date) {
    const parts = await setUp(begins);
    const posted: string[] = [];
    const shown: string[] = [];
    const time = new TimeTravel({
      ...parts,
      due: parts.agenda,
      posted,
      names: async conversations => conversations.map(each => each.replace('person:', 'Person ')),
      onStep: view => shown.push(view.now),
    });
    const post = async () => {
      posted.push('person:9');
    };
    return { ...parts, time, shown, post };
  }

  test('"next reminder" goes on to the first moment at which something is said, and stays there', async () => {
    const { time, agenda, clock, post } = await travel();
    agenda.add(at('2026-11-12T23:00:00Z'));
    agenda.add(at('2026-11-13T08:00:00Z'), post);
    agenda.add(at('2026-11-13T09:00:00Z'), post);
    expect(await time.move('nextReminder')).toMatchObject({ says: '1 message: to Person 9.' });
    expect(clock.now()).toEqual(at('2026-11-13T08:00:00Z'));
  });

  test('"next reminder" without any stays where it is and says so', async () => {
    const { time, clock } = await travel();
    expect(await time.move('nextReminder')).toMatchObject({
      says: 'No reminder is planned for the next four months.',
    });
    expect(clock.now()).toEqual(BEGINS);
  });

  test.each<[string, ClockMove, string, string]>([
    ['a school day from a Friday is the Monday', 'schoolDay', '2026-11-13T09:30:00Z', '2026-11-16T09:30:00Z'],
    [
      'a week keeps the time of the clock over its change',
      'week',
      '2027-03-24T09:30:00Z',
      '2027-03-31T08:30:00Z',
    ],
  ])('%s', async (_, move, from, to) => {
    const { time, clock } = await travel(at(from));
    await time.move(move);
    expect(clock.now()).toEqual(at(to));
  });

  test('one at a time', async () => {
    const { time } = await travel();
    const first = time.move('week');
    await expect(time.move('week')).rejects.toThrow('moving already');
    await first;
  });

  test('what happens is shown as it happens', async () => {
    const { time, agenda, shown } = await travel();
    agenda.add(at('2026-11-13T08:00:00Z'));
    agenda.add(at('2026-11-16T08:00:00Z'));
    await time.move('week');
    expect([...new Set(shown)]).toEqual([
      '2026-11-12T09:30:00.000Z',
      '2026-11-13T08:00:00.000Z',
      '2026-11-16T08:00:00.000Z',
      '2026-11-19T09:30:00.000Z',
    ]);
  });
});

describe('where it opens', () => {
  test.each(['127.0.0.1', 'localhost', '::1', '127.0.0.53'])('%s is this machine', host => {
    expect(() => requireLoopback(host)).not.toThrow();
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'convenor.example', '127.0.0.1.evil.example'])(
    '%s is refused with what to do',
    host => {
      expect(() => requireLoopback(host)).toThrow('Set HOST=127.0.0.1');
    },
  );
});
