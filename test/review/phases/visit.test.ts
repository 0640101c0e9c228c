import { describe, expect, it } from 'vitest';
import { HOLDABLE } from '../../../src/review/phases/sideStates.js';
import { aRecord, PEOPLE } from '../aRecord.js';
import { at, give, timers } from './table.js';

describe('rows 9 and 10: the visit', () => {
  it('rows 9 and 10: prompts before sessions, feedback at the end of the last day', () => {
    const sessions = [
      { day: 1, from: '11:00', what: 'Pupil panel' },
      { day: 2, from: '09:00', what: 'Learning walks' },
    ];
    const dayPlan = { what: sessions, by: 'lead', on: '2026-11-10' } as const;
    const record = aRecord('inProgress', { halfDays: 3, dayPlan, sessionsSaid: 0 });
    const second = { ...record, sessionsSaid: 1 };
    expect(timers(second, '2026-11-24').session).toBe(at('2026-11-25', '08:50'));
    expect(timers(record, '2026-11-24')).toEqual({
      session: at('2026-11-24', '10:50'),
      feedback: at('2026-11-25'),
      end: at('2026-11-25', '17:30'),
    });
    const quiet = aRecord('inProgress', { sessionPrompts: false });
    expect(timers(quiet, '2026-11-24')).toEqual({
      feedback: at('2026-11-24'),
      end: at('2026-11-24', '17:30'),
    });
  });

  it('feedback is given at the end of the last day, not before', () => {
    const record = aRecord('inProgress', { halfDays: 3 });
    const input = { listeners: 'head', attended: '31,32' };
    expect(give(record, 'giveFeedback', PEOPLE.leadReviewer, input, '2026-11-24')).toMatchObject({
      ok: false,
    });
    expect(give(record, 'giveFeedback', PEOPLE.leadReviewer, input, '2026-11-25')).toMatchObject({
      ok: true,
      to: 'feedbackGiven',
      changes: { fields: { feedbackTo: ['head'] }, attended: [31, 32] },
    });
  });

  it('a hold shows the route, and goes back to where it began', () => {
    for (const state of HOLDABLE) {
      const held = give(aRecord(state), 'safeguarding', PEOPLE.peerReviewer);
      expect(held).toMatchObject({
        ok: true,
        to: 'safeguardingHold',
        changes: { fields: { heldFrom: state } },
      });
      const resumed = give(aRecord('safeguardingHold', { heldFrom: state }), 'resume', PEOPLE.programmeLead);
      expect(resumed).toMatchObject({ ok: true, to: state });
    }
    expect(give(aRecord('safeguardingHold'), 'resume', PEOPLE.hostHead)).toMatchObject({
      ok: false,
      why: 'notYours',
    });
  });
});
