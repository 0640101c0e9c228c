import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Command, InvalidArgumentError } from 'commander';
import type { SolveProgress } from '../review/plan/keeper.js';
import type { Plan } from '../review/plan/plan.js';
import type { ReviewProblem } from '../review/plan/problem.js';

/** A plan is looked for so long, in seconds, when nothing else is asked. */
const DEFAULT_SECONDS = 5;

interface Options {
  readonly in: string;
  readonly out: string[];
  readonly format: 'natural' | 'prs-1';
  readonly seconds?: number;
  readonly moves?: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `convenor plan reviews`: a team and a date for every school of a round, from a file to files. */
export function planReviewsCommand(): Command {
  return new Command('plan')
    .description('Plan a round without a server: reads a file, writes files.')
    .addCommand(
      new Command('reviews')
        .description(
          'Who reviews whom, and when. Reads a problem, writes the plan as .json, .csv, .txt (a table) or .svg (a map), by the name of each --out.',
        )
        .requiredOption('--in <file>', 'the problem: JSON (docs/matching.md), or PRS-1, plain or .gz')
        .requiredOption('--out <file>', 'where the plan goes; repeat it for several forms', several)
        .option('--format <format>', 'natural or prs-1', format, 'natural')
        .option('--seconds <number>', `how long to search (default ${DEFAULT_SECONDS})`, positive)
        .option(
          '--moves <number>',
          'search so many moves instead: the same seed then gives the same plan anywhere',
          positive,
        )
        .option('--seed <number>', 'another seed, another plan of like quality', whole, 1)
        .option('--json', 'print the figures as one JSON object')
        .action((options: Options) => run(options)),
    );
}

function several(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function format(value: string): string {
  if (value !== 'natural' && value !== 'prs-1') throw new InvalidArgumentError('It is natural or prs-1.');
  return value;
}

function positive(value: string): number {
  const number = Number(value);
  if (!(number > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return number;
}

function whole(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number)) throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

/** The text of a file, unpacked when its name ends in .gz. */
function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

async function run(options: Options): Promise<void> {
  try {
    for (const file of options.out) formOf(file, options.format);
    const figures = options.format === 'prs-1' ? await planPrs1(options) : await planNatural(options);
    if (options.json === true) console.log(JSON.stringify(figures));
  } catch (error) {
    const known = error instanceof Error && (error.name === 'ProblemError' || error.name === 'Error');
    console.error(known ? `${options.in}: ${(error as Error).message}` : error);
    process.exitCode = 1;
  }
}

/** The form a file is written in, by its name. Throws a sentence for a form that there is not. */
function formOf(file: string, format: Options['format']): string {
  const form = path.extname(file).slice(1).toLowerCase();
  const forms = format === 'prs-1' ? ['json'] : ['json', 'csv', 'txt', 'svg'];
  if (!forms.includes(form))
    throw new Error(`--out ${file}: the name must end in ${forms.map(f => `.${f}`).join(', ')}.`);
  return form;
}

function limits(options: Options): { seed: number; seconds?: number; moves?: number } {
  if (options.moves !== undefined) return { seed: options.seed, moves: options.moves };
  return { seed: options.seed, seconds: options.seconds ?? DEFAULT_SECONDS };
}

/** Shows progress on one line of a terminal, and nothing elsewhere. */
function progressLine(): { show: (progress: SolveProgress) => void; end: () => void } {
  const terminal = process.stderr.isTTY;
  return {
    show: ({ phase, cost, unfilled, undated, bound, elapsedMs }) => {
      if (!terminal) return;
      const gap =
        bound === null || bound <= 0
          ? ''
          : `, at most ${((100 * (cost - bound)) / bound).toFixed(1)}% from the best`;
      process.stderr.write(
        `\r\u001b[K${(elapsedMs / 1000).toFixed(1)} s  ${phase}: cost ${cost}, ${unfilled} open, ${undated} without a date${gap}`,
      );
    },
    end: () => {
      if (terminal) process.stderr.write('\r\u001b[K');
    },
  };
}

async function planPrs1(options: Options): Promise<object> {
  const { planPrs1InWorker } = await import('../review/plan/planInWorker.js');
  const line = progressLine();
  // In a function of its own, whose end lets the text go: this one would hold it until the plan is made.
  const begin = () =>
    planPrs1InWorker({ text: textOf(options.in), file: options.in }, limits(options), line.show);
  const { problem, plan, cost, bound, moves } = await stoppable(begin());
  line.end();
  for (const file of options.out) writeFileSync(file, `${JSON.stringify(plan)}\n`);
  if (options.json !== true)
    console.log(
      `Cost ${cost}${bound === null ? '' : `; no plan costs less than ${bound}`}. Written to ${options.out.join(', ')}.`,
    );
  return { problem, cost, bound, seed: options.seed, moves, out: options.out };
}

async function planNatural(options: Options): Promise<object> {
  const { readProblem } = await import('../review/plan/readProblem.js');
  const { planInWorker } = await import('../review/plan/planInWorker.js');
  const { planSummary } = await import('../review/plan/planText.js');
  const { explainOpen } = await import('../review/plan/explain.js');
  const problem = readProblem(parsed(textOf(options.in)));
  const line = progressLine();
  const plan = await stoppable(planInWorker(problem, limits(options), line.show));
  line.end();
  const open = explainOpen(problem, plan.visits);
  for (const file of options.out) {
    writeFileSync(file, await rendered(formOf(file, options.format), problem, plan, open));
  }
  if (options.json !== true) {
    console.log(planSummary(plan));
    for (const { sentence, cures } of open)
      console.log(
        `- ${sentence}${cures.length > 0 ? ` What would help: ${cures.map(cure => cure.sentence).join(' Or: ')}` : ''}`,
      );
    console.log(`Written to ${options.out.join(', ')}.`);
  }
  const { cost, bound, gapPercent, unfilled, undated, moves, cutShort, fairness } = plan;
  return {
    schools: problem.schools.length,
    cost,
    bound,
    gapPercent,
    unfilled,
    undated,
    seed: options.seed,
    moves,
    cutShort,
    fairness,
    open,
    out: options.out,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`this is not JSON: ${(error as Error).message}`);
  }
}

async function rendered(form: string, problem: ReviewProblem, plan: Plan, open: object[]): Promise<string> {
  if (form === 'svg') return (await import('../review/plan/planMap.js')).planMap(problem, plan.visits);
  const { planCsv, planTable } = await import('../review/plan/planText.js');
  if (form === 'csv') return planCsv(problem, plan);
  if (form === 'txt') return planTable(problem, plan);
  return `${JSON.stringify({ ...plan, open }, null, 1)}\n`;
}

/** Ctrl-C ends the search, and what was found by then is written. */
async function stoppable<T>(planning: { done: Promise<T>; stop: () => void }): Promise<T> {
  const stop = () => planning.stop();
  process.once('SIGINT', stop);
  try {
    return await planning.done;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
