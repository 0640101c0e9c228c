import { describe, expect, it } from 'vitest';
import { cycleNotices } from '../../src/review/cycle/notices.js';
import { cycleWorkflow } from '../../src/review/cycle/workflow.js';
import { entryNotices } from '../../src/review/entry/notices.js';
import type { EntryRecord } from '../../src/review/entry/record.js';
import { entryWorkflow } from '../../src/review/entry/workflow.js';
import { reviewNotices } from '../../src/review/notices.js';
import { reviewWorkflow } from '../../src/review/workflow.js';
import { scheduleOf } from '../../src/workflow/schedule.js';
import type { AnyWorkflow } from '../../src/workflow/workflow.js';
import { aRecord, calendarWith, PEOPLE } from './aRecord.js';
import { at, contextOn, table } from './phases/table.js';

describe("an entry's reminders", () => {
  it('come 10, 5 and 1 school days before the close, across half term, never in it', () => {
    const lead = { id: PEOPLE.programmeLead, name: 'Lena Lead' };
    const record: EntryRecord = {
      ...aRecord('new'),
      state: 'asked',
      cycle: {
        id: 7,
        reference: 'RC-2026-0001',
        name: 'Peer reviews',
        state: 'open',
        lead,
        organiserIds: [],
        clusterLeadIds: [],
        rules: aRecord('new').cycle.rules,
        answersBy: '2026-11-10',
        windowFrom: '2027-01-18',
        windowTo: '2027-03-19',
      },
      school: { id: 20, name: 'Host Primary', phase: 'Primary' },
      headIds: [PEOPLE.hostHead],
      hosts: true,
      apartIds: [],
      impossible: [],
      focus: null,
      reviewers: [],
      trainees: [],
      late: false,
      ownReviewIds: [],
      sentToIds: [],
    };
    const school = calendarWith();
    const context = { ...contextOn('2026-10-01'), calendars: { default: school, school } };
    const scheduled = scheduleOf(entryWorkflow as unknown as AnyWorkflow, record, context);
    expect(Object.fromEntries(scheduled.map(timer => [timer.name, timer.dueAt.toISOString()]))).toEqual({
      'close-10': at('2026-10-20'),
      'close-5': at('2026-11-03'),
      'close-1': at('2026-11-09'),
      close: at('2026-11-10', '17:30'),
    });
  });
});

describe('the three tables', () => {
  it('names as each state’s deadline the instant at which the step is owed', () => {
    for (const [name, state] of Object.entries(table.states))
      if (state.deadline)
        expect(
          state.due?.map(timer => timer.name),
          name,
        ).toContain(state.deadline);
  });

  it.each([
    ['cycle', cycleWorkflow, cycleNotices],
    ['entry', entryWorkflow, entryNotices],
    ['review', reviewWorkflow, reviewNotices],
  ] as const)(
    '%s: lead only to states and notices that exist, and use every notice',
    (_kind, workflow, notices) => {
      const states = workflow.states as AnyWorkflow['states'];
      const told = new Set<string>();
      const targets = new Set<string>();
      for (const state of Object.values(states)) {
        const tells = [
          state.tell,
          ...Object.values(state.accepts).flatMap(spec => [spec.tell, spec.tellBefore]),
          ...(state.due ?? []).map(timer => timer.tell),
        ];
        for (const notice of tells.flatMap(tell => Object.values(tell ?? {}))) if (notice) told.add(notice);
        for (const spec of Object.values(state.accepts)) for (const to of [spec.to].flat()) targets.add(to);
        for (const timer of state.due ?? []) if (timer.run) expect(state.accepts).toHaveProperty(timer.run);
        if (state.deadline) expect(state.due?.map(timer => timer.name)).toContain(state.deadline);
        const names = (state.due ?? []).map(timer => timer.name);
        expect(new Set(names).size).toBe(names.length);
      }
      expect([...told].toSorted()).toEqual(Object.keys(notices).toSorted());
      targets.delete('same');
      expect([...targets].toSorted()).toEqual(
        Object.keys(states)
          .filter(name => name !== 'new')
          .toSorted(),
      );
    },
  );
});
