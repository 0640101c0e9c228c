import { describe, expect, test } from 'vitest';
import { done } from '../../src/chat/answer.js';
import type { ChatCommand } from '../../src/chat/command.js';
import { helpCommand } from '../../src/chat/help.js';
import { cardText } from '../../src/chat/plainText.js';
import { createRouter } from '../../src/chat/router.js';

const sub = (name: string, usage?: string) => ({
  name,
  ...(usage && { usage }),
  says: `says ${name || 'alone'}`,
  run: async ({ rest }: { rest: string }) => done(`${name || 'alone'}|${rest}`),
});
const commands: ChatCommand[] = [
  { name: 'support', says: 'Ask for help', subcommands: [sub(''), sub('list'), sub('show', '[reference]')] },
  { name: 'group', says: 'Groups', subcommands: [sub('', '[words]'), sub('cover')] },
];
const router = createRouter([...commands, helpCommand(commands)], async action =>
  done(`action ${action.verb}`),
);
const type = async (text: string) => {
  const answer = await router({
    type: 'command',
    key: 'k',
    at: new Date(0),
    platform: 'test',
    personId: 1,
    text,
  });
  return answer.type === 'notice'
    ? answer.text
    : answer.type === 'card'
      ? cardText(answer.card)
      : answer.type;
};

describe('commands as people type them', () => {
  test.each([
    ['/support', 'alone|'],
    ['support', 'alone|'],
    ['  /SUPPORT   LIST ', 'list|'],
    ['/support show SR-2026-0042', 'show|SR-2026-0042'],
    ['/group the reading one', 'alone|the reading one'],
  ])('%s', async (typed, expected) => {
    expect(await type(typed)).toBe(expected);
  });

  test('a slip gets the nearest word offered, not an error', async () => {
    expect(await type('/suport')).toContain('Did you mean /support?');
    expect(await type('/support lsit')).toContain('Did you mean /support list?');
    expect(await type('/group covr')).toContain('Did you mean /group cover?');
    expect(await type('/weather')).toContain('Type /help');
  });

  test('help names every command that there is, itself included', async () => {
    const text = await type('/help');
    for (const line of [
      '/support: says alone',
      '/support list: says list',
      '/support show [reference]',
      '/group cover',
      '/help',
    ]) {
      expect(text).toContain(line);
    }
  });
});
