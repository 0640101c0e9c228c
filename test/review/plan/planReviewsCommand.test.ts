import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/review/plan/judge.js';
import { randomProblem } from './randomProblem.js';

const command = fileURLToPath(new URL('../../../dist/planReviews.js', import.meta.url));

/** Runs `plan reviews` with the built command; resolves to the exit status and both streams. */
function plan(args: string[]): Promise<{ status: number; out: string; err: string }> {
  const script = `const { planReviewsCommand } = await import(${JSON.stringify(command)}); await planReviewsCommand().parseAsync(['reviews', ...process.argv.slice(1)], { from: 'user' });`;
  return new Promise(resolve => {
    execFile(process.execPath, ['--input-type=module', '-e', script, '--', ...args], (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('plan reviews', () => {
  it('writes a plan without broken rules in every form, and its figures', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'convenor-plan-'));
    const file = (name: string) => path.join(folder, name);
    const problem = randomProblem(4, { schools: 8, free: 80 });
    writeFileSync(file('in.json'), JSON.stringify(problem));
    const outs = ['plan.json', 'plan.csv', 'plan.txt', 'plan.svg'].flatMap(name => ['--out', file(name)]);
    const { status, out, err } = await plan(['--in', file('in.json'), ...outs, '--moves', '20000', '--json']);
    expect(err).toBe('');
    expect(status).toBe(0);
    const written = JSON.parse(readFileSync(file('plan.json'), 'utf8'));
    expect(judge(problem, written.visits).breaches).toEqual([]);
    expect(JSON.parse(out).cost).toBe(written.cost);
    expect(readFileSync(file('plan.csv'), 'utf8').split('\r\n')[0]).toContain('school_id');
    expect(readFileSync(file('plan.svg'), 'utf8')).toContain('<svg');
    expect(readFileSync(file('plan.txt'), 'utf8')).toContain('cost');
  });

  it('says in a sentence what is wrong with a file, and fails', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'convenor-plan-'));
    const file = path.join(folder, 'in.json');
    writeFileSync(file, '{"calendar":[],"schools":[],"people":[]}');
    const { status, err } = await plan(['--in', file, '--out', path.join(folder, 'plan.json')]);
    expect(status).toBe(1);
    expect(err).toContain('calendar: needs at least one school day.');
    const other = await plan(['--in', file, '--out', path.join(folder, 'plan.docx')]);
    expect(other.err).toContain('the name must end in .json, .csv, .txt, .svg');
  });
});
