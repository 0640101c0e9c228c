import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { createRouter } from '../../src/chat/router.js';
import { allCommands } from '../../src/commands.js';
import { routineSendTime } from '../../src/network/sendTimes.js';
import { createProcesses } from '../../src/processes.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore } from '../fakes/database.js';
import { World } from '../fakes/world.js';

eachStore('quiet hours', open => {
  test('nothing routine comes in them, and it comes afterwards', async () => {
    const store = await open();
    const world = await World.create(store, createProcesses().all());
    const head = await world.head('Rita Receiving', await world.school('Receiving Primary'));
    const route = createRouter(allCommands(store, world.processes), each =>
      handleAction(store, world.processes, each),
    );
    let keys = 0;
    const say = async (text: string) => {
      const base = { key: `q${++keys}`, at: world.now, platform: 'test', personId: head };
      const answer = await route({ ...base, type: 'command', text });
      return answer.type === 'notice' ? `${answer.tone}: ${answer.text}` : answer.type;
    };
    const sent = (time: '11:59' | '12:10' | '16:30') =>
      routineSendTime(store.db, head, atLondon('2026-11-10', time));

    expect(await say('/me quiet')).toContain('no quiet hours');
    expect(await say('/me quiet 12 to 13.30')).toContain('done: From 12:00 to 13:30 nothing routine');
    expect(await sent('11:59')).toEqual(atLondon('2026-11-10', '11:59'));
    expect(await sent('12:10')).toEqual(atLondon('2026-11-10', '13:30'));
    expect(await say('/me quiet')).toContain('from 12:00 to 13:30');
    // Over midnight: the afternoon's message comes in the morning.
    expect(await say('/me quiet 16:00 until 8:30')).toContain('done: From 16:00 to 08:30');
    expect(await sent('16:30')).toEqual(atLondon('2026-11-11', '08:30'));
    expect(await say('/me quiet sometimes')).toBe(
      'refused: I could not read "sometimes" as hours. Write it like /me quiet 12:00 to 13:30.',
    );
    expect(await say('/me quiet 9 to 9')).toContain('no time at all');
    expect(await say('/me quiet off')).toContain('are off');
    expect(await sent('16:30')).toEqual(atLondon('2026-11-10', '16:30'));
  });
});
