import { expect, test } from 'vitest';
import { atLondon } from '../../src/calendar/london.js';
import { createRouter } from '../../src/chat/router.js';
import { groupCommands } from '../../src/groups/commands.js';
import { handleAction } from '../../src/workflow/handle.js';
import { eachStore } from '../fakes/database.js';
import { startedGroup } from './cast.js';

eachStore('somebody answers for a lead who is away', open => {
  test('"/group cover … until 12 Jan": they are asked until that day, and then the lead again', async () => {
    const { world, id, lead } = await startedGroup(await open());
    const casey = await world.person('Casey Cover');
    const router = createRouter(groupCommands(world.store, world.processes), action =>
      handleAction(world.store, world.processes, action),
    );
    let lines = 0;
    const types = async (text: string) => {
      const key = `line:${++lines}`;
      const at = world.now;
      return router({ type: 'command', key, at, platform: 'test', personId: lead, text });
    };
    const prompts = async (personId: number) =>
      (await world.told({ personId }, 'checkIn')).filter(notice => notice === 'prompt').length;

    expect(await types('/group cover Casey Cover until someday')).toMatchObject({
      type: 'notice',
      text: expect.stringContaining('"someday" is not a date I can read'),
    });
    expect(await types('/group cover @Casey Cover until 12 Jan')).toMatchObject({
      type: 'notice',
      text: 'Casey Cover is asked for the check-ins until Tuesday 12 January 2027, and then you again.',
    });
    expect(await prompts(lead)).toBe(1);
    // The prompts of 8 December and 5 January fall into the cover, that of the 19th does not.
    await world.untilInstant(atLondon('2027-01-06', '18:00'));
    expect([await prompts(lead), await prompts(casey)]).toEqual([1, 2]);
    await world.untilInstant(atLondon('2027-01-20', '18:00'));
    expect([await prompts(lead), await prompts(casey)]).toEqual([2, 2]);
    // What they could see of the group ends with the cover.
    expect(await world.card('group', id, casey)).toBeNull();
  });
});
