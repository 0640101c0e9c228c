import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { localDate } from '../../src/calendar/localDate.js';
import { SchoolCalendar } from '../../src/calendar/schoolCalendar.js';
import { schoolDays } from '../../src/calendar/units.js';
import { decide } from '../../src/workflow/decide.js';
import { channelViewer, offeredCommands, personViewer } from '../../src/workflow/parties.js';
import { type AnyWorkflow, type WorkRecord, workflowOf } from '../../src/workflow/workflow.js';

interface Loan extends WorkRecord {
  readonly state: 'new' | 'asked' | 'lent' | 'back';
  readonly ownerId: number;
  readonly borrowerId: number;
  readonly deskChannelId: number;
}

const { command, table } = workflowOf<
  Loan,
  Loan['state'],
  'owner' | 'borrower' | 'desk',
  'asked',
  { note?: string }
>();

const loan = table({
  kind: 'loan',
  title: 'Loan',
  roles: {
    owner: { title: 'the owner', people: record => [record.ownerId] },
    borrower: { title: 'the borrower', people: record => [record.borrowerId] },
    desk: { title: 'the desk', channel: record => record.deskChannelId, members: 'owner' },
  },
  states: {
    new: { says: 'Not asked yet.', accepts: { ask: command({ by: ['borrower'], to: 'asked' }) } },
    asked: {
      says: 'It waits for the owner.',
      now: () => 'The owner is looking for it.',
      waitsOn: ['owner'],
      accepts: {
        lend: command({
          by: ['owner'],
          input: z.object({ days: z.coerce.number({ error: 'Say for how many days.' }) }),
          to: 'lent',
          label: 'Lend',
          refuse: (_record, { days }) => (days > 14 ? 'Two weeks is the most.' : null),
          set: (_record, { days }) => ({ note: `${days} days` }),
        }),
        expire: command({ by: ['system'], to: ['back', 'same'], next: () => 'back' }),
      },
      due: [{ name: 'expire', when: { after: schoolDays(3) }, run: 'expire' }],
    },
    lent: {
      says: 'It is out.',
      accepts: { wrong: command({ by: ['owner'], to: ['back'], next: () => 'asked' }) },
    },
    back: { says: 'It is back.', ends: true, accepts: {} },
  },
}) as AnyWorkflow;

const asked: Loan = {
  id: 7,
  reference: 'L-7',
  state: 'asked',
  version: 3,
  enteredVersion: 3,
  enteredAt: new Date('2026-11-10T09:00:00Z'),
  ownerId: 1,
  borrowerId: 2,
  deskChannelId: 5,
};
const context = {
  now: new Date('2026-11-10T09:00:00Z'),
  today: localDate('2026-11-10'),
  personId: 1,
  calendars: { default: new SchoolCalendar({ entries: [], bankHolidays: [] }) },
};
const give = (record: Loan, name: string, personId: number | null, input: unknown = {}) =>
  decide(loan, record, { name, personId, input }, context);

describe('decide', () => {
  test('returns the next state, the acting role and the changes, and touches nothing', () => {
    const before = structuredClone(asked);
    expect(give(asked, 'lend', 1, { days: '3' })).toMatchObject({
      ok: true,
      from: 'asked',
      to: 'lent',
      role: 'owner',
      changes: { note: '3 days' },
      restartsClock: true,
    });
    expect(asked).toEqual(before);
  });

  test('refuses each kind of wrong command in its own words', () => {
    expect(give(asked, 'lend', 2, { days: 1 })).toMatchObject({
      ok: false,
      why: 'notYours',
      text: 'Only the owner can do this.',
    });
    expect(give(asked, 'lend', 1)).toMatchObject({
      ok: false,
      why: 'input',
      fields: { days: 'Say for how many days.' },
    });
    expect(give(asked, 'lend', 1, { days: 15 })).toMatchObject({
      ok: false,
      why: 'rule',
      text: 'Two weeks is the most.',
    });
    expect(give({ ...asked, state: 'back' }, 'lend', 1, { days: 1 })).toMatchObject({
      ok: false,
      why: 'notNow',
      text: 'L-7 has moved on: It is back.',
    });
    expect(give(asked, 'burn', 1)).toMatchObject({ ok: false, why: 'unknownCommand' });
  });

  test("a command of the system is nobody else's, and the system has no others", () => {
    expect(give(asked, 'expire', 1)).toMatchObject({
      ok: false,
      why: 'notYours',
      text: 'Convenor does this by itself.',
    });
    expect(give(asked, 'expire', null)).toMatchObject({ ok: true, to: 'back', role: 'system' });
    expect(give(asked, 'lend', null, { days: 1 })).toMatchObject({ ok: false, why: 'notYours' });
  });

  test('a table that leads where it does not say is a fault of the program', () => {
    expect(() => give({ ...asked, state: 'lent' }, 'wrong', 1)).toThrow(/not among the table's back/);
  });
});

describe('what is offered', () => {
  test('comes from the same table: to the person whose turn it is, and to the readers of a channel', () => {
    const names = (viewer: ReturnType<typeof personViewer>) =>
      offeredCommands(loan, asked, viewer).map(({ name }) => name);
    expect(names(personViewer(loan, asked, 1))).toEqual(['lend']);
    expect(names(personViewer(loan, asked, 2))).toEqual([]);
    expect(names(personViewer(loan, asked, 99))).toEqual([]);
    expect(names(channelViewer(loan, asked, 5))).toEqual(['lend']);
    expect(names(channelViewer(loan, asked, 6))).toEqual([]);
  });
});
