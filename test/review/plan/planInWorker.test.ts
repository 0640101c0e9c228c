import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SolveProgress } from '../../../src/review/plan/keeper.js';
import { PartnerInThread } from '../../../src/review/plan/partnerInThread.js';
import { modelOfPrs1, type Prs1, prs1Plan } from '../../../src/review/plan/prs1.js';
import { solve } from '../../../src/review/plan/solve.js';
import { State } from '../../../src/review/plan/state.js';
import { instance, outsideJudge } from './instances.js';

// A thread loads files, not TypeScript: the built form is tested (`npm test` builds first).
const built = new URL('../../../dist/planInWorker.js', import.meta.url);

const textOf = (problem: Prs1) => ({ text: JSON.stringify(problem), file: 'test' });

describe.runIf(existsSync(fileURLToPath(built)))('the planning thread', () => {
  const load = async () =>
    (await import(
      /* @vite-ignore */ built.href
    )) as typeof import('../../../src/review/plan/planInWorker.js');

  it('gives the very plan that the main thread would, and tells of its phases', async () => {
    const { planPrs1InWorker } = await load();
    const prs = instance('prs-12-1');
    const progress: SolveProgress[] = [];
    const { done } = planPrs1InWorker(textOf(prs), { seed: 3, moves: 60_000 }, p => progress.push(p));
    const answer = await done;
    const model = modelOfPrs1(prs);
    expect(answer.plan).toEqual(prs1Plan(model, solve(model, { seed: 3, moves: 60_000 }).plan));
    expect(progress.map(p => p.phase)).toEqual(expect.arrayContaining(['first', 'bound', 'done']));
  });

  it.each<[string, number]>([
    ['prs-150-1', 150_000],
    // Twice five seconds: with CONVENOR_LONG=1.
    ...(process.env.CONVENOR_LONG ? ([['prs-600-1', 500_000]] satisfies [string, number][]) : []),
  ])('%s is planned by two threads, and comes out the same again', async (name, moves) => {
    const { planPrs1InWorker } = await load();
    const prs = instance(name);
    const [one, two] = [
      await planPrs1InWorker(textOf(prs), { seed: 2, moves }).done,
      await planPrs1InWorker(textOf(prs), { seed: 2, moves }).done,
    ];
    expect(two).toEqual(one);
    expect(one.moves).toBe(moves);
    const verdict = outsideJudge(prs, one.plan);
    expect(verdict.first).toEqual([]);
    expect(verdict.cost).toBe(one.cost);
  });

  it('stops when told to and hands over a whole plan', async () => {
    const { planPrs1InWorker } = await load();
    const prs = instance('prs-150-1');
    const planning = planPrs1InWorker(textOf(prs), { seed: 1, moves: 500_000_000 }, () => planning.stop());
    const { plan, cost } = await planning.done;
    const verdict = outsideJudge(prs, plan);
    expect(verdict.first).toEqual([]);
    expect(verdict.cost).toBe(cost);
  });

  it('told to end one job soon, the second thread does the next one whole', () => {
    const model = modelOfPrs1(instance('prs-150-1'));
    const partner = new PartnerInThread(model, new URL('../../../dist/partnerThread.js', import.meta.url));
    try {
      partner.begin({ kind: 'bound', rounds: 1_000_000 });
      expect(partner.finish(() => true).kind).toBe('bound');
      const plan = new State(model).snapshot();
      const lap = { moves: 60_000, hot: 4, cold: 0.3, ruins: 0, ruinHot: 0, flows: [0, 0] as const };
      partner.begin({ kind: 'lap', plan, cutting: null, lap, seed: 1 });
      expect(partner.finish(() => false)).toMatchObject({ kind: 'lap', moves: 60_000 });
    } finally {
      partner.end();
    }
  });
});
