import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/optimise/random.js';
import { construct } from '../../../src/review/plan/construct.js';
import { cut } from '../../../src/review/plan/halves.js';
import type { LapPlan } from '../../../src/review/plan/lap.js';
import type { LapJob } from '../../../src/review/plan/partner.js';
import { modelOfPrs1, prs1Plan } from '../../../src/review/plan/prs1.js';
import { joined, lapPart, Round } from '../../../src/review/plan/round.js';
import { State } from '../../../src/review/plan/state.js';
import { instance, outsideJudge } from './instances.js';

const LAPS: [string, LapPlan][] = [
  ['hot', { moves: 60_000, hot: 10, cold: 5, ruins: 0, ruinHot: 0, flows: [0, 0] }],
  ['cold, with flow steps', { moves: 40_000, hot: 3, cold: 0.3, ruins: 0, ruinHot: 0, flows: [2, 0] }],
  ['of ruins', { moves: 1, hot: 0.3, cold: 0.3, ruins: 800, ruinHot: 2.5, flows: [0, 2] }],
];

describe('a round cut into halves', () => {
  it('is cut so that each half has about half of the places, anew each time', () => {
    const model = modelOfPrs1(instance('prs-150-1'));
    const random = new Random(1);
    const cuts = [cut(model, random), cut(model, random)];
    for (const half of cuts) {
      let places = 0;
      for (let q = 0; q < model.places; q++) places += half[model.placeSchool[q]!]!;
      expect(places / model.places).toBeCloseTo(0.5, 1);
    }
    expect(cuts[1]).not.toEqual(cuts[0]);
  });

  it.each(['prs-150-1', 'prs-tight-150-1'])(
    '%s: what both halves find apart is one plan without a broken rule',
    name => {
      const prs = instance(name);
      const model = modelOfPrs1(prs);
      const round = new Round(model);
      round.bound(20, () => false);
      const state = new State(model);
      construct(state, round.all);
      const random = new Random(7);
      for (const [, lap] of [...LAPS, ...LAPS]) {
        const cutting = cut(model, random);
        const before = state.cost;
        const job: LapJob = { kind: 'lap', plan: state.snapshot(), cutting, lap, seed: random.next() };
        const [first, second] = [lapPart(round, job, 0, () => false), lapPart(round, job, 1, () => false)];
        state.restore(joined(model, cutting, first.plan, second.plan));
        const verdict = outsideJudge(prs, prs1Plan(model, state.snapshot()));
        expect(verdict.first).toEqual([]);
        expect(verdict.cost).toBe(state.cost);
        // Each half counts its own gain: together they are the plan's.
        const gains = [first, second].map(({ plan }) => {
          const alone = new State(model);
          alone.restore(plan);
          return before - alone.cost;
        });
        expect(before - state.cost).toBe(gains[0]! + gains[1]!);
      }
    },
  );
});
